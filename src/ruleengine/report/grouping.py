"""Findings -> groups with one cause: a broken export looks different from a typo.

In: an Outcome. Out: groups by rule and reason, and the habit that the values of a
group share (all empty, all one value, all written alike). Makes no sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from ruleengine.base.finding import SEVERITIES
from ruleengine.base.frozen import frozen
from ruleengine.report.copies import Copy, copies
from ruleengine.report.headings import Headings, is_missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.finding import Finding, Rule, Severity
    from ruleengine.base.outcome import Outcome

Cause = tuple[str, "Severity", str]
"""Rule id, severity and reason: what the findings of a group have in common."""

_SHARE = 0.9
"""From this share on, a group is spoken of as a whole."""
_FEWEST = 5
"""A smaller group is no habit, only a few faults."""
_SHAPED = frozenset({"format", "identifier", "code", "charset"})
_WITHOUT_VALUE = frozenset({"unknown-field", "unreadable"})
"""Each says something else, in its parameters."""
_OF_RECORDS = frozenset({"check", "deadline", "unique"})
"""These speak of a record; the value of one item is not what is wrong."""
_RUNS = r"(?P<digits>[0-9]+)|(?P<letters>[A-Za-z]+)|(?P<han>[\u4e00-\u9fff]+)"
_SHAPE_LIMIT = 40


@frozen
class Habit:
    """What the values of a group have in common."""

    kind: Literal["absent", "value", "shape", "mixed"]
    example: str = ""
    others: int = 0
    """Values of the group that are otherwise."""


@frozen
class Group:
    """All findings of one cause."""

    rule: Rule
    reason: str
    findings: tuple[Finding, ...]
    records: int
    """Records of the table that were read."""
    habit: Habit | None
    """None when the group is small or its values have nothing in common."""
    only_counted: int | None = 0
    """Findings beyond the limit per rule; None where they are of several groups."""
    lacks_column: bool = False
    """Whether the values are missing because no header has a column for the item."""
    near: Finding | None = None
    """A heading of no item that may have been meant for that column."""
    copies: tuple[Copy, ...] = ()
    """Files that repeat others as a whole, where that is why records are repeated."""

    @property
    def cause(self) -> Cause:
        """What the findings have in common."""
        return cause_of(self.findings[0])

    @property
    def count(self) -> int:
        """How many findings there were; at least so many when ``is_open``."""
        return len(self.findings) + (self.only_counted or 0)

    @property
    def is_open(self) -> bool:
        """Say whether there may be more findings than are counted."""
        return self.only_counted is None

    @property
    def is_whole_column(self) -> bool:
        """Say whether nearly every record of the table has the fault."""
        enough = self.rule.field is not None and self.count >= _FEWEST
        return enough and self.count >= _SHARE * self.records

    @property
    def has_one_cause(self) -> bool:
        """Say whether the group says it all: nobody mends its records one by one."""
        return self.is_told_apart or self.is_whole_column

    @property
    def is_told_apart(self) -> bool:
        """Say whether it comes of a missing column or of copied data."""
        return self.lacks_column or bool(self.copies)


def cause_of(finding: Finding) -> Cause:
    """Return what a finding has in common with the others of its group."""
    return finding.rule, finding.severity, finding.reason


def groups(outcome: Outcome) -> tuple[Group, ...]:
    """Return all groups: gravest first, then greatest, then by rule id."""
    records: Counter[str | None] = Counter()
    for each in outcome.inputs:
        records[each.table] += each.records
    members: dict[Cause, list[Finding]] = {}
    for finding in outcome.findings:
        members.setdefault(cause_of(finding), []).append(finding)
    reasons = Counter((rule, severity) for rule, severity, _ in members)
    headings = Headings(outcome)
    more = outcome.more or {}
    made = []
    for (rule, severity, _), found in members.items():
        only_counted = more.get((rule, severity), 0)
        is_sure = not only_counted or reasons[rule, severity] == 1
        number = records[found[0].table]
        surely = only_counted if is_sure else None
        copied = copies(found, outcome.inputs) if not only_counted else ()
        made.append(_group(tuple(found), number, surely, headings, copied))
    return tuple(sorted(made, key=_rank))


def _group(
    findings: tuple[Finding, ...],
    records: int,
    only_counted: int | None,
    headings: Headings,
    copied: tuple[Copy, ...],
) -> Group:
    first = findings[0]
    habit = (
        _habit(findings)
        if only_counted == 0
        else _habit_of_some(findings, only_counted)
    )
    lacks_column = headings.lack_column(findings, are_all=only_counted == 0)
    return Group(
        rule=first.by,
        reason=first.reason,
        findings=findings,
        records=records,
        habit=habit,
        only_counted=only_counted,
        lacks_column=lacks_column,
        near=headings.near(first) if lacks_column else None,
        copies=copied,
    )


def _habit_of_some(
    findings: tuple[Finding, ...], only_counted: int | None
) -> Habit | None:
    """Return what is sure of a group of which only some findings were kept."""
    if len(findings) + (only_counted or 0) < _FEWEST:
        return None
    if findings[0].kind in _WITHOUT_VALUE:
        return None
    return Habit("absent" if is_missing(findings[0]) else "mixed")


def _rank(group: Group) -> tuple[int, int, str, str]:
    grave = SEVERITIES.index(group.rule.severity)
    return grave, -group.count, group.rule.id, group.reason


def _habit(findings: tuple[Finding, ...]) -> Habit | None:
    kind = findings[0].kind
    if len(findings) < _FEWEST or kind in _WITHOUT_VALUE:
        return None
    if kind in _OF_RECORDS:
        return Habit("mixed")
    values = [finding.value for finding in findings]
    if not any(values):
        return Habit("absent")
    value, others = _prevailing(values)
    if value:
        return Habit("value", value, others)
    if kind not in _SHAPED:
        return Habit("mixed")
    shape, others = _prevailing(_shape(value) for value in values)
    if not shape or not re.search(r"[^09aA文]", shape):
        return Habit("mixed")
    example = next(v for v in values if v and _shape(v) == shape)
    return Habit("shape", example, others)


def _prevailing(values: Iterable[str | None]) -> tuple[str | None, int]:
    """Return what nearly all values are, and how many are something else."""
    counts = Counter(values)
    value, n = counts.most_common(1)[0]
    others = counts.total() - n
    return (value, others) if n >= _SHARE * counts.total() else (None, 0)


def _shape(value: str | None) -> str | None:
    if value is None or len(value) > _SHAPE_LIMIT:
        return None
    return re.sub(_RUNS, _run, value)


def _run(match: re.Match[str]) -> str:
    return {"digits": "0", "letters": "a", "han": "文"}[match.lastgroup or "han"]
