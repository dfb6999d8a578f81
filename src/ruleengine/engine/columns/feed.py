"""Feeds blocks to a run: clean records stay in columns, the others go one by one.

In: a run, an input that comes in blocks. Out: the same calls to the run as record by
record, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.engine.columns.dataset import ColumnDataset
from ruleengine.engine.columns.frames import (
    BEYOND,
    blank_rows,
    fields_of,
    frame_of,
)
from ruleengine.engine.columns.screen import ColumnScreen
from ruleengine.engine.columns.texts import field_texts
from ruleengine.engine.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.record import Block, Cells, Record, TableInput
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.second_phase import SecondPhase
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided


FeedRecords = Callable[["TablePlan", "Iterable[Record]", int], int]
"""Checks records one by one: (table, records, last number before) -> last number."""
Check = Callable[["TablePlan", "Record", int], None]
"""Checks one record in full: (table, record, number)."""


@frozen
class Screened:
    """The columns of a block, looked at."""

    fields: pl.DataFrame
    """A text column for each field."""
    suspects: pl.Series
    """Which records need a closer look."""
    cells: Sequence[Cells] = ()
    """What stands in the rows of the suspects, where that is known."""


class ColumnFeed:
    """Takes the blocks of a run."""

    def __init__(
        self,
        plans: Mapping[str, TablePlan],
        settings: Settings,
        undecided: Undecided,
        phase: SecondPhase,
    ) -> None:
        self.dataset = ColumnDataset(plans, settings, undecided, phase)
        self._settings = settings
        self._undecided = undecided
        self._screens: dict[str, ColumnScreen] = {}

    def feed(
        self,
        given: TableInput,
        plan: TablePlan,
        first: int,
        feed_records: FeedRecords,
        check: Check,
    ) -> Iterator[int]:
        """Check all records of an input.

        Args:
            given: an input with blocks.
            plan: its table.
            first: the number of the last record before.
            feed_records: checks records one by one.
            check: checks one record in full.

        Yields:
            The number of the last record so far, after each block.
        """
        assert given.blocks is not None, "the caller has looked"
        if plan.id not in self._screens:
            self._screens[plan.id] = ColumnScreen(plan, self._settings)
        number = first
        looked_at = self._looked_at(given.blocks(), plan)
        # A block without text may share its file with what follows.
        for block, columns in read_ahead(looked_at, lambda made: bool(made[0].data)):
            if columns is None:
                number = feed_records(plan, block.rows(), number)
            else:
                self._take(block, plan, number, columns, check)
                number += columns.fields.height
            yield number
        if given.end is not None:
            given.end()

    def _looked_at(
        self, blocks: Iterable[Block], plan: TablePlan
    ) -> Iterator[tuple[Block, Screened | None]]:
        for block in blocks:
            columns = self._columns_or_none(block, plan)
            if columns is None and (parts := list(block.parts())):
                yield from self._looked_at(parts, plan)
            else:
                yield block, columns

    def _columns_or_none(self, block: Block, plan: TablePlan) -> Screened | None:
        try:
            return self._columns_of(block, plan)
        except pl.exceptions.PolarsError:
            # A release of Polars that cannot do it: the other way always works.
            return None

    def _columns_of(self, block: Block, plan: TablePlan) -> Screened | None:
        """Return texts and which are suspect; None when they must go one by one."""
        if block.form == "frame":
            texts = field_texts(block.frame, plan)
            return Screened(texts, self._screens[plan.id].suspects(texts))
        frame = frame_of(block)
        if frame is None:
            return None
        fields = fields_of(frame, block.keys, tuple(plan.by_key))
        suspects = self._screens[plan.id].suspects(fields)
        suspects |= frame.get_column(BEYOND).is_not_null()
        suspects |= frame.select(pl.all_horizontal(pl.all().is_null())).to_series()
        doubtful = frame.filter(suspects)
        if block.form == "csv" and blank_rows(doubtful).any():
            return None
        return Screened(fields, suspects, _cells_of(block, doubtful))

    def _take(
        self,
        block: Block,
        plan: TablePlan,
        before: int,
        columns: Screened,
        check: Check,
    ) -> None:
        """Keep the clean records of a block, and check the others one by one.

        Args:
            block: the block.
            plan: its table.
            before: the number of the last record before it.
            columns: the block, looked at.
            check: checks one record in full.
        """
        fields, suspects = columns.fields, columns.suspects
        positions = suspects.arg_true().to_list()
        clean = ~suspects
        numbers = pl.int_range(before + 1, before + 1 + fields.height, eager=True)
        self.dataset.add_frame(plan, fields, numbers, clean)
        self._screens[plan.id].count_clean(fields, clean, self._undecided)
        records = block.picked(fields.height, positions, columns.cells)
        for at, record in _paired(positions, records):
            check(plan, record, before + at + 1)


def _cells_of(block: Block, doubtful: pl.DataFrame) -> Sequence[Cells]:
    """Return the cells of rows, where the columns hold all of them."""
    beyond = doubtful.get_column(BEYOND)
    if not block.only_texts or beyond.null_count() < len(beyond):
        return ()
    return doubtful.drop(BEYOND).rows()


def _paired(
    positions: list[int], records: Iterator[Record]
) -> Iterator[tuple[int, Record]]:
    # With no positions the block still has to be told that it was read.
    yield from zip(positions, records, strict=True)
    next(records, None)
