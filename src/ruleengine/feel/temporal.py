"""Dates, times and durations of FEEL, for years of up to nine digits.

Comes in: numbers. Goes out: immutable values that compare with ``==`` as FEEL's
``=`` does (the same instant is the same value, whatever its zone), also with the
values of ``datetime`` that mean the same, and whose ``str()`` is what FEEL's
``string()`` gives. They know no expression.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ruleengine.feel.calendar_days import civil_from_days, days_from_civil
from ruleengine.feel.standard_dates import (
    standard_date,
    standard_moment,
    standard_span,
    standard_time,
)
from ruleengine.feel.zones import offset_at, offset_text

NANOS = 1_000_000_000
_DAY_SECONDS = 86_400
DAY_NANOS = _DAY_SECONDS * NANOS
LAST_YEAR = 999_999_999


@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A day of the proleptic Gregorian calendar."""

    year: int
    month: int
    day: int

    @property
    def days(self) -> int:
        """Days since 1970-01-01."""
        return days_from_civil(self.year, self.month, self.day)

    @classmethod
    def from_days(cls, days: int) -> Date:
        """Return the date of a number of days since 1970-01-01."""
        return cls(*civil_from_days(days))

    @property
    def weekday(self) -> int:
        """Day of the week by ISO 8601: Monday is 1, Sunday is 7."""
        return (self.days + 3) % 7 + 1

    @property
    def key(self) -> tuple[int, int, int]:
        """What dates are ordered by."""
        return (self.year, self.month, self.day)

    def to_python(self) -> dt.date:
        """Return the date of the standard library (years 1 to 9999).

        Raises:
            ValueError: the standard library has no such year.
        """
        return dt.date(self.year, self.month, self.day)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Date):
            return self.key == other.key
        if isinstance(other, dt.date) and not isinstance(other, dt.datetime):
            return standard_date(*self.key) == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(standard_date(*self.key) or self.key)

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True, eq=False)
class Time:
    """A time of day, local or with an offset from UTC or a zone."""

    hour: int
    minute: int
    second: int
    nanosecond: int = 0
    offset: int | None = None
    """Seconds east of UTC."""
    zone: str = ""
    """Name in the IANA data base; its offset is known with a date only."""

    @property
    def nanos(self) -> int:
        """Nanoseconds since midnight, by the clock on the wall."""
        seconds = self.hour * 3600 + self.minute * 60 + self.second
        return seconds * NANOS + self.nanosecond

    @classmethod
    def from_nanos(cls, nanos: int, offset: int | None = None, zone: str = "") -> Time:
        """Return the time of a number of nanoseconds; a day later is the same time."""
        seconds, rest = divmod(nanos % DAY_NANOS, NANOS)
        hour, minutes = divmod(seconds, 3600)
        return cls(hour, *divmod(minutes, 60), rest, offset, zone)

    @property
    def is_local(self) -> bool:
        """Whether neither offset nor zone is given."""
        return self.offset is None and not self.zone

    @property
    def known_offset(self) -> int | None:
        """Seconds east of UTC; of a zone, those it had on 1970-01-01."""
        return offset_at(self.zone, 0, 0) if self.zone else self.offset

    @property
    def key(self) -> tuple[bool, int]:
        """What times are compared by: the same moment has the same key."""
        if self.is_local:
            return (False, self.nanos)
        return (True, self.nanos - (self.known_offset or 0) * NANOS)

    @property
    def _standard(self) -> dt.time | None:
        return standard_time(self.nanos, self.known_offset)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Time):
            return self.key == other.key
        if isinstance(other, dt.time):
            return self._standard == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._standard or self.key)

    def __str__(self) -> str:
        clock = f"{self.hour:02}:{self.minute:02}:{self.second:02}"
        return clock + fraction_text(self.nanosecond) + self._zone_text()

    def _zone_text(self) -> str:
        if self.zone:
            return f"@{self.zone}"
        return "" if self.offset is None else offset_text(self.offset)


@dataclass(frozen=True, slots=True, eq=False)
class DateTime:
    """A date and a time of day."""

    date: Date
    time: Time

    @property
    def known_offset(self) -> int | None:
        """Seconds east of UTC at that moment; None for a local time."""
        if self.time.zone:
            seconds = self.time.nanos // NANOS
            return offset_at(self.time.zone, self.date.days, seconds)
        return self.time.offset

    @property
    def local_nanos(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00, by the clock on the wall."""
        return self.date.days * DAY_NANOS + self.time.nanos

    @property
    def key(self) -> tuple[bool, int]:
        """What values are compared by: the same moment has the same key."""
        offset = self.known_offset
        return (offset is not None, self.local_nanos - (offset or 0) * NANOS)

    @property
    def _standard(self) -> dt.datetime | None:
        known, nanos = self.key
        return standard_moment(nanos, known=known)

    @classmethod
    def from_local(
        cls, nanos: int, offset: int | None = None, zone: str = ""
    ) -> DateTime:
        """Return the value of a number of nanoseconds on the wall clock."""
        days, rest = divmod(nanos, DAY_NANOS)
        return cls(Date.from_days(days), Time.from_nanos(rest, offset, zone))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DateTime):
            return self.key == other.key
        if isinstance(other, dt.datetime):
            return self._standard == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._standard or self.key)

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"


def day_of(value: Date | DateTime) -> Date:
    """Return the day of a date or of a date and time."""
    return value.date if isinstance(value, DateTime) else value


@dataclass(frozen=True, slots=True)
class YearMonthDuration:
    """A duration of years and months."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{'-' if self.months < 0 else ''}P{text or '0M'}"


@dataclass(frozen=True, slots=True, eq=False)
class DayTimeDuration:
    """A duration of days, hours, minutes and seconds."""

    nanoseconds: int

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds and nanoseconds, all without sign."""
        seconds, nanos = divmod(abs(self.nanoseconds), NANOS)
        days, seconds = divmod(seconds, _DAY_SECONDS)
        hours, seconds = divmod(seconds, 3600)
        return days, hours, *divmod(seconds, 60), nanos

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DayTimeDuration):
            return self.nanoseconds == other.nanoseconds
        if isinstance(other, dt.timedelta):
            return standard_span(self.nanoseconds) == other
        return NotImplemented

    def __hash__(self) -> int:
        span = standard_span(self.nanoseconds)
        return hash(self.nanoseconds if span is None else span)

    def __str__(self) -> str:
        days, hours, minutes, seconds, nanos = self.parts
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if seconds or nanos:
            clock += f"{seconds}{fraction_text(nanos)}S"
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return f"{'-' if self.nanoseconds < 0 else ''}P{text or 'T0S'}"


Temporal = Date | Time | DateTime
Duration = YearMonthDuration | DayTimeDuration


def fraction_text(nanoseconds: int) -> str:
    """Return the digits after the second with their point, or nothing."""
    return f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""
