"""Algorithm S: one robust value for many standard deviations or ranges.

Comes in: one standard deviation or range per laboratory, all from the same number of
replicates, in the unit of the measurand. Goes out: w* in the same unit. Undefined below
two values, for a value below zero, when more than half of the values are 0 (but not
all), and when no stop is reached within the turns of
`limits.most_iterations`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from ruleengine.statistics.constants import ALGORITHM_S, AlgorithmS
from ruleengine.statistics.exact import exact
from ruleengine.statistics.limits import MOST_ROBUST_VALUES, most_iterations
from ruleengine.statistics.moments import mean_of
from ruleengine.statistics.quantiles import middle_of
from ruleengine.statistics.stop import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal


@exact
def algorithm_s(
    values: Sequence[Decimal], degrees_of_freedom: Decimal, stop: str
) -> Decimal | None:
    """Return the robust pooled value w*, with the printed factors.

    Args:
        values: two to `MOST_ROBUST_VALUES` standard deviations or ranges, none < 0.
        degrees_of_freedom: replicates less one; 1 for ranges of two. A whole number
            from 1 to 10, as far as the printed table goes.
        stop: ``third-figure`` or ``converged``, see `algorithm_a`.

    Source: ISO 13528:2022 C.4, GB/T 28043 C.4, ISO 5725-5:1998 6.3.
    """
    factors = ALGORITHM_S.get(degrees_of_freedom)
    return None if factors is None else _pooled(values, factors, stop)


@exact
def algorithm_s_with_factors(
    values: Sequence[Decimal],
    limit_factor: Decimal,
    adjustment_factor: Decimal,
    stop: str,
) -> Decimal | None:
    """Return w* with factors of one's own, for other tables or degrees of freedom.

    Args:
        values: see `algorithm_s`.
        limit_factor: eta, above 0.
        adjustment_factor: xi, above 0.
        stop: ``third-figure`` or ``converged``.

    Source: ISO 13528:2022 C.4, GB/T 28043 C.4, ISO 5725-5:1998 6.3.
    """
    if limit_factor <= 0 or adjustment_factor <= 0:
        return None
    return _pooled(values, AlgorithmS(limit_factor, adjustment_factor), stop)


def _pooled(
    values: Sequence[Decimal], factors: AlgorithmS, stop: str
) -> Decimal | None:
    if not 2 <= len(values) <= MOST_ROBUST_VALUES or stop not in STOPS:
        return None
    ordered = sorted(values)
    start = middle_of(ordered)
    if ordered[0] < 0:
        return None
    if start == 0:
        return start if ordered[-1] == 0 else None
    return _iterate(ordered, start, factors, stop)


def _iterate(
    ordered: Sequence[Decimal], start: Decimal, factors: AlgorithmS, stop: str
) -> Decimal | None:
    is_done = STOPS[stop]
    for old, new in pairwise(_estimates(ordered, start, factors)):
        # Own factors can let it run off to 0 or out of the range.
        if not new.is_normal():
            return None
        if is_done((old,), (new,)):
            return new
    return None


def _estimates(
    ordered: Sequence[Decimal], start: Decimal, factors: AlgorithmS
) -> Iterator[Decimal]:
    estimate = start
    yield estimate
    for _ in range(most_iterations(len(ordered))):
        limit = factors.limit_factor * estimate
        last = bisect_right(ordered, limit)
        cut = [*ordered[:last], *[limit] * (len(ordered) - last)]
        estimate = (
            factors.adjustment_factor * mean_of([each * each for each in cut]).sqrt()
        )
        yield estimate
