"""One record against its table: forms, obligations, content, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import NO_PARAMS, Finding, Fix
from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import (
    is_finite,
    is_number,
    is_value,
    lexical_form,
    shown,
)
from ruleengine.base.text import Text
from ruleengine.compile.screen import REMEMBERED
from ruleengine.engine.content import ContentChecker, has_content
from ruleengine.engine.field_findings import found, missing
from ruleengine.engine.row_checks import row_checks
from ruleengine.engine.stray_rows import LEAST, StrayRows
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.notation import Readings, matcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.base.finding import Fact, Kind
    from ruleengine.base.record import Record
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.held_against import HeldAgainst
    from ruleengine.engine.row_checks import RowCheck
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided
    from ruleengine.notation import Matcher

Verdict = bool | Text
"""Whether there is nothing to say about a record, or why that could not be decided."""


@frozen
class CheckedRecord:
    """What came of one record."""

    findings: list[Finding]
    typed: TypedRecord


@dataclass(slots=True)
class _Forms:
    """The lexical forms of one record: those that are there, those that are right."""

    present: dict[str, str]
    right: dict[str, str]


class RowChecker:
    """Checks records of one table under the settings of one run."""

    def __init__(
        self,
        plan: TablePlan,
        settings: Settings,
        undecided: Undecided,
        checks: Sequence[RowCheck] | None = None,
    ) -> None:
        """Take a table, and the checks of its screen where that has been made."""
        self.plan = plan
        self.settings = settings
        self._undecided = undecided
        self.content = ContentChecker(plan, settings, undecided)
        self._readings = settings.of_pack(plan.id)
        self._session = settings.session(plan.id)
        readings = Readings.chosen(self._readings)
        self._fields: tuple[tuple[str, FieldPlan, Matcher, set[str]], ...] = tuple(
            (field.ref.key, field, matcher(field.notation.form, readings), set())
            for field in plan.fields
        )
        """With the texts that were accepted before."""
        self._checks = row_checks(plan, settings) if checks is None else checks
        self._wanted = {f.ref.key: f for f in plan.fields if _is_simply_wanted(f)}
        self._on_condition = tuple(filter(_hangs_on_others, plan.fields))
        self._strays = StrayRows(plan)
        self._held: dict[str, HeldAgainst] = {}
        self._with_content = tuple(filter(has_content, plan.fields))

    def matcher(self, field: FieldPlan) -> Matcher:
        """Return the compiled form of an item under the readings of the run."""
        return next(judge for _, plan, judge, _ in self._fields if plan is field)

    def check(self, record: Record, number: int) -> CheckedRecord:
        """Find every fault that one record shows by itself."""
        findings: list[Finding] = []
        forms = _Forms({}, {})
        present, right = forms.present, forms.right
        for key, field, judge, known in self._fields:
            value = record.get(key)
            if value.__class__ is str and (value in known or judge.accepts(value)):
                present[key] = right[key] = value
                if len(known) < REMEMBERED:
                    known.add(value)
            elif value is not None and value != "":
                findings += self._form(field, judge, value, forms, number)
        wrong = present.keys() - right.keys()
        typed = TypedRecord(self.plan, right, wrong)
        if not self._wanted.keys() <= present.keys():
            absent = [f for key, f in self._wanted.items() if key not in present]
            findings += [missing(field, number) for field in absent]
        for field in self._on_condition:
            findings += self.obligation(field, present, typed, number)
        for field in self._with_content:
            if field.ref.key in right:
                text = right[field.ref.key]
                findings += self.content.faults(field, text, typed, number)
        for asked in self._checks:
            texts = tuple(map(right.get, asked.keys))
            if not (wrong.isdisjoint(asked.keys) and asked.acceptor.takes(texts)):
                findings += self._condition(asked.check, typed, number)
        if len(findings) >= LEAST:
            told = self._strays.instead(present, findings, number)
            if told is not None:
                nothing = TypedRecord(self.plan, {}, self.plan.by_key.keys())
                return CheckedRecord([told], nothing)
        return CheckedRecord(findings, typed)

    def _form(
        self, field: FieldPlan, judge: Matcher, value: Any, forms: _Forms, number: int
    ) -> Iterator[Finding]:
        key = field.ref.key
        if not is_value(value):
            forms.present[key] = seen = shown(value)[:200]
            params = {"name": field.ref.name, "found": type(value).__name__}
            yield found(field, "unreadable", "nested-value", number, seen, params)
            return
        text = lexical_form(value) or ""
        forms.present[key] = text
        if not is_finite(value):
            params = {"name": field.ref.name, "number": text}
            yield found(field, "unreadable", "non-finite", number, text, params)
            return
        faults = judge.check(text, is_number(value))
        if not any(fault.severity == "error" for fault in faults):
            forms.right[key] = text
        for fault in faults:
            yield Finding(
                by=field.rules[fault.kind, fault.severity],
                reason=fault.reason,
                record=number,
                value=text,
                params=fault.params,
                fix=Fix(*fault.fix) if fault.fix else None,
            )

    def obligation(
        self,
        field: FieldPlan,
        present: Mapping[str, str],
        typed: TypedRecord,
        number: int,
    ) -> Iterator[Finding]:
        """Yield the fault of an item that is missing, or is there and must not be."""
        required = field.model.required
        text = present.get(field.ref.key)
        if text is None:
            if required.obligation == "always" or (
                field.required_when
                and self._holds(field.required_when, typed, field, "required") is True
            ):
                facts = self._facts(field.required_when, typed)
                yield missing(field, number, facts)
        elif self._is_forbidden(field, typed):
            grade = required.forbidden_severity
            facts = self._facts(field.forbidden_when or field.required_when, typed)
            yield found(field, "forbidden", "present", number, text, facts, grade=grade)

    def _is_forbidden(self, field: FieldPlan, typed: TypedRecord) -> bool:
        if field.model.required.forbidden_otherwise and field.required_when:
            told = self._holds(field.required_when, typed, field, "forbidden")
            return told is False
        condition = field.forbidden_when
        if condition is None:
            return False
        return self._holds(condition, typed, field, "forbidden") is True

    def cause(self, condition: Condition, typed: TypedRecord) -> Text | None:
        """Return the error for which a condition of an obligation cannot be told."""
        cause = self._asked(condition, typed)
        return cause if isinstance(cause, Text) else None

    def _holds(
        self, condition: Condition, typed: TypedRecord, field: FieldPlan, kind: Kind
    ) -> bool | None:
        """Return the value of a condition on a record; count what it cannot tell."""
        asked = self._asked(condition, typed)
        if not isinstance(asked, Text):
            return asked
        required = field.model.required
        grade = required.severity if kind == "required" else required.forbidden_severity
        self._undecided.record(field.rules[kind, grade].id, self.plan.id, asked)
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

    def _condition(
        self, check: CheckPlan, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        verdict = self.verdict(check, typed)
        against = self.held_against(check, typed, {}) if verdict is False else {}
        yield from self.told(check, verdict, typed, number, against)

    def verdict(
        self,
        check: CheckPlan,
        typed: TypedRecord,
        related: Mapping[str, object] | None = None,
    ) -> Verdict:
        """Return whether there is nothing to say, or why that cannot be told.

        A condition in which an error came up is undecided, also when the error made a
        comparison false; one that is null because data is absent is no fault. Where the
        error came up in the guard, a condition that is met has no fault all the same.

        Args:
            check: a check of the table.
            typed: the record.
            related: name -> rows of other tables, where the check looks at some.
        """
        must, when = check.must, check.when
        if not typed.is_judged_by(must) or (when and not typed.is_judged_by(when)):
            return True
        if typed.lacks(must) and not must.speaks_of_null:
            return True
        scope = typed.scope_of(must)
        if related:
            scope |= related
        doubt: Text | None = None
        if when:
            scope |= typed.scope_of(when)
            guard = when.program(self._readings).run(scope, calendar=self._session)
            if guard.value is not True:
                if not guard.reasons or typed.lacks(when):
                    return True
                doubt = guard.reasons[0].text
        outcome = must.program(self._readings).run(scope, calendar=self._session)
        if outcome.value is True:
            return True
        if doubt is not None:
            return doubt
        return outcome.reasons[0].text if outcome.reasons else outcome.value is None

    def held_against(
        self, check: CheckPlan, typed: TypedRecord, related: Mapping[str, object]
    ) -> Mapping[str, Fact]:
        """Return what a check compared own values with: counted, found or computed."""
        held = self._held.get(check.rule.id)
        if held is None:
            held = self._held[check.rule.id] = self._held_by(check)
        return held.facts({**typed.scope_of(check.must), **related}, self._session)

    def _held_by(self, check: CheckPlan) -> HeldAgainst:
        from ruleengine.compile.as_of import AS_OF
        from ruleengine.compile.compared import Names
        from ruleengine.engine.held_against import HeldAgainst

        must, own = check.must, self.plan.by_key
        printed = {name: own[key].ref.name for name, key in must.inputs if key in own}
        return HeldAgainst(
            must.program(self._readings).tree,
            Names(
                own=printed.keys(),
                related={name for name, _ in must.inputs} - printed.keys(),
                computed=frozenset({AS_OF}),
                declared=must.functions,
            ),
            must.functions,
            self._session.callables,
            printed,
        )

    def told(
        self,
        check: CheckPlan,
        verdict: Verdict,
        typed: TypedRecord,
        number: int,
        against: Mapping[str, Fact] = NO_PARAMS,
    ) -> Iterator[Finding]:
        """Yield the finding of a check that is not met; count what it cannot tell."""
        if verdict is False:
            yield self._unmet(check, typed, number, against)
        elif verdict is not True:
            self._undecided.record(check.rule.id, self.plan.id, verdict)

    def _unmet(
        self,
        check: CheckPlan,
        typed: TypedRecord,
        number: int,
        against: Mapping[str, Fact],
    ) -> Finding:
        facts: dict[str, Fact] = {**self._facts(check.must, typed), **against}
        return Finding(
            by=check.rule,
            reason="false",
            record=number,
            value=typed.text(check.value_key) if check.value_key else None,
            params=facts,
        )

    def _facts(self, condition: Condition | None, typed: TypedRecord) -> dict[str, str]:
        """Return what the items that a condition reads hold, by their names."""
        return {
            self.plan.by_key[key].ref.name: typed.text(key) or ""
            for _, key in (condition.inputs if condition else ())
            if key in self.plan.by_key
        }


def _is_simply_wanted(field: FieldPlan) -> bool:
    return field.model.required.obligation == "always" and not _hangs_on_others(field)


def _hangs_on_others(field: FieldPlan) -> bool:
    return field.required_when is not None or field.forbidden_when is not None
