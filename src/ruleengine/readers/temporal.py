"""Real dates and times of a workbook as the text that a field wants.

Comes in: a serial number, or an ISO text, and the pattern of a field. Goes out: text
such as ``20260105``. A moment that says more than the pattern can show is given in
full, so that the engine reports it instead of losing the time of day.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS_A_DAY = 86_400
LAST_SERIAL = 2_958_465
"""9999-12-31, the last day that Excel knows."""
LEAP_BUG = 60
"""The 29th of February 1900, a day that Excel has and the calendar has not."""

_EXACT = Context(prec=60)
"""Whatever the caller's own context is."""
_TOKEN = re.compile("YYYY|MM|DD|hh|mm|ss")


@frozen
class Moment:
    """A point in time as a cell holds it."""

    date: str | None
    """``YYYYMMDD``; None for a time of day alone."""
    seconds: int
    """Seconds since midnight; of a duration it may be a day and more."""

    def render(self, pattern: str) -> str:
        """Return the moment in a pattern of YYYY, MM, DD, hh, mm, ss."""
        date = self.date or "        "
        hours, rest = divmod(self.seconds, 3600)
        parts: Mapping[str, str] = {
            "YYYY": date[:4],
            "MM": date[4:6],
            "DD": date[6:],
            "hh": f"{hours:02}",
            "mm": f"{rest // 60:02}",
            "ss": f"{rest % 60:02}",
        }
        return _TOKEN.sub(lambda token: parts[token[0]], pattern)

    def text(self, pattern: str | None) -> str:
        """Return the moment as the text of a field with ``pattern`` (None: no date)."""
        wanted = pattern or "YYYYMMDD"
        wants_date = re.search("YYYY|MM|DD", wanted) is not None
        if self.date is None:
            return self.render("hh:mm:ss" if wants_date else wanted)
        is_day = "DD" in wanted and "hh" not in wanted
        if not wants_date or (is_day and self.seconds):
            return self.render("YYYY-MM-DD hh:mm:ss")
        return self.render(wanted)


def from_serial(serial: Decimal, *, is_1904: bool, is_time: bool) -> Moment | None:
    """Return the moment of an Excel serial number, or None where there is none.

    Args:
        serial: days since the epoch of the workbook; the fraction is the time of day.
        is_1904: the workbook counts from 1904.
        is_time: the cell shows a time only, so that the day is of no account.
    """
    if not 0 <= serial <= LAST_SERIAL:
        return None
    days, seconds = divmod(_seconds(serial), SECONDS_A_DAY)
    if is_time:
        return Moment(None, seconds)
    date = _date_1904(days) if is_1904 else _date_1900(days)
    return Moment(date, seconds) if date else None


def duration(serial: Decimal) -> Moment | None:
    """Return a duration (``[h]:mm``) of ``serial`` days."""
    if not 0 <= serial <= LAST_SERIAL:
        return None
    return Moment(None, _seconds(serial))


def _seconds(serial: Decimal) -> int:
    """Return whole seconds: 12:00:00 may be stored as 0.49999999."""
    return int(
        _EXACT.multiply(serial, SECONDS_A_DAY).to_integral_value(ROUND_HALF_EVEN)
    )


def _date_1904(days: int) -> str | None:
    return _day(dt.date(1904, 1, 1), days)


def _date_1900(days: int) -> str | None:
    if days == LEAP_BUG:
        return "19000229"
    if days == 0:
        return None
    epoch = dt.date(1899, 12, 31) if days < LEAP_BUG else dt.date(1899, 12, 30)
    return _day(epoch, days)


def _day(epoch: dt.date, days: int) -> str | None:
    ordinal = epoch.toordinal() + days
    if ordinal > dt.date.max.toordinal():
        return None
    day = dt.date.fromordinal(ordinal)
    return f"{day.year:04}{day.month:02}{day.day:02}"


_ISO = re.compile(
    "([0-9]{4})-([0-9]{2})-([0-9]{2})"
    "(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.][0-9]+)?)?Z?)?"
)


def from_iso(text: str) -> Moment | None:
    """Return the moment of a cell that holds ISO 8601 text."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.group(4, 5, 6))
    return Moment(found[1] + found[2] + found[3], hours * 3600 + minutes * 60 + seconds)
