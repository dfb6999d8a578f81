"""What stands after the dot of a date, time, duration or range."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel.errors import Fault
from ruleengine.feel.temporal import (
    NANOS,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.values import Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _number(value: int) -> Decimal:
    return Decimal(value)


def _signed(duration: DayTimeDuration, part: int) -> Decimal:
    amount = duration.parts[part]
    return _number(-amount if duration.nanoseconds < 0 else amount)


def _years(duration: YearMonthDuration) -> Decimal:
    years = abs(duration.months) // 12
    return _number(-years if duration.months < 0 else years)


def _months(duration: YearMonthDuration) -> Decimal:
    months = abs(duration.months) % 12
    return _number(-months if duration.months < 0 else months)


def _offset(value: Time | DateTime) -> DayTimeDuration | None:
    seconds = value.known_offset
    return None if seconds is None else DayTimeDuration(seconds * NANOS)


def _zone(value: Time) -> str | None:
    return value.zone or None


_DATE: Mapping[str, Callable[[Value], Value]] = {
    "year": lambda date: _number(date.year),
    "month": lambda date: _number(date.month),
    "day": lambda date: _number(date.day),
    "weekday": lambda date: _number(date.weekday),
}
_TIME: Mapping[str, Callable[[Value], Value]] = {
    "hour": lambda time: _number(time.hour),
    "minute": lambda time: _number(time.minute),
    "second": lambda time: _number(time.second),
    "time offset": _offset,
    "timezone": _zone,
}


def _of_date(read: Callable[[Value], Value]) -> Callable[[Value], Value]:
    return lambda moment: read(moment.date)


def _of_time(read: Callable[[Value], Value]) -> Callable[[Value], Value]:
    return lambda moment: read(moment.time)


def _part(number: int) -> Callable[[Value], Value]:
    return lambda duration: _signed(duration, number)


PROPERTIES: Mapping[str, Mapping[str, Callable[[Value], Value]]] = {
    "date": _DATE,
    "time": _TIME,
    "date and time": {
        **{name: _of_date(read) for name, read in _DATE.items()},
        **{name: _of_time(read) for name, read in _TIME.items()},
        "time offset": _offset,
    },
    "years and months duration": {"years": _years, "months": _months},
    "days and time duration": {
        "days": _part(0),
        "hours": _part(1),
        "minutes": _part(2),
        "seconds": _part(3),
    },
    "range": {
        "start": lambda span: span.start,
        "end": lambda span: span.end,
        "start included": lambda span: span.start_included,
        "end included": lambda span: span.end_included,
    },
}


def property_of(value: Value, name: str) -> Value:
    """Return a property of a value that is no context.

    Raises:
        Fault: values of this type have no such property.
    """
    kind = kind_of(value)
    reader = PROPERTIES.get(kind, {}).get(name)
    if reader is None:
        raise Fault("no-property", name=name, found=kind)
    return reader(value)
