"""Which types the operators take and give; the static side of ``arithmetic.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import types

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.types import Type

_N, _S = types.NUMBER, types.STRING
_D, _T, _DT = types.DATE, types.TIME, types.DATE_TIME
_YM, _DAY = types.YEAR_MONTH, types.DAY_TIME

_SHIFTS: Mapping[tuple[Type, Type], Type] = {
    (_D, _YM): _D,
    (_D, _DAY): _D,
    (_DT, _YM): _DT,
    (_DT, _DAY): _DT,
    (_T, _DAY): _T,
    (_YM, _YM): _YM,
    (_DAY, _DAY): _DAY,
    (_N, _N): _N,
}
_RESULTS: Mapping[str, Mapping[tuple[Type, Type], Type]] = {
    "+": {
        **_SHIFTS,
        **{(b, a): result for (a, b), result in _SHIFTS.items()},
        (_S, _S): _S,
    },
    "-": {
        **_SHIFTS,
        (_D, _D): _DAY,
        (_DT, _DT): _DAY,
        (_D, _DT): _DAY,
        (_DT, _D): _DAY,
        (_T, _T): _DAY,
    },
    "*": {
        (_N, _N): _N,
        (_N, _YM): _YM,
        (_YM, _N): _YM,
        (_N, _DAY): _DAY,
        (_DAY, _N): _DAY,
    },
    "/": {
        (_N, _N): _N,
        (_YM, _N): _YM,
        (_DAY, _N): _DAY,
        (_YM, _YM): _N,
        (_DAY, _DAY): _N,
    },
    "**": {(_N, _N): _N},
}
_ORDERED = frozenset({_N, _S, _D, _T, _DT, _YM, _DAY})
PROPERTY_TYPES: Mapping[Type, Mapping[str, Type]] = {
    _D: dict.fromkeys(("year", "month", "day", "weekday"), _N),
    _T: {
        **dict.fromkeys(("hour", "minute", "second"), _N),
        "time offset": _DAY,
        "timezone": _S,
    },
    _DT: {
        **dict.fromkeys(
            ("year", "month", "day", "weekday", "hour", "minute", "second"), _N
        ),
        "time offset": _DAY,
        "timezone": _S,
    },
    _YM: dict.fromkeys(("years", "months"), _N),
    _DAY: dict.fromkeys(("days", "hours", "minutes", "seconds"), _N),
}
RANGE_FLAGS = ("start included", "end included")


def is_open(kind: Type) -> bool:
    """Tell whether nothing is known that could be wrong."""
    return kind in (types.ANY, types.NULL)


def result_of(operator: str, left: Type, right: Type) -> Type | None:
    """Return the type of ``left operator right``; None when there never is a value."""
    results = _RESULTS[operator]
    if is_open(left) or is_open(right):
        possible = {
            result
            for (a, b), result in results.items()
            if (is_open(left) or a == left) and (is_open(right) or b == right)
        }
        if not possible:
            return None
        return possible.pop() if len(possible) == 1 else types.ANY
    return results.get((left, right))


def can_equal(left: Type, right: Type) -> bool:
    """Tell whether values of two types can be compared with ``=``."""
    if is_open(left) or is_open(right):
        return True
    match left, right:
        case (types.ListType(a), types.ListType(b)):
            return can_equal(a, b)
        case (types.RangeType(a), types.RangeType(b)):
            return can_equal(a, b)
        case _:
            same_form = left.__class__ is right.__class__
            return same_form and (
                left == right or not isinstance(left, types.SimpleType)
            )


def can_order(left: Type, right: Type) -> bool:
    """Tell whether values of two types can be compared with ``<``."""
    if is_open(left) or is_open(right):
        return all(is_open(kind) or kind in _ORDERED for kind in (left, right))
    if {left, right} == {_D, _DT}:
        return True
    return left == right and left in _ORDERED


def can_pass(given: Type, wanted: Type) -> bool:
    """Tell whether an argument may have a wanted type after FEEL's conversions."""
    if is_open(given) or wanted == types.ANY:
        return True
    if isinstance(wanted, types.ListType):
        item = given.item if isinstance(given, types.ListType) else given
        return can_pass(item, wanted.item)
    if isinstance(given, types.ListType):
        return can_pass(given.item, wanted)
    if given == _D and wanted == _DT:
        return True
    return can_equal(given, wanted)
