"""Decides whether inputs are checked in whole columns; needs the extra ``bulk``.

In: inputs as the readers give them. Out: yes or no. The findings are the same both ways.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ruleengine.base.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.api.submission import Submission
    from ruleengine.base.record import TableInput

SWITCH = "RULEENGINE_BULK"
"""Environment variable: 0 never, 1 always (where Polars is there)."""
WORTH_LOADING = 6 << 20
"""Below this, loading Polars takes longer than reading record by record."""
WORTH_BYTES = 1 << 20
"""Below this, record by record is as quick, even where Polars has been loaded before."""
MOST_SCANNED = 512 << 20
"""Beyond this, the keys of all records are better kept in columns, and on disk."""


def wants_columns(inputs: Sequence[TableInput], submission: Submission) -> bool:
    """Tell whether some input is worth reading in whole columns.

    Args:
        inputs: what is to be checked.
        submission: what is asked of it.
    """
    sizes = [given.size for given in inputs if given.blocks is not None]
    if not sizes or (wanted := os.environ.get(SWITCH, "")) == "0":
        return False
    least = WORTH_BYTES if "polars" in sys.modules else WORTH_LOADING
    if wanted != "1" and (max(sizes) < least or _are_scanned(inputs, submission)):
        return False
    return find_spec("polars") is not None


def _are_scanned(inputs: Sequence[TableInput], submission: Submission) -> bool:
    """Tell whether the extra ``fast`` better looks at records where they lie in files."""
    fast = compiled()
    return (
        fast is not None
        and all(given.is_plain for given in inputs)
        and sum(given.size for given in inputs) <= MOST_SCANNED
        and all(
            wants.only_keys and len(submission.plans[table].fields) <= fast.MOST
            for table, wants in submission.phase.wants.items()
        )
    )
