"""Which items must be there, and which must not, where that may hang on others.

In: a table, what a record holds. Out: findings of items that are missing or forbidden;
what cannot be told is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.engine.field_findings import found, missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Finding, Kind
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import FieldPlan, TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.typed_record import TypedRecord
    from ruleengine.engine.undecided import Undecided


class ObligationChecker:
    """Holds records of one table to what must be there."""

    def __init__(
        self, plan: TablePlan, settings: Settings, undecided: Undecided
    ) -> None:
        """Take a table, and where to count what cannot be told."""
        self._plan = plan
        self._readings = settings.of_pack(plan.id)
        self._session = settings.session(plan.id)
        self._undecided = undecided

    def faults(
        self,
        field: FieldPlan,
        present: Mapping[str, str],
        typed: TypedRecord,
        number: int,
    ) -> Iterator[Finding]:
        """Yield the fault of an item that is missing, or is there and must not be.

        Args:
            field: the item.
            present: key -> text of everything that the record holds, right or wrong.
            typed: the record.
            number: its number.
        """
        required = field.model.required
        text = present.get(field.ref.key)
        if text is None:
            if required.obligation == "always" or (
                field.required_when
                and self._holds(field.required_when, typed, field, "required") is True
            ):
                facts = typed.facts_of(field.required_when)
                yield missing(field, number, facts)
        elif self._is_forbidden(field, typed):
            grade = required.forbidden_severity
            facts = typed.facts_of(field.forbidden_when or field.required_when)
            yield found(field, "forbidden", "present", number, text, facts, grade=grade)

    def cause(self, condition: Condition, typed: TypedRecord) -> Text | None:
        """Return the error for which a condition of an obligation cannot be told."""
        cause = self._asked(condition, typed)
        return cause if isinstance(cause, Text) else None

    def _is_forbidden(self, field: FieldPlan, typed: TypedRecord) -> bool:
        if field.model.required.forbidden_otherwise and field.required_when:
            told = self._holds(field.required_when, typed, field, "forbidden")
            return told is False
        condition = field.forbidden_when
        if condition is None:
            return False
        return self._holds(condition, typed, field, "forbidden") is True

    def _holds(
        self, condition: Condition, typed: TypedRecord, field: FieldPlan, kind: Kind
    ) -> bool | None:
        """Return the value of a condition on a record; count what it cannot tell."""
        asked = self._asked(condition, typed)
        if not isinstance(asked, Text):
            return asked
        required = field.model.required
        grade = required.severity if kind == "required" else required.forbidden_severity
        self._undecided.record(field.rules[kind, grade].id, self._plan.id, asked)
        return None

    def _asked(self, condition: Condition, typed: TypedRecord) -> bool | Text | None:
        if not typed.is_judged_by(condition):
            return None
        scope = typed.scope_of(condition)
        program = condition.program(self._readings)
        outcome = program.run(scope, calendar=self._session)
        if outcome.value is True or not outcome.reasons or typed.lacks(condition):
            return outcome.value if isinstance(outcome.value, bool) else None
        return outcome.reasons[0].text
