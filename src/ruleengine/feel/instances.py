"""Whether a value is of a type, and how a value is brought to a wanted type.

Comes in: a FEEL value and a type. Goes out: a claim, or the value to go on with.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.compare import midnight
from ruleengine.feel.meter import Meter, OwnMeter
from ruleengine.feel.temporal import (
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.values import FeelFunction, Range, Value

if TYPE_CHECKING:
    from ruleengine.feel.types import Type

_CLASSES: dict[Type, type] = {
    types.NUMBER: Decimal,
    types.STRING: str,
    types.BOOLEAN: bool,
    types.DATE: Date,
    types.TIME: Time,
    types.DATE_TIME: DateTime,
    types.YEAR_MONTH: YearMonthDuration,
    types.DAY_TIME: DayTimeDuration,
    types.ANY_LIST: list,
    types.ANY_RANGE: Range,
    types.ANY_CONTEXT: dict,
    types.ANY_FUNCTION: FeelFunction,
}


def classes_of(kinds: tuple[Type, ...]) -> frozenset[type]:
    """Return the classes whose values are of one of some types whatever is in them."""
    return frozenset(_CLASSES[kind] for kind in kinds if kind in _CLASSES)


def is_instance(value: Value, kind: Type, meter: Meter | None = None) -> bool:
    """Tell whether ``value instance of kind``; null is of no type but Null.

    Args:
        value: a value.
        kind: a type.
        meter: counts the items of lists and contexts that are looked at.
    """
    wanted = _CLASSES.get(kind)
    if wanted is not None:
        return value.__class__ is wanted
    if kind == types.ANY:
        return value is not None
    if kind == types.NULL:
        return value is None
    return _has_parts(value, kind, meter or OwnMeter())


def _has_parts(value: Value, kind: Type, meter: Meter) -> bool:
    match kind, value:
        case types.ListType(item), list():
            meter.spend(len(value))
            return all(_fits(part, item, meter) for part in value)
        case types.RangeType(item), Range():
            ends = [end for end in (value.start, value.end) if end is not None]
            return all(is_instance(end, item, meter) for end in ends)
        case types.ContextType(), dict():
            meter.spend(len(kind.entries))
            return all(
                key in value and _fits(value[key], entry, meter)
                for key, entry in kind.entries
            )
        case types.FunctionType(), FeelFunction():
            return types.conforms(_function_type(value), kind)
        case _:
            return False


def _fits(value: Value, kind: Type, meter: Meter) -> bool:
    """Null may stand wherever a value of a list or context is wanted."""
    return value is None or is_instance(value, kind, meter)


def _function_type(function: FeelFunction) -> Type:
    written = function.types or (None,) * len(function.parameters)
    parameters = tuple(kind or types.ANY for kind in written)
    return types.FunctionType(parameters, function.result)


MISMATCH = object()
"""Stands for a value that cannot be brought to the wanted type."""


def coerced(value: Value, kinds: tuple[Type, ...]) -> Value:
    """Return a value as one of the wanted types, or MISMATCH.

    Conversions of FEEL: a list of one for its item, an item for a list of it, a date
    for its midnight in UTC.
    """
    if not kinds:
        return value
    for kind in kinds:
        if is_instance(value, kind):
            return value
    for kind in kinds:
        if isinstance(kind, types.ListType) and not isinstance(value, list):
            if is_instance(value, kind.item):
                return [value]
        elif kind == types.DATE_TIME and isinstance(value, Date):
            return midnight(value)
    if isinstance(value, list) and len(value) == 1 and value[0] is not None:
        return coerced(value[0], kinds)
    return MISMATCH
