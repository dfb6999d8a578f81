"""Questions about single texts, asked once for each different text of a column.

In: columns of texts, what tells which texts are good. Out: the texts that are not.
Names, units and methods stand in thousands of rows; to look at each of them again would
cost more than to find the different ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ruleengine.engine.columns.formats import Fit

SAMPLE = 8192
"""Rows whose texts tell whether a column repeats itself."""
DIFFERENT = 0.7
"""With more different texts among those of the sample each row is looked at."""
REMEMBERED = 50_000
"""Good texts of a column that are kept for the next block."""


@dataclass(slots=True)
class TextQuestion:
    """What is asked of the single texts of one column, block after block."""

    key: str
    fit: Fit
    """Of the form."""
    content: pl.Expr
    """Whether a text of right form is good; true where there is none."""
    _repeats: bool | None = None
    _known: set[str | None] = field(default_factory=set)

    def is_repetitive(self, frame: pl.DataFrame) -> bool:
        """Tell whether texts are likely to stand in many rows; the first block decides."""
        if self._repeats is None:
            sample = frame.get_column(self.key).head(SAMPLE)
            self._repeats = sample.n_unique() <= len(sample) * DIFFERENT
        return self._repeats

    @property
    def different(self) -> pl.Expr:
        """The different texts of the column, as a list."""
        return pl.col(self.key).unique().implode()

    @property
    def fits(self) -> pl.Expr:
        """Whether a text surely has the form; true where there is none."""
        return self.fit.surely.fill_null(value=True)

    @property
    def good(self) -> pl.Expr:
        """Whether a text is surely good as far as expressions can tell."""
        return self.content if self.fit.closely else self.fits & self.content

    def bad_of(self, different: pl.Series) -> Collection[str | None]:
        """Return those texts of a column that are not good.

        Args:
            different: the different texts of the column, None for an absent one.
        """
        new = list(set(different.to_list()) - self._known)
        if not new:
            return ()
        texts = pl.Series(self.key, new, dtype=pl.String)
        good, fits = texts.to_frame().select(
            self.good.alias("good"), self.fits.alias("fits")
        )
        bad = {*texts.filter(~good), *self._misfits(texts.filter(good & ~fits))}
        if len(self._known) < REMEMBERED:
            self._known.update(set(new) - bad)
        return bad

    def misfits_of(self, column: pl.Series, fits: pl.Series) -> Collection[str | None]:
        """Return those texts of a column that have not the form.

        Args:
            column: the texts.
            fits: of which of them that is sure.
        """
        return () if fits.all() else set(self._misfits(column.filter(~fits)))

    def _misfits(self, texts: pl.Series) -> Iterable[str]:
        """Return those texts that have not the form, after a close look."""
        matcher = self.fit.closely
        if matcher is None:
            return texts
        return matcher.refused(texts.to_list())
