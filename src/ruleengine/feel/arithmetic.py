"""Addition, subtraction, multiplication, division and powers of FEEL values.

Comes in: two FEEL values that are not null. Goes out: a FEEL value; a Fault where
the operation does not exist for them or has no result.
"""

from __future__ import annotations

from decimal import Decimal, DecimalException, DivisionByZero, InvalidOperation
from typing import TYPE_CHECKING

from ruleengine.feel import limits
from ruleengine.feel.calendar_days import days_in_month
from ruleengine.feel.compare import as_moments, midnight
from ruleengine.feel.errors import Fault
from ruleengine.feel.temporal import (
    DAY_NANOS,
    LAST_YEAR,
    NANOS,
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.values import NUMBERS, Value, kind_of
from ruleengine.feel.zones import offset_since

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST_DAY = Date(LAST_YEAR, 12, 31).days
_FIRST_DAY = Date(-LAST_YEAR, 1, 1).days
_LARGEST_COUNT = 10**30
_MOST_BITS = 25_000
_ONE = Decimal(1)


def add(left: Value, right: Value) -> Value:
    """Return ``left + right``."""
    match left, right:
        case Decimal(), Decimal():
            return number(NUMBERS.add, left, right)
        case str(), str():
            if len(left) + len(right) > limits.STRING_LENGTH:
                raise Fault("too-long", limit=str(limits.STRING_LENGTH))
            return left + right
        case (YearMonthDuration(), YearMonthDuration()):
            return years_months(left.months + right.months)
        case (DayTimeDuration(), DayTimeDuration()):
            return days_time(left.nanoseconds + right.nanoseconds)
        case (
            (Date() | Time() | DateTime()),
            (YearMonthDuration() | DayTimeDuration()),
        ):
            return shift(left, right, 1)
        case (
            (YearMonthDuration() | DayTimeDuration()),
            (Date() | Time() | DateTime()),
        ):
            return shift(right, left, 1)
        case _:
            raise _no_operation("+", left, right)


def subtract(left: Value, right: Value) -> Value:
    """Return ``left - right``."""
    match left, right:
        case Decimal(), Decimal():
            return number(NUMBERS.subtract, left, right)
        case (YearMonthDuration(), YearMonthDuration()):
            return years_months(left.months - right.months)
        case (DayTimeDuration(), DayTimeDuration()):
            return days_time(left.nanoseconds - right.nanoseconds)
        case (
            (Date() | Time() | DateTime()),
            (YearMonthDuration() | DayTimeDuration()),
        ):
            return shift(left, right, -1)
        case _:
            return _difference(left, right)


def _difference(left: Value, right: Value) -> Value:
    if isinstance(left, Date) and isinstance(right, Date):
        return days_time((left.days - right.days) * DAY_NANOS)
    pair = as_moments(left, right) or (left, right)
    a, b = pair
    same_kind = a.__class__ is b.__class__ and isinstance(a, (Time, DateTime))
    if not same_kind:
        raise _no_operation("-", left, right)
    if a.key[0] != b.key[0]:
        raise Fault("zone-missing")
    return days_time(a.key[1] - b.key[1])


def multiply(left: Value, right: Value) -> Value:
    """Return ``left * right``."""
    match left, right:
        case Decimal(), Decimal():
            return number(NUMBERS.multiply, left, right)
        case Decimal(), (YearMonthDuration() | DayTimeDuration()):
            return _scaled(right, left, _ONE)
        case ((YearMonthDuration() | DayTimeDuration()), Decimal()):
            return _scaled(left, right, _ONE)
        case _:
            raise _no_operation("*", left, right)


def divide(left: Value, right: Value) -> Value:
    """Return ``left / right``."""
    match left, right:
        case Decimal(), Decimal():
            if not right:
                raise Fault("division-by-zero")
            return number(NUMBERS.divide, left, right)
        case ((YearMonthDuration() | DayTimeDuration()), Decimal()):
            if not right:
                raise Fault("division-by-zero")
            return _scaled(left, _ONE, right)
        case (YearMonthDuration(), YearMonthDuration()):
            return divide(Decimal(left.months), Decimal(right.months))
        case (DayTimeDuration(), DayTimeDuration()):
            return divide(Decimal(left.nanoseconds), Decimal(right.nanoseconds))
        case _:
            raise _no_operation("/", left, right)


def power(left: Value, right: Value) -> Value:
    """Return ``left ** right``."""
    if not (isinstance(left, Decimal) and isinstance(right, Decimal)):
        raise _no_operation("**", left, right)
    if not left and not right:
        return Decimal(1)
    return number(NUMBERS.power, left, right)


def negate(value: Value) -> Value:
    """Return ``-value``."""
    match value:
        case Decimal():
            return NUMBERS.minus(value)
        case YearMonthDuration():
            return YearMonthDuration(-value.months)
        case DayTimeDuration():
            return DayTimeDuration(-value.nanoseconds)
        case _:
            raise Fault("no-negation", found=kind_of(value))


def number(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    """Return a number that is finite.

    Raises:
        Fault: the result is too large, or there is none.
    """
    try:
        result = operation(left, right)
    except (DivisionByZero, InvalidOperation):
        raise Fault("no-number") from None
    except DecimalException:
        raise Fault("overflow") from None
    if not result.is_finite():
        raise Fault("no-number")
    return result


def number_of(operation: Callable[[Decimal], Decimal], operand: Decimal) -> Decimal:
    """Return a number that is made of one other, and finite.

    Raises:
        Fault: the result is too large, or there is none.
    """
    return number(lambda value, _: operation(value), operand, operand)


def _no_operation(operator: str, left: Value, right: Value) -> Fault:
    return Fault(
        "no-operation", operator=operator, left=kind_of(left), right=kind_of(right)
    )


def years_months(months: int) -> YearMonthDuration:
    """Return a duration of so many months, if that is a sensible number."""
    if abs(months) > _LARGEST_COUNT:
        raise Fault("overflow")
    return YearMonthDuration(months)


def days_time(nanoseconds: int) -> DayTimeDuration:
    """Return a duration of so many nanoseconds, if that is a sensible number."""
    if abs(nanoseconds) > _LARGEST_COUNT:
        raise Fault("overflow")
    return DayTimeDuration(nanoseconds)


def _scaled(
    duration: YearMonthDuration | DayTimeDuration, above: Decimal, below: Decimal
) -> Value:
    """Return a duration times ``above / below``, cut to whole months or nanoseconds."""
    numerator, denominator = above.as_integer_ratio()
    divisor, factor = below.as_integer_ratio()
    if max(numerator.bit_length(), divisor.bit_length()) > _MOST_BITS:
        raise Fault("overflow")
    amount = (
        duration.months
        if isinstance(duration, YearMonthDuration)
        else duration.nanoseconds
    )
    whole = abs(amount * numerator * factor) // abs(denominator * divisor)
    if (amount < 0) ^ (numerator < 0) ^ (divisor < 0):
        whole = -whole
    if isinstance(duration, YearMonthDuration):
        return years_months(whole)
    return days_time(whole)


def shift(
    moment: Date | Time | DateTime,
    duration: YearMonthDuration | DayTimeDuration,
    sign: int,
) -> Date | Time | DateTime:
    """Return a moment later (sign 1) or earlier (sign -1) by a duration.

    A day that the month does not have becomes its last one.
    """
    if isinstance(duration, YearMonthDuration):
        if isinstance(moment, Time):
            raise _no_operation("+" if sign > 0 else "-", moment, duration)
        if isinstance(moment, DateTime):
            return DateTime(
                _add_months(moment.date, sign * duration.months), moment.time
            )
        return _add_months(moment, sign * duration.months)
    nanos = sign * duration.nanoseconds
    if isinstance(moment, Time):
        return Time.from_nanos(moment.nanos + nanos, moment.offset, moment.zone)
    if isinstance(moment, Date):
        return _checked((midnight(moment).local_nanos + nanos) // DAY_NANOS)
    return _shift_moment(moment, nanos)


def _shift_moment(moment: DateTime, nanos: int) -> DateTime:
    local = moment.local_nanos + nanos
    time = moment.time
    if time.zone:
        # Time goes on while the clocks of a zone are put forward or back.
        before = moment.known_offset or 0
        after = offset_since(time.zone, local // NANOS - before)
        local += (after - before) * NANOS
    _checked(local // DAY_NANOS)
    return DateTime.from_local(local, time.offset, time.zone)


def _checked(days: int) -> Date:
    if not _FIRST_DAY <= days <= _LAST_DAY:
        raise Fault("date-out-of-range")
    return Date.from_days(days)


def _add_months(date: Date, months: int) -> Date:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if abs(year) > LAST_YEAR:
        raise Fault("date-out-of-range")
    return Date(year, month + 1, min(date.day, days_in_month(year, month + 1)))
