"""Decision tables: inputs without a row, with two rows, rows that never hit or could be one.

In: a table as written and as compiled. Out: problems with a concrete input in each.
Boxes of the table room decide; nothing is sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, cast

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.authoring.sets_in_words import (
    box_in_words,
    set_in_words,
    witness_in_words,
)
from ruleengine.authoring.value_sets import domain_of, meet
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import listed
from ruleengine.table import (
    CoverLimitError,
    IntervalSet,
    ValueSet,
    cover,
    everything,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_tables import CompiledRow, CompiledTable
    from ruleengine.model.decision_table import DecisionTable, Row
    from ruleengine.table import CellSet, Kind
    from ruleengine.table.cover import Box

COMPLETE = frozenset(
    {"unique", "any", "first", "priority", "collect min", "collect max"}
)
"""Policies under which an input without a row has no result at all."""
JOINABLE = frozenset({"unique", "any"})
"""Policies under which two rows may be joined whatever their order."""
TOLD = 20
"""Gaps and overlaps of one table; nobody reads more before mending those."""
DATE = "as_of"


def decision_table_problems(linted: Linted) -> Iterator[Problem]:
    """Yield what is wrong with the decision tables of a pack."""
    compiled = linted.compiled.decisions.decisions
    for written in linted.pack.decision_tables:
        table = cast("CompiledTable", compiled[linted.full(written.id)])
        yield from _Judge(written, table).problems()


@dataclass(frozen=True)
class _Judge:
    written: DecisionTable
    table: CompiledTable

    def problems(self) -> Iterator[Problem]:
        policies = dict.fromkeys(self.table.hit)
        try:
            for policy in policies:
                yield from self._of_policy(policy)
            yield from self._never_hit(policies)
            if JOINABLE.issuperset(policies):
                yield from self._mergeable()
        except CoverLimitError:
            yield self._not_all()

    def _of_policy(self, policy: str) -> Iterator[Problem]:
        if policy in COMPLETE and self.table.default is None:
            yield from self._some(self._gaps())
        if policy in {"unique", "any"}:
            yield from self._some(self._overlaps(policy))

    def _some(self, problems: Iterator[Problem]) -> Iterator[Problem]:
        """Yield no more than people read, as far as they can be found."""
        try:
            yield from islice(problems, TOLD)
            is_all = next(problems, None) is None
        except CoverLimitError:
            is_all = False
        if not is_all:
            yield self._not_all()

    def _not_all(self) -> Problem:
        return CATALOGUE.problem(
            "E506", self.written.position, found=self.written.id, severity="warning"
        )

    @cached_property
    def names(self) -> list[str]:
        dated = [DATE] if self.table.is_dated else []
        return [datum.name for datum in self.table.inputs] + dated

    @cached_property
    def rows(self) -> list[tuple[CellSet | None, ...]]:
        return [self._row(row) for row in self.table.rows]

    def _row(self, row: CompiledRow) -> tuple[CellSet | None, ...]:
        cells = tuple(
            cell.values if cell else everything(cast("Kind", datum.type))
            for cell, datum in zip(row.cells, self.table.inputs, strict=True)
        )
        return (*cells, _days(row.since, row.until)) if self.table.is_dated else cells

    @cached_property
    def covers(self) -> Box | None:
        """What the table is asked for; None when an input does not say."""
        sets = [domain_of(datum) for datum in self.table.inputs]
        known = [values for values in sets if values is not None]
        if len(known) < len(sets):
            return None
        # Outside all dates of its rows a dated table is not asked.
        dated = (self._dates(),) if self.table.is_dated else ()
        return (*known, *dated)

    def _dates(self) -> CellSet:
        starts = [row.since for row in self.table.rows]
        ends = [row.until for row in self.table.rows]
        return _days(
            None if None in starts else min(day for day in starts if day),
            None if None in ends else max(day for day in ends if day),
        )

    def _gaps(self) -> Iterator[Problem]:
        if self.covers is None:
            for datum, model in zip(
                self.table.inputs, self.written.inputs, strict=True
            ):
                if domain_of(datum) is None:
                    yield CATALOGUE.problem(
                        "E505", model.position, found=datum.name, severity="warning"
                    )
            return
        for gap in cover.gaps(self.rows, self.covers):
            if not gap.perhaps:
                yield CATALOGUE.problem(
                    "E501",
                    self._beside(gap.box),
                    found=str(gap),
                    box=box_in_words(self.names, gap.box, self.covers),
                    witness=witness_in_words(self.names, gap.witness),
                )

    def _beside(self, box: Box) -> Position:
        """Return the row just below a gap; the table where there is none."""
        best = self.written.position
        for row, cells in zip(self.written.rows, self.rows, strict=True):
            below = [
                index
                for index, (cell, part) in enumerate(zip(cells, box, strict=True))
                if cell is None or not meet(cell, part)
            ]
            if len(below) == 1 and _ends_below(cells[below[0]], box[below[0]]):
                best = self._cell(row, below[0])
        return best

    def _cell(self, row: Row, column: int) -> Position:
        if column < len(self.table.inputs):
            cell = row.cells.get(self.table.inputs[column].key)
            if cell is not None:
                return cell.position
        return row.position

    def _overlaps(self, policy: str) -> Iterator[Problem]:
        for found in cover.overlaps(self.rows):
            one, other = self.table.rows[found.first], self.table.rows[found.second]
            box = self._asked(found.box)
            harmless = policy == "any" and one.outputs == other.outputs
            if box is None or not found.certain or harmless:
                continue
            yield CATALOGUE.problem(
                "E502",
                self._place(found.second, found.box),
                found=self.table.rows[found.second].id,
                other=one.id,
                line=self.written.rows[found.first].position.line,
                box=box_in_words(self.names, box, self.covers),
                witness=witness_in_words(self.names, cover.witness(box)),
            )

    def _asked(self, box: Box) -> Box | None:
        return cover.meet(box, self.covers) if self.covers is not None else box

    def _place(self, row: int, box: Box) -> Position:
        """Return the cell of a row that is to blame: the first that a box narrows."""
        for column, part in enumerate(box):
            if part != everything(part.domain):
                return self._cell(self.written.rows[row], column)
        return self.written.rows[row].position

    def _never_hit(self, policies: dict[str, None]) -> Iterator[Problem]:
        hidden = [
            {each.row: each.by for each in cover.never_hit(self.rows, policy)}
            for policy in policies
        ]
        for number, row in enumerate(self.written.rows):
            if all(number in each for each in hidden):
                by = [self.table.rows[other].id for other in hidden[0][number]]
                yield CATALOGUE.problem(
                    "E503", row.position, found=row.id, by=listed(by)
                )
            elif (column := self._outside(number)) is not None:
                yield CATALOGUE.problem(
                    "E508",
                    self._cell(row, column),
                    found=row.id,
                    asked=set_in_words(self.names[column], self._domain(column)),
                )
            else:
                yield from self._unlisted(number)

    def _unlisted(self, number: int) -> Iterator[Problem]:
        """Yield the texts of a row that its input never is, such as misspelt ones."""
        row = self.written.rows[number]
        for column, datum in enumerate(self.table.inputs):
            cell = self.rows[number][column]
            if not datum.values or not isinstance(cell, ValueSet):
                continue
            listed_there = [str(value) for value in datum.values]
            for text in sorted({str(v) for v in cell.values if v is not None}):
                if text not in listed_there:
                    yield CATALOGUE.problem(
                        "E509",
                        self._cell(row, column),
                        found=text,
                        row=row.id,
                        name=datum.name,
                        near=did_you_mean(text, listed_there),
                    )

    def _domain(self, column: int) -> CellSet:
        assert self.covers is not None, "asked only where the table says what it covers"
        return self.covers[column]

    def _outside(self, number: int) -> int | None:
        """Return the column in which a row takes only values that are never asked."""
        if self.covers is None:
            return None
        for column, cell in enumerate(self.rows[number]):
            if cell is not None and not meet(cell, self.covers[column]):
                return column
        return None

    def _mergeable(self) -> Iterator[Problem]:
        outputs = [
            (repr(row.outputs), row.clauses, row.note) for row in self.table.rows
        ]
        for found in cover.mergeable(self.rows, outputs):
            neighbours = found.second == found.first + 1
            if neighbours and isinstance(found.joined, IntervalSet):
                yield CATALOGUE.problem(
                    "E504",
                    self.written.rows[found.second].position,
                    severity="warning",
                    found=self.table.rows[found.second].id,
                    other=self.table.rows[found.first].id,
                    box=set_in_words(self.names[found.column], found.joined),
                )


def _days(since: dt.date | None, until: dt.date | None) -> IntervalSet:
    return IntervalSet.between("date", since, until)


def _ends_below(cell: CellSet | None, gap: CellSet) -> bool:
    if not isinstance(cell, IntervalSet) or not isinstance(gap, IntervalSet):
        return False
    return bool(cell.spans and gap.spans) and cell.spans[-1][1] <= gap.spans[0][0]
