"""What the reader of an input could not read: such a value is not also missing.

In: an input whose reader tells of such values while records stream, or only in the end.
Out: which values they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Finding, Rule
    from ruleengine.base.record import TableInput
    from ruleengine.compile.plan import TablePlan

ValueName = tuple[int | None, str | None]
"""Record, by its number in the table, and field key."""


@dataclass(slots=True)
class Unread:
    """The values of one input that its reader could not read."""

    given: TableInput
    plan: TablePlan
    """Its table."""
    first: int
    """The number of the last record before the input."""
    _heard: int = 0
    """How many findings of the reader have been looked at."""
    _values: set[ValueName] = field(default_factory=set)
    _is_all_read: bool = True
    """Whether every value could be read, as far as was heard."""

    def findings(self) -> Iterator[Finding]:
        """Yield what the reader found, with the records and the clause of the table."""
        for finding in self.given.findings:
            cited = _cited(finding.by, self.plan.unreadable)
            yield replace(finding, by=cited, record=self._number(finding))

    def holds(self, missing: Finding) -> bool:
        """Tell whether the reader has said so far that it could not read a value."""
        self._hear()
        return _name(missing) in self._values

    def end(self) -> None:
        """Hear all once more: in the end a reader may hold other findings."""
        self._heard = 0
        self._hear()

    def is_empty(self) -> bool:
        """Tell, after the end, whether no missing value is explained."""
        return not self._values and self.given.is_told is None

    def explains(self, finding: Finding) -> bool:
        """Tell, after the end, whether a value is missing as it could not be read."""
        return (
            finding.kind == "required"
            and finding.table == self.given.table
            and (_name(finding) in self._values or self._is_told(finding))
        )

    def is_told_later(self) -> bool:
        """Tell whether the reader says only in the end what it could not read."""
        given = self.given
        return given.is_told is not None or not isinstance(given.findings, list)

    def is_surely_empty(self) -> bool:
        """Tell, while it is read, whether every value could be read so far."""
        if not isinstance(self.given.findings, list):
            return False
        self._hear()
        return self._is_all_read

    def _hear(self) -> None:
        findings = self.given.findings
        for finding in findings[self._heard :]:
            if finding.kind == "unreadable":
                self._is_all_read = False
                name = finding.params.get("name")
                if isinstance(name, str):
                    key = self.plan.key_of.get(name)
                    self._values.add((self._number(finding), key))
        self._heard = len(findings)

    def _number(self, finding: Finding) -> int | None:
        """Return which record of the table a finding of the reader is about."""
        record = finding.record
        return record + self.first if record is not None else None

    def _is_told(self, missing: Finding) -> bool:
        is_told = self.given.is_told
        if is_told is None or missing.field is None or missing.record is None:
            return False
        own = missing.record - self.first
        return own > 0 and is_told(own, missing.field.key)


@lru_cache(maxsize=256)
def _cited(rule: Rule, of_table: Rule) -> Rule:
    """Return the rule of a reader with the place in the document, which no reader knows."""
    if rule.clauses:
        return rule
    return replace(rule, clause=of_table.clause, clauses=of_table.clauses)


def _name(finding: Finding) -> ValueName:
    return finding.record, finding.field.key if finding.field else None
