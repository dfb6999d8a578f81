"""Cells of decision tables as sets: ``20-49``, ``> 5000`` -> interval algebra.

Finds the row that holds a value, gaps, overlaps and witnesses, exactly, no sampling.
In: texts of cells and the kind of their column. Knows neither YAML nor rule packs, and
leaves tests that are no plain sets to FEEL.
"""

from ruleengine.table import cover
from ruleengine.table.cell import (
    CellError,
    CellSet,
    Kind,
    everything,
    print_set,
)
from ruleengine.table.cover import gaps, mergeable, never_hit, overlaps
from ruleengine.table.interval import IntervalSet
from ruleengine.table.lookup import Index
from ruleengine.table.parse import parse_cell
from ruleengine.table.pieces import CoverLimitError
from ruleengine.table.values import ValueSet

__all__ = [
    "CellError",
    "CellSet",
    "CoverLimitError",
    "Index",
    "IntervalSet",
    "Kind",
    "ValueSet",
    "cover",
    "everything",
    "gaps",
    "mergeable",
    "never_hit",
    "overlaps",
    "parse_cell",
    "print_set",
]
