"""Headers that stand together in one cell.

Comes in: the first rows of a sheet and a table. Goes out: the cell, and what divides the
names in it; or None. Knows nothing of file formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

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
LONGEST = 10_000
"""Characters of a cell that are looked at."""


@dataclass(frozen=True, slots=True)
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


def glued(table: TableIndex, rows: Sequence[HeadRow]) -> Glued | None:
    """Return the first cell that holds several names, or None."""
    cells = (
        (row.number, column, text[:LONGEST])
        for row in rows
        for column, text in islice(row.texts.items(), CELLS)
    )
    for number, column, text in cells:
        for mark in MARKS:
            names = text.split(mark)
            if len(names) < NAMES_LEAST:
                continue
            count = table.known(fold(name.strip("\"'“”")) for name in names)
            if count >= NAMES_LEAST:
                return Glued(column, number, text, mark, count)
    return None
