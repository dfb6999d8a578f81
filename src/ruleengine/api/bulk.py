"""Decides whether inputs are checked in whole columns; needs the extra ``bulk``.

In: inputs as the readers give them. Out: yes or no. The findings are the same both ways.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.record import TableInput

SWITCH = "RULEENGINE_BULK"
"""Environment variable: 0 never, 1 always (where Polars is there)."""
WORTH_LOADING = 6 << 20
"""Below this, loading Polars takes longer than reading record by record."""
WORTH_BYTES = 1 << 20
"""Below this, record by record is as quick, even where Polars has been loaded before."""


def wants_columns(inputs: Iterable[TableInput]) -> bool:
    """Tell whether some input is worth reading in whole columns."""
    sizes = [given.size for given in inputs if given.blocks is not None]
    if not sizes or (wanted := os.environ.get(SWITCH, "")) == "0":
        return False
    least = WORTH_BYTES if "polars" in sys.modules else WORTH_LOADING
    if wanted != "1" and max(sizes) < least:
        return False
    return find_spec("polars") is not None
