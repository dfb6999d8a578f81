from __future__ import annotations

from decimal import Context, Decimal

import pytest
from hypothesis import given, strategies as st

from ruleengine.statistics.algorithm_a import algorithm_a, robust_mean
from ruleengine.statistics.algorithm_s import algorithm_s, algorithm_s_with_factors
from ruleengine.statistics.constants import ALGORITHM_A, ALGORITHM_S, AlgorithmA
from ruleengine.statistics.limits import most_iterations
from ruleengine.statistics.moments import mean, standard_deviation

values_of = st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=20)
spreads_of = st.lists(st.decimals(0, 1000, places=2), min_size=2, max_size=20)
stops = st.sampled_from(["third-figure", "converged"])


DIGITS = Context(prec=34)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def constants(tuning: str, mad_factor: str, sd_factor: str) -> AlgorithmA:
    return AlgorithmA(Decimal(tuning), Decimal(mad_factor), Decimal(sd_factor))


@pytest.mark.parametrize(
    ("values", "stop"),
    [
        ("", "converged"),
        ("1", "converged"),
        ("1 2 3", "some day"),
        ("1 1 1 2 9", "converged"),
        ("1 NaN 3", "converged"),
        ("9E6144 -9E6144 9E6144 0", "third-figure"),
        ("1 2 3 9E6144", "converged"),
    ],
)
def test_algorithm_a_is_none_where_undefined(values: str, stop: str) -> None:
    assert algorithm_a(decimals(values), stop) is None
    assert robust_mean(decimals(values), stop) is None


@pytest.mark.parametrize(
    "bad",
    [
        constants("0", "1", "1"),
        constants("1", "-1", "1"),
        constants("1", "1", "NaN"),
    ],
)
def test_constants_must_be_above_zero(bad: AlgorithmA) -> None:
    assert algorithm_a(decimals("1 2 3 4"), "converged", bad) is None


def test_an_absent_constant_is_not_replaced() -> None:
    assert robust_mean(decimals("1 2 3 4"), "converged", None) is None  # type: ignore[arg-type]  # as from a rule


def test_equal_results_have_no_robust_spread() -> None:
    result = algorithm_a(decimals("2.5 2.5 2.5"), "third-figure")
    assert result is not None
    assert result.mean == Decimal("2.5")
    assert result.standard_deviation == 0
    assert result.iterations == 0


def test_results_without_a_far_one_keep_their_mean() -> None:
    values = decimals("9 10 11")
    result = algorithm_a(values, "converged")
    sd = standard_deviation(values)
    assert result is not None
    assert sd is not None
    assert result.mean == mean(values)
    assert result.standard_deviation == DIGITS.multiply(ALGORITHM_A.sd_factor, sd)


@given(values_of, stops, st.data())
def test_algorithm_a_does_not_see_the_order(
    values: list[Decimal], stop: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(values))
    assert algorithm_a(values, stop) == algorithm_a(shuffled, stop)


@given(values_of, stops, st.integers(-6, 6))
def test_algorithm_a_follows_the_unit(
    values: list[Decimal], stop: str, power: int
) -> None:
    found = algorithm_a(values, stop)
    scaled = algorithm_a([value.scaleb(power) for value in values], stop)
    if found is None or scaled is None:
        assert found is scaled
        return
    assert scaled.iterations == found.iterations
    assert scaled.mean == found.mean.scaleb(power, DIGITS)
    assert scaled.standard_deviation == found.standard_deviation.scaleb(power, DIGITS)


@given(values_of, st.integers(-1000, 1000))
def test_algorithm_a_follows_a_shift(values: list[Decimal], shift: int) -> None:
    found = algorithm_a(values, "converged")
    moved = algorithm_a([value + shift for value in values], "converged")
    if found is None or moved is None:
        assert found is moved
        return
    limit = Decimal("1E-9")
    assert abs(moved.mean - found.mean - shift) < limit
    assert abs(moved.standard_deviation - found.standard_deviation) < limit


@given(values_of, stops)
def test_a_robust_mean_lies_among_the_results(values: list[Decimal], stop: str) -> None:
    result = algorithm_a(values, stop)
    if result is not None:
        assert all(min(values) <= step.mean <= max(values) for step in result.trace)


def test_a_round_that_never_settles_gives_none() -> None:
    # A quarter of the results so far away sits at the breakdown point of the method.
    values = [Decimal(n % 97) for n in range(7400)] + [Decimal(10) ** 30] * 2600
    assert algorithm_a(values, "converged") is None


@pytest.mark.parametrize("count", [2, 24, 500, 501, 10_000])
def test_the_work_of_an_estimate_is_bounded(count: int) -> None:
    assert 500 <= most_iterations(count) <= 10_000
    assert most_iterations(count) * count <= 5_000_000


def test_too_many_results_are_not_iterated() -> None:
    values = [Decimal(n) for n in range(10_001)]
    assert algorithm_a(values, "third-figure") is None
    assert algorithm_s(values, Decimal(1), "third-figure") is None


# Only the 5 is cut, so w* solves w*^2 = xi^2 (7.02 + (eta w*)^2) / 6, which binary
# floats gave to the figures below.
RANGES = decimals("0.8 1.0 1.2 1.3 1.5 5.0")


@pytest.mark.parametrize(
    ("degrees", "stop", "expected"),
    [
        (1, "third-figure", "1.7515"),
        (1, "converged", "1.7548"),
        (2, "converged", "1.5049"),
    ],
)
def test_algorithm_s(degrees: int, stop: str, expected: str) -> None:
    found = algorithm_s(RANGES, Decimal(degrees), stop)
    assert found is not None
    assert str(round(found, 4)) == expected


@pytest.mark.parametrize("degrees", range(1, 11))
def test_the_printed_factors_can_be_given_by_hand(degrees: int) -> None:
    factors = ALGORITHM_S[Decimal(degrees)]
    by_hand = algorithm_s_with_factors(
        RANGES, factors.limit_factor, factors.adjustment_factor, "converged"
    )
    assert by_hand == algorithm_s(RANGES, Decimal(degrees), "converged")


@pytest.mark.parametrize(
    ("values", "degrees", "stop"),
    [
        ("", "1", "converged"),
        ("1", "1", "converged"),
        ("1 2 3", "0", "converged"),
        ("1 2 3", "11", "converged"),
        ("1 2 3", "1.5", "converged"),
        ("1 2 3", "1E+6000", "converged"),
        ("1 2 3", "NaN", "converged"),
        ("1 2 3", "1", "some day"),
        ("-1 2 3", "1", "converged"),
        ("0 0 0 4", "1", "converged"),
        ("1 NaN 3", "1", "converged"),
        ("9E6144 9E6144 9E6144", "1", "converged"),
    ],
)
def test_algorithm_s_is_none_where_undefined(
    values: str, degrees: str, stop: str
) -> None:
    assert algorithm_s(decimals(values), Decimal(degrees), stop) is None


@pytest.mark.parametrize(("limit", "adjustment"), [(0, 1), (1, 0), (-1, 1), (1, -1)])
def test_factors_must_be_above_zero(limit: int, adjustment: int) -> None:
    found = algorithm_s_with_factors(
        RANGES, Decimal(limit), Decimal(adjustment), "converged"
    )
    assert found is None


def test_factors_that_leave_nothing_over_give_none() -> None:
    values = decimals("1 2 3")
    limit, adjustment = Decimal("0.001"), Decimal(2)
    assert algorithm_s_with_factors(values, limit, adjustment, "converged") is None
    tiny = constants("0.001", "1.483", "1")
    assert algorithm_a(values, "third-figure", tiny) is None


def test_factors_that_settle_too_slowly_give_none() -> None:
    values = decimals("1 2 3")
    limit, adjustment = Decimal("0.5"), Decimal("1.999999")
    assert algorithm_s_with_factors(values, limit, adjustment, "converged") is None


def test_ranges_of_zero_pool_to_zero() -> None:
    assert algorithm_s(decimals("0 0 0"), Decimal(1), "third-figure") == 0


@given(spreads_of, stops, st.integers(-6, 6), st.data())
def test_algorithm_s_follows_the_unit_and_not_the_order(
    values: list[Decimal], stop: str, power: int, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(values))
    found = algorithm_s(values, Decimal(1), stop)
    scaled = algorithm_s([w.scaleb(power) for w in shuffled], Decimal(1), stop)
    assert scaled == (None if found is None else found.scaleb(power, DIGITS))
