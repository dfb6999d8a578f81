"""Functions that make one type of another (DMN 1.5, 10.3.4.1) and ``not``."""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.arithmetic import years_months
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    one,
    parameter as p,
    table,
)
from ruleengine.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DayTimeDuration,
    Time,
    YearMonthDuration,
    day_of,
)
from ruleengine.feel.temporal_parse import (
    make_date,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from ruleengine.feel.text_of import text_of
from ruleengine.feel.values import NUMBERS, Value, to_int
from ruleengine.feel.zones import zone as find_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_LONGEST_NUMBER = 7000
_LARGEST_OFFSET = 18 * 3600 * NANOS


def _read(found: str, value: Value, wanted: str) -> Value:
    if value is None:
        raise Fault("cannot-read", found=found, wanted=wanted)
    return value


def _date(run: Run, source: Value) -> Date:
    del run
    if isinstance(source, DateTime):
        return source.date
    if isinstance(source, Date):
        return source
    date: Date = _read(source, parse_date(source), "date")
    return date


def _whole(number: Decimal, name: str) -> int:
    whole = to_int(number)
    if whole != number:
        raise Fault("argument", name=name, wanted="whole number", found=f"{number:f}")
    return whole


def _date_of(run: Run, year: Decimal, month: Decimal, day: Decimal) -> Date:
    del run
    parts = (_whole(year, "year"), _whole(month, "month"), _whole(day, "day"))
    found = "-".join(str(part) for part in parts)
    date: Date = _read(found, make_date(*parts), "date")
    return date


def _time(run: Run, source: Value) -> Time:
    del run
    if isinstance(source, Time):
        return source
    if isinstance(source, DateTime):
        return source.time
    if isinstance(source, Date):
        return Time(0, 0, 0, 0, 0)
    found: Time = _read(source, parse_time(source), "time")
    return found


def _time_of(
    run: Run,
    hour: Decimal,
    minute: Decimal,
    second: Decimal,
    offset: DayTimeDuration | None,
) -> Time:
    del run
    hours, minutes = _whole(hour, "hour"), _whole(minute, "minute")
    seconds = to_int(second)
    found = f"{hours}:{minutes}:{second:f}"
    sound = 0 <= hours <= 23 and 0 <= minutes <= 59 and 0 <= second < 60
    if not sound:
        raise Fault("cannot-read", found=found, wanted="time")
    fraction = NUMBERS.subtract(second, seconds)
    nanos = int(NUMBERS.multiply(fraction, NANOS))
    return Time(hours, minutes, seconds, nanos, _offset(offset))


def _offset(offset: DayTimeDuration | None) -> int | None:
    if offset is None:
        return None
    if abs(offset.nanoseconds) > _LARGEST_OFFSET or offset.nanoseconds % NANOS:
        raise Fault("cannot-read", found=str(offset), wanted="time offset")
    return offset.nanoseconds // NANOS


def _date_time(run: Run, source: Value) -> DateTime:
    del run
    if isinstance(source, DateTime):
        return source
    value: DateTime = _read(source, parse_date_time(source), "date and time")
    return value


def _joined(run: Run, date: Value, time: Time) -> DateTime:
    del run
    return DateTime(day_of(date), time)


def _date_time_of(run: Run, *parts: Value) -> DateTime:
    year, month, day, hour, minute, second, offset = parts
    date = _date_of(run, year, month, day)
    return DateTime(date, _time_of(run, hour, minute, second, offset))


def _date_time_in(run: Run, *parts: Value) -> DateTime:
    *numbers, zone = parts
    moment = _date_time_of(run, *numbers, None)
    if find_zone(zone) is None:
        raise Fault("cannot-read", found=zone, wanted="time zone")
    time = moment.time
    return DateTime(moment.date, Time.from_nanos(time.nanos, None, zone))


def _duration(run: Run, source: Value) -> Value:
    del run
    if not isinstance(source, str):
        return source
    return _read(source, parse_duration(source), "duration")


def _years_months(run: Run, start: Value, end: Value) -> YearMonthDuration:
    """Return the whole months between two days; the time of day does not count."""
    del run
    first, last = day_of(start), day_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return years_months(months)


def _number(run: Run, source: Value, grouping: Value, mark: Value) -> Decimal:
    """Read a number; ``grouping`` is left out, ``mark`` stands for the point."""
    del run
    if isinstance(source, Decimal):
        if grouping is not None or mark is not None:
            raise Fault("argument", name="from", wanted="string", found="number")
        return source
    if grouping not in (None, " ", ",", ".") or mark not in (None, ".", ","):
        found = str(grouping if mark in (None, ".", ",") else mark)
        raise Fault("cannot-read", found=found, wanted="separator")
    if grouping is not None and grouping == mark:
        raise Fault("cannot-read", found=grouping, wanted="separator")
    text = source.replace(grouping, "") if grouping else source
    if mark == ",":
        text = text.replace(".", "?").replace(",", ".")
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise Fault("cannot-read", found=source, wanted="number")
    try:
        return NUMBERS.create_decimal(text)
    except DecimalException:
        raise Fault("overflow") from None


def _string(run: Run, source: Value) -> str:
    return text_of(source, run)


def _not(run: Run, value: Value) -> bool:
    del run
    return not value


_CLOCK = (
    p("hour", types.NUMBER),
    p("minute", types.NUMBER),
    p("second", types.NUMBER),
)
_DAY = (p("year", types.NUMBER), p("month", types.NUMBER), p("day", types.NUMBER))
_OFFSET = p("offset?!", types.DAY_TIME)
_DURATIONS = (types.YEAR_MONTH, types.DAY_TIME)
_DATES = (types.DATE, types.DATE_TIME)

FUNCTIONS: Mapping[str, Function] = table(
    Function(
        "date",
        (
            Signature((p("from", types.STRING, *_DATES),), _date, types.DATE),
            Signature(_DAY, _date_of, types.DATE),
        ),
    ),
    Function(
        "time",
        (
            Signature(
                (p("from", types.STRING, types.TIME, *_DATES),), _time, types.TIME
            ),
            Signature((*_CLOCK, _OFFSET), _time_of, types.TIME),
        ),
    ),
    Function(
        "date and time",
        (
            Signature(
                (p("from", types.STRING, types.DATE_TIME),), _date_time, types.DATE_TIME
            ),
            Signature(
                (p("date", *_DATES), p("time", types.TIME)), _joined, types.DATE_TIME
            ),
            Signature((*_DAY, *_CLOCK, _OFFSET), _date_time_of, types.DATE_TIME),
            Signature(
                (*_DAY, *_CLOCK, p("timezone", types.STRING)),
                _date_time_in,
                types.DATE_TIME,
            ),
        ),
    ),
    one("duration", [p("from", types.STRING, *_DURATIONS)], _duration),
    one(
        "years and months duration",
        [p("from", *_DATES), p("to", *_DATES)],
        _years_months,
        types.YEAR_MONTH,
    ),
    one(
        "number",
        [
            p("from", types.STRING, types.NUMBER),
            p("grouping separator?!", types.STRING),
            p("decimal separator?!", types.STRING),
        ],
        _number,
        types.NUMBER,
    ),
    one("string", [p("from")], _string, types.STRING),
    one("not", [p("negand", types.BOOLEAN)], _not, types.BOOLEAN),
)
