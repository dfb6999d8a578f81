"""``ruleengine diff``: what two versions of rules judge otherwise, with examples."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import deliver, format_of

if TYPE_CHECKING:
    from ruleengine.authoring.difference.result import Difference
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Compare two versions; 1 with ``--exit-code`` when anything is judged otherwise."""
    from ruleengine.authoring.difference.difference import difference

    name = format_of(given, FORMAT)
    old, new = given.words
    with console.waiting("checking"):
        found = difference(old, new, given.texts("against"))
    page = _written(found, name, console.language)
    deliver(page, given, console, *given.texts("against"), *found.submitted)
    differs = given.on("exit_code") and not found.is_empty
    return exit_codes.FINDINGS if differs else exit_codes.FINE


def _written(found: Difference, name: str, language: Language) -> str:
    from ruleengine.authoring.difference import plain, report

    page = io.StringIO()
    match name:
        case "json":
            plain.write_json(found, page)
        case "markdown":
            report.write_markdown(found, page, language)
        case _:
            report.write_text(found, page, language)
    return page.getvalue()


FORMAT = flags.format_flag("text", "json", "markdown")
COMMAND = Command(
    name="diff",
    run=run,
    words=(Word("OLD"), Word("NEW")),
    flags=(
        Flag("--against", "FILE", repeatable=True),
        Flag("--exit-code"),
        FORMAT,
        flags.TO,
    ),
    examples=(
        "diff HEAD~1 rules",
        "diff rules/santong-2026 drafts/santong-2026 --format markdown --to review.md",
        "diff HEAD:rules/ptdata rules/ptdata --against examples/csv",
    ),
)
