"""What the functions of this room are, in English. Comes in: FEEL names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "difference": (
            "Difference D: result less assigned value, in the unit of the result"
        ),
        "percentage difference": (
            "Percentage difference D%: difference over assigned value, times 100; "
            "undefined when the assigned value is 0"
        ),
        "z score": "z: difference over the standard deviation for assessment",
        "z prime score": (
            "z': difference over the root of the summed squares of the standard "
            "deviation for assessment and the standard uncertainty of the assigned value"
        ),
        "zeta score": (
            "zeta: difference over the root of the summed squares of the standard "
            "uncertainties of result and assigned value"
        ),
        "En score": (
            "En: difference over the root of the summed squares of the expanded "
            "uncertainties of result and assigned value"
        ),
        "z verdict": (
            "Class of z, z' or zeta: satisfactory up to the first bound, "
            "unsatisfactory from the second on, questionable between them"
        ),
        "En verdict": (
            "Class of En: satisfactory up to the bound, else unsatisfactory"
        ),
        "quartile": (
            "Quartile: which is 1, 2 or 3; method is inclusive (as QUARTILE.INC) or "
            "exclusive (as QUARTILE.EXC)"
        ),
        "interquartile range": "IQR: upper quartile less lower quartile",
        "normalised interquartile range": (
            "NIQR: interquartile range times a factor, estimates a standard deviation"
        ),
        "scaled median absolute deviation": (
            "MADe: median distance from the median times a factor, estimates a "
            "standard deviation"
        ),
        "robust mean": (
            "Robust mean x* by algorithm A; stop is third-figure (the third significant "
            "figure stands still) or converged"
        ),
        "robust standard deviation": (
            "Robust standard deviation s* by algorithm A; stop is third-figure (the "
            "third significant figure stands still) or converged"
        ),
        "algorithm S": (
            "Robust pooled value w* of standard deviations or ranges by algorithm S; "
            "the printed factors for 1 to 10 degrees of freedom"
        ),
        "algorithm S with factors": (
            "Robust pooled value w* of standard deviations or ranges by algorithm S; "
            "limit factor and adjustment factor are given"
        ),
    }
)

_QUARTILES: Final = "2 values (exclusive: 3) or more, method inclusive or exclusive"
_STOP: Final = "the stop third-figure or converged, and an iteration that settles"
_UNCERTAINTIES: Final = "uncertainties of 0 or more, not both 0"
_ALGORITHM_A: Final = (
    f"2 to 10000 values of which no more than half (or all) are equal, {_STOP}"
)
_SPREADS: Final = (
    "2 to 10000 values of 0 or more of which no more than half (or all) are 0"
)

NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "difference": "numbers that are not too large",
        "percentage difference": "an assigned value other than 0",
        "z score": "a standard deviation above 0",
        "z prime score": "a standard deviation and uncertainty of 0 or more, not both 0",
        "zeta score": _UNCERTAINTIES,
        "En score": _UNCERTAINTIES,
        "z verdict": "bounds of 0 or more, the second not below the first",
        "En verdict": "a bound of 0 or more",
        "quartile": (
            "1 value (exclusive: 3) or more, which 1, 2 or 3, "
            "method inclusive or exclusive"
        ),
        "interquartile range": _QUARTILES,
        "normalised interquartile range": _QUARTILES,
        "scaled median absolute deviation": "2 values or more",
        "robust mean": _ALGORITHM_A,
        "robust standard deviation": _ALGORITHM_A,
        "algorithm S": f"{_SPREADS}, 1 to 10 degrees of freedom, {_STOP}",
        "algorithm S with factors": f"{_SPREADS}, factors above 0, {_STOP}",
    }
)
