"""Functions of dates and times (DMN 1.5, 10.3.4.6 and 10.3.4.7), and ``is``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.calendar_days import days_from_civil
from ruleengine.feel.compare import equal
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    one,
    parameter as p,
    table,
)
from ruleengine.feel.temporal import Date, DateTime, Time, day_of
from ruleengine.feel.values import Value, kind_of, to_feel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day_of_year(run: Run, value: Date | DateTime) -> Decimal:
    del run
    date = day_of(value)
    return Decimal(date.days - days_from_civil(date.year, 1, 1) + 1)


def _day_of_week(run: Run, value: Date | DateTime) -> str:
    del run
    return _DAYS[day_of(value).weekday - 1]


def _month_of_year(run: Run, value: Date | DateTime) -> str:
    del run
    return _MONTHS[day_of(value).month - 1]


def _week_of_year(run: Run, value: Date | DateTime) -> Decimal:
    """Return the week by ISO 8601: the one with the Thursday decides the year."""
    del run
    date = day_of(value)
    thursday = Date.from_days(date.days - date.weekday + 4)
    return Decimal((thursday.days - days_from_civil(thursday.year, 1, 1)) // 7 + 1)


def _is(run: Run, left: Value, right: Value) -> bool:
    """Tell whether two values are the same: the same clock and the same offset.

    A zone counts as the offset it has then; one moment told by two clocks is not
    the same value.
    """
    if kind_of(left) != kind_of(right):
        return False
    if isinstance(left, DateTime) and isinstance(right, DateTime):
        clocks = left.local_nanos == right.local_nanos
        return clocks and left.known_offset == right.known_offset
    if isinstance(left, Time) and isinstance(right, Time):
        return left.nanos == right.nanos and left.known_offset == right.known_offset
    return equal(left, right, run) is True


def _now(run: Run) -> Value:
    return to_feel(run.now())


def _today(run: Run) -> Value:
    return to_feel(run.now().date())


_DATE = [p("date", types.DATE, types.DATE_TIME)]

FUNCTIONS: Mapping[str, Function] = table(
    one("day of year", _DATE, _day_of_year, types.NUMBER),
    one("day of week", _DATE, _day_of_week, types.STRING),
    one("month of year", _DATE, _month_of_year, types.STRING),
    one("week of year", _DATE, _week_of_year, types.NUMBER),
    one("is", [p("value1!"), p("value2!")], _is, types.BOOLEAN),
    Function("now", (Signature((), _now, types.DATE_TIME),), pure=False),
    Function("today", (Signature((), _today, types.DATE),), pure=False),
)
