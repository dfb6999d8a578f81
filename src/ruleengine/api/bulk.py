"""Decides whether inputs are checked in whole columns; needs the extra ``bulk``.

In: inputs as the readers give them. Out: yes or no. The findings are the same both ways.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.record import TableInput

SWITCH = "RULEENGINE_BULK"
"""Environment variable: 0 never, 1 always (where Polars is there)."""
WORTH_BYTES = 4 << 20
"""Below this, loading Polars takes longer than reading record by record."""


def wants_columns(inputs: Iterable[TableInput]) -> bool:
    """Tell whether some input is worth reading in whole columns."""
    wanted = os.environ.get(SWITCH, "")
    if wanted == "0":
        return False
    sizes = [given.size for given in inputs if given.blocks is not None]
    if not sizes or (wanted != "1" and max(sizes) < WORTH_BYTES):
        return False
    return find_spec("polars") is not None
