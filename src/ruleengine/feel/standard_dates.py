"""Dates, times and durations as the standard library has them, for comparing.

In: the numbers that make a temporal value. Out: the value of ``datetime`` that is the
same, or None where the standard library has none (years beyond 1 to 9999,
nanoseconds). Equal values of FEEL give equal values, so that their hashes can be
taken from here.
"""

from __future__ import annotations

import datetime as dt

_NANOS = 1000
_LOCAL = dt.datetime(1970, 1, 1)  # noqa: DTZ001  local values have no zone
_UTC = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def standard_date(year: int, month: int, day: int) -> dt.date | None:
    """Return the same date."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month, day)


def standard_time(nanos: int, offset: int | None) -> dt.time | None:
    """Return the time so many nanoseconds after midnight.

    Args:
        nanos: by the clock on the wall.
        offset: seconds east of UTC; None for a local time.
    """
    moment = standard_moment(nanos, known=False)
    if moment is None:
        return None
    zone = None if offset is None else dt.timezone(dt.timedelta(seconds=offset))
    return moment.time().replace(tzinfo=zone)


def standard_moment(nanos: int, *, known: bool) -> dt.datetime | None:
    """Return the moment so many nanoseconds after the start of 1970.

    Args:
        nanos: by the clock of UTC where its offset is known, else of a wall.
        known: whether the offset is known.
    """
    span = standard_span(nanos)
    if span is None:
        return None
    try:
        return (_UTC if known else _LOCAL) + span
    except OverflowError:
        return None


def standard_span(nanos: int) -> dt.timedelta | None:
    """Return the duration of so many nanoseconds."""
    micros, rest = divmod(nanos, _NANOS)
    try:
        return None if rest else dt.timedelta(microseconds=micros)
    except OverflowError:
        return None
