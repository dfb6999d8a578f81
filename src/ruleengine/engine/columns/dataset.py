"""The second phase over columns: most records are sieved out before any is looked at.

In: frames of clean records, single records. Out: the findings of ``engine.dataset``,
which decides; here stands only what surely gives no finding, and equal cases are asked
once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.compile.field_types import type_name
from ruleengine.engine.chosen import least_by, row_of
from ruleengine.engine.columns.row_log import NUMBER, WRONG, RowLog
from ruleengine.engine.dataset import Dataset, target_of
from ruleengine.engine.second_phase import owner_keys
from ruleengine.engine.typed_record import TypedRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.compile.plan import (
        CheckPlan,
        FieldPlan,
        ReferencePlan,
        TablePlan,
        UniquePlan,
    )
    from ruleengine.engine.chosen import Row
    from ruleengine.engine.dataset import TableRows
    from ruleengine.engine.keys import Mark
    from ruleengine.engine.rows import RowChecker
    from ruleengine.engine.second_phase import SecondPhase
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided

HASH = "%"
WHOLE = {"time": "hhmmss", "date and time": "YYYYMMDDhhmmss"}
"""Kind -> how its values are written down to the second; what is left out is 0."""


class ColumnDataset(Dataset):
    """Collects the second phase in columns and hands on what may have a fault."""

    def __init__(
        self,
        plans: Mapping[str, TablePlan],
        settings: Settings,
        undecided: Undecided,
        phase: SecondPhase,
    ) -> None:
        """Take what is wanted of the tables whose records will come."""
        super().__init__(plans, settings, undecided, phase)
        self._logs = {
            table: RowLog(wants.reads) for table, wants in self._wants.items()
        }
        self._unsure: dict[str, dict[Mark | None, Text]] = {}
        """Id of a reference -> keys of which it is open whether they count; why."""

    def takes_in_any_order(self, _plan: TablePlan) -> bool:
        """Tell that records go into the log one by one, in their order."""
        return False

    def add_clean(self, plan: TablePlan, record: Record, number: int) -> None:
        """Keep what the second phase needs of a record without faults."""
        reads = self._wants[plan.id].reads
        self.add(plan, TypedRecord.of_clean(plan, record, reads), number)

    def add(self, plan: TablePlan, typed: TypedRecord, number: int) -> None:
        """Keep what the second phase needs of a record."""
        log = self._logs[plan.id]
        if not log.keys:
            return
        texts = {key: text for key in log.keys if (text := typed.text(key)) is not None}
        log.add(number, texts, sorted(typed.wrong))

    def add_frame(
        self,
        plan: TablePlan,
        frame: pl.DataFrame,
        numbers: pl.Series,
        clean: pl.Series,
    ) -> None:
        """Keep what the second phase needs of clean records.

        Args:
            plan: their table.
            frame: a text column for each field.
            numbers: the number of each record.
            clean: which records are clean; the others are left out.
        """
        log = self._logs[plan.id]
        if log.keys:
            log.add_frame(frame.select(log.keys).filter(clean), numbers.filter(clean))

    def findings(
        self, checker_of: Callable[[TablePlan], RowChecker]
    ) -> Iterator[Finding]:
        """Decide everything that needed all records."""
        try:
            self._sieve()
            yield from super().findings(checker_of)
        finally:
            for log in self._logs.values():
                log.close()

    def _sieve(self) -> None:
        related = {
            one.table
            for wants in self._wants.values()
            for check in wants.related
            for one in check.related
        }
        for table, rows in self._rows.items():
            plan = self._plans[table]
            for unique in plan.unique:
                self._note(plan, unique, self._repeated(plan, unique))
            for reference in self._wants[table].references:
                found = self._unknown(plan, reference)
                self._note(plan, reference, found)
            if table in related:
                rows.kept = list(self._typed_rows(plan, self._wants[table].kept))

    def _note(
        self, plan: TablePlan, rule: UniquePlan | ReferencePlan, found: pl.DataFrame
    ) -> None:
        keyed = next(k for k in self._wants[plan.id].keyed if k.rule == rule.rule.id)
        for texts in found.iter_rows(named=True):
            number = texts.pop(NUMBER)
            self._note_key(plan, keyed, typed_of(plan, texts), number)

    def _repeated(self, plan: TablePlan, unique: UniquePlan) -> pl.DataFrame:
        """Return the records whose key may stand more than once, counted or not."""
        keys = unique.keys
        marks = [_hashes(plan, keys, part) for part in self._keyed_parts(plan, keys)]
        if not marks:
            return _in_order((), keys)
        every = pl.concat(marks)
        twice = every.filter(every.is_duplicated()).unique().implode()
        if not len(twice[0]):
            return _in_order((), keys)
        parts = self._keyed_parts(plan, keys, unique.reads)
        found = (part.filter(_hashes(plan, keys, part).is_in(twice)) for part in parts)
        return _in_order(found, keys)

    def _unknown(self, plan: TablePlan, reference: ReferencePlan) -> pl.DataFrame:
        """Return the records whose key does not stand in the other table."""
        keys, known = reference.keys, self._known(reference)
        if known is None:
            return _in_order(self._keyed_parts(plan, keys), keys)
        own = [canonical(plan.by_key[key]).alias(key) for key in keys]
        found = [
            part.with_columns(own).join(known, on=list(keys), how="anti").select(NUMBER)
            for part in self._keyed_parts(plan, keys)
        ]
        if not found:
            return _in_order((), keys)
        numbers = pl.concat(found)
        # The texts of the records, for what was compared is not what they write.
        parts = self._keyed_parts(plan, keys)
        return _in_order((p.join(numbers, on=NUMBER, how="semi") for p in parts), keys)

    def _known(self, reference: ReferencePlan) -> pl.DataFrame | None:
        """Return the keys of the other table; None when no key of it can be equal."""
        own = self._plans[reference.rule.table or ""]
        other = self._plans[reference.table]
        pairs = zip(reference.keys, reference.target, strict=True)
        if any(
            kind_of_key(own.by_key[here]) != kind_of_key(other.by_key[there])
            for here, there in pairs
        ):
            return None
        inputs = [key for _, key in reference.where.inputs] if reference.where else []
        seen = [
            part.select(*dict.fromkeys((*reference.target, *inputs, WRONG))).unique()
            for part in self._logs[other.id].parts((*reference.target, *inputs))
        ]
        if not seen:
            return None
        rows = pl.concat(seen).unique().drop_nulls(list(reference.target))
        if reference.where is not None:
            rows = rows.filter(self._where_holds(other, reference, rows))
        return rows.select(
            canonical(other.by_key[there]).alias(here)
            for here, there in zip(reference.keys, reference.target, strict=True)
        ).unique()

    def _where_holds(
        self, other: TablePlan, reference: ReferencePlan, frame: pl.DataFrame
    ) -> pl.Series:
        condition = reference.where
        kept = [_row(other, texts) for texts in frame.iter_rows(named=True)]
        for at, row in enumerate(kept):
            row[NUMBER] = at
        rows = self._chosen(kept, condition, other.id)
        self._unsure[reference.rule.id] = least_by(
            (target_of(reference, row), why) for row, why in rows.open
        )
        good = {row[NUMBER] for row in rows.taken}
        return pl.Series([at in good for at in range(len(kept))], dtype=pl.Boolean)

    def _targets(
        self, reference: ReferencePlan
    ) -> tuple[set[Mark | None], dict[Mark | None, Text]]:
        """Return no key as known: records with those have been sieved out."""
        return set(), self._unsure.get(reference.rule.id, {})

    def _keyed_parts(
        self, plan: TablePlan, keys: Sequence[str], reads: Sequence[str] = ()
    ) -> Iterator[pl.DataFrame]:
        """Yield the records that have all keys, with these and what else is read."""
        for part in self._logs[plan.id].parts(reads or keys):
            gaps = any(part.get_column(key).null_count() for key in keys)
            yield part.drop_nulls(list(keys)) if gaps else part

    def _typed_rows(self, plan: TablePlan, keys: Sequence[str]) -> Iterator[Row]:
        parts = list(self._logs[plan.id].parts(keys))
        if parts:
            rows = pl.concat(parts).sort(NUMBER).select(*keys, WRONG)
            yield from (_row(plan, texts) for texts in rows.iter_rows(named=True))

    def _related(
        self,
        plan: TablePlan,
        check: CheckPlan,
        rows: TableRows,
        checker_of: Callable[[TablePlan], RowChecker],
    ) -> Iterator[Finding]:
        if any(one.table not in self._rows for one in check.related):
            yield from super()._related(plan, check, rows, checker_of)
            return
        keys = sorted(owner_keys(check) & plan.by_key.keys())
        related = self.related_check(checker_of(plan), check)
        found: list[Finding] = []
        for part in self._logs[plan.id].parts(keys):
            groups = part.group_by([WRONG, *keys], maintain_order=True).agg(NUMBER)
            for texts in groups.iter_rows(named=True):
                numbers = texts.pop(NUMBER)
                found += related.findings(typed_of(plan, texts), numbers)
        yield from sorted(found, key=lambda finding: finding.record or 0)


def typed_of(plan: TablePlan, texts: dict[str, Any]) -> TypedRecord:
    """Return a record, as it comes out of the log."""
    wrong = texts.pop(WRONG)
    right = {key: text for key, text in texts.items() if text is not None}
    return TypedRecord(plan, right, frozenset(wrong.split(",") if wrong else ()))


def _row(plan: TablePlan, texts: dict[str, Any]) -> Row:
    """Return what is kept of a record, as it comes out of the log."""
    typed = typed_of(plan, texts)
    return row_of(typed, texts)


def _in_order(parts: Iterable[pl.DataFrame], keys: Sequence[str]) -> pl.DataFrame:
    """Return parts as one frame in the order of the records."""
    found = list(parts)
    if not found:
        return pl.DataFrame(schema=[NUMBER, *keys])
    return pl.concat(found).sort(NUMBER)


def _hashes(plan: TablePlan, keys: Sequence[str], part: pl.DataFrame) -> pl.Series:
    texts = [canonical(plan.by_key[key]).alias(key) for key in keys]
    return part.select(pl.struct(texts).hash().alias(HASH)).to_series()


def kind_of_key(field: FieldPlan) -> str:
    """Return what the values of an item are compared as."""
    return type_name(field.notation.form)


def canonical(field: FieldPlan) -> pl.Expr:
    """Return texts that are equal exactly when the values they stand for are."""
    text, kind = pl.col(field.ref.key), kind_of_key(field)
    if kind in WHOLE:
        return text.str.pad_end(len(WHOLE[kind]), "0")
    if kind != "number":
        return text
    short = text.str.replace(r"^(-?)0*([0-9]+?)(?:\.([0-9]*?)0*)?$", "$1$2.$3")
    return short.str.replace(r"^-(0\.)$", "$1")
