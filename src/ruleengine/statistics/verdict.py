"""What a score says about a laboratory.

Comes in: a score, unrounded, and the bounds of the scheme. Goes out: the key of a
class; its name in a document ("满意") stands in the rules. A bound below zero, or
bounds in the wrong order, is undefined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ruleengine.statistics.exact import exact

if TYPE_CHECKING:
    from decimal import Decimal

Verdict = Literal["satisfactory", "questionable", "unsatisfactory"]


@exact
def verdict_of_z(
    score: Decimal, satisfactory: Decimal, unsatisfactory: Decimal
) -> Verdict | None:
    """Return the class of a z, z' or zeta score.

    Args:
        score: not rounded, because 2.0004 is no 2.000.
        satisfactory: |score| up to this, included, is satisfactory.
        unsatisfactory: |score| from this on, included, is unsatisfactory.

    Source: ISO 13528:2022 9.4, GB/T 28043 9.4.
    """
    if not 0 <= satisfactory <= unsatisfactory:
        return None
    # copy_abs keeps all digits; abs would round a longer score onto the bound.
    size = score.copy_abs()
    if size <= satisfactory:
        return "satisfactory"
    return "questionable" if size < unsatisfactory else "unsatisfactory"


@exact
def verdict_of_en(score: Decimal, bound: Decimal) -> Verdict | None:
    """Return the class of an En score; there is no questionable one.

    Args:
        score: not rounded.
        bound: |score| up to this, included, is satisfactory.

    Source: ISO 13528:2022 9.7, GB/T 28043 9.7.
    """
    if bound < 0:
        return None
    return "satisfactory" if score.copy_abs() <= bound else "unsatisfactory"
