"""Findings as a run takes them: within the limit, placed, in the fixed order.

In: the findings of records, of readers, of the second phase. Out: what is kept or handed
on at once, and the counts of what is not. A value that could not be read is not also
missing; readers may say that after the record was judged, so missing values wait.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.engine.input_places import InputPlaces
from ruleengine.engine.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruleengine.base.finding import Finding, Severity
    from ruleengine.base.record import TableInput
    from ruleengine.compile.plan import TablePlan


@dataclass(slots=True)
class TakenFindings:
    """The findings of one run."""

    limit: int | None
    """Findings of one rule and severity that are kept; all if None."""
    sink: Callable[[Finding], None] | None
    """Takes each finding as soon as it is certain; None keeps them all."""
    waiting: list[Finding] = field(default_factory=list)
    """What has not been handed on."""
    more: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """Findings beyond the limit, by rule id and severity."""
    _kept: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    _places: InputPlaces = field(default_factory=InputPlaces)
    _unread: Unread | None = None
    """Of the current input, or of the last one."""
    _is_reading: bool = False
    _beyond: list[Finding] = field(default_factory=list)
    """Missing values beyond the limit, of which the reader may say why in the end."""

    def begin(self, given: TableInput, plan: TablePlan, first: int) -> None:
        """Begin with an input; ``first`` is the number of the last record before it."""
        self._places.begin(given, first)
        self._unread = Unread(given, plan, first)
        self._is_reading = True

    def take_of_record(self, findings: Iterable[Finding]) -> None:
        """Take what was found in one record."""
        if self.sink is not None:
            findings = sorted(findings, key=_order)
        for finding in findings:
            self.take(finding)

    def take(self, finding: Finding) -> None:
        """Take one finding."""
        if self.limit is not None and not self._is_kept(finding, self.limit):
            return
        # A missing value may turn out to be one that the reader could not read.
        if self.sink is None or (finding.kind == "required" and not self._is_sure()):
            self.waiting.append(finding)
        else:
            self.sink(self._places.placed(finding))

    def end(self) -> None:
        """Take what the reader of the input found, and settle what hung on it."""
        unread = self._unread
        assert unread is not None, "an input was begun"
        for finding in unread.findings():
            self.take(finding)
        self._is_reading = False
        self._settle_missing(unread)
        if self.sink is not None:
            for finding in self.waiting:
                self.sink(self._places.placed(finding))
            self.waiting.clear()

    def in_order(self) -> tuple[Finding, ...]:
        """Return all that was not handed on, in the fixed order."""
        return tuple(map(self._places.placed, sorted(self.waiting, key=_order)))

    def _settle_missing(self, unread: Unread) -> None:
        """Drop missing values that the reader explains; others may take their places."""
        unread.end()
        if not unread.is_empty():
            found, self.waiting = self.waiting, []
            for finding in found:
                if unread.explains(finding):
                    self._kept[_kind(finding)] -= 1
                else:
                    self.waiting.append(finding)
        beyond, self._beyond = self._beyond, []
        for finding in beyond:
            if not unread.explains(finding):
                self.take(finding)

    def _is_kept(self, finding: Finding, limit: int) -> bool:
        """Tell whether a finding is kept now, and count it as kept or as one more.

        Not a missing value that could not be read. One beyond the limit is put aside
        uncounted, where its reader tells only in the end what it could not read.
        """
        kind = _kind(finding)
        unread = self._unread
        if unread is not None and self._is_reading and finding.kind == "required":
            if unread.holds(finding):
                return False
            if self._kept[kind] >= limit and unread.is_told_later():
                self._beyond.append(finding)
                return False
        # One rule may find warnings first and then an error.
        is_kept = self._kept[kind] < limit
        (self._kept if is_kept else self.more)[kind] += 1
        return is_kept

    def _is_sure(self) -> bool:
        """Tell whether every value of the current input could be read so far."""
        return self._unread is not None and self._unread.is_surely_empty()


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    rule = finding.by
    number = rule.field.no if rule.field else None
    return (
        rule.table or "",
        finding.record or 0,
        number if number is not None else 10_000,
        rule.id,
        finding.reason,
    )


def _kind(finding: Finding) -> tuple[str, Severity]:
    return finding.rule, finding.severity
