"""``ruleengine diff``: what two versions of rules judge otherwise, with examples."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import deliver

if TYPE_CHECKING:
    from ruleengine.authoring.difference.result import Difference
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console

ENDINGS = {".json": "json", ".md": "markdown"}


def run(given: Arguments, console: Console) -> int:
    """Compare two versions; 1 with ``--exit-code`` when anything is judged otherwise."""
    from ruleengine.authoring.difference.difference import difference  # noqa: PLC0415  (start-up time)

    old, new = given.words
    with console.waiting("checking"):
        found = difference(old, new, given.texts("against"))
    deliver(_written(found, given, console), given, console)
    differs = given.on("exit_code") and not found.is_empty
    return exit_codes.FINDINGS if differs else exit_codes.FINE


def _written(found: Difference, given: Arguments, console: Console) -> str:
    from ruleengine.authoring.difference import plain, report  # noqa: PLC0415  (start-up time)

    ending = Path(given.text("to") or "").suffix.lower()
    page = io.StringIO()
    match given.text("format") or ENDINGS.get(ending):
        case "json":
            plain.write_json(found, page)
        case "markdown":
            report.write_markdown(found, page, console.language)
        case _:
            report.write_text(found, page, console.language)
    return page.getvalue()


COMMAND = Command(
    name="diff",
    run=run,
    words=(Word("OLD"), Word("NEW")),
    flags=(
        Flag("--against", "FILE", repeatable=True),
        Flag("--exit-code"),
        flags.format_flag("text", "json", "markdown"),
        flags.TO,
    ),
    examples=(
        "diff HEAD~1 rules",
        "diff rules/santong-2026 drafts/santong-2026 --format markdown --to review.md",
        "diff HEAD:rules/ptdata rules/ptdata --against examples/csv",
    ),
)
