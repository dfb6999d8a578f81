"""One record against its table: forms, obligations, content, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import NO_PARAMS, Finding, Fix
from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import (
    is_absent,
    is_finite,
    is_number,
    is_value,
    lexical_form,
    shown,
)
from ruleengine.compile.screen import LONGEST, REMEMBERED
from ruleengine.engine.asked import AskedCheck
from ruleengine.engine.content import ContentChecker, has_content
from ruleengine.engine.field_findings import found, missing
from ruleengine.engine.obligations import ObligationChecker
from ruleengine.engine.row_checks import row_checks
from ruleengine.engine.stray_rows import LEAST, StrayRows
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.engine.undecided import Undecided
from ruleengine.notation import Readings, matcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.base.record import Record
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.asked import Verdict
    from ruleengine.engine.batch_screen import Doubt
    from ruleengine.engine.held_against import HeldAgainst
    from ruleengine.engine.row_checks import RowCheck
    from ruleengine.engine.settings import Settings
    from ruleengine.notation import Matcher


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
        # What is only proposed is no record that could not be decided.
        self._proposals = ContentChecker(plan, settings, Undecided())
        self.obligations = ObligationChecker(plan, settings, undecided)
        self._readings = settings.of_pack(plan.id)
        self._session = settings.session(plan.id)
        readings = Readings.chosen(self._readings)
        self._matchers = {
            field.ref.key: matcher(field.notation.form, readings)
            for field in plan.fields
        }
        self._fields: tuple[tuple[str, FieldPlan, Matcher, set[str]], ...] = tuple(
            (field.ref.key, field, self._matchers[field.ref.key], set())
            for field in plan.fields
        )
        """(key, item, its matcher, texts that it has accepted before) of each item."""
        self._checks = row_checks(plan, settings) if checks is None else checks
        self._wanted = {f.ref.key: f for f in plan.fields if _is_simply_wanted(f)}
        self._on_condition = tuple(f for f in plan.fields if f.conditions)
        self._strays = StrayRows(plan)
        self._asked: dict[str, AskedCheck] = {}
        self._held: dict[str, HeldAgainst] = {}
        self._with_content = tuple(filter(has_content, plan.fields))

    def matcher(self, field: FieldPlan) -> Matcher:
        """Return the compiled form of an item under the readings of the run."""
        return self._matchers[field.ref.key]

    def check(self, record: Record, number: int, doubt: Doubt = None) -> CheckedRecord:
        """Find every fault that one record shows by itself.

        Args:
            record: the record.
            number: its number.
            doubt: the keys of the values that may be wrong by themselves; None for all.
        """
        findings: list[Finding] = []
        forms = _Forms({}, {})
        present, right = forms.present, forms.right
        doubtful = self.plan.by_key if doubt is None else doubt
        for key, field, judge, known in self._fields:
            value = record.get(key)
            if (
                value.__class__ is str
                and value
                and (
                    key not in doubtful or value in known or _learn(judge, value, known)
                )
            ):
                present[key] = right[key] = value
            elif not is_absent(value):
                findings += self._form(field, judge, value, forms, number)
        wrong = present.keys() - right.keys()
        typed = TypedRecord(self.plan, right, wrong)
        findings = [self._proposals.settled(each, typed) for each in findings]
        if not self._wanted.keys() <= present.keys():
            absent = [f for key, f in self._wanted.items() if key not in present]
            findings += [missing(field, number) for field in absent]
        for field in self._on_condition:
            findings += self.obligations.faults(field, present, typed, number)
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
            reason, facts = _no_value(value)
            params = {"name": field.ref.name, **facts}
            yield found(field, "unreadable", reason, number, seen, params)
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

    def _condition(
        self, check: CheckPlan, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        verdict = self.asked(check).verdict(typed)
        against = self.held_against(check, typed, {}) if verdict is False else {}
        yield from self.told(check, verdict, typed, number, against)

    def asked(self, check: CheckPlan) -> AskedCheck:
        """Return a check of the table as records are asked it."""
        asked = self._asked.get(check.rule.id)
        if asked is None:
            asked = AskedCheck(check, self.plan, self.settings)
            self._asked[check.rule.id] = asked
        return asked

    def held_against(
        self, check: CheckPlan, typed: TypedRecord, related: Mapping[str, object]
    ) -> Mapping[str, Fact]:
        """Return what a check compared own values with: counted, found or computed."""
        scope = self.asked(check).must.scope(typed, related)
        return self.held(check).facts(scope, self._session)

    def held(self, check: CheckPlan) -> HeldAgainst:
        """Return what tells the values that a check compares own ones with."""
        held = self._held.get(check.rule.id)
        if held is None:
            held = self._held[check.rule.id] = self._held_by(check)
        return held

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
        facts: dict[str, Fact] = {**typed.facts_of(check.must), **against}
        return Finding(
            by=check.rule,
            reason="false",
            record=number,
            value=typed.text(check.value_key) if check.value_key else None,
            params=facts,
        )


def _learn(judge: Matcher, text: str, known: set[str]) -> bool:
    """Tell whether a text is accepted, and remember that."""
    accepts = judge.accepts(text)
    if accepts and len(known) < REMEMBERED and len(text) <= LONGEST:
        known.add(text)
    return accepts


def _no_value(value: object) -> tuple[str, dict[str, Fact]]:
    """Return the reason for what is no value, and what it is called."""
    if isinstance(value, list | tuple):
        return "nested-value", {"found": "array"}
    if isinstance(value, Mapping):
        return "nested-value", {"found": "object"}
    kind = type(value)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    return "foreign-value", {"type": name}


def _is_simply_wanted(field: FieldPlan) -> bool:
    return field.model.required.obligation == "always" and not field.conditions
