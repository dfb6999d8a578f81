"""Our additions to FEEL, kept apart: counting working days.

Which days are worked is told by the calendar that the caller gives. A year that is
not published there gives null with the reason, never a guess.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    parameter as p,
    table,
)
from ruleengine.feel.temporal import Date, day_of
from ruleengine.feel.values import Value, to_int

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_LONGEST = 20_000


def _is_working(run: Run, date: Date) -> bool:
    if run.calendar is None:
        raise Fault("no-calendar")
    if not 1 <= date.year <= 9999:
        raise Fault("unpublished-year", year=str(date.year))
    run.spend(1)
    answer = run.calendar.is_working_day(date.to_python())
    if answer is None:
        raise Fault("unpublished-year", year=str(date.year))
    return answer


def _is_working_day(run: Run, date: Value) -> bool:
    return _is_working(run, day_of(date))


def _between(run: Run, start: Value, end: Value) -> Decimal:
    """Count the working days after ``start`` up to and including ``end``."""
    first, last = day_of(start).days, day_of(end).days
    sign = 1 if first <= last else -1
    low, high = sorted((first, last))
    if high - low > _LONGEST:
        raise Fault("too-many-days", limit=str(_LONGEST))
    days = range(low + 1, high + 1)
    count = sum(_is_working(run, Date.from_days(day)) for day in days)
    return Decimal(sign * count)


def _add(run: Run, date: Value, number: Decimal) -> Date:
    """Return the working day so many working days after (or before) a date."""
    count = to_int(number)
    if count != number:
        raise Fault("no-whole-number")
    if abs(count) > _LONGEST:
        raise Fault("too-many-days", limit=str(_LONGEST))
    step = 1 if count > 0 else -1
    day = day_of(date).days
    left = abs(count)
    while left:
        day += step
        left -= _is_working(run, Date.from_days(day))
    return Date.from_days(day)


_DATES = (types.DATE, types.DATE_TIME)


def _function(name: str, signature: Signature) -> Function:
    return Function(name, (signature,), pure=False)


FUNCTIONS: Mapping[str, Function] = table(
    _function(
        "working days between",
        Signature((p("from", *_DATES), p("to", *_DATES)), _between, types.NUMBER),
    ),
    _function(
        "add working days",
        Signature((p("date", *_DATES), p("days", types.NUMBER)), _add, types.DATE),
    ),
    _function(
        "is working day",
        Signature((p("date", *_DATES),), _is_working_day, types.BOOLEAN),
    ),
)
