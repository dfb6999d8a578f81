"""How well the first rows of a sheet fit a table.

Comes in: rows and tables. Goes out: for each table the row that names most of its
items. Knows nothing of file formats.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.head_row import HeadRow

KNOWN_SHARE = (3, 5)
"""Without a name, at least this share of the headers must be known."""
KNOWN_LEAST = 2
FIRST_LEAST = 4
"""A row that names so many items is a header: what stands below is another table."""


@frozen
class Match:
    """The row that names most items of a table, and how many."""

    table: TableIndex
    row: HeadRow | None
    known: int

    @property
    def is_convincing(self) -> bool:
        """Whether the headers alone show what table this is."""
        part, whole = KNOWN_SHARE
        count = len(set(self.row.headers)) if self.row else 0
        least = min(KNOWN_LEAST, len(self.table.shape.fields))
        return self.known >= max(least, 1) and self.known * whole >= count * part

    @property
    def is_exact(self) -> bool:
        """Whether every field of the table has its column."""
        return self.known >= len(self.table.shape.fields)


def match_of(table: TableIndex, rows: Sequence[HeadRow]) -> Match:
    """Return the first row that names the most items of a table.

    Two rows are one where the names stand in both, as under the title of a group.
    """
    best = Match(table, rows[0] if rows else None, 0)
    for row in rows:
        known = table.known(row.headers)
        if known > best.known:
            best = Match(table, row, known)
    if best.known:
        for upper, lower in pairwise(rows):
            is_at = best.row is upper or best.row is lower
            if is_at and _are_one(table, upper, lower):
                joined = upper.with_below(lower)
                return Match(table, joined, table.known(joined.headers))
    return best


def _are_one(table: TableIndex, upper: HeadRow, lower: HeadRow) -> bool:
    """Tell whether two rows share the names of one header.

    All texts of the lower one are further names, and none stands below a name.
    """
    names = {name: at for at, name in upper.folded.items() if name in table.fields}
    if not names or not table.fields.keys() >= set(lower.headers):
        return False
    return names.keys().isdisjoint(lower.headers) and lower.texts.keys().isdisjoint(
        names.values()
    )


def by_headers(
    tables: Iterable[TableIndex], rows: Sequence[HeadRow]
) -> tuple[Match, ...]:
    """Return the tables that the headers alone show to be meant, best ones only."""
    matches = [match_of(table, rows) for table in tables]
    good = _first([match for match in matches if match.is_convincing])
    most = max((match.known for match in good), default=0)
    best = tuple(match for match in good if match.known == most)
    exact = tuple(match for match in best if match.is_exact)
    return exact if len(exact) == 1 else best


def _first(matches: list[Match]) -> list[Match]:
    """Leave out headers that stand below the header of another table."""
    sure = [each for each in matches if each.known >= FIRST_LEAST]
    first = min(map(_number, sure), default=None)
    return [each for each in matches if first is None or _number(each) <= first]


def _number(match: Match) -> int:
    return match.row.number if match.row else 0
