"""Figures read from the sorted values: median, quartiles and spreads made of them.

Comes in: values in any order, in the unit of the measurand. Goes out: a figure in the
same unit. The standards do not say how to interpolate a quartile, so its method is an
argument without default.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.statistics.constants import NORMAL_IQR_FACTOR, NORMAL_MAD_FACTOR
from ruleengine.statistics.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence


@exact
def median(values: Sequence[Decimal]) -> Decimal | None:
    """Return the middle value, or the mean of the two middle ones.

    Undefined for an empty list.

    Source: ISO 13528:2022 C.2, GB/T 28043 C.2.
    """
    return middle_of(sorted(values)) if values else None


@exact
def quartile(values: Sequence[Decimal], which: Decimal, method: str) -> Decimal | None:
    """Return a quartile, interpolated on a straight line.

    Args:
        values: at least one; for ``exclusive`` at least three (one for the median).
        which: 1, 2 or 3.
        method: ``inclusive`` counts the place of the quartile from the first to the
            last value, 1 + (n - 1) p (Excel QUARTILE.INC); ``exclusive`` takes
            (n + 1) p (Excel QUARTILE.EXC).

    Returns:
        The quartile, or None for other words and when the place lies outside the data.
    """
    return _quartile(sorted(values), which, method)


@exact
def interquartile_range(values: Sequence[Decimal], method: str) -> Decimal | None:
    """Return IQR = Q3 - Q1; undefined below two values (``exclusive``: three).

    Args:
        values: the results.
        method: ``inclusive`` or ``exclusive``, see `quartile`.

    Source: ISO 13528:2022 C.2, GB/T 28043 C.2.
    """
    return _interquartile_range(values, method)


@exact
def normalised_interquartile_range(
    values: Sequence[Decimal], method: str, factor: Decimal = NORMAL_IQR_FACTOR
) -> Decimal | None:
    """Return nIQR = factor (Q3 - Q1), an estimate of the standard deviation.

    Args:
        values: the results.
        method: ``inclusive`` or ``exclusive``, see `quartile`.
        factor: of the normal distribution.

    Source: ISO 13528:2022 C.2, GB/T 28043 C.2.
    """
    spread = _interquartile_range(values, method)
    return None if spread is None else factor * spread


@exact
def scaled_median_absolute_deviation(
    values: Sequence[Decimal], factor: Decimal = NORMAL_MAD_FACTOR
) -> Decimal | None:
    """Return MADe = factor * median(|x - med|); undefined below two values.

    Args:
        values: the results.
        factor: of the normal distribution.

    Source: ISO 13528:2022 C.2, GB/T 28043 C.2.
    """
    return factor * absolute_deviation_of(sorted(values)) if len(values) >= 2 else None


def middle_of(ordered: Sequence[Decimal]) -> Decimal:
    """Return the median of sorted values, in the context of the caller."""
    half, odd = divmod(len(ordered), 2)
    return +ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def absolute_deviation_of(ordered: Sequence[Decimal]) -> Decimal:
    """Return the median distance from the median of sorted values."""
    centre = middle_of(ordered)
    return middle_of(sorted(abs(value - centre) for value in ordered))


def _interquartile_range(values: Sequence[Decimal], method: str) -> Decimal | None:
    if len(values) < 2:
        return None
    ordered = sorted(values)
    first = _quartile(ordered, Decimal(1), method)
    third = _quartile(ordered, Decimal(3), method)
    return None if first is None or third is None else third - first


def _quartile(
    ordered: Sequence[Decimal], which: Decimal, method: str
) -> Decimal | None:
    quarters = _quarters(len(ordered), which, method)
    if quarters is None or not 0 <= quarters <= 4 * (len(ordered) - 1):
        return None
    below, part = divmod(quarters, 4)
    value = ordered[below]
    return value + (ordered[below + 1] - value) * part / 4 if part else +value


def _quarters(count: int, which: Decimal, method: str) -> int | None:
    """Return the place of a quartile after the first value, in quarters of a step."""
    if which not in {1, 2, 3}:
        return None
    match method:
        case "inclusive":
            return int(which) * (count - 1)
        case "exclusive":
            return int(which) * (count + 1) - 4
        case _:
            return None
