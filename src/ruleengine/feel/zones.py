"""Offsets from UTC and the zones of the IANA data base."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")
_FIRST_DAY = dt.date(1, 1, 2).toordinal()
_LAST_DAY = dt.date(9999, 12, 30).toordinal()
_EPOCH_DAY = dt.date(1970, 1, 1).toordinal()


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo | None:
    """Return a zone by its name, or None when there is none of that name."""
    if not _NAME.fullmatch(name):
        return None
    # Few expressions name a zone, and start-up time counts.
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def offset_at(name: str, days: int, seconds: int) -> int:
    """Return the offset of a zone at a wall-clock moment, in seconds east of UTC.

    Args:
        name: a zone that exists.
        days: days since 1970-01-01; beyond the years 1 to 9999 the nearest counts.
        seconds: seconds since midnight.
    """
    info = zone(name)
    ordinal = min(max(days + _EPOCH_DAY, _FIRST_DAY), _LAST_DAY)
    moment = dt.datetime.fromordinal(ordinal) + dt.timedelta(seconds=seconds)
    shift = moment.replace(tzinfo=info).utcoffset() if info else None
    return int(shift.total_seconds()) if shift is not None else 0


def offset_since(name: str, seconds: int) -> int:
    """Return the offset of a zone at an instant, in seconds east of UTC.

    Args:
        name: a zone that exists.
        seconds: since 1970-01-01 in UTC; beyond the years 1 to 9999 the nearest counts.
    """
    days, rest = divmod(seconds, 86_400)
    ordinal = min(max(days + _EPOCH_DAY, _FIRST_DAY), _LAST_DAY)
    moment = dt.datetime.fromordinal(ordinal) + dt.timedelta(seconds=rest)
    info = zone(name)
    there = moment.replace(tzinfo=dt.UTC).astimezone(info).utcoffset() if info else None
    return int(there.total_seconds()) if there is not None else 0


def offset_text(seconds: int) -> str:
    """Return an offset as ISO 8601 writes it: ``Z``, ``+08:00``, ``-01:30:15``."""
    if seconds == 0:
        return "Z"
    sign = "-" if seconds < 0 else "+"
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    tail = f":{rest:02}" if rest else ""
    return f"{sign}{hours:02}:{minutes:02}{tail}"
