from __future__ import annotations

from decimal import Decimal, getcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from ruleengine.statistics import scores
from ruleengine.statistics.verdict import verdict_of_en, verdict_of_z

if TYPE_CHECKING:
    from collections.abc import Callable

numbers = st.decimals(-1_000_000, 1_000_000, places=3)
spreads = st.decimals("0.001", 1000, places=3)


def to_places(value: Decimal | None, places: int = 3) -> str:
    assert value is not None
    return str(round(value, places))


X, ASSIGNED, SIGMA = Decimal("10.5"), Decimal(10), Decimal("0.2")
UX, U_ASSIGNED = Decimal("0.15"), Decimal("0.1")


@pytest.mark.parametrize(
    ("score", "arguments", "expected"),
    [
        (scores.difference, (X, ASSIGNED), "0.500"),
        (scores.percentage_difference, (X, ASSIGNED), "5.000"),
        (scores.z_score, (X, ASSIGNED, SIGMA), "2.500"),
        (scores.z_prime_score, (X, ASSIGNED, SIGMA, U_ASSIGNED), "2.236"),
        (scores.zeta_score, (X, ASSIGNED, UX, U_ASSIGNED), "2.774"),
        (scores.en_score, (X, ASSIGNED, 2 * UX, 2 * U_ASSIGNED), "1.387"),
        (scores.difference, (ASSIGNED, X), "-0.500"),
        (scores.percentage_difference, (Decimal(-9), Decimal(-10)), "-10.000"),
        (scores.z_prime_score, (X, ASSIGNED, SIGMA, Decimal(0)), "2.500"),
    ],
)
def test_the_worked_example(
    score: Callable[..., Decimal | None], arguments: tuple[Decimal, ...], expected: str
) -> None:
    assert to_places(score(*arguments)) == expected


def test_scores_carry_34_digits() -> None:
    assert scores.z_score(Decimal(1), Decimal(0), Decimal(3)) == Decimal(
        "0." + "3" * 34
    )


def test_the_digits_do_not_depend_on_the_context_outside() -> None:
    before = getcontext().prec
    getcontext().prec = 5
    try:
        found = scores.z_score(Decimal(1), Decimal(0), Decimal(3))
    finally:
        getcontext().prec = before
    assert found == Decimal("0." + "3" * 34)


@pytest.mark.parametrize(
    ("score", "arguments"),
    [
        (scores.percentage_difference, (1, 0)),
        (scores.z_score, (1, 0, 0)),
        (scores.z_score, (1, 0, -1)),
        (scores.z_prime_score, (1, 0, 0, 0)),
        (scores.z_prime_score, (1, 0, -1, 1)),
        (scores.zeta_score, (1, 0, 0, 0)),
        (scores.zeta_score, (1, 0, 1, -1)),
        (scores.en_score, (1, 0, 0, 0)),
        (scores.en_score, (1, 0, -1, 1)),
        (scores.difference, ("NaN", 0)),
        (scores.difference, ("sNaN", 0)),
        (scores.difference, ("Infinity", 0)),
        (scores.difference, ("9E6144", "-9E6144")),
        (scores.z_score, (1, 0, "1E-999999")),
        (scores.zeta_score, (1, 0, "1E-5000", 0)),
    ],
)
def test_what_is_not_defined_is_none(
    score: Callable[..., Decimal | None], arguments: tuple[int | str, ...]
) -> None:
    assert score(*map(Decimal, arguments)) is None


def test_an_absent_argument_gives_none() -> None:
    assert scores.z_score(Decimal(1), Decimal(0), sigma=None) is None  # type: ignore[arg-type]  # as from data


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("0", "satisfactory"),
        ("2", "satisfactory"),
        ("-2.000", "satisfactory"),
        ("2.0004", "questionable"),
        ("2.5", "questionable"),
        ("-2.9999", "questionable"),
        ("3.000", "unsatisfactory"),
        ("-3", "unsatisfactory"),
        ("99", "unsatisfactory"),
        ("2." + "0" * 40 + "1", "questionable"),
    ],
)
def test_z_is_judged_before_rounding(score: str, expected: str) -> None:
    assert verdict_of_z(Decimal(score), Decimal(2), Decimal(3)) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("1", "satisfactory"),
        ("-1.000", "satisfactory"),
        ("1.387", "unsatisfactory"),
        ("-1.0001", "unsatisfactory"),
    ],
)
def test_en_is_never_questionable(score: str, expected: str) -> None:
    assert verdict_of_en(Decimal(score), Decimal(1)) == expected


@pytest.mark.parametrize(("lower", "upper"), [("3", "2"), ("-1", "2"), ("NaN", "3")])
def test_bounds_in_the_wrong_order_judge_nothing(lower: str, upper: str) -> None:
    assert verdict_of_z(Decimal(1), Decimal(lower), Decimal(upper)) is None


def test_a_bound_below_zero_judges_nothing() -> None:
    assert verdict_of_en(Decimal(0), Decimal(-1)) is None


@given(numbers, numbers, spreads, spreads)
def test_scores_turn_their_sign_with_the_difference(
    x: Decimal, assigned: Decimal, sigma: Decimal, u: Decimal
) -> None:
    there = scores.z_prime_score(x, assigned, sigma, u)
    back = scores.z_prime_score(assigned, x, sigma, u)
    assert there is not None
    assert back is not None
    assert there == back.copy_negate()


@given(numbers, numbers, spreads, spreads)
def test_an_uncertain_assigned_value_never_raises_a_score(
    x: Decimal, assigned: Decimal, sigma: Decimal, u: Decimal
) -> None:
    z = scores.z_score(x, assigned, sigma)
    z_prime = scores.z_prime_score(x, assigned, sigma, u)
    assert z is not None
    assert z_prime is not None
    assert z_prime.copy_abs() <= z.copy_abs()


@given(numbers, numbers, spreads, spreads, st.integers(-3, 3))
def test_scores_have_no_unit(
    x: Decimal, assigned: Decimal, sigma: Decimal, u: Decimal, power: int
) -> None:
    arguments = (x, assigned, sigma, u)
    scaled = [argument.scaleb(power) for argument in arguments]
    assert scores.zeta_score(*arguments) == scores.zeta_score(*scaled)
