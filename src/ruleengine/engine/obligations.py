"""Which items must be there, and which must not, where that may hang on others.

In: a table, what a record holds. Out: findings of items that are missing or forbidden;
what cannot be told is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.engine.asked import AskedCondition
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
        self._undecided = undecided

        def asked(condition: Condition) -> AskedCondition:
            return AskedCondition(condition, plan, settings)

        self._required = {
            f.ref.key: asked(f.required_when) for f in plan.fields if f.required_when
        }
        self._forbidden = {
            f.ref.key: asked(f.forbidden_when) for f in plan.fields if f.forbidden_when
        }

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
                self._holds(self._required, typed, field, "required") is True
            ):
                facts = typed.facts_of(field.required_when)
                yield missing(field, number, facts)
        elif self._is_forbidden(field, typed):
            grade = required.forbidden_severity
            facts = typed.facts_of(field.forbidden_when or field.required_when)
            yield found(field, "forbidden", "present", number, text, facts, grade=grade)

    def is_told(self, field: FieldPlan, typed: TypedRecord) -> bool:
        """Tell whether no error comes up in the conditions of an obligation."""
        key = field.ref.key
        conditions = (self._required.get(key), self._forbidden.get(key))
        return not any(isinstance(_answer(each, typed), Text) for each in conditions)

    def _is_forbidden(self, field: FieldPlan, typed: TypedRecord) -> bool:
        if field.model.required.forbidden_otherwise and field.required_when:
            return self._holds(self._required, typed, field, "forbidden") is False
        return self._holds(self._forbidden, typed, field, "forbidden") is True

    def _holds(
        self,
        conditions: Mapping[str, AskedCondition],
        typed: TypedRecord,
        field: FieldPlan,
        kind: Kind,
    ) -> bool | None:
        """Return what the condition of an item says of a record; None if nothing.

        What it cannot tell is counted.
        """
        answer = _answer(conditions.get(field.ref.key), typed)
        if not isinstance(answer, Text):
            return answer
        required = field.model.required
        grade = required.severity if kind == "required" else required.forbidden_severity
        self._undecided.record(field.rules[kind, grade].id, self._plan.id, answer)
        return None


def _answer(condition: AskedCondition | None, typed: TypedRecord) -> bool | Text | None:
    if condition is None or not condition.is_askable(typed):
        return None
    outcome = condition.outcome(condition.scope(typed))
    if outcome.value is True or not outcome.reasons or condition.lacks_values(typed):
        return outcome.value if isinstance(outcome.value, bool) else None
    return outcome.reasons[0].text
