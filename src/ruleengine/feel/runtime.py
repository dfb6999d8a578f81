"""What one evaluation carries along: names in scope, kept reasons, what is left.

Comes in: the context of the caller. Goes out: values of names, kept reasons. It
knows no syntax tree.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from ruleengine.feel import limits
from ruleengine.feel.errors import Fault, LimitReached, Reason
from ruleengine.feel.sentences import sentence
from ruleengine.feel.values import READY, Value, to_feel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Text


class Calendar(Protocol):
    """Which days are worked; given by the caller."""

    def is_working_day(self, date: dt.date) -> bool | None:
        """Tell whether a day is worked; None when its year is not published."""
        ...


Kept = dict[str, tuple[Value, "list[Reason]"]]
"""Text of a part of an expression -> its value, and the reasons that came up."""
KEPT = "\0kept"
"""Name under which a context brings a ``Kept``: for parts that read no names but those
that stand for the same in every context with this dict. No expression can write it."""
MISSING = object()
"""Stands for a name that is not in scope."""
NOTHING: Mapping[str, Value] = {}
"""What most evaluations convert."""


class Run:
    """One evaluation: its calendar, its reasons and what it may still cost."""

    __slots__ = (
        "calendar",
        "calls",
        "converted",
        "kept",
        "moment",
        "reasons",
        "steps",
    )

    def __init__(
        self, calendar: Calendar | None = None, kept: Kept | None = None
    ) -> None:
        self.calendar = calendar
        self.kept = kept
        self.reasons: list[Reason] = []
        self.steps = limits.STEPS
        self.calls = 0
        self.moment: dt.datetime | None = None
        self.converted: Mapping[str, Value] = NOTHING

    def now(self) -> dt.datetime:
        """Return the moment of this evaluation: the same however often asked."""
        if self.moment is None:
            self.moment = dt.datetime.now(tz=dt.UTC).astimezone()
        return self.moment

    def spend(self, steps: int) -> None:
        """Take steps off the budget.

        Raises:
            LimitReached: nothing is left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise LimitReached("steps")

    def fill(self, count: int) -> None:
        """Hold a computed list to its limit and take its items off the budget.

        Raises:
            LimitReached: the list is too long, or nothing is left.
        """
        if count > limits.LIST_LENGTH:
            raise LimitReached("list")
        self.spend(count)

    def value_of(self, name: str, given: object) -> Value:
        """Return what the caller gave for a name as a FEEL value.

        It is turned into one once, however often it is read, and the items of a list or
        mapping are taken off the budget.

        Raises:
            Fault: the value has no counterpart in FEEL.
            LimitReached: nothing is left.
        """
        if name not in self.converted:
            value = to_feel(given, meter=self)
            self.converted = {**self.converted, name: value}
        return self.converted[name]

    def fail(self, start: int, end: int, code: str, /, **facts: str | Text) -> None:
        """Keep the reason of a null."""
        if len(self.reasons) < limits.REASONS:
            self.reasons.append(Reason(code, sentence(code, **facts), start, end))


class Scope:
    """The names that can be seen from a place, innermost first."""

    __slots__ = ("parent", "run", "values")

    def __init__(
        self, values: Mapping[str, Value], parent: Scope | None, run: Run
    ) -> None:
        self.values = values
        self.parent = parent
        self.run = run

    def find(self, name: str) -> Value:
        """Return the value of a name, or MISSING.

        Raises:
            Fault: the caller gave a value that has no counterpart in FEEL.
        """
        scope = self
        while scope.parent is not None:
            value = scope.values.get(name, MISSING)
            if value is not MISSING:
                return value
            scope = scope.parent
        value = scope.values.get(name, MISSING)
        kind = value.__class__
        if value is MISSING or kind in READY:
            return value
        return self.run.value_of(name, value)


def fail_with(run: Run, start: int, end: int, fault: Fault) -> None:
    """Keep a fault of an operation as the reason of a null."""
    run.fail(start, end, fault.code, **fault.facts)
