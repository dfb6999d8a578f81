"""Exact arithmetic over columns of figures: whole numbers, never binary floats.

In: ``Figures``. Out: ``Figures`` and ``Truths`` that are what FEEL gives to the last
digit, null for null; in doubt where a quotient does not end soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.engine.columns.decisions.values import (
    LARGEST,
    Figures,
    Truths,
    either,
)
from ruleengine.engine.columns.truth import NotLoweredError

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

QUOTIENT_PLACES = 4
"""Decimals that a quotient may have more than its dividend; others are in doubt."""


def largest(series: pl.Series) -> int:
    """Return the largest size of the numbers of a column."""
    low, high = series.min(), series.max()
    assert isinstance(low, int | None)
    assert isinstance(high, int | None)
    return max(abs(low or 0), abs(high or 0))


def _refuse_large(bound: int) -> None:
    """Raise ``NotLoweredError`` where a result of this size might run over."""
    if bound > LARGEST:
        raise NotLoweredError("too large")


def rescaled(one: Figures, places: int) -> pl.Series:
    """Return figures as whole numbers of a smaller power of ten.

    Raises:
        NotLoweredError: they do not fit.
    """
    factor = int(10 ** (places - one.places))
    if factor == 1:
        return one.scaled
    _refuse_large(largest(one.scaled) * factor)
    return one.scaled * factor


def aligned(left: Figures, right: Figures) -> tuple[pl.Series, pl.Series, int]:
    """Return two columns as whole numbers of the same power of ten."""
    places = max(left.places, right.places)
    return rescaled(left, places), rescaled(right, places), places


def negative(one: Figures) -> Figures:
    """Return ``-x``."""
    return Figures(-one.scaled, one.places, one.doubt)


def total(left: Figures, right: Figures) -> Figures:
    """Return ``left + right``."""
    a, b, places = aligned(left, right)
    _refuse_large(largest(a) + largest(b))
    return Figures(a + b, places, either(left.doubt, right.doubt))


def product(left: Figures, right: Figures) -> Figures:
    """Return ``left * right``."""
    _refuse_large(largest(left.scaled) * largest(right.scaled))
    places = left.places + right.places
    return Figures(left.scaled * right.scaled, places, either(left.doubt, right.doubt))


def quotient(left: Figures, right: Figures) -> Figures:
    """Return ``left / right``, in doubt where it has many decimals or no value."""
    a, b, _ = aligned(left, right)
    factor = 10**QUOTIENT_PLACES
    _refuse_large(largest(a) * factor)
    divisor = b.replace(0, None)
    open_end = (((a * factor) % divisor) != 0).fill_null(value=False)
    value = (a * factor) // divisor
    by_zero = (b == 0).fill_null(value=False)
    doubt = either(left.doubt, right.doubt, open_end, by_zero)
    return shortened(Figures(value, QUOTIENT_PLACES, doubt))


def shortened(one: Figures) -> Figures:
    """Return figures without decimals that are 0 in every row."""
    scaled, places = one.scaled, one.places
    while places and (scaled % 10 == 0).all():
        scaled, places = scaled // 10, places - 1
    return Figures(scaled, places, one.doubt)


def rounded(
    one: Figures, places: int, how: Callable[[pl.Series, int], pl.Series]
) -> Figures:
    """Return figures with so many decimals at most."""
    if places >= one.places:
        return one
    unit = 10 ** (one.places - places)
    return Figures(how(one.scaled, unit), places, one.doubt)


def downward(scaled: pl.Series, unit: int) -> pl.Series:
    """Return ``floor``."""
    return scaled // unit


def upward(scaled: pl.Series, unit: int) -> pl.Series:
    """Return ``ceiling``."""
    return -((-scaled) // unit)


def half_up(scaled: pl.Series, unit: int) -> pl.Series:
    """Return ``round half up``: halves go away from zero."""
    size = (scaled.abs() + unit // 2) // unit
    return size * scaled.sign()


def extreme(left: Figures, right: Figures, *, least: bool) -> Figures:
    """Return the smaller or larger of two figures."""
    a, b, places = aligned(left, right)
    # Null beside a number gives null.
    first = ((a <= b) if least else (a >= b)) | a.is_null()
    scaled = a.zip_with(first.fill_null(value=False), b)
    return Figures(scaled, places, either(left.doubt, right.doubt))


def compared(operator: str, left: Figures, right: Figures) -> Truths:
    """Return ``left < right`` and the like."""
    a, b, _ = aligned(left, right)
    match operator:
        case "<":
            value = a < b
        case "<=":
            value = a <= b
        case ">":
            value = a > b
        case _:
            value = a >= b
    return Truths(value, either(left.doubt, right.doubt))
