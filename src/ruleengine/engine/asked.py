"""Conditions and checks of a table as its records are asked them.

In: a condition or check, the settings of a run. Out: what it says of a record. All that
is the same for every record is found out once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ruleengine.base.text import Text

if TYPE_CHECKING:
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.typed_record import TypedRecord
    from ruleengine.feel import Outcome

Narrowing = Callable[[Mapping[str, object]], Mapping[str, object]]
"""What a condition sees -> names in it that need fewer rows."""
Related = Mapping[str, object]
"""Name -> rows of other tables."""
NO_ROWS: Related = MappingProxyType({})
Verdict = bool | Text
"""Whether there is nothing to say about a record, or why that could not be decided."""


class AskedCondition:
    """A condition on records of one table."""

    def __init__(
        self, condition: Condition, plan: TablePlan, settings: Settings
    ) -> None:
        """Take the program that holds under the readings of the run."""
        self.program = condition.program(settings.readings_of(plan.id))
        self._session = settings.session_of(plan.id)
        self._own = tuple(pair for pair in condition.inputs if pair[1] in plan.by_key)
        self._keys = frozenset(key for _, key in self._own)

    def is_askable(self, typed: TypedRecord) -> bool:
        """Tell whether the condition can be asked of a record at all.

        Not when it reads a value of wrong form: the finding of that value is enough.
        """
        return self._keys.isdisjoint(typed.wrong)

    def lacks_values(self, typed: TypedRecord) -> bool:
        """Tell whether an item that the condition reads is absent."""
        return not typed.has_all(self._keys)

    def scope(self, typed: TypedRecord, related: Related = NO_ROWS) -> dict[str, Any]:
        """Return what the condition sees: name in its text -> value."""
        scope: dict[str, Any] = {name: typed[key] for name, key in self._own}
        scope.update(related)
        return scope

    def outcome(self, scope: Mapping[str, object]) -> Outcome:
        """Return what the condition says of what it sees."""
        return self.program.run(scope, calendar=self._session)


class AskedCheck:
    """A check of one table, also one that looks at rows of others."""

    def __init__(self, check: CheckPlan, plan: TablePlan, settings: Settings) -> None:
        """Take the check under the readings of the run."""
        self.rule = check.rule
        when = check.when
        self.must = AskedCondition(check.must, plan, settings)
        self.when = AskedCondition(when, plan, settings) if when else None
        self._is_silent_on_absent = not check.must.speaks_of_null

    def verdict(self, typed: TypedRecord, related: Related = NO_ROWS) -> Verdict:
        """Return whether there is nothing to say, or why that cannot be told."""
        asked = self.asks(typed, related)
        return self.judged(asked, typed, related) if asked else True

    def asks(self, typed: TypedRecord, related: Related = NO_ROWS) -> Verdict:
        """Return whether the check is asked of a record, or why that cannot be told."""
        return self.concerns(typed) and self.guarded(typed, related)

    def concerns(self, typed: TypedRecord) -> bool:
        """Tell whether a record has the values that the check is about."""
        if self._is_silent_on_absent and self.must.lacks_values(typed):
            return False
        is_guard_askable = self.when is None or self.when.is_askable(typed)
        return is_guard_askable and self.must.is_askable(typed)

    def guarded(self, typed: TypedRecord, related: Related = NO_ROWS) -> Verdict:
        """Return what the guard says of a record that the check is about."""
        if self.when is None:
            return True
        guard = self.when.outcome(self.when.scope(typed, related))
        if guard.value is True or not guard.reasons or self.when.lacks_values(typed):
            return guard.value is True
        return guard.reasons[0].text

    def judged(
        self,
        asked: Verdict,
        typed: TypedRecord,
        related: Related = NO_ROWS,
        narrowing: Narrowing | None = None,
    ) -> Verdict:
        """Return whether a record meets the condition, or why that cannot be told.

        A condition in which an error came up is undecided, also when the error made a
        comparison false; one that is null because data is absent is no fault. Where the
        error came up in the guard, a condition that is met has no fault all the same.

        Args:
            asked: what the guard said.
            typed: the record.
            related: rows of other tables, where the check looks at some.
            narrowing: leaves of such rows those that can meet the condition.
        """
        scope = self.must.scope(typed, related)
        if narrowing:
            scope.update(narrowing(scope))
        outcome = self.must.outcome(scope)
        if outcome.value is True:
            return True
        if asked is not True:
            return asked
        return outcome.reasons[0].text if outcome.reasons else outcome.value is None

    def is_met(self, typed: TypedRecord, related: Related) -> bool:
        """Tell whether a record meets the condition, asked of it or not."""
        return self.must.outcome(self.must.scope(typed, related)).value is True
