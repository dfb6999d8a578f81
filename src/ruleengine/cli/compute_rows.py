"""``compute --input`` with a table: one result for each of its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.api.printed_names import input_names, outputs_of
from ruleengine.base.lexical import lexical_form
from ruleengine.base.text import LANGUAGES, Text
from ruleengine.cli import exit_codes
from ruleengine.cli.given_values import TABLES, set_values
from ruleengine.cli.output import deliver, exit_code, languages_of, to_json
from ruleengine.report import computed_rows as report
from ruleengine.report.document import finding_to_dict, place_to_dict
from ruleengine.report.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.api.input_rows import InputRow, InputRows
    from ruleengine.api.results import Result
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def is_table(file: str | None) -> bool:
    """Tell whether a file of ``--input`` holds a row for each set of inputs."""
    return file is not None and Path(file).suffix.lower() in TABLES


def run_rows(given: Arguments, console: Console, rules: Ruleset, form: str) -> int:
    """Compute a decision for each row of ``--input``; ``--set`` counts for all.

    Args:
        given: what was typed.
        console: has standard output.
        rules: the rules.
        form: ``text``, ``csv`` or ``json``.
    """
    asked, file = given.words[0], given.text("input") or ""
    read = rules.read_inputs(asked, file)
    names = input_names(rules, asked)
    for_all = set_values(given, {}, {name: key for key, name in names.items()})
    with console.waiting("computing"):
        results = [rules.compute(asked, {**r.inputs, **for_all}) for r in read.rows]
    decision = results[0].decision if results else asked
    if form == "json":
        answer = to_json(_document(decision, read, results, given))
    else:
        computed = _computed(rules, decision, read, results, console.language)
        write = report.to_csv if form == "csv" else report.to_text
        answer = write(computed, console.language)
    deliver(answer, given, console, file)
    if form == "csv":
        _tell(read, results, console)
    return _code(read, results, given.text("fail_on"))


def _document(
    decision: str, read: InputRows, results: Iterable[Result], given: Arguments
) -> dict[str, Any]:
    languages = languages_of(given)
    return {
        "decision": decision,
        "findings": [finding_to_dict(each, languages) for each in read.findings],
        "results": [
            {
                "at": place_to_dict(row.at),
                "beside": _written(row.beside),
                **result.to_dict(languages),
            }
            for row, result in zip(read.rows, results, strict=True)
        ],
    }


def _computed(
    rules: Ruleset,
    decision: str,
    read: InputRows,
    results: Iterable[Result],
    language: Language,
) -> report.ComputedRows:
    given = {key for row in read.rows for key in row.inputs}
    names = input_names(rules, decision)
    return report.ComputedRows(
        decision=decision,
        beside=read.beside,
        inputs=[report.Heading(k, name) for k, name in names.items() if k in given],
        outputs=[
            report.Heading(each.key, each.name, each.unit)
            for each in outputs_of(rules, decision)
        ],
        rows=[
            report.ComputedRow(row.at, _all_of(row), result.to_dict((language,)))
            for row, result in zip(read.rows, results, strict=True)
        ],
        findings=[finding_to_dict(each, (language,)) for each in read.findings],
    )


def _all_of(row: InputRow) -> dict[str, str]:
    return _written({**row.beside, **row.inputs})


def _written(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: lexical_form(value) or "" for name, value in values.items()}


def _tell(read: InputRows, results: Sequence[Result], console: Console) -> None:
    """Say what no row of the table can say."""
    for each in read.findings:
        console.tell_text(Text(*(sentence(each, language) for language in LANGUAGES)))
    failed = sum(not result.ok for result in results)
    console.tell("computed", rows=len(results), failed=failed)


def _code(read: InputRows, results: Sequence[Result], fail_on: str | None) -> int:
    if fail_on != "never" and not all(result.ok for result in results):
        return exit_codes.FINDINGS
    findings = (*read.findings, *(each for one in results for each in one.findings))
    return exit_code((each.severity for each in findings), fail_on)
