"""One run: records stream in table by table, findings come out in the fixed order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from ruleengine.base.finding import NO_PARAMS, Finding
from ruleengine.base.outcome import InputRef, NotChecked
from ruleengine.base.text import Text
from ruleengine.engine.batches import BATCH, in_batches
from ruleengine.engine.dataset import Dataset
from ruleengine.engine.records import MemoryRecords
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.tallies import count_clean
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruleengine.base.finding import Fact, Place, Rule, Severity
    from ruleengine.base.record import Record, TableInput
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.batch_screen import BatchScreen
    from ruleengine.engine.columns.feed import Columns
    from ruleengine.engine.settings import Settings


@dataclass(slots=True)
class Run:
    """Checks inputs as they come; ``finish`` decides what needs all of them."""

    plans: Mapping[str, TablePlan]
    settings: Settings
    submitted: tuple[str, ...]
    """Full ids of the tables whose records will be fed; others have none."""
    screen_of: Callable[[TablePlan], BatchScreen]
    """Gives the screen of a table under these settings."""
    sink: Callable[[Finding], None] | None = None
    """Takes each finding as soon as it is found, in the order of the records; those of
    the second phase follow. None keeps them all for ``finish``."""
    in_columns: bool = False
    """Whether inputs that come in blocks are checked in whole columns."""
    findings: list[Finding] = field(default_factory=list)
    inputs: list[InputRef] = field(default_factory=list)
    more: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """Findings beyond the limit, by rule id and severity."""
    undecided: Undecided = field(default_factory=Undecided)
    _checkers: dict[str, RowChecker] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _kept: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    _starts: list[tuple[TableInput, int]] = field(default_factory=list)
    _heard: int = 0
    """How many findings of the reader of the current input have been looked at."""
    _unread: set[tuple[int | None, str | None]] = field(default_factory=set)
    """Record and field key of what that reader could not read."""
    _is_all_read: bool = True
    """Whether it could read everything so far."""
    _beyond: list[Finding] = field(default_factory=list)
    """Missing values beyond the limit, of which that reader may say why in the end."""
    _is_reading: bool = False
    _dataset: Dataset = field(init=False)
    _columns: Columns | None = None

    def __post_init__(self) -> None:
        whole = (self.plans, self.settings, self.undecided, self.submitted)
        if self.in_columns:
            from ruleengine.engine.columns.feed import Columns  # an extra

            self._columns = Columns(*whole)
            self._dataset = self._columns.dataset
        else:
            self._dataset = Dataset(*whole)

    def feed(self, given: TableInput) -> None:
        """Check all records of one input."""
        plan = self.plans[given.table]
        first = self._counts[plan.id]
        self._starts.append((given, first))
        self._is_reading, self._heard, self._unread = True, 0, set()
        self._is_all_read = True
        if self._columns is not None and given.blocks is not None:
            number = self._columns.feed(
                given, plan, first, self._feed_records, self._check
            )
        else:
            number = self._feed_records(plan, given.records, first)
        self._counts[plan.id] = number
        self._take_readers(given, plan, first)
        place = given.locator
        self.inputs.append(
            InputRef(
                place.file or None,
                given.sha256 or None,
                place.sheet,
                plan.id,
                number - first,
            )
        )

    def _feed_records(
        self, plan: TablePlan, records: Iterable[Record], first: int
    ) -> int:
        number, screen = first, self.screen_of(plan)
        # Who takes findings as they are found does not wait for further records.
        most = BATCH if self.sink is None else 1
        batches = (
            records.batches(most)
            if isinstance(records, MemoryRecords)
            else in_batches(records, most)
        )
        for batch in batches:
            number += batch.skipped
            suspects = screen.suspects(batch)
            count_clean(screen.tallies, batch.records, suspects, self.undecided)
            self._take_batch(plan, batch.records, suspects, number + 1)
            number += len(batch.records)
        return number

    def _take_batch(
        self,
        plan: TablePlan,
        records: Sequence[Record],
        suspects: Sequence[int],
        first: int,
    ) -> None:
        """Check the suspects of neighbouring records, and take the others as clean.

        Args:
            plan: their table.
            records: the records.
            suspects: the places of the suspects, in order.
            first: the number of the first record.
        """
        is_clean = bytearray(b"\1") * len(records)
        for at in suspects:
            is_clean[at] = 0
        numbers = range(first, first + len(records))
        if self._dataset.takes_in_any_order(plan):
            self._dataset.add_all_clean(
                plan,
                list(compress(records, is_clean)),
                list(compress(numbers, is_clean)),
            )
            for at in suspects:
                self._check(plan, records[at], numbers[at])
            return
        for record, number, clean in zip(records, numbers, is_clean, strict=True):
            if clean:
                self._dataset.add_clean(plan, record, number)
            else:
                self._check(plan, record, number)

    def _check(self, plan: TablePlan, record: Record, number: int) -> None:
        checked = self._checker(plan).check(record, number)
        found = checked.findings
        if self.sink is not None:
            found = sorted(found, key=self._order)
        for finding in found:
            self._take(finding)
        self._dataset.add(plan, checked.typed, number)

    def _take_readers(self, given: TableInput, plan: TablePlan, first: int) -> None:
        """Take what the reader found; a value it could not read is not also missing."""
        for finding in given.findings:
            number = _shifted(finding.record, first)
            self._take(
                replace(finding, by=_cited(finding.by, plan.unreadable), record=number)
            )
        self._settle_missing(given, plan, first)
        if self.sink is not None:
            for finding in self.findings:
                self.sink(self._placed(finding))
            self.findings.clear()

    def _settle_missing(self, given: TableInput, plan: TablePlan, first: int) -> None:
        """Drop missing values that the reader explains; others may take their places."""
        self._is_reading, self._heard = False, 0
        unread = self._heard_of_unread()

        def is_explained(finding: Finding) -> bool:
            return (
                finding.kind == "required"
                and finding.table == plan.id
                and (_name(finding) in unread or _is_told(finding, given, first))
            )

        if unread or given.is_told:
            found, self.findings = self.findings, []
            for finding in found:
                if is_explained(finding):
                    self._kept[_kind(finding)] -= 1
                else:
                    self.findings.append(finding)
        beyond, self._beyond = self._beyond, []
        for finding in beyond:
            if not is_explained(finding):
                self._take(finding)

    def finish(self) -> tuple[tuple[Finding, ...], tuple[NotChecked, ...]]:
        """Decide the second phase; return all findings in order, and what was not."""
        for finding in self._dataset.findings(self._checker):
            self._take(finding)
        self._completeness()
        ordered = sorted(self.findings, key=self._order)
        placed = tuple(self._placed(finding) for finding in ordered)
        return placed, self.undecided.entries()

    def _checker(self, plan: TablePlan) -> RowChecker:
        if plan.id not in self._checkers:
            checks = self.screen_of(plan).checks
            self._checkers[plan.id] = RowChecker(
                plan, self.settings, self.undecided, checks
            )
        return self._checkers[plan.id]

    def _take(self, finding: Finding) -> None:
        limit = self.settings.max_per_rule
        if limit is not None and not self._is_kept(finding, limit):
            return
        # A missing value may turn out to be one that the reader could not read.
        if self.sink is None or (finding.kind == "required" and not self._is_sure()):
            self.findings.append(finding)
        else:
            self.sink(self._placed(finding))

    def _is_kept(self, finding: Finding, limit: int) -> bool:
        """Tell whether a finding is within the limit; count it where it is not."""
        kind = _kind(finding)
        if finding.kind == "required" and self._is_reading:
            if _name(finding) in self._heard_of_unread():
                return False
            if self._kept[kind] >= limit and self._tells_later():
                self._beyond.append(finding)
                return False
        # One rule may find warnings first and then an error.
        is_kept = self._kept[kind] < limit
        (self._kept if is_kept else self.more)[kind] += 1
        return is_kept

    def _tells_later(self) -> bool:
        """Tell whether the current reader says only in the end what it could not read."""
        given, _ = self._starts[-1]
        return given.is_told is not None or not isinstance(given.findings, list)

    def _heard_of_unread(self) -> set[tuple[int | None, str | None]]:
        """Return the values of the current input that its reader could not read so far."""
        given, first = self._starts[-1]
        keys = self.plans[given.table].key_of
        for finding in given.findings[self._heard :]:
            if finding.kind == "unreadable":
                self._is_all_read = False
                name = finding.params.get("name")
                if isinstance(name, str):
                    number = _shifted(finding.record, first)
                    self._unread.add((number, keys.get(name)))
        self._heard = len(given.findings)
        return self._unread

    def _is_sure(self) -> bool:
        """Tell whether every value of the current input could be read so far."""
        if not self._starts or not isinstance(self._starts[-1][0].findings, list):
            return False
        self._heard_of_unread()
        return self._is_all_read

    def _order(self, finding: Finding) -> tuple[str, int, int, str, str]:
        rule = finding.by
        number = rule.field.no if rule.field else None
        return (
            rule.table or "",
            finding.record or 0,
            number if number is not None else 10_000,
            rule.id,
            finding.reason,
        )

    def _placed(self, finding: Finding) -> Finding:
        if finding.at is not None or finding.table is None:
            return finding
        key = finding.field.key if finding.field else None
        found = self._place(finding.table, finding.record, key)
        if found is None:
            return finding
        return finding.placed(found[0], self._place_of_first(finding, key))

    def _place_of_first(self, finding: Finding, key: str | None) -> Mapping[str, Fact]:
        """Return where the record stands that another repeats, of several inputs.

        Numbers of records run on through all inputs of a table; people open a file.
        """
        table, first = finding.table, finding.params.get("first")
        if finding.kind != "unique" or table is None or not isinstance(first, int):
            return NO_PARAMS
        if sum(given.table == table for given, _ in self._starts) == 1:
            return NO_PARAMS
        found = self._place(table, first, key)
        if found is None:
            return NO_PARAMS
        at, index = found
        facts: dict[str, Fact] = {
            "first_file": at.file,
            "first_sheet": at.sheet,
            "first_cell": at.cell,
            "first_line": at.line,
            "first_there": index,
        }
        return {name: fact for name, fact in facts.items() if fact is not None}

    def _place(
        self, table: str, record: int | None, key: str | None
    ) -> tuple[Place, int | None] | None:
        """Return where a value stands, and the number of its record in that file."""
        for given, first in reversed(self._starts):
            if given.table == table and (record is None or record > first):
                if not given.locator.file:
                    return None
                index = record - first if record is not None else None
                return given.locator.place(index, key), index
        return None

    def _completeness(self) -> None:
        missing = [t for t in self.settings.titles if t not in self._counts]
        if not missing:
            return
        if self.settings.complete:
            for table in missing:
                self._take(Finding(by=self.plans[table].missing, reason="table"))
            return
        titles = self.settings.titles
        for rule, why in _not_asked(tuple((t, titles[t]) for t in missing)):
            self.undecided.whole(rule, None, why)


@lru_cache(maxsize=64)
def _not_asked(missing: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Text], ...]:
    """Return for each pack the rule of its completeness, and why it was not asked.

    Args:
        missing: the tables that were not submitted, with their titles.
    """
    names: dict[str, list[str]] = {}
    for table, title in missing:
        names.setdefault(table.partition("/")[0], []).append(title.split()[0])
    return tuple(
        (
            f"{pack}/complete",
            Text(
                f"没有要求整套提交；未提交：{'、'.join(several)}",
                f"completeness was not asked for; not submitted: {', '.join(several)}",
            ),
        )
        for pack, several in names.items()
    )


def _kind(finding: Finding) -> tuple[str, Severity]:
    return finding.rule, finding.severity


def _name(finding: Finding) -> tuple[int | None, str | None]:
    return finding.record, finding.field.key if finding.field else None


def _is_told(finding: Finding, given: TableInput, first: int) -> bool:
    """Tell whether the reader says why a value of its input is missing."""
    if given.is_told is None or finding.field is None or finding.record is None:
        return False
    own = finding.record - first
    return own > 0 and given.is_told(own, finding.field.key)


@lru_cache(maxsize=256)
def _cited(rule: Rule, of_table: Rule) -> Rule:
    """Return the rule of a reader with the place in the document, which no reader knows."""
    if rule.clauses:
        return rule
    return replace(rule, clause=of_table.clause, clauses=of_table.clauses)


def _shifted(record: int | None, first: int) -> int | None:
    return record + first if record is not None else None
