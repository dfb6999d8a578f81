"""Whether a value is of a type, and how a value is brought to a wanted type.

Comes in: a FEEL value and a type. Goes out: a claim, or the value to go on with.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.compare import midnight
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
_SIMPLE = {kind: known for known, kind in _CLASSES.items()}


def is_instance(value: Value, kind: Type) -> bool:
    """Tell whether ``value instance of kind``; null is of no type but Null."""
    wanted = _CLASSES.get(kind)
    if wanted is not None:
        return value.__class__ is wanted
    if kind == types.ANY:
        return value is not None
    if kind == types.NULL:
        return value is None
    match kind, value:
        case types.ListType(item), list():
            return all(_fits(part, item) for part in value)
        case types.RangeType(item), Range():
            return all(
                is_instance(end, item)
                for end in (value.start, value.end)
                if end is not None
            )
        case types.ContextType(), dict():
            return all(
                key in value and _fits(value[key], entry) for key, entry in kind.entries
            )
        case types.FunctionType(), FeelFunction():
            return types.conforms(type_of(value), kind)
        case _:
            return False


def _fits(value: Value, kind: Type) -> bool:
    """Null may stand wherever a value of a list or context is wanted."""
    return value is None or is_instance(value, kind)


def type_of(value: Value) -> Type:
    """Return the most exact type of a value."""
    match value:
        case None:
            return types.NULL
        case list():
            items = {type_of(item) for item in value}
            return types.ListType(items.pop() if len(items) == 1 else types.ANY)
        case dict():
            entries = ((key, type_of(item)) for key, item in value.items())
            return types.ContextType(tuple(entries))
        case Range():
            end = value.start if value.start is not None else value.end
            return types.RangeType(type_of(end))
        case FeelFunction():
            parameters = tuple(
                kind or types.ANY
                for kind in (value.types or (None,) * len(value.parameters))
            )
            return types.FunctionType(parameters, value.result)
        case _:
            return _SIMPLE.get(value.__class__, types.ANY)


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
            if _fits(value, kind.item):
                return [value]
        elif kind == types.DATE_TIME and isinstance(value, Date):
            return midnight(value)
    if isinstance(value, list) and len(value) == 1 and value[0] is not None:
        return coerced(value[0], kinds)
    return MISMATCH
