"""One of the first rows of a sheet, which may be its header.

Comes in: the texts of the row. Goes out: the same with all taken away that is forgiven.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ruleengine.readers.catalogue import fold

Texts = Mapping[int, str]
"""Column, counted from 1 -> text; blank cells are left out."""


@dataclass(frozen=True)
class HeadRow:
    """One of the first rows of a sheet."""

    number: int
    texts: Texts
    deep: Mapping[int, int] = field(default_factory=dict)
    """Column -> row of the texts that stand in the row below, where both are one header."""

    @property
    def last(self) -> int:
        """The last row that the texts are of."""
        return max(self.deep.values(), default=self.number)

    def with_below(self, below: HeadRow) -> HeadRow:
        """Return this row and the one below as one; the texts below go before its own."""
        deep = dict.fromkeys(below.texts, below.number)
        return HeadRow(self.number, {**self.texts, **below.texts}, deep)

    @cached_property
    def folded(self) -> Mapping[int, str]:
        """Return the folded texts, in the order of the columns."""
        return {column: fold(self.texts[column]) for column in sorted(self.texts)}

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the folded texts alone."""
        return tuple(self.folded.values())
