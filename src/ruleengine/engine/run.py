"""One run: records stream in table by table, findings come out in the fixed order.

In: inputs, one after the other. Out: findings, what could not be decided, and what was
read. Each record is screened first; only suspects are judged in full.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, compress
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding
from ruleengine.base.garbage import seldom_collected
from ruleengine.base.outcome import InputRef, NotChecked
from ruleengine.engine.batches import in_batches
from ruleengine.engine.dataset import Dataset
from ruleengine.engine.records import MemoryRecords
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.scanned import ScannedRecords
from ruleengine.engine.tallies import count_clean
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.record import Block, Record, TableInput
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.batch_screen import BatchScreen
    from ruleengine.engine.columns.feed import ColumnFeed
    from ruleengine.engine.judges import Doubt
    from ruleengine.engine.second_phase import SecondPhase
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.taken_findings import TakenFindings

WORTH_SCANNING = 16 << 10
"""Below so many bytes what scans a file takes longer to make than it saves."""
WORTH_A_THREAD = 1 << 20
"""Bytes of a file of which the next records are looked at in another thread."""
AHEAD = 6
"""So many runs of records may wait for being judged; one takes longer where a new block
of the file has to be read first."""


@dataclass(slots=True)
class Run:
    """Checks inputs as they come; ``finish`` decides what needs all of them."""

    plans: Mapping[str, TablePlan]
    settings: Settings
    phase: SecondPhase
    """What hangs on which tables are submitted."""
    screen_of: Callable[[TablePlan], BatchScreen]
    """Gives the screen of a table under these settings."""
    taken: TakenFindings
    """Takes the findings in the order of the records, then those of the second phase."""
    in_columns: bool = False
    """Whether inputs that come in blocks are checked in whole columns."""
    went_on: Callable[[int], None] | None = None
    """Is told now and then how many records have been judged."""
    inputs: list[InputRef] = field(default_factory=list)
    undecided: Undecided = field(init=False)
    _checkers: dict[str, RowChecker] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    """Full id of a table -> how many records of it have been read."""
    _elsewhere: int = 0
    """Records of other tables than the one that is read."""
    _dataset: Dataset = field(init=False)
    _column_feed: ColumnFeed | None = None

    def __post_init__(self) -> None:
        self.undecided = Undecided(self.phase.unasked)
        around = (self.plans, self.settings, self.undecided, self.phase)
        if self.in_columns:
            from ruleengine.engine.columns.feed import ColumnFeed

            self._column_feed = ColumnFeed(*around)
            self._dataset = self._column_feed.dataset
        else:
            self._dataset = Dataset(*around)

    def feed(self, given: TableInput) -> None:
        """Check all records of one input."""
        plan = self.plans[given.table]
        first = self._counts.get(plan.id, 0)
        self._elsewhere = sum(self._counts.values()) - first
        self.taken.begin(given, plan, first)
        if self._column_feed is not None and given.blocks is not None:
            number = first
            for number in self._column_feed.feed(
                given, plan, first, self._feed_records, self._check
            ):
                self._tell(number)
        elif self._is_scanned(given, plan):
            number = self._feed_blocks(given, plan, first)
        else:
            number = self._feed_records(plan, given.records, first)
        self._counts[plan.id] = number
        self.taken.end()
        self.inputs.append(_reference(given, plan, number - first))

    def _is_scanned(self, given: TableInput, plan: TablePlan) -> bool:
        """Tell whether records are looked at as they lie in the text of an input."""
        is_worth_it = given.in_lines and given.size >= WORTH_SCANNING
        return is_worth_it and self.screen_of(plan).scans

    def _feed_blocks(self, given: TableInput, plan: TablePlan, first: int) -> int:
        """Check the records of an input as they lie in its text."""
        assert given.blocks is not None, "blocks are lines"
        number, scanned = first, self.screen_of(plan).scanned
        parts: Iterator[ScannedRecords | Block]
        parts = chain.from_iterable(map(scanned, given.blocks()))
        if given.size > WORTH_A_THREAD:
            from ruleengine.engine.read_ahead import read_ahead

            parts = read_ahead(parts, _may_go_on, AHEAD)
        for part in parts:
            if isinstance(part, ScannedRecords):
                number = self._take_scanned(plan, part, number)
                self._tell(number)
            else:
                number = self._feed_records(plan, part.rows(), number)
        if given.end is not None:
            given.end()
        return number

    def _take_scanned(
        self, plan: TablePlan, records: ScannedRecords, before: int
    ) -> int:
        """Check the suspects of some records in a text, and take the others as clean.

        Args:
            plan: their table.
            records: the records.
            before: the number of the last one before them.

        Returns:
            The number of the last one.
        """
        clean, tallies = records.clean(), self.screen_of(plan).tallies
        counted = records.records(clean, [tally.key for tally in tallies])
        count_clean(tallies, counted, (), self.undecided)
        if not self._dataset.takes_in_any_order(plan):
            every = range(len(records))
            made = records.records(every, self._dataset.reads(plan))
            for at, record in zip(records.suspects, records.suspected(), strict=True):
                made[at] = record
            self._take_batch(plan, made, records.suspects, before + 1)
        else:
            self._dataset.add_scanned(plan, records, clean, before + 1)
            found = zip(records.suspects.items(), records.suspected(), strict=True)
            for (at, doubt), record in found:
                self._check(plan, record, before + at + 1, doubt)
        return before + len(records)

    def _feed_records(
        self, plan: TablePlan, records: Iterable[Record], first: int
    ) -> int:
        """Check records one batch after another; return the number of the last one."""
        number, screen = first, self.screen_of(plan)
        # Who takes findings as they are found does not wait for records still to come.
        is_live = isinstance(records, MemoryRecords) and records.is_stream
        most = 1 if is_live and self.taken.sink is not None else screen.most
        batches = (
            records.batches(most, screen.batch)
            if isinstance(records, MemoryRecords)
            else in_batches(records, most, screen.batch)
        )
        for batch in batches:
            number += batch.skipped
            suspects = screen.suspects(batch)
            count_clean(screen.tallies, batch.records, suspects, self.undecided)
            self._take_batch(plan, batch.records, suspects, number + 1)
            number += len(batch.records)
            self._tell(number)
        return number

    def _tell(self, number: int) -> None:
        """Tell that the records of the table have been judged up to this one."""
        if self.went_on is not None:
            self.went_on(self._elsewhere + number)

    def _take_batch(
        self,
        plan: TablePlan,
        records: Sequence[Record],
        suspects: Mapping[int, Doubt],
        first: int,
    ) -> None:
        """Check the suspects of neighbouring records, and take the others as clean.

        Args:
            plan: their table.
            records: the records.
            suspects: the places of the suspects, in order, and their doubtful values.
            first: the number of the first record.
        """
        numbers = range(first, first + len(records))
        if self._dataset.takes_in_any_order(plan):
            is_clean = bytearray(b"\1") * len(records)
            for at in suspects:
                is_clean[at] = 0
            self._dataset.add_all_clean(
                plan,
                list(compress(records, is_clean)),
                list(compress(numbers, is_clean)),
            )
            for at, doubt in suspects.items():
                self._check(plan, records[at], numbers[at], doubt)
            return
        for at, (record, number) in enumerate(zip(records, numbers, strict=True)):
            if at in suspects:
                self._check(plan, record, number, suspects[at])
            else:
                self._dataset.add_clean(plan, record, number)

    def _check(
        self, plan: TablePlan, record: Record, number: int, doubt: Doubt = None
    ) -> None:
        checked = self._checker(plan).check(record, number, doubt)
        self.taken.take_of_record(checked.findings)
        self._dataset.add(plan, checked.typed, number)

    def finish(self) -> tuple[tuple[Finding, ...], tuple[NotChecked, ...]]:
        """Decide the second phase; return all findings in order, and what was not."""
        # Rows, lists of them and answers stay to the end: to look for garbage is in vain.
        with seldom_collected():
            for finding in self._dataset.findings(self._checker):
                self.taken.take(finding)
        for table in self.phase.missing:
            self.taken.take(Finding(by=self.plans[table].missing, reason="table"))
        return self.taken.in_order(), self.undecided.entries()

    def _checker(self, plan: TablePlan) -> RowChecker:
        if plan.id not in self._checkers:
            parts = self.screen_of(plan).parts
            self._checkers[plan.id] = RowChecker(
                plan, self.settings, self.undecided, parts
            )
        return self._checkers[plan.id]


def _may_go_on(part: ScannedRecords | Block) -> bool:
    # The reader of a block may have to know of it what the next one begins with.
    return isinstance(part, ScannedRecords)


def _reference(given: TableInput, plan: TablePlan, records: int) -> InputRef:
    """Return what the report names of an input that was read."""
    locator = given.locator
    return InputRef(
        file=locator.file or None,
        sha256=given.sha256 or None,
        sheet=locator.sheet,
        table=plan.id,
        records=records,
        columns=frozenset(locator.columns),
    )
