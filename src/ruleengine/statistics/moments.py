"""Classical statistics: mean and standard deviation.

Comes in: values in any order, in the unit of the measurand. Goes out: a figure in the
same unit. Sums run over sorted values, so the order of the data never shows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.statistics.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence


@exact
def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Return the arithmetic mean; undefined for an empty list.

    Source: ISO 5725-2, GB/T 6379.2.
    """
    return mean_of(sorted(values)) if values else None


@exact
def standard_deviation(values: Sequence[Decimal]) -> Decimal | None:
    """Return the sample standard deviation (n - 1); undefined below two values.

    Source: ISO 5725-2, GB/T 6379.2.
    """
    return deviation_of(sorted(values)) if len(values) >= 2 else None


def mean_of(values: Sequence[Decimal]) -> Decimal:
    """Return the mean of at least one value, in the context of the caller."""
    return sum(values, Decimal(0)) / len(values)


def deviation_of(values: Sequence[Decimal]) -> Decimal:
    """Return the deviation of at least two values, in the context of the caller."""
    centre = mean_of(values)
    deviations = [value - centre for value in values]
    squares = sum((each * each for each in deviations), Decimal(0))
    return (squares / (len(values) - 1)).sqrt()
