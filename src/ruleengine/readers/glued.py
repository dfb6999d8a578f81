"""Headers that stand together in one cell.

Comes in: the first rows of a sheet and a table. Goes out: the cell, and what divides the
names in it; or None. Knows nothing of file formats.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from ruleengine.base.frozen import frozen
from ruleengine.readers.catalogue import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.head_row import HeadRow

MARKS = (",", "，", ";", "；", "、", "\t", "|", "｜", " ", "\u3000")
"""What people and programs put between the names."""
NAMES_LEAST = 3
"""One cell with so many names is no single name."""
CELLS = 3
"""Cells of a row that are looked at: the others of such a row are blank."""
SEARCHED = 64
"""Texts that are remembered: those of one file, under every separator."""
LONGEST = 4_000
"""Characters of a cell that are looked at."""


@frozen
class Glued:
    """A cell that holds several names of items."""

    reason: ClassVar[str] = "glued"
    column: int
    row: int
    text: str
    mark: str
    """What stands between the names."""
    count: int
    """How many names are known."""

    def facts(self) -> dict[str, Fact]:
        """Return the parameters of the finding."""
        return {"header": self.text, "mark": self.mark, "count": self.count}


@frozen
class Piece:
    """One cell, divided by one mark."""

    column: int
    row: int
    text: str
    mark: str
    names: frozenset[str]
    """Folded."""


def pieces(rows: Sequence[HeadRow]) -> list[Piece]:
    """Return the cells that may hold several names, in every way to divide them."""
    return [
        Piece(column, row.number, text, mark, names)
        for row in rows
        for column, text in islice(row.texts.items(), CELLS)
        for mark, names in _divided(text[:LONGEST])
    ]


def glued(table: TableIndex, cells: Sequence[Piece]) -> Glued | None:
    """Return the first cell that holds several names of a table, or None."""
    for each in cells:
        count = table.known(each.names)
        if count >= NAMES_LEAST:
            return Glued(each.column, each.row, each.text, each.mark, count)
    return None


@lru_cache(maxsize=SEARCHED)
def _divided(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return what the marks divide a text into."""
    parts = ((mark, text.split(mark)) for mark in MARKS)
    return [
        (mark, frozenset(fold(name.strip("\"'“”")) for name in names))
        for mark, names in parts
        if len(names) >= NAMES_LEAST
    ]
