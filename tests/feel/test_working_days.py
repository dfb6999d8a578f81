"""Our additions: working days, with a calendar that the caller gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruleengine import feel

if TYPE_CHECKING:
    import datetime as dt


class Weekdays:
    """Monday to Friday of 2026; no other year is published."""

    def is_working_day(self, date: dt.date) -> bool | None:
        return date.isoweekday() < 6 if date.year == 2026 else None


TABLE = [
    ('working days between(@"2026-01-05", @"2026-01-12")', "5"),
    ('working days between(@"2026-01-12", @"2026-01-05")', "-5"),
    ('working days between(@"2026-01-05", @"2026-01-05")', "0"),
    ('working days between(from: @"2026-01-09", to: @"2026-01-12")', "1"),
    ('add working days(@"2026-01-09", 1)', '@"2026-01-12"'),
    ('add working days(@"2026-01-12", -1)', '@"2026-01-09"'),
    ('add working days(@"2026-01-10", 0)', '@"2026-01-10"'),
    ('is working day(@"2026-01-10")', "false"),
    ('is working day(@"2026-01-12T10:00:00")', "true"),
    ("is working day(null)", "null"),
]
ERRORS = [
    ('is working day(@"2027-01-04")', "unpublished-year"),
    ('add working days(@"2026-12-31", 5)', "unpublished-year"),
    ('working days between(@"2026-01-05", @"2027-01-12")', "unpublished-year"),
    ('is working day(@"12027-01-04")', "unpublished-year"),
    ('add working days(@"2026-01-09", 1.5)', "no-whole-number"),
    ('add working days(@"2026-01-09", 10 ** 9)', "too-many-days"),
    ('working days between(@"1026-01-09", @"3026-01-09")', "too-many-days"),
    ('is working day("2026-01-10")', "argument"),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_working_days_are_counted_by_the_calendar(text: str, expected: str) -> None:
    assert feel.compile(text).evaluate({}, Weekdays()) == feel.evaluate(expected)


@pytest.mark.parametrize(("text", "code"), ERRORS)
def test_what_the_calendar_cannot_say_is_null_with_a_reason(
    text: str, code: str
) -> None:
    outcome = feel.compile(text).run({}, Weekdays())
    assert outcome.value is None
    assert [reason.code for reason in outcome.reasons] == [code]


def test_without_a_calendar_there_is_no_answer() -> None:
    outcome = feel.compile('is working day(@"2026-01-12")').run({})
    assert [reason.code for reason in outcome.reasons] == ["no-calendar"]
