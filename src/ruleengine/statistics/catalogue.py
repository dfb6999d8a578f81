"""The functions of this room as a table, for the language that rules are written in.

Comes in: nothing. Goes out: for each function its name and types in FEEL, the callable
behind it, what it is and where it is published. Knows no FEEL values: the callables
take Decimal, list of Decimal and str by place and give Decimal, str or None.

Mean, median and sample standard deviation are missing on purpose: FEEL has them as
`mean`, `median` and `stddev`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.statistics import (
    algorithm_a,
    algorithm_s,
    quantiles,
    scores,
    verdict,
    wording_en,
    wording_zh,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal


@frozen
class Parameter:
    """One parameter: its FEEL name and type; the optional ones stand last."""

    name: str
    type: str
    is_optional: bool = False


@frozen
class StatisticsFunction:
    """One function as rules call it.

    Attributes:
        name: in FEEL.
        parameters: in order.
        result: FEEL type; every function may also give null.
        function: takes the arguments by place. A missing or non-finite number, a null
            in a list and an unknown word give None, never an exception.
        summary: what it is, in one sentence for people.
        needs: what must hold of its arguments that it has a result, for people.
        standard: where it is published.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: str
    function: Callable[..., Decimal | str | None]
    summary: Text
    needs: Text
    standard: str


_VALUES: Final = Parameter("values", "list<number>")
_METHOD: Final = Parameter("method", "string")
_STOP: Final = Parameter("stop", "string")
_CLAUSE: Final = "ISO 13528:2022 {0}; GB/T 28043 {0}"
_ROBUST: Final = _CLAUSE + "; ISO 5725-5:1998 {1}; GB/T 6379.5 {1}"
_ALGORITHM_A: Final = (
    _VALUES,
    _STOP,
    Parameter("tuning", "number", is_optional=True),
    Parameter("mad factor", "number", is_optional=True),
    Parameter("sd factor", "number", is_optional=True),
)


def _numbers(*names: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(name, "number") for name in names)


def _entry(
    name: str,
    parameters: tuple[Parameter, ...],
    function: Callable[..., Decimal | str | None],
    standard: str,
    result: str = "number",
) -> StatisticsFunction:
    summary = Text(zh=wording_zh.SUMMARY[name], en=wording_en.SUMMARY[name])
    needs = Text(zh=wording_zh.NEEDS[name], en=wording_en.NEEDS[name])
    return StatisticsFunction(
        name, parameters, result, function, summary, needs, standard
    )


FUNCTIONS: Final[tuple[StatisticsFunction, ...]] = (
    _entry(
        "difference",
        _numbers("result", "assigned value"),
        scores.difference,
        _CLAUSE.format("9.3"),
    ),
    _entry(
        "percentage difference",
        _numbers("result", "assigned value"),
        scores.percentage_difference,
        _CLAUSE.format("9.3"),
    ),
    _entry(
        "z score",
        _numbers("result", "assigned value", "sigma"),
        scores.z_score,
        _CLAUSE.format("9.4"),
    ),
    _entry(
        "z prime score",
        _numbers("result", "assigned value", "sigma", "assigned value uncertainty"),
        scores.z_prime_score,
        _CLAUSE.format("9.5"),
    ),
    _entry(
        "zeta score",
        _numbers(
            "result",
            "assigned value",
            "result uncertainty",
            "assigned value uncertainty",
        ),
        scores.zeta_score,
        _CLAUSE.format("9.6"),
    ),
    _entry(
        "En score",
        _numbers(
            "result",
            "assigned value",
            "result expanded uncertainty",
            "assigned value expanded uncertainty",
        ),
        scores.en_score,
        _CLAUSE.format("9.7"),
    ),
    _entry(
        "z verdict",
        _numbers("score", "satisfactory", "unsatisfactory"),
        verdict.verdict_of_z,
        _CLAUSE.format("9.4"),
        "string",
    ),
    _entry(
        "En verdict",
        _numbers("score", "bound"),
        verdict.verdict_of_en,
        _CLAUSE.format("9.7"),
        "string",
    ),
    _entry(
        "quartile",
        (_VALUES, Parameter("which", "number"), _METHOD),
        quantiles.quartile,
        _CLAUSE.format("C.2"),
    ),
    _entry(
        "interquartile range",
        (_VALUES, _METHOD),
        quantiles.interquartile_range,
        _CLAUSE.format("C.2"),
    ),
    _entry(
        "normalised interquartile range",
        (_VALUES, _METHOD, Parameter("factor", "number", is_optional=True)),
        quantiles.normalised_interquartile_range,
        _CLAUSE.format("C.2"),
    ),
    _entry(
        "scaled median absolute deviation",
        (_VALUES, Parameter("factor", "number", is_optional=True)),
        quantiles.scaled_median_absolute_deviation,
        _CLAUSE.format("C.2"),
    ),
    _entry(
        "robust mean",
        _ALGORITHM_A,
        algorithm_a.robust_mean,
        _ROBUST.format("C.3", "6.2"),
    ),
    _entry(
        "robust standard deviation",
        _ALGORITHM_A,
        algorithm_a.robust_standard_deviation,
        _ROBUST.format("C.3", "6.2"),
    ),
    _entry(
        "algorithm S",
        (_VALUES, Parameter("degrees of freedom", "number"), _STOP),
        algorithm_s.algorithm_s,
        _ROBUST.format("C.4", "6.3"),
    ),
    _entry(
        "algorithm S with factors",
        (_VALUES, *_numbers("limit factor", "adjustment factor"), _STOP),
        algorithm_s.algorithm_s_with_factors,
        _ROBUST.format("C.4", "6.3"),
    ),
)
