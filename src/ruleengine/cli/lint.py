"""``ruleengine lint``: rule files in, every problem of theirs out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.cli import flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import deliver, exit_code, format_of
from ruleengine.report.problems import write

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Read the rules and report what is wrong with them, and with their cases."""
    from ruleengine.authoring.lint import lint

    name = format_of(given, FORMAT)
    with console.waiting("checking"):
        problems = lint(*given.words, *given.texts("rules"))
    page = io.StringIO()
    colour = console.colour and given.text("to") is None
    write(problems, page, name, console.language, colour=colour)
    deliver(page.getvalue(), given, console)
    graded = {problem.severity for problem in problems}
    return exit_code(graded, given.text("fail_on") or "warning")


FORMAT = flags.format_flag("text", "json", "sarif", "github")
FAIL_ON = Flag(
    flags.FAIL_ON.name,
    flags.FAIL_ON.value,
    choices=flags.FAIL_ON.choices,
    words="flag.lint.--fail-on",
)
"""Unlike with data, a warning about a rule file fails unless told otherwise."""

COMMAND = Command(
    name="lint",
    run=run,
    words=(Word("DIR", least=0, most=None),),
    flags=(
        flags.RULES,
        FORMAT,
        flags.TO,
        FAIL_ON,
    ),
    examples=("lint", "lint my/rules --format sarif --to lint.sarif"),
)
