"""Working calendars ready to count with; what is not published is not guessed.

In: model calendars. Out: ``WorkingCalendar``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.rule_dates import date_of
from ruleengine.model.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.problem import Problem
    from ruleengine.model import calendar as model

RANGE = ".."
SATURDAY = 6
LONGEST_HOLIDAY_DAYS = 60
"""A longer one is surely a slip in a date."""


@frozen(kw_only=True)
class WorkingCalendar:
    """Which days are worked, for the years whose arrangement is known."""

    years: frozenset[int]
    off: frozenset[dt.date] = field(repr=False)
    work: frozenset[dt.date] = field(repr=False)

    def is_working(self, day: dt.date) -> bool | None:
        """Tell whether a day is worked; None in a year that is not published."""
        if day.year not in self.years:
            return None
        if day in self.work:
            return True
        return day not in self.off and day.isoweekday() < SATURDAY


def compile_calendar(
    written: model.Calendar, problems: list[Problem]
) -> WorkingCalendar:
    """Make a calendar ready to count with; faults are added to ``problems``."""
    years: dict[int, model.Year] = {}
    off: set[dt.date] = set()
    work: set[dt.date] = set()
    for year in written.years:
        number = int(year.year.text)
        if number in years:
            problems.append(
                CATALOGUE.problem("E480", year.year.position, found=year.year.text)
            )
        years[number] = year
        off.update(_off(number, year, problems))
        work.update(_work(number, year, problems))
    problems += (
        CATALOGUE.problem("E484", written.position, found=day.isoformat())
        for day in sorted(off & work)
    )
    return WorkingCalendar(
        years=frozenset(years),
        off=frozenset(off),
        work=frozenset(work),
    )


def _off(number: int, year: model.Year, problems: list[Problem]) -> Iterator[dt.date]:
    for phrase in year.off:
        first, between, last = phrase.text.partition(RANGE)
        start = _day(number, _piece(phrase, first), problems)
        end = _day(number, _piece(phrase, last), problems) if between else start
        if start is None or end is None:
            continue
        length = (end - start).days
        if not 0 <= length <= LONGEST_HOLIDAY_DAYS:
            problems.append(
                CATALOGUE.problem("E482", phrase.position, found=phrase.text)
            )
            continue
        yield from (start + dt.timedelta(days=n) for n in range(length + 1))


def _work(number: int, year: model.Year, problems: list[Problem]) -> Iterator[dt.date]:
    for phrase in year.work:
        day = _day(number, phrase, problems)
        if day is None:
            continue
        if day.isoweekday() < SATURDAY:
            problems.append(
                CATALOGUE.problem("E483", phrase.position, found=phrase.text)
            )
        yield day


def _piece(phrase: Phrase, text: str) -> Phrase:
    return Phrase(text.strip(), phrase.position, quoted=True)


def _day(number: int, phrase: Phrase, problems: list[Problem]) -> dt.date | None:
    day = date_of(phrase, problems)
    # The holiday at the turn of the year reaches into the month before or after.
    if day is not None and not 0 <= (day.year - number) * 12 + day.month <= 13:
        problems.append(
            CATALOGUE.problem(
                "E481", phrase.position, found=phrase.text, wanted=str(number)
            )
        )
        return None
    return day
