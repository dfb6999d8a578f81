"""Pages about decision tables, calculations and their conditions."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine.api.explain_page import Page, dated, readings_of
from ruleengine.base.frozen import frozen
from ruleengine.base.problem import RulePackError
from ruleengine.base.text import Text
from ruleengine.model import cases as case_files
from ruleengine.report.explanation import joined, sentence
from ruleengine.report.units import unit_text
from ruleengine.source.node import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.model.calculation import Calculation, Step
    from ruleengine.model.cases import Cases
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable, Output, Row
    from ruleengine.model.demand import Demand, OpenQuestion
    from ruleengine.model.rule_pack import RulePack

ROWS = 60
"""Rows of a table that its page shows."""
NOTHING = Text.same("")
_BARE = re.compile(r"[\w.,:+-]+")
"""Values that no shell takes apart; single quotes are part of the value in some."""


def calculation_page(pack: RulePack, calculation: Calculation) -> Page:
    """Explain a calculation: inputs, steps, results."""
    page = Page("calculation", f"{pack.name}/{calculation.id}", calculation.title, pack)
    outputs = [phrase.text for phrase in calculation.outputs]
    names = {step.key: step.name for step in calculation.steps}
    page.facts |= {
        "inputs": [each.key for each in calculation.inputs],
        "steps": [each.key for each in calculation.steps],
        "outputs": outputs,
    }
    page.say(
        "decision.calculation",
        n=len(calculation.steps),
        outputs=joined(names.get(key, key) for key in outputs),
    )
    _add_inputs(page, calculation.inputs)
    for demand in calculation.requires:
        page.add("requires", _demand(demand))
    for step in calculation.steps:
        for line in _step_lines(step):
            page.add("steps", line)
    _add_questions(page, calculation.needs_decision)
    _add_run(page, pack, calculation.id)
    page.note(calculation.note)
    demands = (demand.must for demand in calculation.requires)
    page.readings(readings_of(*(s.formula for s in calculation.steps), *demands))
    page.cite(calculation.clauses)
    return page


def decision_table_page(pack: RulePack, table: DecisionTable) -> Page:
    """Explain a decision table: inputs, rows, results."""
    page = Page("decision-table", f"{pack.name}/{table.id}", table.title, pack)
    page.facts |= {
        "inputs": [each.key for each in table.inputs],
        "outputs": [each.key for each in table.outputs],
        "rows": len(table.rows),
    }
    page.say("decision.table", hit=_hit(table))
    _add_inputs(page, table.inputs)
    for row in table.rows[:ROWS]:
        page.add("rows", _row(table, row))
    if len(table.rows) > ROWS:
        page.add("rows", sentence("row.more", n=len(table.rows)))
    _add_questions(page, table.needs_decision)
    _add_run(page, pack, table.id)
    page.note(table.note)
    page.readings(readings_of(table.hit))
    page.cite(table.clauses)
    return page


def row_page(pack: RulePack, table: DecisionTable, row: Row) -> Page:
    """Explain one row of a decision table, such as ``nac/qms-days.r01``."""
    page = Page("rule", f"{pack.name}/{table.id}.{row.id}", table.title, pack)
    page.say("line", text=_row(table, row))
    page.note(row.note)
    page.cite(row.clauses or table.clauses)
    return page


def output_page(pack: RulePack, table: DecisionTable, output: Output) -> Page:
    """Explain one result of a decision table, such as ``nac/qms-days.days``."""
    page = Page("step", f"{pack.name}/{table.id}.{output.key}", output.name, pack)
    page.say("output", key=output.key, name=output.name, unit=_unit(output.unit))
    page.say("rule.of-number", title=table.title)
    page.cite(output.clauses or table.clauses)
    return page


def step_page(pack: RulePack, calculation: Calculation, step: Step) -> Page:
    """Explain one step of a calculation, such as ``nac/fees.audit_fee``."""
    page = Page("step", f"{pack.name}/{calculation.id}.{step.key}", step.name, pack)
    for line in _step_lines(step):
        page.say("line", text=line)
    page.say("rule.of-number", title=calculation.title)
    page.note(step.note)
    page.readings(readings_of(step.formula))
    page.cite(step.clauses or calculation.clauses)
    return page


def question_page(
    pack: RulePack, decision: Calculation | DecisionTable, question: OpenQuestion
) -> Page:
    """Explain what people must decide, such as ``santong/inspection-time.D1``."""
    full = f"{pack.name}/{decision.id}.{question.id}"
    page = Page("rule", full, decision.title, pack)
    page.say("needs", says=question.says, when=question.when.text)
    page.cite(question.clauses or decision.clauses)
    return page


def _hit(table: DecisionTable) -> Text:
    reading = table.hit.reading
    policies = {
        choice: sentence(f"hit.{phrase.text.replace('-', ' ')}")
        for choice, phrase in table.hit.choices.items()
    }
    if reading is None:
        return policies[""]
    return joined(
        (
            sentence("hit.reading", reading=reading.text, choice=choice, hit=hit)
            for choice, hit in policies.items()
        ),
        "comma",
    )


def _add_inputs(page: Page, inputs: Iterable[Datum], under: str = "") -> None:
    for each in inputs:
        page.add("inputs", datum_line(each, under))
        _add_inputs(page, each.items, f"{under}{each.key}[1].")


def datum_line(datum: Datum, under: str = "") -> Text:
    """Return a line about one input: key, name, type, unit, limits, default."""
    facts = [sentence(f"datum.type.{datum.type}")]
    if datum.unit:
        facts.append(sentence("datum.unit", unit=unit_text(datum.unit)))
    if datum.covers:
        facts.append(Text.same(datum.covers.text))
    if datum.format:
        facts.append(Text.same(datum.format.text))
    if datum.values:
        values = joined(value.text for value in datum.values)
        facts.append(sentence("datum.values", values=values))
    if datum.default:
        facts.append(sentence("datum.default", default=datum.default.text))
    elif datum.optional:
        facts.append(sentence("datum.optional"))
    said = joined([NOTHING, *facts], "comma")
    if datum.note:
        said = joined([said, datum.note], "semicolon")
    return sentence("datum", key=f"{under}{datum.key}", name=datum.name, facts=said)


def _unit(unit: str) -> Text:
    return sentence("step.unit", unit=unit_text(unit)) if unit else NOTHING


def _demand(demand: Demand) -> Text:
    must = " / ".join(phrase.text for phrase in demand.must.choices.values())
    fault = demand.fault or Text.same(demand.title)
    if demand.when:
        return sentence("requires.when", when=demand.when.text, must=must, fault=fault)
    return sentence("requires", must=must, fault=fault)


def _step_lines(step: Step) -> list[Text]:
    when = sentence("step.when", when=step.when.text) if step.when else NOTHING
    about = {
        "symbol": step.symbol or step.key,
        "name": step.name,
        "unit": _unit(step.unit),
    }
    reading = step.formula.reading
    said = []
    for choice, phrase in step.formula.choices.items():
        formula = Text(phrase.text + when.zh, phrase.text + when.en)
        if reading is None:
            said.append(sentence("step", formula=formula, **about))
        else:
            said.append(
                sentence(
                    "step.by",
                    reading=reading.text,
                    choice=choice,
                    formula=formula,
                    **about,
                )
            )
    return said


def _row(table: DecisionTable, row: Row) -> Text:
    cells = [
        sentence("row.cell", name=each.name, cell=row.cells[each.key].text)
        for each in table.inputs
        if each.key in row.cells
    ]
    results = [
        sentence("row.result", name=each.name, value=row.cells[each.key].text)
        for each in table.outputs
        if each.key in row.cells
    ]
    line = sentence(
        "row",
        id=row.id,
        cells=joined(cells, "comma") if cells else sentence("row.any"),
        results=joined(results, "comma"),
    )
    return dated(line, row.since, row.until)


def _add_questions(page: Page, questions: Iterable[OpenQuestion]) -> None:
    for each in questions:
        page.add(
            "needs-decision", sentence("needs", says=each.says, when=each.when.text)
        )


def _add_run(page: Page, pack: RulePack, local: str) -> None:
    """Add a command line to try, made from the first case that gives a result."""
    found = next(_examples(pack, local), None)
    if found is None:
        return
    typed = (f"--set {_typed(key, value)}" for key, value in found.inputs.items())
    page.add("example-run", f"ruleengine compute {page.id} {' '.join(typed)}".rstrip())
    shown = ", ".join(f"{key} = {value}" for key, value in found.outputs.items())
    page.add("example-run", f"→ {shown}")
    page.facts["example"] = {
        "inputs": _plain(found.inputs),
        "outputs": dict(found.outputs),
    }


def _typed(key: str, value: Any) -> str:
    written = _json(value)
    return f"{key}={written}" if _BARE.fullmatch(written) else f"'{key}={written}'"


def _json(value: Any) -> str:
    import json

    if isinstance(value, str | Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=_in_json)


def _in_json(value: object) -> float | str:
    # What is read back is the text of the float, and exact again.
    return float(value) if isinstance(value, Decimal) else str(value)


def _plain(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value if _is_plain(value) else str(value) for key, value in inputs.items()
    }


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | bool | list | dict) or value is None


@frozen
class _Example:
    """What a case gives a decision, and what comes of it as written."""

    inputs: Mapping[str, Any]
    outputs: Mapping[str, str]


def _examples(pack: RulePack, local: str) -> Iterator[_Example]:
    """Yield the cases of a decision that anybody can repeat with its inputs alone."""
    for cases in _cases(pack, local):
        for case in cases.cases:
            is_special = case.readings or case.as_of or case.expect
            if case.outputs and not is_special:
                given = {**cases.base, **(case.inputs or case.change or {})}
                yield _Example(
                    {key: value for key, value in given.items() if value is not None},
                    {
                        key: node.text
                        for key, node in case.outputs.items()
                        if isinstance(node, Scalar)
                    },
                )


def _cases(pack: RulePack, local: str) -> Iterator[Cases]:
    """Yield the files of cases of a decision that can be read.

    Those that are called like it come first: mostly no other has to be read.
    """
    names = pack.folder.case_files
    for name in sorted(names, key=lambda name: not name.startswith(f"{local}.")):
        with suppress(RulePackError):
            node = pack.folder.read(name)
            if node.text("of") == local:
                yield case_files.from_node(node)


def demand_page(
    pack: RulePack, full: str, title: str, demand: Demand, clauses: Iterable[str]
) -> Page:
    """Explain a condition of a calculation or identifier, such as ``fees.R1``."""
    page = Page("rule", f"{full}.{demand.id}", demand.title or title, pack)
    page.facts |= {
        "severity": demand.severity,
        "must": [phrase.text for phrase in demand.must.choices.values()],
        "fault": demand.fault.to_dict() if demand.fault else None,
    }
    for phrase in demand.must.choices.values():
        page.say("check.must", must=phrase.text)
    if demand.when:
        page.say("check.when", when=demand.when.text)
    if demand.fault:
        page.say("check.fault", fault=demand.fault)
    page.say("rule.severity", severity=sentence(f"severity.{demand.severity}"))
    page.note(demand.note)
    page.readings(readings_of(demand.must))
    page.cite(demand.clauses or clauses)
    return page
