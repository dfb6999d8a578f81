"""``ruleengine identify``: numbers in, their parts and faults out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ruleengine.api.printed_names import part_names
from ruleengine.base.problem import UsageError
from ruleengine.cli import flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import (
    code_for,
    deliver,
    languages_of,
    to_json,
    wants_json,
)
from ruleengine.cli.rules import open_rules
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


RESERVED = {"as_of": "--as-of", "readings": "--reading"}
"""Names that are no facts but have flags of their own."""


def run(given: Arguments, console: Console) -> int:
    """Take each number apart and check it."""
    facts: dict[str, Any] = _facts(given)
    rules = open_rules(given)
    identifier, *numbers = given.words
    languages = languages_of(given)
    results = [
        rules.identify(identifier, number, **facts).to_dict(languages)
        for number in numbers
    ]
    if wants_json(given):
        data = results[0] if len(results) == 1 else results
        deliver(to_json(data), given, console)
    else:
        names = part_names(rules, results[0]["identifier"])
        deliver(_pages(results, console.language, names), given, console)
    findings = [finding for result in results for finding in result["findings"]]
    return code_for(findings, given.text("fail_on"))


def _facts(given: Arguments) -> dict[str, str]:
    facts = given.pairs("with")
    for name in facts:
        if name in RESERVED:
            raise UsageError(text("own-flag", name=name, flag=RESERVED[name]))
    return facts


def _pages(
    results: Sequence[dict[str, Any]], language: Language, names: Mapping[str, str]
) -> str:
    from ruleengine.report.identity import write

    page = io.StringIO()
    for at, result in enumerate(results):
        page.write("\n" if at else "")
        write(result, page, language, names)
    return page.getvalue()


COMMAND = Command(
    name="identify",
    run=run,
    words=(Word("IDENTIFIER"), Word("VALUE", most=None)),
    flags=(
        Flag("--with", "NAME=VALUE", repeatable=True),
        flags.RULES,
        flags.AS_OF,
        flags.READING,
        flags.TEXT_OR_JSON,
        flags.TO,
        flags.FAIL_ON,
    ),
    examples=(
        "identify santong/certificate-number 010STAF2600001-1",
        "identify santong/certificate-number F07STAF2600001 --with activity=initial",
        "identify codes/uscc 91110000000000000X --format json",
    ),
)
