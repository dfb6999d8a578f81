"""One record against its table: forms, obligations, content, conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import Finding, Fix
from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import (
    is_finite,
    is_number,
    is_value,
    lexical_form,
    shown,
)
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.compile.screen import REMEMBERED, remembering
from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.separated import item_faults, split_items
from ruleengine.engine.stray_rows import LEAST, StrayRows
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.notation import Readings, matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.finding import Kind, Severity
    from ruleengine.base.record import Record
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided
    from ruleengine.notation import Matcher

Test = Callable[["Sequence[Any]"], bool]
"""Tells whether values, in a fixed order, certainly meet a condition."""
Verdict = bool | Text
"""Whether there is nothing to say about a record, or why that could not be decided."""
GONE = frozenset({"file-missing", "file-outside"})
"""Reasons for which a named file cannot be looked into at all."""


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
        self, plan: TablePlan, settings: Settings, undecided: Undecided
    ) -> None:
        self.plan = plan
        self.settings = settings
        self._undecided = undecided
        self._readings = settings.of_pack(plan.id)
        self._session = settings.session(plan.id)
        readings = Readings.chosen(self._readings)
        self._fields: tuple[tuple[str, FieldPlan, Matcher, set[str]], ...] = tuple(
            (field.ref.key, field, matcher(field.notation.form, readings), set())
            for field in plan.fields
        )
        """With the texts that were accepted before."""
        reading = ((check, read_keys(check, plan.by_key)) for check in plan.checks)
        self._conditions = tuple(
            (check, read, remembering(self.test(check, read)))
            for check, read in reading
        )
        self._wanted = {f.ref.key: f for f in plan.fields if _is_simply_wanted(f)}
        self._on_condition = tuple(filter(_hangs_on_others, plan.fields))
        self._strays = StrayRows(plan)
        self._with_content = tuple(filter(_has_content, plan.fields))

    def matcher(self, field: FieldPlan) -> Matcher:
        """Return the compiled form of an item under the readings of the run."""
        return next(judge for _, plan, judge, _ in self._fields if plan is field)

    def test(self, check: CheckPlan, keys: Sequence[str]) -> Test:
        """Return what tells whether a check is certainly met by some values.

        Args:
            check: a check of this record alone.
            keys: the keys of the values, in order; all that the check reads.

        Returns:
            A function of the values, whose forms are right; absent ones are None or "".
        """
        must, when = check.must, check.when
        places = [
            (name, keys.index(key), self.plan.by_key[key].convert, condition is must)
            for condition in (must, when)
            for name, key in (condition.inputs if condition else ())
            if key in keys
        ]
        judge, session = must.program(self._readings), self._session
        guard = when.program(self._readings).run if when else None
        says_null = must.speaks_of_null

        def is_met(values: Sequence[Any]) -> bool:
            scope: dict[str, Any] = {}
            for name, at, convert, is_needed in places:
                value = values[at]
                text = value if value.__class__ is str else lexical_form(value)
                if not text and is_needed and not says_null:
                    return True
                scope[name] = convert(text) if text else None
            if guard is not None:
                asked = guard(scope, calendar=session)
                if asked.value is not True:
                    # Where an error came up the second pass tells it.
                    return not asked.reasons
            if judge.evaluate(scope, calendar=session) is True:
                return True
            outcome = judge.run(scope, calendar=session)
            return outcome.value is None and not outcome.reasons

        return is_met

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
            findings += [_missing(field, number) for field in absent]
        for field in self._on_condition:
            findings += self.obligation(field, present, typed, number)
        for field in self._with_content:
            if field.ref.key in right:
                findings += self.content(field, right[field.ref.key], typed, number)
        for check, read, met in self._conditions:
            texts = tuple(map(right.get, read))
            if not (wrong.isdisjoint(read) and met.takes(texts)):
                findings += self._condition(check, typed, number)
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
            forms.present[key] = found = shown(value)[:200]
            params = {"name": field.ref.name, "found": type(value).__name__}
            yield _found(field, "unreadable", "nested-value", number, found, params)
            return
        text = lexical_form(value) or ""
        forms.present[key] = text
        if not is_finite(value):
            params = {"name": field.ref.name, "number": text}
            yield _found(field, "unreadable", "non-finite", number, text, params)
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
                yield _missing(field, number)
        elif self._is_forbidden(field, typed):
            grade = required.forbidden_severity
            yield _found(field, "forbidden", "present", number, text, grade=grade)

    def _is_forbidden(self, field: FieldPlan, typed: TypedRecord) -> bool:
        if field.model.required.forbidden_otherwise and field.required_when:
            told = self._holds(field.required_when, typed, field, "forbidden")
            return told is False
        condition = field.forbidden_when
        if condition is None:
            return False
        return self._holds(condition, typed, field, "forbidden") is True

    def content(
        self, field: FieldPlan, text: str, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        """Yield what is wrong with the content of a value whose form is right."""
        if field.values and text not in field.values:
            yield self._outside_domain(field, text, number)
        if field.model.separator:
            for reason, params in item_faults(text, field.model.separator):
                yield _found(field, "format", reason, number, text, params)
        if field.codes:
            yield from self._codes(field, text, typed, number)
        if field.media:
            yield from self._attachment(field, text, number)

    def _outside_domain(self, field: FieldPlan, text: str, number: int) -> Finding:
        near = near_misses(text, field.values)
        return Finding(
            by=field.rules["domain", "error"],
            reason="not-listed",
            record=number,
            value=text,
            params={"near": near[:1], "values": field.model.values},
            fix=Fix(near[0], certain=False) if near else None,
        )

    def _codes(
        self, field: FieldPlan, text: str, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        codes = field.codes
        assert codes is not None, "the caller has looked"
        if codes.blank:
            rule = field.rules[codes.kind, "error"]
            self._undecided.record(rule.id, self.plan.id, not_filled(codes.blank))
        if not codes.filled:
            return
        under = typed.text(field.model.under) if field.model.under else None
        for item in split_items(text, field.model.separator):
            for fault in code_faults(codes, item, under, self.settings):
                grade = fault.severity or field.model.codes_severity
                yield Finding(
                    by=field.rules[codes.kind, grade],
                    reason=fault.reason,
                    record=number,
                    value=text,
                    params=fault.params,
                    fix=fault.fix if item == text else None,
                )

    def _attachment(
        self, field: FieldPlan, text: str, number: int
    ) -> Iterator[Finding]:
        look = self.settings.attachments
        rule = field.rules["reference", "error"]
        if look is None:
            self._undecided.record(rule.id, self.plan.id, NO_FOLDER)
        elif trouble := look(text, field.media):
            reason, params = trouble
            kind: Kind = "reference" if reason in GONE else "format"
            yield _found(field, kind, reason, number, text, params)

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
        yield from self.told(check, self.verdict(check, typed), typed, number)

    def verdict(
        self,
        check: CheckPlan,
        typed: TypedRecord,
        related: Mapping[str, object] | None = None,
    ) -> Verdict:
        """Return whether there is nothing to say, or why that cannot be told.

        A condition in which an error came up is undecided, also when the error made a
        comparison false; one that is null because data is absent is no fault.

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
        if when:
            scope |= typed.scope_of(when)
            guard = when.program(self._readings).run(scope, calendar=self._session)
            if guard.value is not True:
                is_told = not guard.reasons or typed.lacks(when)
                return True if is_told else guard.reasons[0].text
        outcome = must.program(self._readings).run(scope, calendar=self._session)
        if outcome.value is True or not outcome.reasons:
            return outcome.value is not False
        return outcome.reasons[0].text

    def told(
        self, check: CheckPlan, verdict: Verdict, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        """Yield the finding of a check that is not met; count what it cannot tell."""
        if verdict is False:
            yield self._unmet(check, typed, number)
        elif verdict is not True:
            self._undecided.record(check.rule.id, self.plan.id, verdict)

    def _unmet(self, check: CheckPlan, typed: TypedRecord, number: int) -> Finding:
        facts = {
            self.plan.by_key[key].ref.name: typed.text(key) or ""
            for _, key in check.must.inputs
            if key in self.plan.by_key
        }
        return Finding(
            by=check.rule,
            reason="false",
            record=number,
            value=typed.text(check.value_key) if check.value_key else None,
            params=facts,
        )


NO_FOLDER = Text(
    "没有给出提交文件夹，附件没有核对",
    "no submission folder was given, so attached files were not looked at",
)


def read_keys(check: CheckPlan, keys: Iterable[str]) -> list[str]:
    """Return those of some keys whose values a check reads, in the order of the keys."""
    read = {key for _, key in check.inputs}
    return [key for key in keys if key in read]


def not_filled(title: str) -> Text:
    """Say that a list which is not public has not been filled in."""
    return Text(
        f"“{title}”没有公开，尚未由规则维护人填入，无法核对",
        f'"{title}" is not public and has not been filled in',
    )


def _is_simply_wanted(field: FieldPlan) -> bool:
    return field.model.required.obligation == "always" and not _hangs_on_others(field)


def _hangs_on_others(field: FieldPlan) -> bool:
    return field.required_when is not None or field.forbidden_when is not None


def _has_content(field: FieldPlan) -> bool:
    return bool(field.values or field.model.separator or field.codes or field.media)


def _missing(field: FieldPlan, number: int) -> Finding:
    grade = field.model.required.severity
    return _found(field, "required", "missing", number, None, grade=grade)


def _found(
    field: FieldPlan,
    kind: Kind,
    reason: str,
    number: int,
    value: str | None,
    params: Mapping[str, Any] | None = None,
    *,
    grade: Severity = "error",
) -> Finding:
    return Finding(
        by=field.rules[kind, grade],
        reason=reason,
        record=number,
        value=value,
        params=params or {},
    )
