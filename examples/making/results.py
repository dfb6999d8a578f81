"""What the laboratories found, and what the statistics make of it.

All statistics come from ``ruleengine.statistics``, rounded to three decimals as the
tables want them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from making.chance import Dice
from making.plans import PLANS, Parameter, Plan
from ruleengine.statistics import (
    algorithm_a,
    algorithm_s,
    moments,
    quantiles,
    scores,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from making.actors import Actor

SEED = 20250301
OUTLIER = ("PT2025-F02", 5, Decimal("27.90"))
"""Plan, place of the participant, and the result far off."""
PRESCRIBED_SIGMA = Decimal("0.060")
REFERENCE_U = Decimal("0.032")
"""Expanded uncertainty of the reference value of the calibration plan, k = 2."""
_CONCLUSIONS = {
    "satisfactory": "满意",
    "questionable": "可疑",
    "unsatisfactory": "不满意",
}
_PLACES = Decimal("0.001")

Figures = dict[str, Decimal]


@dataclass(frozen=True)
class Result:
    """One result of one participant for one parameter."""

    plan: Plan
    parameter: Parameter
    laboratory: Actor
    text: str
    evaluation: str
    makeup: str | None
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    """Key of table 7 -> figure; empty for a qualitative parameter."""

    @property
    def is_bad(self) -> bool:
        """Whether the laboratory has something to correct."""
        return self.evaluation != "满意"


def rounded(value: Decimal | None) -> Decimal:
    """Return a figure as table 7 wants it: three decimals."""
    assert value is not None, "the sample data leave nothing undefined"
    return value.quantize(_PLACES)


def all_results(seed: int = SEED) -> tuple[Result, ...]:
    """Return the results of all plans, plan by plan; another seed, another year."""
    dice = Dice(seed)
    return tuple(
        result
        for plan in PLANS
        for parameter in plan.parameters
        for result in _of_parameter(plan, parameter, dice)
    )


def _of_parameter(plan: Plan, parameter: Parameter, dice: Dice) -> list[Result]:
    if parameter.evaluation == "qualitative":
        return [
            _qualitative(plan, parameter, laboratory, at)
            for at, laboratory in enumerate(plan.participants)
        ]
    values = _measured(plan, parameter, dice)
    common = _common(values, parameter)
    ranges = [abs(dice.normal()) * parameter.spread / 2 for _ in values]
    if parameter.evaluation == "algorithm-a":
        pooled = algorithm_s.algorithm_s(ranges, Decimal(1), "third-figure")
        common["robust_w"] = rounded(pooled)
    uncertain = (Decimal(40 + dice.below(40)) / 1000 for _ in values)
    return [
        _quantitative(plan, parameter, laboratory, value, common, next(uncertain))
        for laboratory, value in zip(plan.participants, values, strict=True)
    ]


def _qualitative(
    plan: Plan, parameter: Parameter, laboratory: Actor, at: int
) -> Result:
    found = "未检出" if at == 4 else "检出"
    conclusion = "不满意" if at == 4 else "满意"
    makeup = "检出" if at == 4 else None
    return Result(plan, parameter, laboratory, found, conclusion, makeup)


def _measured(plan: Plan, parameter: Parameter, dice: Dice) -> list[Decimal]:
    unit = Decimal(1).scaleb(-parameter.decimals)
    values = []
    for at in range(len(plan.participants)):
        # Every sixth laboratory scatters more, so that some results are questionable.
        factor = Decimal("2.4") if at % 6 == 4 else Decimal(1)
        value = parameter.true_value + parameter.spread * factor * dice.normal()
        values.append(value.quantize(unit))
    number, place, far_off = OUTLIER
    if plan.number == number:
        values[place] = far_off
    return values


def _common(values: list[Decimal], parameter: Parameter) -> Figures:
    """Return the unrounded figures that all participants share."""
    match parameter.evaluation:
        case "algorithm-a":
            return _by_algorithm_a(values)
        case "median":
            return _by_median(values)
        case "classical":
            return _by_classical_statistics(values)
        case _:
            return {
                "assigned_value": parameter.true_value,
                "u_assigned": REFERENCE_U / 2,
                "expanded_u_assigned": REFERENCE_U,
            }


def _by_algorithm_a(values: list[Decimal]) -> Figures:
    centre = algorithm_a.robust_mean(values, "third-figure")
    spread = algorithm_a.robust_standard_deviation(values, "third-figure")
    assert centre is not None
    assert spread is not None
    return {
        "assigned_value": centre,
        "u_assigned": _consensus_uncertainty(spread, len(values)),
        "robust_mean": centre,
        "robust_sd": spread,
        **_order_statistics(values),
    }


def _by_median(values: list[Decimal]) -> Figures:
    found = _order_statistics(values)
    uncertainty = _consensus_uncertainty(found["niqr"], len(values))
    return {
        "assigned_value": found["median_value"],
        "u_assigned": uncertainty,
        **found,
    }


def _by_classical_statistics(values: list[Decimal]) -> Figures:
    outlier = OUTLIER[2]
    kept = [value for value in values if value != outlier]
    centre, spread = moments.mean(kept), moments.standard_deviation(kept)
    assert centre is not None
    assert spread is not None
    return {
        "assigned_value": centre,
        "u_assigned": spread / Decimal(len(kept)).sqrt(),
        "mean_value": centre,
        "standard_deviation": spread,
        "outlier": outlier,
    }


def _order_statistics(values: list[Decimal]) -> Figures:
    middle = quantiles.median(values)
    width = quantiles.interquartile_range(values, "inclusive")
    normalised = quantiles.normalised_interquartile_range(values, "inclusive")
    assert middle is not None
    assert width is not None
    assert normalised is not None
    return {"median_value": middle, "iqr": width, "niqr": normalised}


def _consensus_uncertainty(spread: Decimal, count: int) -> Decimal:
    return Decimal("1.25") * spread / Decimal(count).sqrt()


def _sigma(common: Figures) -> Decimal:
    for key in ("robust_sd", "niqr", "standard_deviation"):
        if key in common:
            return common[key]
    return PRESCRIBED_SIGMA


def _quantitative(
    plan: Plan,
    parameter: Parameter,
    laboratory: Actor,
    value: Decimal,
    common: Figures,
    own_uncertainty: Decimal,
) -> Result:
    assigned, sigma = common["assigned_value"], _sigma(common)
    own: dict[str, Decimal | None] = {
        "difference": scores.difference(value, assigned),
        "percent_difference": scores.percentage_difference(value, assigned),
        "z_score": scores.z_score(value, assigned, sigma),
    }
    if parameter.evaluation == "algorithm-a":
        own["z_prime_score"] = scores.z_prime_score(
            value, assigned, sigma, common["u_assigned"]
        )
    if parameter.evaluation == "en":
        own |= _against_reference(value, assigned, own_uncertainty)
    figures = {key: rounded(each) for key, each in {**common, **own}.items()}
    conclusion = _conclusion(parameter, figures)
    bad = conclusion != "满意"
    unit = Decimal(1).scaleb(-parameter.decimals)
    again = str((assigned + parameter.spread / 3).quantize(unit)) if bad else None
    return Result(plan, parameter, laboratory, str(value), conclusion, again, figures)


def _against_reference(
    value: Decimal, assigned: Decimal, expanded: Decimal
) -> dict[str, Decimal | None]:
    return {
        "u_result": expanded / 2,
        "expanded_u_result": expanded,
        "zeta_score": scores.zeta_score(value, assigned, expanded / 2, REFERENCE_U / 2),
        "en_score": scores.en_score(value, assigned, expanded, REFERENCE_U),
    }


def _conclusion(parameter: Parameter, figures: Figures) -> str:
    if parameter.evaluation == "en":
        found = verdict.verdict_of_en(figures["en_score"], Decimal(1))
    else:
        score = figures.get("z_prime_score", figures["z_score"])
        found = verdict.verdict_of_z(score, Decimal(2), Decimal(3))
    assert found is not None
    return _CONCLUSIONS[found]
