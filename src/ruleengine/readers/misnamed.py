"""Sheets that are called like one table and have the header of another.

Comes in: how well the named table fits, and all tables. Goes out: the table that the
header is of, or None. Knows nothing of file formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ruleengine.base.frozen import frozen
from ruleengine.readers.match import by_headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.head_row import HeadRow
    from ruleengine.readers.match import Match

KNOWN_LEAST = 4
TIMES = 2
"""So many times as many headers belong to the other table."""


@frozen
class Misnamed:
    """A header that is of another table than the name says."""

    reason: ClassVar[str] = "other-table"
    column: int
    row: int
    named: Match
    other: Match

    def facts(self) -> dict[str, Fact]:
        """Return the parameters of the finding."""
        return {
            "own": self.named.table.title,
            "other": self.other.table.title,
            "few": self.named.known,
            "known": self.other.known,
        }


def misnamed(
    named: Match, rows: Sequence[HeadRow], tables: Iterable[TableIndex]
) -> Misnamed | None:
    """Return the one other table whose header this is, or None."""
    if named.is_convincing or max(map(_width, rows), default=0) < KNOWN_LEAST:
        return None
    match by_headers(tables, rows):
        case (other,) if other.row and other.known >= max(
            KNOWN_LEAST, TIMES * named.known
        ):
            return Misnamed(min(other.row.texts), other.row.number, named, other)
        case _:
            return None


def _width(row: HeadRow) -> int:
    return len(row.texts)
