"""One of the first rows of a sheet, which may be its header.

Comes in: the texts of the row. Goes out: the same with all taken away that is forgiven.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ruleengine.readers.catalogue import fold

Texts = Mapping[int, str]
"""Column, counted from 1 -> text; blank cells are left out."""


@dataclass(frozen=True)
class HeadRow:
    """One of the first rows of a sheet."""

    number: int
    texts: Texts

    @cached_property
    def folded(self) -> Mapping[int, str]:
        """Return the folded texts, in the order of the columns."""
        return {column: fold(self.texts[column]) for column in sorted(self.texts)}

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the folded texts alone."""
        return tuple(self.folded.values())
