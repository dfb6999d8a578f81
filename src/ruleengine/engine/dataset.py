"""Checks over the whole data: keys unique, references resolved, related records.

The declared second phase: while records stream, each table yields compact keys and the
few values that other tables look at; when all have come, the phase decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding
from ruleengine.engine.chosen import Answers, Chosen, choose, least_by, row_of
from ruleengine.engine.keys import KeyNotes, Mark, mark_of, shown
from ruleengine.engine.related import RelatedCheck, RelatedRows
from ruleengine.engine.typed_record import TypedRecord

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Hashable,
        Iterator,
        Mapping,
        Sequence,
    )

    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import (
        CheckPlan,
        ReferencePlan,
        RelatedPlan,
        TablePlan,
        UniquePlan,
    )
    from ruleengine.engine.chosen import Row
    from ruleengine.engine.keys import Keyed
    from ruleengine.engine.rows import RowChecker
    from ruleengine.engine.scanned import ScannedRecords
    from ruleengine.engine.second_phase import SecondPhase
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided


@dataclass(slots=True)
class _Owner:
    """A record whose related check is decided at the end."""

    number: int
    typed: TypedRecord


@dataclass(slots=True)
class TableRows:
    """What is kept of one table until the end."""

    kept: list[Row] = field(default_factory=list)
    """The values that other tables look at, record by record."""
    keys: dict[str, KeyNotes] = field(default_factory=lambda: defaultdict(KeyNotes))
    """Rule id of a unique or reference rule -> the keys met."""
    owners: list[_Owner] = field(default_factory=list)


class Dataset:
    """Collects the second phase of one run and decides it."""

    def __init__(
        self,
        plans: Mapping[str, TablePlan],
        settings: Settings,
        undecided: Undecided,
        phase: SecondPhase,
    ) -> None:
        """Take what is wanted of the tables whose records will come."""
        self._plans = plans
        self._settings = settings
        self._undecided = undecided
        self._wants = phase.wants
        self._rows = {table: TableRows() for table in phase.wants}
        self._counting = {
            rule: Answers(where, settings, plans[table])
            for table, wants in phase.wants.items()
            for rule, where in wants.counted.items()
        }
        """Id of a rule about keys -> which records it counts; all, where it is not named."""
        self._related_tables: dict[Hashable, RelatedRows] = {}
        """What checks that look at the same rows share."""

    def takes_in_any_order(self, plan: TablePlan) -> bool:
        """Tell whether nothing but keys is kept of the records of a table."""
        return self._wants[plan.id].only_keys

    def add_all_clean(
        self, plan: TablePlan, records: list[Record], numbers: Sequence[int]
    ) -> None:
        """Keep the keys of records without faults; in any order."""
        keys, wants = self._rows[plan.id].keys, self._wants[plan.id]
        for keyed in wants.keyed:
            marks = keyed.of_all_clean(plan, records)
            notes, answers = keys[keyed.rule], self._counting.get(keyed.rule)
            if answers is None:
                notes.note_all(marks, numbers)
                continue
            for mark, record, number in zip(marks, records, numbers, strict=True):
                if mark is not None:
                    notes.note_counted(mark, number, answers.of_clean(record))

    def add_scanned(
        self, plan: TablePlan, records: ScannedRecords, places: list[int], first: int
    ) -> None:
        """Keep the keys of those records of a text that are without faults.

        Args:
            plan: their table.
            records: the records.
            places: which of them.
            first: the number of the first of all.
        """
        numbers, wants = [first + at for at in places], self._wants[plan.id]
        if any(
            keyed.take is None or keyed.rule in self._counting for keyed in wants.keyed
        ):
            made = records.records(places, wants.reads)
            self.add_all_clean(plan, made, numbers)
            return
        for keyed in wants.keyed:
            notes = self._rows[plan.id].keys[keyed.rule]
            notes.note_all(keyed.of_scanned(records, places), numbers)

    def reads(self, plan: TablePlan) -> tuple[str, ...]:
        """Return the keys of the items that are looked at here."""
        return self._wants[plan.id].reads

    def add_clean(self, plan: TablePlan, record: Record, number: int) -> None:
        """Keep what the second phase needs of a record without faults."""
        wants = self._wants[plan.id]
        if not wants.only_keys:
            self.add(plan, TypedRecord.of_clean(plan, record, wants.reads), number)
            return
        keys = self._rows[plan.id].keys
        for keyed in wants.keyed:
            mark = keyed.of_clean(plan, record)
            if mark is not None:
                answers = self._counting.get(keyed.rule)
                counts = answers is None or answers.of_clean(record)
                keys[keyed.rule].note_counted(mark, number, counts)

    def add(self, plan: TablePlan, typed: TypedRecord, number: int) -> None:
        """Keep what the second phase needs of a record."""
        rows, wants = self._rows[plan.id], self._wants[plan.id]
        if wants.kept:
            rows.kept.append(row_of(typed, wants.kept))
        for keyed in wants.keyed:
            self._note_key(plan, keyed, typed, number)
        if wants.related:
            rows.owners.append(_Owner(number, typed))

    def _note_key(
        self, plan: TablePlan, keyed: Keyed, typed: TypedRecord, number: int
    ) -> None:
        """Keep the key of a record, where it has one and counts."""
        mark = keyed.of_typed(typed)
        if mark is None:
            return
        answers = self._counting.get(keyed.rule)
        counts = answers is None or answers.of_record(typed)
        self._rows[plan.id].keys[keyed.rule].note_counted(mark, number, counts)

    def findings(
        self, checker_of: Callable[[TablePlan], RowChecker]
    ) -> Iterator[Finding]:
        """Decide everything that needed all records."""
        for table, rows in self._rows.items():
            plan = self._plans[table]
            for unique in plan.unique:
                notes = rows.keys[unique.rule.id]
                yield from _duplicates(unique, notes)
                for why in notes.unsettled():
                    self._undecided.record(unique.rule.id, plan.id, why)
            for reference in self._wants[table].references:
                notes = rows.keys[reference.rule.id]
                yield from self._unresolved(plan, reference, notes)
            for check in self._wants[table].related:
                yield from self._related(plan, check, rows, checker_of)

    def _unresolved(
        self, plan: TablePlan, reference: ReferencePlan, notes: KeyNotes
    ) -> Iterator[Finding]:
        known, unsure = self._targets(reference)
        for records in notes.missing(known):
            why = unsure.get(records[0][1])
            if why is not None:
                rule = reference.rule.id
                self._undecided.record(rule, plan.id, why, len(records))
                continue
            for number, key in records:
                yield Finding(
                    by=reference.rule,
                    reason="missing",
                    record=number,
                    value=shown(key),
                    params={"table": self._title(reference.table)},
                )

    def _targets(
        self, reference: ReferencePlan
    ) -> tuple[set[Mark | None], dict[Mark | None, Text]]:
        """Return the keys of the other table, and why others may count or not."""
        kept = self._rows[reference.table].kept
        rows = self._chosen(kept, reference.where, reference.table)
        known = {target_of(reference, row) for row in rows.taken}
        return known, least_by((target_of(reference, r), why) for r, why in rows.open)

    def _title(self, table: str) -> str:
        return self._settings.titles.get(table, table)

    def _chosen(
        self, kept: Sequence[Row], condition: Condition | None, table: str
    ) -> Chosen:
        return choose(kept, condition, self._settings, self._plans[table])

    def _related(
        self,
        plan: TablePlan,
        check: CheckPlan,
        rows: TableRows,
        checker_of: Callable[[TablePlan], RowChecker],
    ) -> Iterator[Finding]:
        related = self.related_check(checker_of(plan), check)
        for owner in rows.owners:
            yield from related.findings(owner.typed, (owner.number,))

    def related_check(self, checker: RowChecker, check: CheckPlan) -> RelatedCheck:
        """Return what asks a check of records and of those related to them."""
        tables = {one.name: self._related_rows(one) for one in check.related}
        return RelatedCheck(checker, check, tables)

    def _related_rows(self, one: RelatedPlan) -> RelatedRows:
        readings = self._settings.readings_of(one.table)
        where = one.where.program(readings).tree if one.where else None
        name = (one.table, where, one.there)
        if name not in self._related_tables:
            rows = self._chosen(self._rows[one.table].kept, one.where, one.table)
            self._related_tables[name] = RelatedRows.of(
                rows, one.there, self._plans[one.table]
            )
        return self._related_tables[name]


def _duplicates(plan: UniquePlan, notes: KeyNotes) -> Iterator[Finding]:
    for (first, _), *others in notes.repeated():
        for number, key in others:
            yield Finding(
                by=plan.rule,
                reason="duplicate",
                record=number,
                value=shown(key),
                params={"first": first, "count": len(others) + 1},
            )


def target_of(reference: ReferencePlan, row: Row) -> Mark | None:
    """Return the key of a row of the table that a reference looks at."""
    return mark_of(tuple(row[key] for key in reference.target))
