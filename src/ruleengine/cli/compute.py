"""``ruleengine compute``: inputs in, a result with its derivation out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.api.printed_names import input_names
from ruleengine.base.problem import UsageError
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.compute_rows import is_table, run_rows
from ruleengine.cli.given_values import values_of
from ruleengine.cli.output import (
    code_for,
    deliver,
    format_of,
    languages_of,
    to_json,
)
from ruleengine.cli.rules import open_rules
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Compute and show how the result came about."""
    form = format_of(given, FORMAT)
    rules = open_rules(given)
    if is_table(given.text("input")):
        return run_rows(given, console, rules, form)
    if form == "csv":
        raise UsageError(text("csv-of-one"))
    asked = given.words[0]
    keys = {name: key for key, name in input_names(rules, asked).items()}
    computed = rules.compute(asked, values_of(given, "input", keys))
    result = computed.to_dict(languages_of(given))
    if form == "json":
        deliver(to_json(result), given, console, given.text("input"))
    else:
        from ruleengine.report.derivation import write

        page = io.StringIO()
        spoken = computed.to_dict((console.language,))
        write(spoken, page, console.language, input_names(rules, computed.decision))
        deliver(page.getvalue(), given, console, given.text("input"))
    fail_on = given.text("fail_on")
    if not result["ok"] and fail_on != "never":
        return exit_codes.FINDINGS
    return code_for(result["findings"], fail_on)


FORMAT = flags.format_flag("text", "json", "csv")

COMMAND = Command(
    name="compute",
    run=run,
    words=(Word("DECISION"),),
    flags=(
        Flag("--input", "FILE"),
        Flag("--set", "NAME=VALUE", repeatable=True),
        flags.RULES,
        flags.AS_OF,
        flags.READING,
        FORMAT,
        flags.TO,
        flags.FAIL_ON,
    ),
    examples=(
        "compute nac/qms-audit-time --set staff=120 --set activity=initial",
        "compute nac/fees --input fees.yaml --format json",
        "compute nac/qms-days --input organisations.csv --to days.csv",
    ),
)
