"""Published and made-up rounds with the figures they must come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ruleengine.statistics.algorithm_a import (
    algorithm_a,
    robust_mean,
    robust_standard_deviation,
)
from ruleengine.statistics.constants import ALGORITHM_A, AlgorithmA
from ruleengine.statistics.moments import mean, standard_deviation
from ruleengine.statistics.quantiles import (
    median,
    normalised_interquartile_range,
    scaled_median_absolute_deviation,
)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def to_places(value: Decimal | None, places: int) -> str:
    assert value is not None
    return str(round(value, places))


# ISO 5725-5:1998, example of algorithm A.
CREOSOTE = decimals("24.140 20.155 19.500 20.300 20.705 17.570 20.100 20.940 21.185")
# Copper in wholemeal flour, Analytical Methods Committee 1989 (R: MASS::chem).
COPPER = decimals(
    "2.9 3.1 3.4 3.4 3.7 3.7 2.8 2.5 2.4 2.4 2.7 2.2 5.28 3.37 3.03 3.03 28.95 3.77 "
    "3.4 2.2 3.5 3.6 3.7 3.7"
)
SEVEN = decimals("4.5 4.9 5.6 4.2 6.2 5.2 9.9")
FAR_ONE = decimals("10.1 10.4 10.8 11.2 9.8 10.5 25.0")

# MASS::hubers works its factor out to more digits than the standard prints.
MORE_DIGITS = AlgorithmA(Decimal("1.5"), Decimal("1.483"), Decimal("1.133393"))


@pytest.mark.parametrize(
    ("values", "constants", "x", "s", "places"),
    [
        (CREOSOTE, ALGORITHM_A, "20.4121", "1.0698", 4),
        (COPPER, MORE_DIGITS, "3.205498", "0.673653", 6),
        (COPPER, ALGORITHM_A, "3.205566", "0.674150", 6),
        (SEVEN, ALGORITHM_A, "5.38649", "1.14596", 5),
        (FAR_ONE, ALGORITHM_A, "10.66102", "0.77739", 5),
    ],
)
def test_algorithm_a_run_to_the_end(
    values: list[Decimal], constants: AlgorithmA, x: str, s: str, places: int
) -> None:
    result = algorithm_a(values, "converged", constants)
    assert result is not None
    assert to_places(result.mean, places) == x
    assert to_places(result.standard_deviation, places) == s


@pytest.mark.parametrize(
    ("values", "x", "s", "iterations"),
    [
        (CREOSOTE, "20.412", "1.054", 6),
        (COPPER, "3.206", "0.674", 9),
        (SEVEN, "5.384", "1.140", 7),
        (FAR_ONE, "10.661", "0.777", 13),
    ],
)
def test_algorithm_a_stopped_at_the_third_figure(
    values: list[Decimal], x: str, s: str, iterations: int
) -> None:
    result = algorithm_a(values, "third-figure")
    assert result is not None
    assert (to_places(result.mean, 3), to_places(result.standard_deviation, 3)) == (
        x,
        s,
    )
    assert result.iterations == iterations


def test_the_fourth_iteration_is_the_published_one() -> None:
    result = algorithm_a(CREOSOTE, "converged")
    assert result is not None
    steps = [
        (to_places(step.mean, 3), to_places(step.standard_deviation, 3))
        for step in result.trace[:5]
    ]
    assert steps == [
        ("20.300", "0.949"),
        ("20.387", "0.986"),
        ("20.407", "1.010"),
        ("20.411", "1.027"),
        ("20.412", "1.039"),
    ]


def test_the_steps_in_the_manual() -> None:
    result = algorithm_a(SEVEN, "third-figure")
    assert result is not None
    steps = [
        f"{to_places(step.mean, 5)} {to_places(step.standard_deviation, 5)}"
        for step in result.trace
    ]
    assert steps == [
        "5.20000 1.03810",
        "5.33674 1.03869",
        "5.35640 1.07989",
        "5.36803 1.10503",
        "5.37508 1.12051",
        "5.37941 1.13011",
        "5.38208 1.13607",
        "5.38374 1.13979",
    ]


def test_plain_arguments_say_the_same_as_the_result() -> None:
    result = algorithm_a(COPPER, "converged", MORE_DIGITS)
    plain = [Decimal("1.5"), Decimal("1.483"), Decimal("1.133393")]
    assert result is not None
    assert robust_mean(COPPER, "converged", *plain) == result.mean
    assert (
        robust_standard_deviation(COPPER, "converged", *plain)
        == result.standard_deviation
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [(CREOSOTE, "20.300"), (COPPER, "3.385"), (SEVEN, "5.2"), (FAR_ONE, "10.5")],
)
def test_medians(values: list[Decimal], expected: str) -> None:
    assert median(values) == Decimal(expected)


@pytest.mark.parametrize(
    ("values", "method", "expected", "places"),
    [
        (COPPER, "inclusive", "0.685702", 6),  # 0.7413 x 0.925 = 0.6857025
        (COPPER, "exclusive", "0.722768", 6),
        (SEVEN, "inclusive", "0.88956", 5),
        (SEVEN, "exclusive", "1.26021", 5),
    ],
)
def test_normalised_interquartile_ranges(
    values: list[Decimal], method: str, expected: str, places: int
) -> None:
    found = normalised_interquartile_range(values, method)
    assert to_places(found, places) == expected


def test_classical_figures_of_copper() -> None:
    assert to_places(mean(COPPER), 6) == "4.280417"
    assert to_places(standard_deviation(COPPER), 6) == "5.297396"


def test_scaled_deviation_starts_algorithm_a() -> None:
    assert to_places(scaled_median_absolute_deviation(CREOSOTE), 3) == "0.949"
