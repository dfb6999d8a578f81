"""Columns made on the way: what several expressions read is computed once.

In: expressions over the columns of a frame. Out: columns that stand for them, and frames
that hold these columns. A formula in which each step is read twice by the next would
otherwise be computed again and again, twice as often with each step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

CELLS = 1 << 22
"""So many cells of such columns are made at once, so that they stay near the processor."""


class Keeper(Protocol):
    """Takes expressions that will be read more than once."""

    def keep(self, made: pl.Expr) -> pl.Expr:
        """Return an expression of the same values."""


class Inline:
    """Keeps nothing: for conditions of few steps, and frames of single columns."""

    def keep(self, made: pl.Expr) -> pl.Expr:
        """Return the expression itself."""
        return made


@dataclass(slots=True)
class Sheet:
    """Keeps expressions as columns, each made of those before."""

    _level_of: dict[str, int] = field(default_factory=dict)
    """Name of a column -> how many others stand between it and the frame."""
    _levels: list[list[pl.Expr]] = field(default_factory=list)
    _known: dict[tuple[str, ...], list[tuple[pl.Expr, str]]] = field(
        default_factory=dict
    )
    """The columns that are read -> the expressions over them, and their names."""

    def keep(self, made: pl.Expr) -> pl.Expr:
        """Return the column that stands for an expression."""
        read = tuple(made.meta.root_names())
        if not read:
            return made
        alike = self._known.setdefault(read, [])
        for other, name in alike:
            if made.meta.eq(other):
                return pl.col(name)
        name = f"~{len(self._level_of)}"
        alike.append((made, name))
        level = 1 + max(self._level_of.get(each, -1) for each in read)
        self._level_of[name] = level
        if level == len(self._levels):
            self._levels.append([])
        self._levels[level].append(made.alias(name))
        return pl.col(name)

    @property
    def rows_at_once(self) -> int:
        """How many rows are best taken at once."""
        return CELLS // (len(self._level_of) + 1)

    def on(self, frame: pl.DataFrame) -> pl.LazyFrame:
        """Return a frame with the columns that were kept."""
        made = frame.lazy()
        for level in self._levels:
            made = made.with_columns(level)
        return made
