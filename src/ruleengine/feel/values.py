"""The values of FEEL in Python, and how values from outside become such values.

FEEL number, string, boolean, null, list and context are Decimal, str, bool, None,
list and dict; temporal values, ranges and functions are classes of this room.
Nothing else is ever seen by an expression.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException, Overflow
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import characters, shown
from ruleengine.feel import limits
from ruleengine.feel.errors import Fault
from ruleengine.feel.meter import Meter, OwnMeter, Uncounted
from ruleengine.feel.temporal import (
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.types import ANY

if TYPE_CHECKING:
    from ruleengine.feel.types import Type

Value = Any
"""A FEEL value; Any, since lists and contexts nest without end."""

NUMBERS = Context(
    prec=34, Emax=limits.EXPONENT, Emin=-limits.EXPONENT, traps=[Overflow]
)

_SHORT = Context(prec=5)
"""What a sentence shows of a number that is too large."""
_EXACT_BITS = 110
"""A whole number of fewer bits has no more than 34 digits."""
_MOST_BITS = 4 * limits.EXPONENT
"""More than the longest number has."""


@dataclass(frozen=True, slots=True)
class Range:
    """All values between two ends; an end of None is open to that side."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True
    single: bool = False
    """Whether it was written as one value, ``(= 5)``; no equal of ``[5..5]``."""

    def __hash__(self) -> int:
        return hash((self.start, self.end))


@dataclass(frozen=True, slots=True, eq=False)
class FeelFunction:
    """A function as a value: a literal of the expression, or a built-in one."""

    parameters: tuple[str, ...]
    call: Callable[..., Value] = field(repr=False)
    """Takes the run and the arguments by position."""
    types: tuple[Type | None, ...] = ()
    result: Type = ANY
    name: str = ""
    variadic: bool = False


READY = frozenset(
    {
        str,
        bool,
        type(None),
        Date,
        Time,
        DateTime,
        YearMonthDuration,
        DayTimeDuration,
        Range,
        FeelFunction,
    }
)
"""Types that are FEEL values as they are."""


def to_feel(
    value: object, depth: int = limits.DATA_DEPTH, meter: Meter | None = None
) -> Value:
    """Return what a value from outside is in FEEL.

    Args:
        value: str, int, float, Decimal, bool, None, a date, time, datetime or
            timedelta, a FEEL value, or lists and mappings of those.
        depth: how many levels it may still have.
        meter: counts the items of lists and mappings.

    Raises:
        Fault: it has no counterpart, is no finite number or nests too deep.
    """
    kind = value.__class__
    if kind in READY:
        return value
    convert = _CONVERTERS.get(kind)
    if convert is not None:
        return convert(value)
    return _to_feel_by_base(value, depth, meter)


def _to_feel_by_base(value: object, depth: int, meter: Meter | None) -> Value:
    """Convert a collection, or a value of a class derived from a known one."""
    if isinstance(value, (list, tuple, Mapping, set, frozenset)):
        return _collection(value, depth, meter or OwnMeter())
    for base in _BASES:
        if isinstance(value, base):
            return _CONVERTERS[base](value)
    raise Fault("foreign-value", found=value.__class__.__name__)


def _number(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise Fault("not-finite", found=str(value))
    try:
        return NUMBERS.plus(value)
    except DecimalException:
        raise Fault("overflow") from None


def _integer(value: int) -> Decimal:
    bits = value.bit_length()
    if bits < _EXACT_BITS:
        return Decimal(value)
    if bits > _MOST_BITS:
        # Writing it in decimal digits would take seconds.
        raise Fault("overflow")
    return _number(Decimal(value))


def _collection(value: Any, depth: int, meter: Meter) -> Value:
    if depth <= 0:
        raise Fault("data-depth", limit=str(limits.DATA_DEPTH))
    meter.spend(len(value))
    if isinstance(value, Mapping):
        return {
            _name(k): item
            if item.__class__ in READY
            else to_feel(item, depth - 1, meter)
            for k, item in value.items()
        }
    return [to_feel(item, depth - 1, meter) for item in value]


def _name(key: object) -> str:
    return key if key.__class__ is str else shown(key)


def _date(value: dt.date) -> Date:
    return Date(value.year, value.month, value.day)


def _moment(value: dt.datetime) -> DateTime:
    return DateTime(_date(value), _time(value))


def _span(value: dt.timedelta) -> DayTimeDuration:
    micros = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    return DayTimeDuration(micros * 1000)


def _time(value: dt.datetime | dt.time) -> Time:
    shift = value.utcoffset()
    offset = None if shift is None else int(shift.total_seconds())
    nanos = value.microsecond * 1000
    return Time(value.hour, value.minute, value.second, nanos, offset)


@frozen
class Ready:
    """A value that has been turned into one of FEEL before."""

    value: Value


_CONVERTERS: dict[type, Callable[[Any], Value]] = {
    Decimal: _number,
    int: _integer,
    float: lambda value: _number(Decimal(repr(float(value)))),
    str: characters,
    dt.datetime: _moment,
    dt.date: _date,
    dt.time: _time,
    dt.timedelta: _span,
    Ready: lambda ready: ready.value,
}
_BASES = tuple(_CONVERTERS)
"""In this order: a datetime is a date too."""


def ready(value: object) -> object:
    """Return a value that need not be converted each time an expression reads it.

    One that has no counterpart is returned as it is: evaluation tells what is wrong.
    Submitted data may have more rows than an expression may compute.
    """
    try:
        return Ready(to_feel(value, meter=Uncounted()))
    except Fault:
        return value


_KINDS: dict[type, str] = {
    Decimal: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    YearMonthDuration: "years and months duration",
    DayTimeDuration: "days and time duration",
    Range: "range",
    FeelFunction: "function",
}


def kind_of(value: Value) -> str:
    """Return the name of the type of a FEEL value, as FEEL writes it."""
    return _KINDS.get(value.__class__, "Any")


def to_int(value: Decimal) -> int:
    """Return a number without its fraction.

    Raises:
        Fault: it is too large to count with.
    """
    if value.adjusted() > 18:
        raise Fault("number-out-of-range", found=f"{_SHORT.plus(value):.4E}")
    return int(value)
