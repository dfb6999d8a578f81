"""Text -> date, time, date and time, duration; None for what is none of them."""

from __future__ import annotations

import re

from ruleengine.feel.calendar_days import days_in_month
from ruleengine.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DayTimeDuration,
    Duration,
    Temporal,
    Time,
    YearMonthDuration,
)
from ruleengine.feel.zones import zone as find_zone

_DATE = re.compile(r"(-?)([1-9][0-9]{4,8}|[0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?"
    r"(?:(Z|z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z0-9_+/-]+))?"
)
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,30})Y)?(?:([0-9]{1,30})M)?(?:([0-9]{1,30})D)?"
    r"(T(?=[0-9])(?:([0-9]{1,30})H)?(?:([0-9]{1,30})M)?"
    r"(?:([0-9]{1,30})(?:\.([0-9]{0,30}))?S)?)?"
)
_END_OF_DAY = (24, 0, 0, 0)
"""ISO 8601 writes the end of a day so; it is the midnight that follows."""
_LARGEST_OFFSET = 18 * 3600


def parse_date(text: str) -> Date | None:
    """Return the date written as ``YYYY-MM-DD``."""
    match = _DATE.fullmatch(text)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> Date | None:
    sign, year, month, day = match.groups()
    return make_date(int(sign + year), int(month), int(day))


def make_date(year: int, month: int, day: int) -> Date | None:
    """Return the date of three numbers, or None when there is no such day."""
    if not (1 <= month <= 12 and abs(year) <= 999_999_999):
        return None
    return Date(year, month, day) if 1 <= day <= days_in_month(year, month) else None


def parse_time(text: str) -> Time | None:
    """Return the time written as ``HH:MM:SS``, with fraction, offset or zone."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, second = (int(group) for group in match.groups()[:3])
    nanos = int((match.group(4) or "")[:9].ljust(9, "0"))
    if (hour, minute, second, nanos) == _END_OF_DAY:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone_name = match.group(10) or ""
    if zone_name and find_zone(zone_name) is None:
        return None
    offset = _offset(match)
    if offset is not None and abs(offset) > _LARGEST_OFFSET:
        return None
    return Time(hour, minute, second, nanos, offset, zone_name)


def _offset(match: re.Match[str]) -> int | None:
    if match.group(5):
        return 0
    if not match.group(6):
        return None
    hours, minutes = int(match.group(7)), int(match.group(8))
    seconds = int(match.group(9) or 0)
    if minutes > 59 or seconds > 59:
        return _LARGEST_OFFSET + 1
    total = hours * 3600 + minutes * 60 + seconds
    return -total if match.group(6) == "-" else total


def parse_date_time(text: str) -> DateTime | None:
    """Return the date and time joined by ``T``; a date alone means its midnight."""
    day, mark, clock = text.partition("T")
    date = parse_date(day)
    if date is None:
        return None
    if not mark:
        return DateTime(date, Time(0, 0, 0))
    time = parse_time(clock)
    if time is None:
        return None
    if clock.startswith("24"):
        date = Date.from_days(date.days + 1)
    return DateTime(date, time)


def parse_duration(text: str) -> Duration | None:
    """Return the duration written by ISO 8601, of one of the two kinds of FEEL."""
    match = _DURATION.fullmatch(text)
    if not match or not text[-1:].isalpha() or text.endswith(("P", "T")):
        return None
    sign = -1 if match.group(1) else 1
    years, months, days = match.group(2), match.group(3), match.group(4)
    if days is None and match.group(5) is None:
        return YearMonthDuration(sign * (int(years or 0) * 12 + int(months or 0)))
    if years is not None or months is not None:
        return None
    hours, minutes, seconds, fraction = match.groups()[5:]
    total = int(days or 0) * 86_400 + int(hours or 0) * 3600
    total += int(minutes or 0) * 60 + int(seconds or 0)
    nanos = int((fraction or "")[:9].ljust(9, "0"))
    return DayTimeDuration(sign * (total * NANOS + nanos))


def parse_at_literal(text: str) -> Temporal | Duration | None:
    """Return the value of ``@"text"``, whichever kind it is."""
    if text.lstrip("-").startswith("P"):
        return parse_duration(text)
    if "T" in text.partition("@")[0]:
        return parse_date_time(text)
    return parse_date(text) or parse_time(text)
