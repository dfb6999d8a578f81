"""Model decision tables -> compiled ones: cells read, literals typed, policies known."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import listed
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_cells import SetOfValues, cell_of
from ruleengine.compile.decisions_data import compile_data
from ruleengine.compile.decisions_demands import compile_questions
from ruleengine.compile.decisions_hits import FOLDED, RANKED, policy_name
from ruleengine.compile.decisions_readings import ByChoice, by_choice
from ruleengine.compile.decisions_tables import (
    CompiledOutput,
    CompiledRow,
    CompiledTable,
)
from ruleengine.compile.decisions_values import feel_type, literal
from ruleengine.compile.rule_dates import date_of
from ruleengine.model.decision_table import ROW_KEYS
from ruleengine.table import Index, everything

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_hits import Outputs
    from ruleengine.feel.values import Value
    from ruleengine.model.decision_table import DecisionTable, Output, Row
    from ruleengine.model.phrase import Phrase
    from ruleengine.table import CellSet, Kind


def compile_decision_table(written: DecisionTable, around: Around) -> CompiledTable:
    """Compile a decision table; what is wrong with it is added to the problems."""
    owner = f"{around.pack}/{written.id}"
    problems = around.problems
    _judge_columns(written, problems)
    rows = tuple(_row(row, written, problems) for row in written.rows)
    _judge_row_ids(written, problems)
    ranks = tuple(_ranks(output, problems) for output in written.outputs)
    kinds = {i.key: feel_type(i.type) for i in written.inputs}
    kinds |= {o.key: feel_type(o.type) for o in written.outputs}
    inputs = compile_data(owner, written.inputs, around)
    return CompiledTable(
        id=owner,
        title=written.title,
        clauses=written.clauses,
        hit=_hit(written, around),
        inputs=inputs,
        outputs=tuple(_output(output) for output in written.outputs),
        rows=rows,
        results=tuple(row.outputs for row in rows),
        index=Index([_sets(row, written) for row in rows]),
        ranks=ranks,
        default=_default(written, problems),
        is_dated=any(row.since or row.until for row in rows),
        questions=compile_questions(
            written.needs_decision, around.scope(kinds, written.inputs), around
        ),
    )


def _hit(written: DecisionTable, around: Around) -> ByChoice[str]:
    def make(phrase: Phrase) -> str:
        policy = policy_name(phrase.text)
        around.problems.extend(_policy_problems(policy, phrase, written))
        return policy

    made = by_choice(written.hit, around.declared, make, around.problems)
    return made or ByChoice("", MappingProxyType({"": "unique"}))


def _policy_problems(
    policy: str, phrase: Phrase, written: DecisionTable
) -> list[Problem]:
    if policy in RANKED:
        return [
            CATALOGUE.problem("E406", o.position, found=phrase.text, key=o.key)
            for o in written.outputs
            if not o.values
        ]
    figures = [o for o in written.outputs if o.type in {"number", "integer"}]
    if policy in FOLDED and not len(figures) == len(written.outputs) == 1:
        return [CATALOGUE.problem("E407", phrase.position, found=phrase.text)]
    if policy == "collect count" and len(written.outputs) != 1:
        return [CATALOGUE.problem("E407", phrase.position, found=phrase.text)]
    return []


def _output(written: Output) -> CompiledOutput:
    return CompiledOutput(
        key=written.key,
        name=written.name,
        symbol=written.symbol,
        unit=written.unit,
        decimals=written.decimals,
    )


def _ranks(written: Output, problems: list[Problem]) -> Mapping[Value, int]:
    values = (literal(v, written.type, written.key, problems) for v in written.values)
    return MappingProxyType({value: rank for rank, value in enumerate(values)})


def _sets(row: CompiledRow, written: DecisionTable) -> list[CellSet | None]:
    pairs = zip(row.cells, written.inputs, strict=True)
    return [
        cell.values if cell else everything(cast("Kind", datum.type))
        for cell, datum in pairs
    ]


def _default(written: DecisionTable, problems: list[Problem]) -> Outputs | None:
    if all(output.default is None for output in written.outputs):
        return None
    return tuple(
        _value(output.default, output, problems) if output.default else None
        for output in written.outputs
    )


def _value(written: Phrase, output: Output, problems: list[Problem]) -> Value:
    """Return the value of a cell or default, held to what the output may be."""
    value = literal(written, output.type, output.key, problems)
    allowed = [each.text for each in output.values]
    if allowed and value is not None and written.text not in allowed:
        problems.append(
            CATALOGUE.problem(
                "E410", written.position, found=written.text, key=output.key
            )
        )
    return value


def _judge_columns(written: DecisionTable, problems: list[Problem]) -> None:
    seen: dict[str, int] = {}
    columns = [(datum.key, datum.position) for datum in written.inputs]
    columns += [(output.key, output.position) for output in written.outputs]
    for key, place in columns:
        if key in ROW_KEYS:
            problems.append(CATALOGUE.problem("E408", place, found=key))
        if key in seen:
            problems.append(
                CATALOGUE.problem("E420", place, found=key, first=str(seen[key]))
            )
        seen[key] = place.line


def _judge_row_ids(written: DecisionTable, problems: list[Problem]) -> None:
    seen: dict[str, int] = {}
    for row in written.rows:
        if row.id in seen:
            first = str(seen[row.id])
            problems.append(
                CATALOGUE.problem("E400", row.position, found=row.id, first=first)
            )
        seen[row.id] = row.position.line


def _row(written: Row, table: DecisionTable, problems: list[Problem]) -> CompiledRow:
    columns = {datum.key for datum in table.inputs}
    columns |= {output.key for output in table.outputs}
    problems.extend(
        CATALOGUE.problem(
            "E401",
            written.keys[key],
            found=key,
            near=did_you_mean(key, columns),
            wanted=listed(sorted(columns)),
        )
        for key in written.cells
        if key not in columns
    )
    since, until = date_of(written.since, problems), date_of(written.until, problems)
    if since and until and since > until:
        problems.append(
            CATALOGUE.problem("E409", written.position, found=f"{since}..{until}")
        )
    return CompiledRow(
        id=written.id,
        cells=_cells(written, table, problems),
        outputs=tuple(_outcome(written, output, problems) for output in table.outputs),
        since=since,
        until=until,
        clauses=written.clauses,
        note=written.note,
    )


def _cells(
    written: Row, table: DecisionTable, problems: list[Problem]
) -> tuple[SetOfValues | None, ...]:
    return tuple(
        cell_of(written.cells.get(datum.key), datum.type, problems)
        for datum in table.inputs
    )


def _outcome(written: Row, output: Output, problems: list[Problem]) -> Value:
    cell = written.cells.get(output.key)
    if cell is None or cell.is_blank:
        if output.default is not None:
            return _value(output.default, output, [])  # judged once, for all rows
        if not output.optional:
            problems.append(
                CATALOGUE.problem("E402", written.position, found=output.key)
            )
        return None
    return _value(cell, output, problems)
