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
