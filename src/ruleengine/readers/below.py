"""Another table below the records of a sheet or file, after blank rows.

Comes in: rows in their order and where rows are blank. Goes out: the rows that are
records of the table, and one finding for the rest from the other header on. Rows are
looked at behind blank ones only, so that tables without any cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from ruleengine.readers.catalogue import fold
from ruleengine.readers.explaining import are_names
from ruleengine.readers.match import match_of

if TYPE_CHECKING:
    from ruleengine.base.finding import Fact
    from ruleengine.readers.catalogue import Catalogue, TableIndex
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.head_row import HeadRow
    from ruleengine.readers.header import Header

LOOKED_AT = 3
"""So many rows behind blank ones may be titles and the header."""
TITLE_CELLS = 2
"""A row of more cells is no title."""
KNOWN_LEAST = 3
GAPS = 100
"""Where blank rows are that usual, they part no tables."""


@dataclass(slots=True)
class Below:
    """Where a sheet ends and another may begin."""

    header: Header
    catalogue: Catalogue
    left: int = 0
    """How many further rows are looked at."""
    gaps: int = 0
    held: list[Any] = field(default_factory=list)
    """Rows that are titles if a header follows."""
    other: tuple[HeadRow, TableIndex] | None = None
    count: int = 0
    """Rows below the other header."""

    @property
    def is_looking(self) -> bool:
        """Whether the next row is to be passed through ``passed``."""
        return self.left > 0 or self.other is not None

    def blank(self) -> None:
        """Take note of a blank row."""
        if self.gaps < GAPS and self.left < LOOKED_AT:
            self.gaps += 1
            self.left = LOOKED_AT

    def passed(self, row: Any, head: HeadRow) -> list[Any]:
        """Return the rows that are records, now that one more is known.

        Args:
            row: the row as the caller has it.
            head: its texts.
        """
        if self.other is not None:
            self.count += 1
            return []
        self.left -= 1
        is_own = bool(self.held) and are_names(head, self.header.fields)
        table = None if is_own else self.table_of(head)
        if is_own or table:
            self.held.clear()
        if table:
            self.other = (head, table)
            return []
        self.held.append(row)
        if self.left and len(head.texts) <= TITLE_CELLS:
            return []
        self.left = 0
        return self.rest()

    def rest(self) -> list[Any]:
        """Return the rows that were held back, when no more follow."""
        held, self.held = self.held, []
        return held

    def table_of(self, head: HeadRow) -> TableIndex | None:
        """Return the table whose header a row is; None if it is a record.

        The header of this table is left to those who judge records.
        """
        texts = islice(head.texts.values(), KNOWN_LEAST)
        firsts = set(map(fold, texts)) if len(head.texts) >= KNOWN_LEAST else set()
        tables = self.catalogue.tables
        if all(firsts.isdisjoint(table.fields) for table in tables):
            return None
        if are_names(head, self.header.fields):
            return None
        matches = (match_of(table, [head]) for table in tables)
        best = max(matches, key=lambda match: match.known)
        is_header = best.known >= KNOWN_LEAST and 2 * best.known > len(head.texts)
        return best.table if is_header else None

    def tell(self, faults: Faults) -> None:
        """Report the other table, when all rows have been read."""
        if self.other is None:
            return
        head, table = self.other
        column, text = next(iter(head.texts.items()))
        facts: dict[str, Fact] = {
            "header": text,
            "other": table.title,
            "count": self.count,
        }
        faults.add(
            "unreadable", "other-below", facts, at=faults.spot(head.number, column)
        )
