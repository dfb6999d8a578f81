"""Working calendars: counting days, and what is not published."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ruleengine import feel
from ruleengine.compile.calendars import WorkingCalendar, compile_calendar
from ruleengine.compile.decisions_session import Session
from ruleengine.feel import extensions
from ruleengine.model.calendar import from_node
from ruleengine.source.read import read_text

if TYPE_CHECKING:
    from ruleengine.base.problem import Problem

TEXT = """\
kind: calendar
id: days
title: 工作日历
years:
  - year: 2026
    off:
      - 2026-01-01..2026-01-03
      - 2026-02-15..2026-02-23
      - 2026-10-01..2026-10-07
    work:
      - 2026-01-04
      - 2026-02-14
      - 2026-02-28
"""


def _compiled(text: str) -> tuple[WorkingCalendar, list[str]]:
    problems: list[Problem] = []
    compiled = compile_calendar(from_node(read_text(text, "c.yaml")), problems)
    return compiled, [problem.code for problem in problems]


CALENDAR = _compiled(TEXT)[0]


def _computed(text: str) -> object:
    session = Session({}, {}, dt.date(2026, 1, 1), CALENDAR)
    return feel.compile(text, functions=extensions.FUNCTIONS).evaluate({}, session)


DAYS = [
    ("2026-01-01", False),
    ("2026-01-04", True),
    ("2026-01-05", True),
    ("2026-01-10", False),
    ("2025-12-31", None),
]
AFTER = [
    ("2026-02-13", 3, "2026-02-25"),
    ("2026-02-13", 10, "2026-03-05"),
    ("2026-01-05", 0, "2026-01-05"),
    ("2026-01-05", -1, "2026-01-04"),
    ("2026-12-30", 5, None),
    ("9999-12-31", 1, None),
]
BETWEEN = [
    ("2026-02-13", "2026-02-25", 3),
    ("2026-02-25", "2026-02-13", -3),
    ("2026-02-25", "2026-02-25", 0),
    ("2026-12-30", "2027-01-02", None),
]


@pytest.mark.parametrize(("day", "works"), DAYS)
def test_a_day_is_worked_or_not_or_unknown(
    day: str,
    works: bool | None,  # noqa: FBT001  a column of the table above
) -> None:
    assert CALENDAR.is_working(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(("day", "count", "then"), AFTER)
def test_working_days_are_counted_from_the_day_after(
    day: str, count: int, then: str | None
) -> None:
    found = _computed(f'add working days(date("{day}"), {count})')
    assert (str(found) if found else None) == then


@pytest.mark.parametrize(("start", "end", "count"), BETWEEN)
def test_working_days_between_two_days(start: str, end: str, count: int | None) -> None:
    text = f'working days between(date("{start}"), date("{end}"))'
    assert _computed(text) == count


FAULTS = [
    ("  - 2026-13-01", "", "E493"),
    ("  - 2024-05-01", "", "E481"),
    ("  - 2025-10-01", "", "E481"),
    ("  - 2027-02-01", "", "E481"),
    ("  - 2026-05-05..2026-05-01", "", "E482"),
    ("  - 2026-05-01..2026-12-01", "", "E482"),
    ("  - 2026-05-01", "2026-05-06", "E483"),
    ("  - 2026-05-02", "2026-05-02", "E484"),
]


@pytest.mark.parametrize(("off", "work", "code"), FAULTS)
def test_a_slip_in_a_date_is_a_problem(off: str, work: str, code: str) -> None:
    worked = f"\n    work:\n      - {work}" if work else ""
    text = f"kind: calendar\nid: d\ntitle: t\nyears:\n  - year: 2026\n    off:\n    {off}{worked}\n"
    assert _compiled(text)[1] == [code]


def test_a_year_written_twice_is_a_problem() -> None:
    text = "kind: calendar\nid: d\ntitle: t\nyears:\n  - year: 2026\n    off: []\n  - year: 2026\n    off: []\n"
    assert _compiled(text)[1] == ["E480"]
