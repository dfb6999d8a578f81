"""Questions about single texts, asked once for each different text of a column.

In: a column of texts, an expression that says which texts are good. Out: which rows hold
a text that is not. Names, units and methods stand in thousands of rows; to look at each
of them again would cost more than to find the different ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SAMPLE = 8192
"""Rows whose texts tell whether a column repeats itself."""
DIFFERENT = 0.7
"""With more different texts among those of the sample each row is looked at."""


def repeats(column: pl.Series) -> bool:
    """Tell whether the texts of a column are likely to stand in many rows each."""
    sample = column.head(SAMPLE)
    return sample.n_unique() <= len(sample) * DIFFERENT


def refused(column: pl.Series, good: pl.Expr) -> pl.Series | None:
    """Return the rows whose text is not good; None when there are none.

    Args:
        column: texts.
        good: an expression over the column of this name; null counts as good.
    """
    texts = column.unique().to_frame()
    bad = texts.filter(~good.fill_null(value=True)).to_series()
    if not len(bad):
        return None
    return column.is_in(bad.implode(), nulls_equal=True)
