"""Arithmetic with 34 digits, and None for what is not defined.

Comes in: a function on decimals. Goes out: the same function, which calculates in its
own context (34 digits, half to even, the range of decimal128), answers None when an
argument is absent or no finite number, and never gives out NaN or an infinity.
Knows nothing of statistics.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from ruleengine.statistics.limits import MOST_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# No traps: an overflow or 0/0 becomes a value that `exact` turns into None.
_CONTEXT: Final = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[]
)


def exact(
    function: Callable[Arguments, Result | None],
) -> Callable[Arguments, Result | None]:
    """Let a function calculate with 34 digits and answer None where undefined.

    Args:
        function: takes decimals, lists or tuples of decimals, words and parameter
            sets. It may assume that all numbers are finite and no list is too long.
    """

    @wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result | None:
        if not all(map(_is_usable, (*args, *kwargs.values()))):
            return None
        # localcontext works on a copy, so threads share no flags.
        with localcontext(_CONTEXT):
            result = function(*args, **kwargs)
        return result if _is_usable(result) else None

    return guarded


def _is_usable(value: object) -> bool:
    match value:
        case None:
            return False
        case Decimal():
            return value.is_finite()
        case list() | tuple():
            return len(value) <= MOST_VALUES and all(map(_is_finite, value))
        case _:
            return True


def _is_finite(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite()
