"""Figures in columns: doubles with a bound on their error, so that nothing is guessed.

In: texts of right numbers. Out: ``Figure``. A comparison is told only where the bounds
leave no doubt; the decimals of FEEL (34 digits) lie far inside them. Records are asked
one by one in the same way (``compile/doubles.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.compile.doubles import ROUNDING
from ruleengine.engine.columns.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from ruleengine.notation.number_matcher import Digits

DISTINCT_DIGITS = 15
"""Decimals of so many digits are different doubles, in the same order."""
EXACT_WHOLE = 2**53


@frozen
class Figure:
    """A number in each row, or null."""

    value: pl.Expr
    error: pl.Expr
    """Largest distance from the exact number."""
    distinct: bool = False
    """Whether equal doubles are equal numbers, and other ones other numbers."""
    whole: int | None = None
    """For whole numbers a bound on their size; they are exact below ``EXACT_WHOLE``."""

    @property
    def null(self) -> pl.Expr:
        """Where there is no number."""
        return self.value.is_null()


def figure_of(text: pl.Expr, digits: Digits) -> Figure:
    """Return the numbers that right texts of a number format stand for."""
    value = text.cast(pl.Float64, strict=False)
    places = digits.decimals[1] if digits.decimals else 0
    size = (digits.maximum or DISTINCT_DIGITS + 1) + places
    distinct = size <= DISTINCT_DIGITS
    whole = 10**size if distinct and not places else None
    return Figure(value, _rounded(value), distinct, whole)


def figure_of_year(text: pl.Expr) -> Figure:
    """Return the years that four digits stand for."""
    value = text.cast(pl.Float64, strict=False)
    return Figure(value, _rounded(value), distinct=True, whole=10_000)


def figure_of_literal(number: Decimal) -> Figure:
    """Return a number that stands in the text of a condition."""
    value = pl.lit(float(number))
    distinct = len(number.as_tuple().digits) <= DISTINCT_DIGITS
    size = number.copy_abs()
    is_whole = size == size.to_integral_value() and size < EXACT_WHOLE
    whole = int(size) + 1 if is_whole else None
    return Figure(value, _rounded(value), distinct, whole)


def _rounded(value: pl.Expr) -> pl.Expr:
    return value.abs() * ROUNDING


def negative(one: Figure) -> Figure:
    """Return ``-x``."""
    return Figure(-one.value, one.error, one.distinct, one.whole)


def absolute(one: Figure) -> Figure:
    """Return ``abs(x)``."""
    return Figure(one.value.abs(), one.error, one.distinct, one.whole)


def total(left: Figure, right: Figure) -> Figure:
    """Return ``left + right``."""
    whole = _bound(left, right, lambda a, b: a + b)
    value = left.value + right.value
    error = left.error + right.error + _rounded(value)
    return Figure(value, error, whole is not None, whole)


def product(left: Figure, right: Figure) -> Figure:
    """Return ``left * right``."""
    whole = _bound(left, right, lambda a, b: a * b)
    value = left.value * right.value
    error = (
        left.value.abs() * right.error
        + right.value.abs() * left.error
        + left.error * right.error
        + _rounded(value)
    )
    return Figure(value, error, whole is not None, whole)


def least(left: Figure, right: Figure) -> Figure:
    """Return ``min(x, y)``, where both are there."""
    return _one_of(left, right, left.value <= right.value, right.value < left.value)


def greatest(left: Figure, right: Figure) -> Figure:
    """Return ``max(x, y)``, where both are there."""
    return _one_of(left, right, left.value >= right.value, right.value > left.value)


def _one_of(left: Figure, right: Figure, is_left: pl.Expr, is_right: pl.Expr) -> Figure:
    value = pl.when(is_left).then(left.value).when(is_right).then(right.value)
    whole = _bound(left, right, max)
    # Not the larger error: where one figure has no bound, neither has the result.
    error = left.error + right.error
    return Figure(value, error, left.distinct and right.distinct, whole)


def quotient(left: Figure, right: Figure) -> Figure:
    """Return ``left / right``; without bounds where the divisor may be 0."""
    value = left.value / right.value
    room = right.value.abs() - right.error
    error = (left.error + value.abs() * right.error) / room + _rounded(value)
    unsafe = pl.lit(float("inf"))
    return Figure(value, pl.when(room > 0).then(error).otherwise(unsafe))


def root(one: Figure) -> Figure:
    """Return ``sqrt(x)``; without bounds where ``x`` may be below 0."""
    value = one.value.sqrt()
    room = one.value - one.error
    error = one.error / room.sqrt() + _rounded(value)
    unsafe = pl.lit(float("inf"))
    return Figure(value, pl.when(room > 0).then(error).otherwise(unsafe))


def _bound(left: Figure, right: Figure, join: Callable[[int, int], int]) -> int | None:
    if left.whole is None or right.whole is None:
        return None
    bound = join(left.whole, right.whole)
    return bound if bound < EXACT_WHOLE else None


def before(left: Figure, right: Figure, *, or_equal: bool) -> Truth:
    """Return ``left < right`` or ``left <= right``."""
    null = left.null | right.null
    if left.distinct and right.distinct:
        a, b = left.value, right.value
        return Truth.where(a <= b if or_equal else a < b, null)
    gap = right.value - left.value
    doubt = left.error + right.error + _rounded(left.value) + _rounded(right.value)
    sure = gap.is_finite() & doubt.is_finite()
    return Truth(
        ((gap > doubt) & sure).fill_null(value=False),
        ((gap < -doubt) & sure).fill_null(value=False),
        null,
    )


def same(left: Figure, right: Figure) -> Truth:
    """Return ``left = right`` for two numbers; null where one is absent."""
    null = left.null | right.null
    if left.distinct and right.distinct:
        return Truth.where(left.value == right.value, null)
    under, over = before(left, right, or_equal=True), before(right, left, or_equal=True)
    return Truth(under.yes & over.yes, under.no | over.no, null)
