"""Data in columns that have no header.

Comes in: column and row of such cells. Goes out: one finding per column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.record import column_letters

if TYPE_CHECKING:
    from ruleengine.readers.faults import Faults

COLUMNS = 100
"""Further columns are not told apart."""


@dataclass(slots=True)
class Strays:
    """Counts data cells without a header, by column."""

    faults: Faults
    first: dict[int, int] = field(default_factory=dict)
    """Column -> row of the first such cell."""
    counts: dict[int, int] = field(default_factory=dict)

    def note(self, column: int, row: int) -> None:
        """Count one cell."""
        if column in self.counts or len(self.counts) < COLUMNS:
            self.first.setdefault(column, row)
            self.counts[column] = self.counts.get(column, 0) + 1

    def tell(self) -> None:
        """Report each column once."""
        for column in sorted(self.counts):
            self.faults.add(
                "unknown-field",
                "no-header",
                {"column": column_letters(column), "count": self.counts[column]},
                at=self.faults.spot(self.first[column], column),
            )
