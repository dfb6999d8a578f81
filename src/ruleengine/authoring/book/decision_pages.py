"""Decision tables drawn as tables, calculations as steps with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_decisions import calculation_page, decision_table_page
from ruleengine.authoring.book.blocks import (
    Grid,
    GridRow,
    Page,
    bullets,
    cell,
    line,
    run,
)
from ruleengine.authoring.book.data_grid import data_grid
from ruleengine.authoring.book.in_names import names_of
from ruleengine.authoring.book.prose import (
    basis,
    condition,
    formulas,
    ids,
    plain,
    sections,
)
from ruleengine.authoring.book.words import explained, heading, word
from ruleengine.base.text import Text
from ruleengine.report.explanation import sentence
from ruleengine.report.units import unit_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.api.explain_page import Page as Explained
    from ruleengine.authoring.book.blocks import Block, Cell
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.authoring.book.in_names import Names
    from ruleengine.model.calculation import Calculation, Step
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable, Output, Row
    from ruleengine.model.demand import Demand
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.phrase import Phrase

NOTHING = Text.same("")
NULL = "null"


def decision_page(chapter: Chapter, table: DecisionTable) -> Page:
    """Return the page of a decision table."""
    about = decision_table_page(chapter.pack, table)
    return _page(chapter, about, table.title, _table_blocks(chapter, table, about))


def steps_page(chapter: Chapter, calculation: Calculation) -> Page:
    """Return the page of a calculation."""
    about = calculation_page(chapter.pack, calculation)
    blocks = _calculation_blocks(chapter, calculation, about)
    return _page(chapter, about, calculation.title, blocks)


def _page(
    chapter: Chapter, about: Explained, title: str, blocks: Iterator[Block]
) -> Page:
    return Page(
        path=chapter.places[about.id].path,
        title=Text.same(title),
        kind=explained(f"kind.{about.kind}"),
        id=about.id,
        chapter=chapter.folder,
        blocks=tuple(blocks),
    )


def _table_blocks(
    chapter: Chapter, table: DecisionTable, about: Explained
) -> Iterator[Block]:
    yield bullets(about.says)
    yield from sections(about, "note")
    yield _rows_grid(table)
    if table.inputs:
        yield data_grid(chapter, explained("section.inputs"), table.id, table.inputs)
    yield from _questions(table)
    yield from sections(about, "readings", "example-run")
    yield from basis(chapter.pack, table)


def _rows_grid(table: DecisionTable) -> Grid:
    has_dates = any(row.since or row.until for row in table.rows)
    has_remarks = any(row.note or row.clauses for row in table.rows)
    more = [heading("effective")] * has_dates + [word("column.remark")] * has_remarks
    inputs, outputs = table.inputs, table.outputs
    groups = [
        (NOTHING, 1),
        (word("conditions"), len(inputs)),
        (word("results"), len(outputs)),
        (NOTHING, len(more)),
    ]
    return Grid(
        caption=explained("section.rows"),
        columns=(
            word("column.row"),
            *(_named(each) for each in inputs),
            *(_named(each) for each in outputs),
            *more,
        ),
        rows=tuple(
            _row(table, row, has_dates=has_dates, has_remarks=has_remarks)
            for row in table.rows
        ),
        groups=tuple(group for group in groups if group[1]),
        name="decision",
    )


def _named(each: Datum | Output) -> Text:
    symbol = f" {each.symbol}" if each.symbol else ""
    unit = unit_text(each.unit)
    return Text(
        f"{each.name}{symbol}{f'（{unit.zh}）' if unit.zh else ''}",
        f"{each.name}{symbol}{f' ({unit.en})' if unit.en else ''}",
    )


def _row(
    table: DecisionTable, row: Row, *, has_dates: bool, has_remarks: bool
) -> GridRow:
    cells = [cell(line(row.id, style="dim"))]
    for each in table.inputs:
        written = row.cells.get(each.key)
        cells.append(cell(plain(written.text) if written else word("any")))
    for out in table.outputs:
        written = row.cells.get(out.key) or out.default
        cells.append(cell(_result(written)))
    if has_dates:
        cells.append(cell(_dates(row)))
    if has_remarks:
        cells.append(cell(row.note, *ids(row.clauses)))
    return GridRow(tuple(cells), f"{table.id}/{row.id}")


def _result(written: Phrase | None) -> Text | str:
    if written is None or written.text == NULL:
        return word("nothing")
    return plain(written.text)


def _dates(row: Row) -> str:
    if not (row.since or row.until):
        return ""
    return (
        f"{row.since.text if row.since else ''}..{row.until.text if row.until else ''}"
    )


def _calculation_blocks(
    chapter: Chapter, calculation: Calculation, about: Explained
) -> Iterator[Block]:
    yield bullets(about.says)
    yield from sections(about, "note")
    if calculation.inputs:
        caption = explained("section.inputs")
        yield data_grid(chapter, caption, calculation.id, calculation.inputs)
    yield from demands(calculation, calculation.requires, "section.requires")
    yield _steps(calculation)
    yield from _questions(calculation)
    yield from sections(about, "readings", "example-run")
    yield from basis(chapter.pack, calculation)


def demands(
    owner: Calculation | Identifier, wanted: Sequence[Demand], title: str
) -> Iterator[Block]:
    """Yield a table of conditions with what is said when one is not met.

    Args:
        owner: what demands them.
        wanted: the conditions.
        title: key of the caption among the words of ``explain``.
    """
    if not wanted:
        return
    names = names_of(owner)
    columns = ("rule", "must", "fault", "severity", "basis")
    yield Grid(
        caption=explained(title),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_demand(owner.id, each, names) for each in wanted),
        name="demands",
    )


def _demand(owner: str, demand: Demand, names: Names) -> GridRow:
    cells = (
        cell(line(demand.id, style="dim"), demand.title),
        (*formulas(demand.must, names), *condition(demand.when, names)),
        cell(demand.fault or "", line(demand.note, style="dim")),
        cell(sentence(f"severity.{demand.severity}")),
        cell(*ids(demand.clauses)),
    )
    return GridRow(cells, f"{owner}.{demand.id}")


def _steps(calculation: Calculation) -> Grid:
    columns = ("step", "name", "unit", "formula", "basis")
    names = names_of(calculation)
    results = {phrase.text for phrase in calculation.outputs}
    return Grid(
        caption=explained("section.steps"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(
            _step(calculation.id, at, step, names, is_result=step.key in results)
            for at, step in enumerate(calculation.steps, 1)
        ),
        name="steps",
    )


def _step(owner: str, at: int, step: Step, names: Names, *, is_result: bool) -> GridRow:
    symbol = f" {step.symbol}" if step.symbol else ""
    name = (run(f"{step.name}{symbol}", style="strong" if is_result else ""),)
    result = (run(word("result"), style="dim"),) if is_result else ()
    cells = (
        cell(str(at)),
        cell((*name, *result), line(step.key, style="id")),
        cell(unit_text(step.unit)),
        _formula(step, names),
        cell(*ids(step.clauses)),
    )
    return GridRow(cells, f"{owner}.{step.key}")


def _formula(step: Step, names: Names) -> Cell:
    note = (line(step.note, style="dim"),) if step.note else ()
    return (*formulas(step.formula, names), *condition(step.when, names), *note)


def _questions(thing: Calculation | DecisionTable) -> Iterator[Block]:
    names = names_of(thing)
    if not thing.needs_decision:
        return
    yield Grid(
        caption=explained("section.needs-decision"),
        columns=tuple(
            word(f"column.{column}") for column in ("rule", "when", "told", "basis")
        ),
        rows=tuple(
            GridRow(
                (
                    cell(line(each.id, style="dim")),
                    tuple(condition(each.when, names)),
                    cell(each.says),
                    cell(*ids(each.clauses)),
                ),
                f"{thing.id}.{each.id}",
            )
            for each in thing.needs_decision
        ),
        name="questions",
    )
