"""Dates and times as exact regexes and as values: year 0001-9999, leap years, 00-23 h.

In: the parts of a pattern. Out: a regex that holds exactly the right texts, and the
part that is wrong in a text of digits. A leap second (60) is not accepted.
"""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.notation.ast import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.notation.ast import TemporalPart

_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_FOUR = "(?:0[48]|[2468][048]|[13579][26])"
_LEAP_YEAR = f"(?:[0-9]{{2}}{_FOUR}|{_FOUR}00)"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_MONTH_AND_DAY = (
    "(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
    "|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_MONTH_AND_DAY_OR_LEAP = f"(?:{_MONTH_AND_DAY}|0229)"
_DATE = f"(?:{_YEAR}{_MONTH_AND_DAY}|{_LEAP_YEAR}0229)"
_CLOCK = {"hh": "(?:[01][0-9]|2[0-3])", "mm": "[0-5][0-9]", "ss": "[0-5][0-9]"}
_RANGES: dict[TemporalPart, tuple[int, int]] = {
    "YYYY": (1, 9999),
    "MM": (1, 12),
    "DD": (1, 31),
    "hh": (0, 23),
    "mm": (0, 59),
    "ss": (0, 59),
}
_LEAP = 2000
"""Stands for the year where a pattern has none: 29 February is possible then."""


def temporal_regex(parts: Sequence[TemporalPart]) -> str:
    """Return the regex of exactly the right texts, without anchors or lookahead."""
    date = "".join(part for part in parts if part in DAY)
    by_date = {
        "": "",
        "YYYY": _YEAR,
        "YYYYMM": _YEAR + _MONTH,
        "YYYYMMDD": _DATE,
        "MM": _MONTH,
        "MMDD": _MONTH_AND_DAY_OR_LEAP,
        "DD": _DAY,
    }
    return by_date[date] + "".join(_CLOCK.get(part, "") for part in parts)


def fields_of(text: str, parts: Sequence[TemporalPart]) -> dict[TemporalPart, int]:
    """Take a text of digits apart; its length must be that of the pattern."""
    return {part: int(piece) for part, piece in pieces_of(text, parts)}


def pieces_of(
    text: str, parts: Sequence[TemporalPart]
) -> Iterator[tuple[TemporalPart, str]]:
    """Yield the characters of each part; the length must be that of the pattern."""
    at = 0
    for part in parts:
        yield part, text[at : at + len(part)]
        at += len(part)


def wrong_part(fields: dict[TemporalPart, int]) -> TemporalPart | None:
    """Return the first part that the calendar or the clock does not have."""
    for part, value in fields.items():
        first, last = _RANGES[part]
        if part == "DD" and "MM" in fields:
            last = days_in_month(fields)
        if not first <= value <= last:
            return part
    return None


def days_in_month(fields: dict[TemporalPart, int]) -> int:
    """Return the days of the month in ``fields``; without a year, of a leap year."""
    return calendar.monthrange(fields.get("YYYY", _LEAP), fields["MM"])[1]


def temporal_value(
    text: str, parts: tuple[TemporalPart, ...]
) -> dt.date | dt.datetime | dt.time | Decimal | str:
    """Return the value of a right text: a date, a moment, a time, a year, else text."""
    if parts == ("YYYY",):
        return Decimal(text)
    fields = fields_of(text, parts)
    year, month, day = (fields.get(part, 0) for part in ("YYYY", "MM", "DD"))
    hour, minute, second = (fields.get(part, 0) for part in ("hh", "mm", "ss"))
    if parts[:3] == DAY:
        if len(parts) == 3:
            return dt.date(year, month, day)
        return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # local time without zone, as the notation has it
    if parts[:2] == ("hh", "mm"):
        return dt.time(hour, minute, second)
    return text
