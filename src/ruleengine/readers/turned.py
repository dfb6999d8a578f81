"""Sheets that lie on their side: names of items down a column, records across.

Comes in: the first rows of a sheet and a table. Goes out: where the names stand, or
None. Knows nothing of file formats.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from ruleengine.base.frozen import frozen
from ruleengine.base.record import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.head_row import HeadRow

NAMES_LEAST = 3
"""So many names below each other are no chance: data do not hold names of items."""
COLUMNS = 10
"""Names run down one of the first columns that are not blank."""
EXAMPLES = 3
"""Names that a finding gives."""


@frozen
class Turned:
    """Where the names of items run down a column."""

    reason: ClassVar[str] = "turned"
    column: int
    row: int
    """Of the first name."""
    names: tuple[str, ...]
    """As they are written, as far as the first rows go."""

    def facts(self) -> dict[str, Fact]:
        """Return the parameters of the finding."""
        return {
            "column": column_letters(self.column),
            "header": self.names[0],
            "names": self.names[:EXAMPLES],
        }


def turned(table: TableIndex, rows: Sequence[HeadRow], across: int) -> Turned | None:
    """Return where names run down a column, or None where that is not the case.

    Args:
        table: whose names.
        rows: the first rows of a sheet.
        across: how many names stand in the row that would be the header; where these
            are as many, the sheet lies as it should.
    """
    found: dict[int, dict[str, HeadRow]] = {}
    for row in rows:
        for column, name in islice(row.folded.items(), COLUMNS):
            if name in table.fields:
                found.setdefault(column, {}).setdefault(name, row)
    column = max(found, key=lambda at: len(found[at]), default=0)
    places = list(found.get(column, {}).values())
    if len(places) < NAMES_LEAST or len(places) <= across:
        return None
    names = tuple(row.texts[column] for row in places)
    return Turned(column, places[0].number, names)
