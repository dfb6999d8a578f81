"""Questions about single texts, asked once for each different text of a column.

In: columns of texts, an expression that says which texts are good. Out: which rows hold
a text that is not. Names, units and methods stand in thousands of rows; to look at each
of them again would cost more than to find the different ones.
"""

from __future__ import annotations

import polars as pl

SAMPLE = 8192
"""Rows whose texts tell whether a column repeats itself."""
DIFFERENT = 0.7
"""With more different texts among those of the sample each row is looked at."""
REMEMBERED = 50_000
"""Good texts of a column that are kept for the next block."""


class TextQuestion:
    """What is asked of the single texts of one column, block after block."""

    def __init__(self, good: pl.Expr) -> None:
        """Take an expression over the column; null counts as good."""
        self.good = good
        self._repeats: bool | None = None
        self._known = pl.Series(dtype=pl.String)

    def is_repetitive(self, column: pl.Series) -> bool:
        """Tell whether texts are likely to stand in many rows; the first block decides."""
        if self._repeats is None:
            sample = column.head(SAMPLE)
            self._repeats = sample.n_unique() <= len(sample) * DIFFERENT
        return self._repeats

    def refused(self, column: pl.Series) -> pl.Series | None:
        """Return the rows whose text is not good; None when there are none."""
        new = column.unique()
        new = new.filter(~new.is_in(self._known.implode(), nulls_equal=True))
        if not len(new):
            return None
        texts = new.to_frame().with_columns(self.good.fill_null(value=True).alias("?"))
        bad = texts.filter(~pl.col("?")).to_series()
        if len(self._known) < REMEMBERED:
            good = texts.filter(pl.col("?")).to_series()
            self._known = pl.concat([self._known, good])
        return column.is_in(bad.implode(), nulls_equal=True) if len(bad) else None
