"""Three-valued truth in columns: what is surely true, surely false, surely null.

In: expressions. Out: ``Truth``, of which at most one side holds in a row; where none
does, nothing is known and the record is looked at by itself.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotLoweredError(Exception):
    """A piece of a condition that is not told in columns."""


@frozen
class Truth:
    """Three expressions that are never null themselves."""

    yes: pl.Expr
    no: pl.Expr
    null: pl.Expr

    @classmethod
    def where(cls, holds: pl.Expr, null: pl.Expr) -> Truth:
        """Return what is true or false for certain wherever it is not null.

        Args:
            holds: whether it is true; may itself be null.
            null: where it is null.
        """
        yes = holds.fill_null(value=False)
        return cls(yes, ~yes & ~null, null)

    def negated(self) -> Truth:
        """Return ``not``."""
        return Truth(self.no, self.yes, self.null)


NEVER = pl.lit(value=False)
ALWAYS = pl.lit(value=True)
UNKNOWN = Truth(NEVER, NEVER, NEVER)


def every(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return whether all hold."""
    return reduce(and_, parts, ALWAYS)


def some(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return whether any holds."""
    return reduce(or_, parts, NEVER)


def conjunction(parts: Sequence[Truth]) -> Truth:
    """Return ``and``: false as soon as one is, null only if none is false.

    Where nothing is known of one before, an error may come up in it, which is told even
    though a later one is false.
    """
    no, settled = NEVER, ALWAYS
    for part in parts:
        no |= settled & part.no
        settled &= part.yes | part.null
    return Truth(
        every([part.yes for part in parts]),
        no,
        settled & some([part.null for part in parts]),
    )


def disjunction(parts: Sequence[Truth]) -> Truth:
    """Return ``or``."""
    return conjunction([part.negated() for part in parts]).negated()
