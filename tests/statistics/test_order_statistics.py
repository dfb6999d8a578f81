from __future__ import annotations

import statistics
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, strategies as st

from ruleengine.statistics.moments import mean, standard_deviation
from ruleengine.statistics.quantiles import (
    interquartile_range,
    median,
    normalised_interquartile_range,
    quartile,
    scaled_median_absolute_deviation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Figure = Callable[[Sequence[Decimal]], Decimal | None]

values_of = st.lists(st.decimals(-10_000, 10_000, places=3), min_size=3, max_size=40)
methods = st.sampled_from(["inclusive", "exclusive"])
FIGURES: tuple[Figure, ...] = (
    mean,
    standard_deviation,
    median,
    scaled_median_absolute_deviation,
    lambda values: quartile(values, Decimal(1), "inclusive"),
    lambda values: interquartile_range(values, "exclusive"),
    lambda values: normalised_interquartile_range(values, "inclusive"),
)


DIGITS = Context(prec=34)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "which", "method", "expected"),
    [
        ("1 2 3 4", 1, "inclusive", "1.75"),
        ("1 2 3 4", 2, "inclusive", "2.5"),
        ("1 2 3 4", 3, "inclusive", "3.25"),
        ("4 3 2 1", 1, "exclusive", "1.25"),
        ("4 3 2 1", 3, "exclusive", "3.75"),
        ("1 2 3", 1, "exclusive", "1"),
        ("1 2 3", 3, "exclusive", "3"),
        ("7", 1, "inclusive", "7"),
        ("7", 2, "exclusive", "7"),
        ("1 2", 2, "exclusive", "1.5"),
        ("1 2", 1, "exclusive", None),
        ("1 2", 3, "exclusive", None),
        ("7", 1, "exclusive", None),
        ("", 2, "inclusive", None),
        ("", 2, "exclusive", None),
        ("1 2 3", 0, "inclusive", None),
        ("1 2 3", 4, "inclusive", None),
        ("1 2 3", "1.5", "inclusive", None),
        ("1 2 3", "1E+6000", "inclusive", None),
        ("1 2 3", 1, "nearest", None),
        ("1 NaN 3", 1, "inclusive", None),
    ],
)
def test_quartiles(
    text: str, which: int | str, method: str, expected: str | None
) -> None:
    found = quartile(decimals(text), Decimal(which), method)
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("figure", "fewest"),
    [
        (mean, 1),
        (median, 1),
        (standard_deviation, 2),
        (scaled_median_absolute_deviation, 2),
        (lambda values: interquartile_range(values, "inclusive"), 2),
        (lambda values: interquartile_range(values, "exclusive"), 3),
        (lambda values: normalised_interquartile_range(values, "exclusive"), 3),
    ],
)
def test_each_figure_needs_so_many_values(figure: Figure, fewest: int) -> None:
    values = decimals("1 2 4")
    assert [figure(values[:size]) is None for size in range(4)] == [
        size < fewest for size in range(4)
    ]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("bad", [None, Decimal("NaN"), Decimal("Infinity"), "1", 1.0])
def test_a_list_with_something_else_in_it_gives_none(figure: Figure, bad: Any) -> None:
    assert figure([Decimal(1), bad, Decimal(3), Decimal(4)]) is None


@pytest.mark.parametrize("figure", FIGURES)
def test_a_list_of_unheard_length_gives_none(figure: Figure) -> None:
    assert figure([Decimal(1)] * 100_001) is None


@pytest.mark.parametrize("figure", FIGURES)
def test_equal_values_have_no_spread(figure: Figure) -> None:
    assert figure([Decimal("1.5")] * 4) in {0, Decimal("1.5")}


def test_factors_can_be_replaced() -> None:
    values = decimals("1 2 3 4")
    assert normalised_interquartile_range(values, "inclusive", Decimal(2)) == 3
    assert scaled_median_absolute_deviation(values, Decimal(2)) == 2
    assert scaled_median_absolute_deviation(values, None) is None  # type: ignore[arg-type]  # as from a rule


@given(data=st.data())
def test_the_order_of_the_values_never_shows(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.decimals(allow_nan=False, allow_infinity=False)))
    shuffled = data.draw(st.permutations(values))
    for figure in FIGURES:
        assert figure(values) == figure(shuffled)


@given(values=values_of, shift=st.integers(-1000, 1000))
def test_moving_the_values_moves_places_and_keeps_spreads(
    values: list[Decimal], shift: int
) -> None:
    for figure in FIGURES:
        is_place = figure([Decimal(1)] * 4) == 1
        found = figure(values)
        moved = figure([value + shift for value in values])
        assert found is not None
        assert moved is not None
        assert abs(moved - found - (shift if is_place else 0)) < Decimal("1E-22")


@given(values=values_of, power=st.integers(-6, 6))
def test_another_unit_gives_the_same_figure_in_that_unit(
    values: list[Decimal], power: int
) -> None:
    for figure in FIGURES:
        found = figure(values)
        scaled = figure([value.scaleb(power) for value in values])
        assert found is not None
        assert scaled == found.scaleb(power, DIGITS)


@given(values_of)
def test_the_mean_is_the_exact_fraction_to_34_digits(values: list[Decimal]) -> None:
    found = mean(values)
    assert found is not None
    expected = sum(map(Fraction, values), Fraction(0)) / len(values)
    assert abs(Fraction(found) - expected) <= abs(expected) / 10**33


@given(values_of)
def test_median_and_deviation_agree_with_python(values: list[Decimal]) -> None:
    assert median(values) == statistics.median(values)
    found = standard_deviation(values)
    assert found is not None
    variance = Fraction(statistics.variance(list(map(Fraction, values))))
    assert abs(Fraction(found) ** 2 - variance) <= variance / 10**20


@given(values_of, st.sampled_from([1, 2, 3]), methods)
def test_quartiles_agree_with_python(
    values: list[Decimal], which: int, method: Literal["inclusive", "exclusive"]
) -> None:
    expected = statistics.quantiles(map(Fraction, values), n=4, method=method)
    found = quartile(values, Decimal(which), method)
    assert found is not None
    assert Fraction(found) == expected[which - 1]
