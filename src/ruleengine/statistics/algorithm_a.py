"""Algorithm A: robust mean and standard deviation by pulling in far results.

Comes in: results of a round, in the unit of the measurand. Goes out: x* and s* in the
same unit with the way that led there. Undefined below two results, when more than half
of them are equal (the starting spread is 0; the standard then wants another method),
and when no stop is reached within the turns of
`limits.most_iterations`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.statistics.constants import ALGORITHM_A, AlgorithmA
from ruleengine.statistics.exact import exact
from ruleengine.statistics.limits import MOST_ROBUST_VALUES, most_iterations
from ruleengine.statistics.moments import deviation_of, mean_of
from ruleengine.statistics.quantiles import absolute_deviation_of, middle_of
from ruleengine.statistics.stop import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal


@frozen
class RobustEstimate:
    """One x* and s*, in the unit of the measurand."""

    mean: Decimal
    standard_deviation: Decimal


@frozen
class AlgorithmAResult:
    """What algorithm A came to.

    Attributes:
        trace: the start (median, scaled absolute deviation), then each iteration.
    """

    trace: tuple[RobustEstimate, ...]

    @property
    def mean(self) -> Decimal:
        """The robust mean x*."""
        return self.trace[-1].mean

    @property
    def standard_deviation(self) -> Decimal:
        """The robust standard deviation s*."""
        return self.trace[-1].standard_deviation

    @property
    def iterations(self) -> int:
        """How often the results were pulled in."""
        return len(self.trace) - 1


@exact
def algorithm_a(
    values: Sequence[Decimal], stop: str, constants: AlgorithmA = ALGORITHM_A
) -> AlgorithmAResult | None:
    """Return the robust mean and standard deviation, and each step to them.

    Args:
        values: two to `MOST_ROBUST_VALUES` results.
        stop: ``third-figure`` (no change in the third significant figure of s* nor in
            the same place of x*, as the standard stops) or ``converged``.
        constants: of the edition that is followed.

    Returns:
        The result; None in the undefined cases above, for another stop word, and for
        constants of zero or less. Equal values give themselves and a spread of 0.

    Source: ISO 13528:2022 C.3, GB/T 28043 C.3, ISO 5725-5:1998 6.2.
    """
    if not 2 <= len(values) <= MOST_ROBUST_VALUES or stop not in STOPS:
        return None
    if not _are_positive(constants):
        return None
    ordered = sorted(values)
    start = RobustEstimate(
        middle_of(ordered), constants.mad_factor * absolute_deviation_of(ordered)
    )
    if start.standard_deviation == 0:
        return AlgorithmAResult((start,)) if ordered[0] == ordered[-1] else None
    return _iterate(ordered, start, stop, constants)


@exact
def robust_mean(
    values: Sequence[Decimal],
    stop: str,
    tuning: Decimal = ALGORITHM_A.tuning,
    mad_factor: Decimal = ALGORITHM_A.mad_factor,
    sd_factor: Decimal = ALGORITHM_A.sd_factor,
) -> Decimal | None:
    """Return x* of `algorithm_a`, with its constants as plain arguments."""
    result = algorithm_a(values, stop, AlgorithmA(tuning, mad_factor, sd_factor))
    return result.mean if result else None


@exact
def robust_standard_deviation(
    values: Sequence[Decimal],
    stop: str,
    tuning: Decimal = ALGORITHM_A.tuning,
    mad_factor: Decimal = ALGORITHM_A.mad_factor,
    sd_factor: Decimal = ALGORITHM_A.sd_factor,
) -> Decimal | None:
    """Return s* of `algorithm_a`, with its constants as plain arguments."""
    result = algorithm_a(values, stop, AlgorithmA(tuning, mad_factor, sd_factor))
    return result.standard_deviation if result else None


def _iterate(
    ordered: Sequence[Decimal],
    start: RobustEstimate,
    stop: str,
    constants: AlgorithmA,
) -> AlgorithmAResult | None:
    is_done = STOPS[stop]
    trace = [start]
    for old, new in pairwise(_estimates(ordered, start, constants)):
        trace.append(new)
        # Own constants can let it run off to 0, far results out of the range.
        if not new.standard_deviation.is_normal() or not new.mean.is_finite():
            return None
        if is_done(
            (old.standard_deviation, old.mean), (new.standard_deviation, new.mean)
        ):
            return AlgorithmAResult(tuple(trace))
    return None


def _estimates(
    ordered: Sequence[Decimal], start: RobustEstimate, constants: AlgorithmA
) -> Iterator[RobustEstimate]:
    estimate = start
    yield estimate
    for _ in range(most_iterations(len(ordered))):
        reach = constants.tuning * estimate.standard_deviation
        pulled = _pulled_in(ordered, estimate.mean - reach, estimate.mean + reach)
        estimate = RobustEstimate(
            mean_of(pulled), constants.sd_factor * deviation_of(pulled)
        )
        yield estimate


def _pulled_in(
    ordered: Sequence[Decimal], low: Decimal, high: Decimal
) -> list[Decimal]:
    first, last = bisect_left(ordered, low), bisect_right(ordered, high)
    below, above = [low] * first, [high] * (len(ordered) - last)
    return below + list(ordered[first:last]) + above


def _are_positive(constants: AlgorithmA) -> bool:
    return min(constants.tuning, constants.mad_factor, constants.sd_factor) > 0
