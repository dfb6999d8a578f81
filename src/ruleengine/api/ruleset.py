"""Ruleset: loaded rules with everything that can be asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.api.handed_in import by_full_id, refuse_single, told_apart
from ruleengine.api.named import Named
from ruleengine.api.prepared import Prepared
from ruleengine.api.report import Counted, Report
from ruleengine.api.screens import Screens
from ruleengine.api.selection import (
    asked_readings,
    chosen_readings,
    day_of,
    editions_in_force,
    most_of,
)
from ruleengine.api.unknown import no_table_named
from ruleengine.base.frozen import MadeOnce
from ruleengine.compile.packs import compile_packs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    import polars as pl

    from ruleengine import feel
    from ruleengine.api.check import Given
    from ruleengine.api.input_rows import InputRows
    from ruleengine.api.prepared import Around
    from ruleengine.api.results import Number, Result
    from ruleengine.base.finding import Finding
    from ruleengine.base.progress import Progress
    from ruleengine.base.record import TableShape
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions import Decision, Decisions
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.compute import BareAnswers
    from ruleengine.engine.settings import Settings
    from ruleengine.model.rule_pack import RulePack

Records = Iterable[Mapping[str, Any]]
Paths = str | Path | Iterable[str | Path]


class Ruleset(MadeOnce):
    """Rule packs ready to use; immutable, so threads may share it."""

    def __init__(
        self,
        packs: Sequence[RulePack],
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        memory: ParseMemory | None = None,
    ) -> None:
        """Compile the editions in force; see ``ruleengine.load``.

        Args:
            packs: all editions of the packs.
            as_of: the date of the rules for calls that name none.
            readings: reading -> choice, for calls that name none.
            memory: what was parsed before of exactly these packs.
        """
        self._editions = tuple(packs)
        self._as_of = as_of
        self._readings = asked_readings(readings)
        self._compile = lru_cache(maxsize=8)(partial(compile_packs, memory=memory))
        self._prepare = lru_cache(maxsize=64)(self._prepare_afresh)
        self._named = lru_cache(maxsize=64)(partial(Named, self._editions))
        self._screens = Screens()
        self._prepared()
        self._is_made = True

    @property
    def made_of(
        self,
    ) -> tuple[Sequence[RulePack], dt.date | str | None, dict[str, str]]:
        """What it was made of: all editions, the date and the readings."""
        return self._editions, self._as_of, dict(self._readings)

    def packs(self, as_of: dt.date | str | None = None) -> Mapping[str, CompiledPack]:
        """Return the compiled packs in force on a day, by name."""
        return self._prepared(as_of).packs

    def day(self, as_of: dt.date | str | None = None) -> dt.date:
        """Return the date of the rules: that of the call, of the load, or today."""
        return day_of(as_of if as_of is not None else self._as_of)

    def readings(
        self,
        wanted: Mapping[str, str] | None = None,
        as_of: dt.date | str | None = None,
    ) -> Mapping[str, Mapping[str, str]]:
        """Return the choice of every reading, by pack."""
        return self._prepared(as_of, wanted).readings

    def tables(self, as_of: dt.date | str | None = None) -> Mapping[str, TablePlan]:
        """Return all field tables by full id."""
        return self._prepared(as_of).tables

    def _prepared(
        self,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Prepared:
        asked = self._readings
        if readings is not None:
            asked = asked_readings(dict(asked), readings)
        return self._prepare(self.day(as_of), asked)

    def shapes(
        self, table: str | None = None, as_of: dt.date | str | None = None
    ) -> tuple[TableShape, ...]:
        """Return what a reader of files must know of the tables, or of one of them."""
        return self._shapes(table, self._prepared(as_of))

    def _shapes(self, table: str | None, prepared: Prepared) -> tuple[TableShape, ...]:
        if table is None:
            return prepared.shapes
        return (prepared.shape(self._named(prepared).table(table)),)

    def working_days(self) -> feel.Calendar:
        """Return what FEEL asks which days are worked, by the calendar of the rules."""
        return next(iter(self._prepared().sessions.values()))

    def codes(self, name: str) -> Codes:
        """Return a code list: a mapping of code to code, name, status and parents.

        Raises:
            UsageError: there is no such code list; names the near misses.
        """
        return self._named(self._prepared()).codes(name)

    def check(
        self,
        data: Mapping[str, Records] | Records | Paths,
        *,
        table: str | None = None,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        complete: bool = False,
        folder: str | Path | None = None,
        max_per_rule: int | None = None,
        each: Callable[[Finding], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Check submitted data against the field tables.

        Args:
            data: records by table id; or records of the one ``table``; or the path of a
                file or folder, or several paths (also a generator of them). Records may
                be a data frame (Polars, pandas, Arrow).
            table: the one table that all data belongs to.
            as_of: the date of the rules; today when left out.
            readings: reading -> choice.
            complete: ask whether every table of the packs used is there.
            folder: where files stand that records name; the submitted folder when
                paths are given.
            max_per_rule: findings of one rule and severity that are kept; the rest
                is counted.
            each: is called with every finding as soon as it is found, record by record,
                then with those that needed all records; the report only counts them.
            progress: is called now and then with how far the check has come.

        Raises:
            UsageError: an unknown table, reading or choice.
            InputError: a file that cannot be read at all.
        """
        from ruleengine.api.check import check_inputs
        from ruleengine.engine.taken_findings import TakenFindings

        prepared = self._prepared(as_of, readings)
        listener = None if each is None else Counted(each)
        taken = TakenFindings(most_of(max_per_rule), listener)
        given = self._given(data, table, prepared)
        if folder is not None:
            given = replace(given, folder=Path(folder))
        submission = prepared.submission(given.submitted(complete=bool(complete)))
        outcome = check_inputs(given, submission, self._screens, taken, progress)
        return Report(outcome) if listener is None else listener.report(outcome)

    def _given(
        self,
        data: Mapping[str, Records] | Records | Paths,
        table: str | None,
        prepared: Prepared,
    ) -> Given:
        plans = prepared.tables
        paths, records = told_apart(data)
        if paths is not None:
            from ruleengine.api.files import read_files
            from ruleengine.api.out_of_force import out_of_force

            shapes = self._shapes(table, prepared)
            absent = out_of_force(self._editions, prepared.packs, prepared.day)
            return read_files(paths, shapes, table, plans, absent)
        from ruleengine.api.check import Given, memory_inputs

        return Given(memory_inputs(self._by_table(records, table, prepared), plans))

    def table_settings(
        self,
        table: str,
        readings: Mapping[str, str] | None = None,
        as_of: dt.date | str | None = None,
    ) -> tuple[TablePlan, Settings]:
        """Return the plan of a table and the settings to check records of it with.

        Raises:
            UsageError: an unknown table, reading or choice.
        """
        prepared = self._prepared(as_of, readings)
        full = self._named(prepared).table(table)
        return prepared.tables[full], prepared.settings

    def compute(
        self,
        decision: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Result:
        """Compute a decision table or calculation and keep how it came about.

        Args:
            decision: its id, such as ``santong/inspection-time``.
            inputs: key or printed name -> value; dates as such, ``YYYY-MM-DD`` or
                ``YYYYMMDD``.
            as_of: the date of the rules; today when left out.
            readings: reading -> choice.

        Returns:
            The result; bad input gives findings in it and no figure.

        Raises:
            UsageError: an unknown decision, reading or choice.
        """
        from ruleengine.api.results import Result
        from ruleengine.engine.compute import compute

        found, pack, around = self._decision(decision, as_of, readings)
        return Result(compute(found, pack, inputs or {}, *around))

    def compute_many(
        self,
        decision: str,
        inputs: Iterable[Mapping[str, Any]],
        *,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> list[tuple[Any, ...] | None]:
        """Compute one decision for many inputs, without saying how it came about.

        Args:
            decision: its id, such as ``nac/qms-days``.
            inputs: mappings as ``compute`` takes them.
            as_of: the date of the rules; today when left out.
            readings: reading -> choice.

        Returns:
            For each input the outputs in order, figures as Decimal; None where
            ``compute`` would give findings and no figure.

        Raises:
            UsageError: an unknown decision, reading or choice; one mapping, a data frame
                or something else than several inputs.
        """
        refuse_single(inputs)
        return self._answers(decision, as_of, readings).of_all(inputs)

    def compute_frame(
        self,
        decision: str,
        data: Any,
        *,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> pl.DataFrame:
        """Compute one decision for a whole data frame; needs the extra ``bulk``.

        Args:
            decision: its id, such as ``nac/qms-days``.
            data: a data frame (Polars, pandas, Arrow) with a column for each input, by
                key or printed name. An input without a column is absent in every row.
            as_of: the date of the rules; today when left out.
            readings: reading -> choice.

        Returns:
            A Polars frame with a row for each row of the data, in the same order. Each
            output is a column: figures exact, as Decimal with as many decimals as they
            need; null where there is none. Beside them ``ok`` (boolean),
            ``needs_decision`` (texts: what people must decide) and ``findings`` (ids of
            rules; ``compute`` says more about such a row).

        Raises:
            UsageError: an unknown decision, column, reading or choice; Polars is
                missing.
        """
        from ruleengine.api.computed_frames import computed_frame

        return computed_frame(self._answers(decision, as_of, readings), data)

    def read_inputs(
        self,
        decision: str,
        path: str | Path,
        *,
        as_of: dt.date | str | None = None,
    ) -> InputRows:
        """Read the rows of a file as inputs of a decision, to be computed one by one.

        Args:
            decision: its id, such as ``nac/qms-days``.
            path: csv, xlsx or jsonl; columns are called as the inputs are, by key or
                printed name. Others are kept beside them.
            as_of: the date of the rules; today when left out.

        Raises:
            UsageError: an unknown decision.
            InputError: the file cannot be read, or has no column of an input.
        """
        from ruleengine.api.input_rows import input_rows

        found, _, _ = self._decision(decision, as_of, None)
        return input_rows(found, Path(path))

    def _decision(
        self,
        name: str,
        as_of: dt.date | str | None,
        readings: Mapping[str, str] | None,
    ) -> tuple[Decision, Decisions, Around]:
        prepared = self._prepared(as_of, readings)
        found, pack = self._named(prepared).decision(name)
        return found, pack, prepared.around(pack.pack)

    def _answers(
        self,
        name: str,
        as_of: dt.date | str | None,
        readings: Mapping[str, str] | None,
    ) -> BareAnswers:
        prepared = self._prepared(as_of, readings)
        return prepared.answers(*self._named(prepared).decision(name))

    def identify(
        self,
        identifier: str,
        value: object,
        /,
        *,
        as_of: dt.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        **facts: Any,
    ) -> Number:
        """Take a number apart and check it.

        Args:
            identifier: its id, such as ``santong/certificate-number``.
            value: the number.
            as_of: the date of the rules; today when left out.
            readings: reading -> choice.
            facts: what the number must agree with, by key.

        Raises:
            UsageError: an unknown identifier, reading or choice.
        """
        from ruleengine.api.results import Number
        from ruleengine.engine.identify import identify

        prepared = self._prepared(as_of, readings)
        found, pack = self._named(prepared).identifier(identifier)
        around = prepared.around(pack.pack)
        return Number(identify(found, pack, value, facts, *around))

    def _by_table(
        self, data: Any, table: str | None, prepared: Prepared
    ) -> dict[str, Records]:
        named = self._named(prepared)
        if table is not None:
            return {named.table(table): data}
        if isinstance(data, Mapping):
            return by_full_id(data, named.table)
        raise no_table_named(data)

    def _prepare_afresh(
        self, day: dt.date, readings: tuple[tuple[str, str], ...]
    ) -> Prepared:
        packs = self._compile(editions_in_force(self._editions, day))
        return Prepared(day, packs, chosen_readings(packs, dict(readings)))
