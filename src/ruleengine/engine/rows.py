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
from ruleengine.engine.content import ContentChecker
from ruleengine.engine.field_findings import found, missing
from ruleengine.engine.obligations import ObligationChecker
from ruleengine.engine.row_parts import RowParts
from ruleengine.engine.stray_rows import LEAST, StrayRows
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Fact
    from ruleengine.base.record import Record
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.asked import Verdict
    from ruleengine.engine.judges import Doubt
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
        parts: RowParts | None = None,
    ) -> None:
        """Take a table, and the parts of its screen where that has been made."""
        self.plan = plan
        self.settings = settings
        self._undecided = undecided
        self.parts = parts = RowParts(plan, settings) if parts is None else parts
        self.content = ContentChecker(plan, settings, undecided)
        # What is only proposed is no record that could not be decided.
        self._proposals = ContentChecker(plan, settings, Undecided())
        self.obligations = ObligationChecker(plan, settings, undecided)
        self._session = settings.session_of(plan.id)
        self._fields: tuple[tuple[str, FieldPlan, Matcher, set[str]], ...] = tuple(
            (key, field, judge, set()) for key, field, judge in parts.fields
        )
        """(key, item, its matcher, texts that it has accepted before) of each item."""
        self._strays = StrayRows(plan)

    def check(self, record: Record, number: int, doubt: Doubt = None) -> CheckedRecord:
        """Find every fault that one record shows by itself.

        Args:
            record: the record.
            number: its number.
            doubt: the keys of the values that may be wrong by themselves; None for all.
        """
        forms, of_forms = self._read(record, number, doubt)
        wrong = forms.present.keys() - forms.right.keys()
        typed = TypedRecord(self.plan, forms.right, wrong)
        findings = [self._proposals.settled(each, typed) for each in of_forms]
        findings += self._beyond_forms(forms, typed, number)
        if len(findings) >= LEAST:
            told = self._strays.instead(forms.present, findings, number)
            if told is not None:
                nothing = TypedRecord(self.plan, {}, self.plan.by_key.keys())
                return CheckedRecord([told], nothing)
        return CheckedRecord(findings, typed)

    def _read(
        self, record: Record, number: int, doubt: Doubt
    ) -> tuple[_Forms, list[Finding]]:
        """Return the forms of a record, and what is wrong with them."""
        texts = {k: v for k, v in record.items() if v.__class__ is str and v}
        if doubt is None or len(texts) < len(record):
            return self._read_all(record, number, doubt)
        # Nothing but texts, and all but a few are right.
        forms = _Forms(texts, dict(texts))
        findings: list[Finding] = []
        for key, field, judge, known in self._fields if doubt else ():
            if key in doubt:
                value = texts[key]
                if not (value in known or _learn(judge, value, known)):
                    del forms.right[key]
                    findings += self._form(field, judge, value, forms, number)
        return forms, findings

    def _read_all(
        self, record: Record, number: int, doubt: Doubt
    ) -> tuple[_Forms, list[Finding]]:
        """Return the same of a record that may hold values of any kind."""
        forms = _Forms({}, {})
        present, right = forms.present, forms.right
        findings: list[Finding] = []
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
        return forms, findings

    def _beyond_forms(
        self, forms: _Forms, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        """Yield what is missing or must not be there, wrong in content, or not met."""
        present, right, parts = forms.present, forms.right, self.parts
        if not parts.wanted.keys() <= present.keys():
            absent = (f for key, f in parts.wanted.items() if key not in present)
            yield from (missing(field, number) for field in absent)
        for field in parts.on_condition:
            yield from self.obligations.faults(field, present, typed, number)
        for field in parts.with_content:
            if field.ref.key in right:
                text = right[field.ref.key]
                yield from self.content.faults(field, text, typed, number)
        for asked in parts.checks:
            texts = tuple(map(right.get, asked.keys))
            is_readable = typed.wrong.isdisjoint(asked.keys)
            if not (is_readable and asked.acceptor.takes(texts)):
                yield from self._condition(asked.check, typed, number)

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
        verdict = self.parts.asked(check).verdict(typed)
        against = self.held_against(check, typed, {}) if verdict is False else {}
        yield from self.told(check, verdict, typed, number, against)

    def held_against(
        self, check: CheckPlan, typed: TypedRecord, related: Mapping[str, object]
    ) -> Mapping[str, Fact]:
        """Return what a check compared own values with: counted, found or computed."""
        scope = self.parts.asked(check).must.scope(typed, related)
        return self.parts.held(check).facts(scope, self._session)

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
