"""Equality, order and membership of FEEL values, with three-valued results.

Comes in: FEEL values. Goes out: True, False, or None where the values cannot be
compared. It knows neither expressions nor why somebody asks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel.meter import Meter, OwnMeter
from ruleengine.feel.temporal import (
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.values import Range, Value

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = frozenset({Decimal, str, bool, Date, YearMonthDuration, DayTimeDuration})


def equal(left: Value, right: Value, meter: Meter | None = None) -> bool | None:
    """Return whether two values are equal; None when their types differ.

    Null equals null only. Times and moments in a named zone never equal those with
    an offset, even at the same instant.

    Args:
        left: a value.
        right: a value.
        meter: counts the items of lists and contexts that are compared.
    """
    kind = left.__class__
    if kind is right.__class__ and kind in _PLAIN:
        return bool(left == right)
    if left is None or right is None:
        return left is right
    if kind is not right.__class__:
        return None
    if kind is list:
        return _equal_lists(left, right, meter or OwnMeter())
    if kind is dict:
        return _equal_contexts(left, right, meter or OwnMeter())
    if kind is Time:
        return bool(left.zone) == bool(right.zone) and left == right
    if kind is DateTime:
        return bool(left.time.zone) == bool(right.time.zone) and left == right
    if kind is Range:
        return _equal_ranges(left, right, meter)
    return left is right


def _equal_lists(left: list[Value], right: list[Value], meter: Meter) -> bool:
    if len(left) != len(right):
        return False
    meter.spend(len(left))
    pairs = zip(left, right, strict=True)
    return all(equal(a, b, meter) is True for a, b in pairs)


def _equal_contexts(
    left: dict[str, Value], right: dict[str, Value], meter: Meter
) -> bool:
    if left.keys() != right.keys():
        return False
    meter.spend(len(left))
    pairs = ((value, right[key]) for key, value in left.items())
    return all(equal(a, b, meter) is True for a, b in pairs)


def _equal_ranges(left: Range, right: Range, meter: Meter | None) -> bool:
    form = (left.start_included, left.end_included, left.single)
    if form != (right.start_included, right.end_included, right.single):
        return False
    starts = equal(left.start, right.start, meter)
    return starts is True and equal(left.end, right.end, meter) is True


_KEYS: dict[type, Callable[[Value], Value]] = {
    Decimal: lambda value: value,
    str: lambda value: value,
    Date: lambda value: value.key,
    Time: lambda value: value.key,
    DateTime: lambda value: value.key,
    YearMonthDuration: lambda value: value.months,
    DayTimeDuration: lambda value: value.nanoseconds,
}


def order(left: Value, right: Value) -> int | None:
    """Return -1, 0 or 1 as ``left`` is before, at or after ``right``; None: neither.

    A date is compared with a date and time as its midnight in UTC. Of two times or
    moments a local one is taken to have the offset of the other.
    """
    kind = left.__class__
    if kind is not right.__class__:
        pair = as_moments(left, right)
        if pair is None:
            return None
        left, right = pair
        kind = DateTime
    key = _KEYS.get(kind)
    if key is None:
        return None
    a, b = key(left), key(right)
    if kind in (Time, DateTime) and a[0] != b[0]:
        a, b = _clock(left), _clock(right)
    return int(a > b) - int(a < b)


def _clock(moment: Time | DateTime) -> int:
    """Return what a clock on the wall shows, in nanoseconds."""
    return moment.nanos if isinstance(moment, Time) else moment.local_nanos


def as_moments(left: Value, right: Value) -> tuple[DateTime, DateTime] | None:
    """Return a date and a date and time (in any order) both as date and time."""
    if isinstance(left, Date) and isinstance(right, DateTime):
        return midnight(left), right
    if isinstance(left, DateTime) and isinstance(right, Date):
        return left, midnight(right)
    return None


def midnight(date: Date) -> DateTime:
    """Return the start of a day in UTC, which is what a date counts as."""
    return DateTime(date, Time(0, 0, 0, 0, 0))


def compare(
    operator: str, left: Value, right: Value, meter: Meter | None = None
) -> bool | None:
    """Return ``left operator right`` for one of ``= != < <= > >=``."""
    if operator == "=":
        return equal(left, right, meter)
    if operator == "!=":
        same = equal(left, right, meter)
        return None if same is None else not same
    found = order(left, right)
    if found is None:
        return None
    if found == 0 and _is_local(left) != _is_local(right):
        return False  # neither is before the other, and they are not equal
    match operator:
        case "<":
            return found < 0
        case "<=":
            return found <= 0
        case ">":
            return found > 0
        case _:
            return found >= 0


def _is_local(value: Value) -> bool:
    """Tell whether a value is a time or a moment of which no offset is known."""
    return isinstance(value, Time | DateTime) and not value.key[0]


def in_range(value: Value, span: Range) -> bool | None:
    """Return whether a value lies in a range; None when it cannot be compared."""
    above: bool | None = True
    below: bool | None = True
    if span.start is not None:
        above = compare(">=" if span.start_included else ">", value, span.start)
    if span.end is not None:
        below = compare("<=" if span.end_included else "<", value, span.end)
    if above is None or below is None:
        return None
    return above and below


def contained(value: Value, test: Value, meter: Meter | None = None) -> bool | None:
    """Return whether a value passes the test that another value is.

    A range holds its values, a list its items and those of the ranges in it, any
    other value only itself. A meter counts the items of lists that are gone through.
    """
    if not isinstance(test, list):
        return _passes(value, test, meter)
    if meter is not None:
        meter.spend(len(test))
    if any(_passes(value, item, meter) for item in test):
        return True
    return isinstance(value, list) and equal(value, test, meter) is True


def _passes(value: Value, test: Value, meter: Meter | None) -> bool | None:
    if isinstance(test, Range) and not isinstance(value, Range):
        return in_range(value, test)
    return equal(value, test, meter)
