"""Outcome -> the published report as plain data (``schemas/report.schema.json``).

Keys stand in the order of the contract; equal outcomes give equal data. May not load
anything that other formats need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.text import LANGUAGES
from ruleengine.base.version import VERSION
from ruleengine.report.sentence import sentence
from ruleengine.report.summary import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Fact, FieldRef, Finding, Fix, Place
    from ruleengine.base.outcome import InputRef, NotChecked, Outcome, PackRef
    from ruleengine.base.text import Language

REPORT_VERSION = 1


def to_dict(
    outcome: Outcome,
    languages: tuple[Language, ...] = LANGUAGES,
    counts: Tally | None = None,
) -> dict[str, Any]:
    """Return the whole report; messages in the languages asked for, and no other.

    Args:
        outcome: what a check found out.
        languages: of the messages.
        counts: of the findings, where they were handed on and are not kept.
    """
    counts = tally(outcome) if counts is None else counts
    findings = [finding_to_dict(finding, languages) for finding in outcome.findings]
    return head_to_dict(outcome, counts) | {
        "findings": findings,
        "not_checked": [
            not_checked_to_dict(each, languages) for each in outcome.not_checked
        ],
    }


def head_to_dict(outcome: Outcome, counts: Tally) -> dict[str, Any]:
    """Return all of the report that stands before its findings."""
    return {
        "report": REPORT_VERSION,
        "tool": {"name": "ruleengine", "version": VERSION},
        "rules": [_pack_to_dict(pack) for pack in outcome.packs],
        "as_of": outcome.as_of.isoformat(),
        "readings": dict(sorted(outcome.readings.items())),
        "inputs": [_input_to_dict(each) for each in outcome.inputs],
        "summary": counts.to_dict(outcome.records, len(outcome.not_checked)),
    }


def finding_to_dict(
    finding: Finding, languages: tuple[Language, ...] = LANGUAGES
) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity,
        "table": finding.table,
        "record": finding.record,
        "field": _field_to_dict(finding.field),
        "value": finding.value,
        "expected": finding.expected,
        "clause": finding.clause,
        "clauses": list(finding.clauses),
        "params": _params_to_dict(finding.params),
        "message": {each: sentence(finding, each) for each in languages},
        "fix": _fix_to_dict(finding.fix),
        "at": place_to_dict(finding.at),
    }


def not_checked_to_dict(
    each: NotChecked, languages: tuple[Language, ...]
) -> dict[str, Any]:
    """Return one thing that could not be decided."""
    return {
        "rule": each.rule,
        "table": each.table,
        "records": each.records,
        "why": each.why.to_dict(languages),
    }


def _pack_to_dict(pack: PackRef) -> dict[str, Any]:
    return {"pack": pack.pack, "edition": pack.edition, "sha256": pack.sha256}


def _input_to_dict(each: InputRef) -> dict[str, Any]:
    return {
        "file": each.file,
        "sha256": each.sha256,
        "sheet": each.sheet,
        "table": each.table,
        "records": each.records,
    }


def _field_to_dict(field: FieldRef | None) -> dict[str, Any] | None:
    if field is None:
        return None
    return {"no": field.no, "key": field.key, "name": field.name}


def _params_to_dict(params: Mapping[str, Fact]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in params.items()
    }


def _fix_to_dict(fix: Fix | None) -> dict[str, Any] | None:
    return None if fix is None else {"value": fix.value, "certain": fix.certain}


def place_to_dict(at: Place | None) -> dict[str, Any] | None:
    """Return a place in a file as plain data."""
    if at is None:
        return None
    return {"file": at.file, "sheet": at.sheet, "cell": at.cell, "line": at.line}
