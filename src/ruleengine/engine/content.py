"""The content of a value whose form is right: its domain, its codes, the file it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding, Fix
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.field_findings import found
from ruleengine.engine.separated import item_faults, split_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Kind
    from ruleengine.compile.plan import FieldPlan, TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.typed_record import TypedRecord
    from ruleengine.engine.undecided import Undecided

GONE = frozenset({"file-missing", "file-shut", "file-outside"})
"""Reasons for which a named file cannot be looked into at all."""
NO_FOLDER = Text(
    "没有给出提交文件夹，附件没有核对",
    "no submission folder was given, so attached files were not looked at",
)


class ContentChecker:
    """Looks at the content of the values of one table under the settings of one run."""

    def __init__(
        self, plan: TablePlan, settings: Settings, undecided: Undecided
    ) -> None:
        self._plan = plan
        self._settings = settings
        self._undecided = undecided

    def faults(
        self, field: FieldPlan, text: str, typed: TypedRecord, number: int
    ) -> Iterator[Finding]:
        """Yield what is wrong with the content of a value whose form is right."""
        if field.values and text not in field.values:
            yield self._outside_domain(field, text, number)
        if field.model.separator:
            for reason, params in item_faults(text, field.model.separator):
                yield found(field, "format", reason, number, text, params)
        if field.codes:
            yield from self._codes(field, text, typed, number)
        if field.media:
            yield from self._attachment(field, text, number)

    def settled(self, finding: Finding, typed: TypedRecord) -> Finding:
        """Return what was found of a form, with a mend that is right in content too."""
        fix, item = finding.fix, finding.field
        if fix is None or not fix.value or item is None:
            return finding
        field = self._plan.by_key[item.key]
        fault = next(self.faults(field, fix.value, typed, finding.record or 0), None)
        return finding if fault is None else replace(finding, fix=_both(fix, fault.fix))

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
            self._undecided.record(rule.id, self._plan.id, not_filled(codes.blank))
        if not codes.filled:
            return
        under = typed.text(field.model.under) if field.model.under else None
        for item in split_items(text, field.model.separator):
            for fault in code_faults(codes, item, under, self._settings):
                grade = fault.severity or field.model.codes_severity
                rule = field.rules[codes.kind, grade]
                yield Finding(
                    by=replace(rule, fault=fault.fault) if fault.fault else rule,
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
        elif trouble := look(text, field.media):
            reason, params = trouble
            kind: Kind = "reference" if reason in GONE else "format"
            yield found(field, kind, reason, number, text, params)


def _both(form: Fix, content: Fix | None) -> Fix | None:
    """Return the mend of a value that is wrong in form and in content."""
    return content and Fix(content.value, certain=form.certain and content.certain)


def has_content(field: FieldPlan) -> bool:
    """Tell whether anything but its form is asked of the values of an item."""
    return bool(field.values or field.model.separator or field.codes or field.media)


def not_filled(title: str) -> Text:
    """Say that a list which is not public has not been filled in."""
    return Text(
        f"“{title}”没有公开，尚未由规则维护人填入，无法核对",
        f'"{title}" is not public and has not been filled in',
    )
