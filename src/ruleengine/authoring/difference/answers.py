"""Questions to one version of the rules, and answers that can be held together.

A question is plain data, so that it can be asked of both versions and shown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ruleengine.base.ids import pack_of
from ruleengine.base.problem import UsageError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Finding

GRAVITY = {"info": 1, "warning": 2, "error": 3}


UNDECIDED = ".undecided"
"""Ends the id of the finding that a decision gives no result."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: records of a table, inputs of a decision, a number."""

    of: str
    """Full id of the table, decision, identifier or code list."""
    given: Mapping[str, Any]
    """Inputs, facts, or the (first) record."""
    records: tuple[Mapping[str, Any], ...] = ()
    """Further records of the same table."""
    others: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """Records of other tables by full id."""
    value: str | None = None
    """The number, for identifiers and code lists."""
    readings: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None

    @property
    def of_table(self) -> tuple[Mapping[str, Any], ...]:
        """All records of the table that is asked about."""
        return (self.given, *self.records, *self.others.get(self.of, ()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one version says."""

    outputs: tuple[tuple[str, str], ...] = ()
    """Results by name, as written."""
    findings: tuple[tuple[str, str], ...] = ()
    """(rule, severity), sorted."""
    units: tuple[tuple[str, str], ...] = ()
    """Units of results by name: the same figure in another one is another result."""

    @property
    def worst(self) -> int:
        """How grave the worst finding is; 0 without any.

        That a decision gives nothing is no fault of what was handed in.
        """
        found = (g for rule, g in self.findings if not rule.endswith(UNDECIDED))
        return max((GRAVITY.get(grade, 0) for grade in found), default=0)


@dataclass(frozen=True, slots=True)
class Witness:
    """A question that the two versions answer differently."""

    question: Question
    before: Answer
    after: Answer


def ask_table(rules: Ruleset, question: Question, element: str = "") -> Answer:
    """Check records; only findings of one element, when it is named."""
    data: dict[str, list[dict[str, Any]]] = {
        question.of: [_filled(each) for each in (question.given, *question.records)]
    }
    for name, records in question.others.items():
        data.setdefault(name, []).extend(_filled(each) for each in records)
    try:
        report = rules.check(
            data, as_of=question.as_of, readings=dict(question.readings)
        )
    except UsageError:
        return Answer(findings=(("unknown", "error"),))
    found = [f for f in report.findings if f.table == question.of]
    unchecked = tuple(
        (f"{entry.rule} ?", "info")
        for entry in report.not_checked
        if _is_about(entry.rule, element)
    )
    fired = _fired(f for f in found if _is_about(f.rule, element))
    return Answer(findings=tuple(sorted((*fired, *unchecked))))


def ask_records(
    rules: Ruleset, questions: Sequence[Question], element: str
) -> Iterator[Answer]:
    """Check records by an element that looks at one record alone, many at once.

    Args:
        rules: the rules.
        questions: about one table; what they bring of other tables is not looked at.
        element: full id of an item, or of a check of one record.
    """
    for _, several in groupby(questions, _around_record):
        yield from _asked_together(rules, list(several), element)


def _around_record(question: Question) -> Hashable:
    """Return what records that are asked in one call have in common."""
    return question.as_of, tuple(sorted(question.readings.items()))


def _asked_together(
    rules: Ruleset, questions: Sequence[Question], element: str
) -> Iterable[Answer]:
    first = questions[0]
    given = [
        (at, _filled(record))
        for at, question in enumerate(questions)
        for record in question.of_table
    ]
    data = {first.of: [record for _, record in given]}
    one_by_one = (ask_table(rules, each, element) for each in questions)
    try:
        report = rules.check(data, as_of=first.as_of, readings=dict(first.readings))
    except UsageError:
        return one_by_one
    if any(_is_about(entry.rule, element) for entry in report.not_checked):
        return one_by_one  # that is told of all records, not of each
    found: list[list[Finding]] = [[] for _ in questions]
    for finding in report.findings:
        if finding.record is not None and _is_about(finding.rule, element):
            at, _ = given[finding.record - 1]
            found[at].append(finding)
    return [Answer(findings=_fired(each)) for each in found]


def _is_about(rule: str, element: str) -> bool:
    return not element or rule == element or rule.startswith(f"{element}.")


def _fired(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((finding.rule, finding.severity) for finding in findings))


def ask_decision(rules: Ruleset, question: Question) -> Answer:
    """Compute a decision."""
    try:
        result = rules.compute(
            question.of,
            _filled(question.given),
            as_of=question.as_of,
            readings=dict(question.readings),
        )
    except UsageError:
        return Answer(findings=(("unknown", "error"),))
    outputs = result.to_dict()["outputs"]
    units = {step.name: step.unit for step in result.steps if step.unit}
    return Answer(
        outputs=tuple((name, as_text(value)) for name, value in outputs.items()),
        findings=_fired(result.findings),
        units=tuple((name, units[name]) for name in outputs if name in units),
    )


def ask_number(rules: Ruleset, question: Question) -> Answer:
    """Take a number apart."""
    try:
        number = rules.identify(
            question.of,
            question.value or "",
            as_of=question.as_of,
            readings=dict(question.readings),
            **_filled(question.given),
        )
    except UsageError:
        return Answer(findings=(("unknown", "error"),))
    parts = number.to_dict()["parts"]
    return Answer(
        outputs=tuple((name, as_text(value)) for name, value in parts.items()),
        findings=_fired(number.findings),
    )


def ask_code(rules: Ruleset, question: Question) -> Answer:
    """Look a code up, and judge it as a value of data."""
    codes = rules.codes(question.of)
    text = question.value or ""
    entry = codes.find(text)
    pack = pack_of(question.of)
    verdict = codes.judge(text, rules.day(question.as_of), rules.readings()[pack])
    told = entry.to_context() if entry else {}
    return Answer(
        outputs=tuple((name, as_text(value)) for name, value in told.items()),
        findings=((verdict.reason, verdict.severity),) if verdict else (),
    )


def ask_day(rules: Ruleset, question: Question) -> Answer:
    """Ask the working calendar of a pack whether a day is worked."""
    calendar = rules.packs()[pack_of(question.of)].calendar
    day = dt.date.fromisoformat(question.value or "")
    working = calendar.is_working(day) if calendar else None
    return Answer(outputs=(("working", as_text(working)),))


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def as_text(value: Any) -> str:
    """Return a value as one text."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "[" + ", ".join(map(as_text, value)) + "]"
        case dict():
            return ", ".join(f"{key}: {as_text(item)}" for key, item in value.items())
        case _:
            return str(value)
