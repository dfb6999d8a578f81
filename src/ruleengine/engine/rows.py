"""One record against its table: obligations, forms, domains, codes, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding, Fix
from ruleengine.base.lexical import is_number, lexical_form
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.engine.separated import item_faults, split_items
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.notation import Readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine import feel
    from ruleengine.base.record import Record
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided
    from ruleengine.notation import Matcher


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """What came of one record."""

    findings: list[Finding]
    typed: TypedRecord


class RowChecker:
    """Checks records of one table under the settings of one run."""

    def __init__(
        self, plan: TablePlan, settings: Settings, undecided: Undecided
    ) -> None:
        self._plan = plan
        self._settings = settings
        self._undecided = undecided
        self._readings = settings.of_pack(plan.id)
        forms = Readings.chosen(self._readings)
        self._fields: tuple[tuple[FieldPlan, Matcher], ...] = tuple(
            (field, field.notation.matcher(forms)) for field in plan.fields
        )

    def check(self, record: Record, number: int) -> CheckedRecord:
        """Find every fault that one record shows by itself."""
        findings: list[Finding] = []
        present: dict[str, str] = {}
        right: dict[str, str] = {}
        for field, matcher in self._fields:
            value = record.get(field.ref.key)
            if value is None or value == "":
                continue
            key = field.ref.key
            if isinstance(value, list | dict | tuple | set):
                present[key] = repr(value)
                findings.append(
                    _finding(field, "unreadable", "nested", number, repr(value))
                )
                continue
            text = lexical_form(value) or ""
            present[key] = text
            faults = matcher.check(text, is_number(value))
            for fault in faults:
                rule = field.rules[fault.kind, fault.severity]
                findings.append(
                    Finding(
                        by=rule,
                        reason=fault.reason,
                        record=number,
                        value=text,
                        params=fault.params,
                        fix=Fix(*fault.fix) if fault.fix else None,
                    )
                )
            if not any(fault.severity == "error" for fault in faults):
                right[key] = text
        typed = TypedRecord(self._plan, right)
        for field, _ in self._fields:
            findings.extend(self._obligation(field, present, typed, number))
            text_or_none = right.get(field.ref.key)
            if text_or_none is not None:
                findings.extend(self._content(field, text_or_none, typed, number))
        for check in self._plan.checks:
            if finding := self._condition(check, typed, number):
                findings.append(finding)
        return CheckedRecord(findings, typed)

    def _obligation(
        self, field: FieldPlan, present: dict[str, str], typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        required = field.model.required
        text = present.get(field.ref.key)
        if required.obligation == "always":
            if text is None:
                yield _finding(
                    field, "required", "missing", number, None, required.severity
                )
            return
        if required.obligation == "conditional" and field.required_when:
            needed = self._holds(field.required_when, typed)
            if needed is True and text is None:
                yield _finding(
                    field, "required", "missing", number, None, required.severity
                )
            if needed is False and text is not None and required.forbidden_otherwise:
                yield self._forbidden(field, text, number)
        if text is not None and field.forbidden_when:
            if self._holds(field.forbidden_when, typed) is True:
                yield self._forbidden(field, text, number)

    def _forbidden(self, field: FieldPlan, text: str, number: int) -> Finding:
        grade = field.model.required.forbidden_severity
        return _finding(field, "forbidden", "present", number, text, grade)

    def _holds(self, condition: Condition, typed: TypedRecord) -> object:
        program = condition.program(self._readings)
        return program.evaluate(
            typed.scope_of(condition), calendar=self._settings.calendar
        )

    def _content(
        self, field: FieldPlan, text: str, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        if field.values and text not in field.values:
            near = near_misses(text, field.values)
            yield Finding(
                by=field.rules["domain", "error"],
                reason="not-listed",
                record=number,
                value=text,
                params={"near": near[:1], "values": field.model.values},
                fix=Fix(near[0], certain=False) if near else None,
            )
        if field.model.separator:
            for reason, params in item_faults(text, field.model.separator):
                rule = field.rules["format", "error"]
                yield Finding(
                    by=rule, reason=reason, record=number, value=text, params=params
                )
        if field.codes:
            yield from self._codes(field, text, typed, number)
        if field.media:
            yield from self._attachment(field, text, number)

    def _codes(
        self, field: FieldPlan, text: str, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        assert field.codes is not None
        codes = field.codes
        if not codes.is_filled:
            rule = field.rules[codes.kind, "error"].id
            self._undecided.record(rule, self._plan.id, codes.not_filled)
            return
        under = typed.text(field.model.under) if field.model.under else None
        for item in split_items(text, field.model.separator):
            for fault in codes.faults(
                item, under, self._settings.as_of, self._readings
            ):
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
        look = self._settings.attachments
        rule = field.rules["reference", "error"]
        if look is None:
            self._undecided.record(rule.id, self._plan.id, NO_FOLDER)
            return
        reason = look(text, field.media)
        if reason is not None:
            by = rule if reason in GONE else field.rules["format", "error"]
            params = {"file": text, "media": field.media}
            yield Finding(
                by=by, reason=reason, record=number, value=text, params=params
            )

    def _condition(
        self, check: CheckPlan, typed: TypedRecord, number: int
    ) -> Finding | None:
        if check.when and self._holds(check.when, typed) is not True:
            return None
        program = check.must.program(self._readings)
        outcome = program.run(
            typed.scope_of(check.must), calendar=self._settings.calendar
        )
        return self.verdict(check, outcome, typed, number)

    def verdict(
        self, check: CheckPlan, outcome: feel.Outcome, typed: TypedRecord, number: int
    ) -> Finding | None:
        """Return the finding of a check whose condition came out false."""
        if outcome.value is True:
            return None
        if outcome.value is not False:
            if outcome.reasons:
                why = outcome.reasons[0].text
                self._undecided.record(check.rule.id, self._plan.id, why)
            return None
        value = typed.text(check.value_key) if check.value_key else None
        facts = {
            name: typed.text(key) or ""
            for name, key in check.must.inputs
            if key in self._plan.by_key
        }
        return Finding(
            by=check.rule,
            reason="false",
            record=number,
            value=value,
            params={f"value:{name}": text for name, text in facts.items()},
        )


GONE = frozenset({"file-missing", "file-outside"})
NO_FOLDER = Text(
    "没有给出文件夹，附件没有核对", "no folder was given, so files were not looked at"
)


def _finding(
    field: FieldPlan,
    kind: str,
    reason: str,
    number: int,
    value: str | None,
    severity: str = "error",
) -> Finding:
    rule = field.rules[kind, severity]  # type: ignore[index]  # literals of the callers
    return Finding(by=rule, reason=reason, record=number, value=value)
