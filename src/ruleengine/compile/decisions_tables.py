"""Decision tables ready to run.

In: model decision tables. Out: ``CompiledTable``: values in, outputs and the rows that
held out.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import bare
from ruleengine.compile.decisions_cells import on_axis
from ruleengine.compile.decisions_hits import Hit, Outputs, decide
from ruleengine.compile.decisions_session import StepFact, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.compile.decisions_cells import SetOfValues
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_demands import CompiledQuestion
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_readings import ByChoice
    from ruleengine.compile.decisions_session import Session
    from ruleengine.feel.values import Value
    from ruleengine.table import Index


@frozen(kw_only=True, eq=False)
class CompiledOutput:
    """One result column."""

    key: str
    name: str
    symbol: str
    unit: str
    decimals: int | None


@frozen(kw_only=True, eq=False)
class CompiledRow:
    """One row."""

    id: str
    cells: tuple[SetOfValues | None, ...] = field(repr=False)
    """A cell for each input; None takes any value."""
    outputs: Outputs
    since: dt.date | None
    until: dt.date | None
    clauses: tuple[str, ...]
    note: str

    def is_in_force(self, day: dt.date) -> bool:
        """Tell whether the row holds on a day at all."""
        if self.since is not None and day < self.since:
            return False
        return self.until is None or day <= self.until


@frozen(kw_only=True, eq=False)
class CompiledTable:
    """A decision table; immutable, so threads may share it."""

    id: str
    title: str
    clauses: tuple[str, ...]
    hit: ByChoice[str]
    inputs: tuple[CompiledDatum, ...]
    outputs: tuple[CompiledOutput, ...]
    rows: tuple[CompiledRow, ...] = field(repr=False)
    index: Index = field(repr=False)
    results: tuple[Outputs, ...] = field(repr=False)
    """The outputs of every row."""
    ranks: tuple[Mapping[Value, int], ...] = field(repr=False)
    default: Outputs | None
    is_dated: bool
    questions: tuple[CompiledQuestion, ...]

    @property
    def local_id(self) -> str:
        """The id inside the pack."""
        return bare(self.id)

    def hits(self, values: Sequence[Value], as_of: dt.date) -> list[int]:
        """Return the numbers of the rows that hold, in the order of the table."""
        found = self.index.rows(list(map(on_axis, values)))
        if self.index.open_rows:
            found = [number for number in found if self._passes(number, values)]
        if self.is_dated:
            found = [n for n in found if self.rows[n].is_in_force(as_of)]
        return found

    def _passes(self, number: int, values: Sequence[Value]) -> bool:
        """Tell whether the FEEL tests of a row hold; its plain cells do already."""
        if number not in self.index.open_rows:
            return True
        return all(
            cell is None or cell.program is None or cell.contains(value)
            for cell, value in zip(self.rows[number].cells, values, strict=True)
        )

    def decide(self, values: Sequence[Value], session: Session) -> Hit:
        """Return the result for input values in order; keeps what went wrong."""
        hits = self.hits(values, session.as_of)
        policy = self.hit.pick(session.readings)
        hit = decide(policy, hits, self.results, self.ranks, self.default)
        if hit.trouble:
            session.trouble(
                hit.trouble,
                title=self.title,
                inputs=shown(self._given(values)),
                rows=", ".join(self.rows[row].id for row in hit.rows),
            )
        return hit

    def run(self, values: Sequence[Value], session: Session, *, inside: bool) -> Hit:
        """Decide, and leave a step for every output in the trail.

        Args:
            values: one for each input, in order.
            session: readings, date, trail.
            inside: whether a formula calls, so that the steps go by the table's name.
        """
        hit = self.decide(values, session)
        if session.trail is not None and hit.outputs is not None:
            for output, value in zip(self.outputs, hit.outputs, strict=True):
                session.trail.add(self._fact(output, value, hit, values, inside=inside))
        return hit

    def call(self, session: Session, arguments: Sequence[Value]) -> Value:
        """Return the only output, or a context of several; None for bad arguments."""
        for datum, value in zip(self.inputs, arguments, strict=True):
            if not datum.accepts(value):
                datum.tell_refused(value, self.title, session)
                return None
        outputs = self.run(arguments, session, inside=True).outputs
        if outputs is None:
            return None
        if len(self.outputs) == 1:
            return outputs[0]
        return {o.key: v for o, v in zip(self.outputs, outputs, strict=True)}

    def _given(self, values: Sequence[Value]) -> dict[str, Value]:
        return {d.key: v for d, v in zip(self.inputs, values, strict=True)}

    def _fact(
        self,
        output: CompiledOutput,
        value: Value,
        hit: Hit,
        values: Sequence[Value],
        *,
        inside: bool,
    ) -> StepFact:
        single = len(self.outputs) == 1
        called = self.local_id if single else f"{self.local_id}.{output.key}"
        rows = [self.rows[number] for number in hit.rows]
        clauses = dict.fromkeys(c for row in rows for c in row.clauses)
        return StepFact(
            decision=self.id,
            name=called if inside else output.key,
            title=self.title if single else output.name,
            symbol=output.symbol,
            value=value,
            unit=output.unit,
            decimals=output.decimals,
            formula="",
            inputs=self._given(values),
            rows=tuple(row.id for row in rows),
            clauses=tuple(clauses) or self.clauses,
        )

    def formulas(self) -> Iterator[Formula]:
        """Yield all that is evaluated besides the rows."""
        yield from (question.when for question in self.questions)
