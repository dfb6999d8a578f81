"""Dates, times and durations as the standard library has them, for comparing.

In: temporal values of FEEL. Out: the value of ``datetime`` that is the same, or None
where the standard library has none (years beyond 1 to 9999, nanoseconds). Equal
values of FEEL give equal values, so that their hashes can be taken from here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.feel.temporal import Date, DateTime, DayTimeDuration, Time

_NANOS = 1000
_LOCAL = dt.datetime(1970, 1, 1)  # noqa: DTZ001  local values have no zone
_UTC = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def standard_date(date: Date) -> dt.date | None:
    """Return the same date."""
    if not dt.MINYEAR <= date.year <= dt.MAXYEAR:
        return None
    return dt.date(date.year, date.month, date.day)


def standard_time(time: Time) -> dt.time | None:
    """Return the same time, with its offset."""
    micros, rest = divmod(time.nanosecond, _NANOS)
    if rest:
        return None
    offset = time.known_offset
    zone = None if offset is None else dt.timezone(dt.timedelta(seconds=offset))
    return dt.time(time.hour, time.minute, time.second, micros, zone)


def standard_moment(moment: DateTime) -> dt.datetime | None:
    """Return the same moment, in UTC where it has an offset or a zone."""
    known, nanos = moment.key
    span = _span(nanos)
    if span is None:
        return None
    try:
        return (_UTC if known else _LOCAL) + span
    except OverflowError:
        return None


def standard_span(duration: DayTimeDuration) -> dt.timedelta | None:
    """Return the same duration."""
    return _span(duration.nanoseconds)


def _span(nanos: int) -> dt.timedelta | None:
    micros, rest = divmod(nanos, _NANOS)
    try:
        return None if rest else dt.timedelta(microseconds=micros)
    except OverflowError:
        return None
