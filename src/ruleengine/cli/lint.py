"""``ruleengine lint``: rule files in, every problem of theirs out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.base.problem import RulePackError
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver
from ruleengine.report.problems import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.problem import Problem
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Load the rules and report what is wrong with them."""
    problems = _problems((*given.words, *given.texts("rules")))
    page = io.StringIO()
    name = given.text("format") or "text"
    colour = console.colour and given.text("to") is None
    write(problems, page, name, console.language, colour=colour)
    deliver(page.getvalue(), given, console)
    return exit_codes.FINDINGS if problems else exit_codes.FINE


def _problems(sources: Sequence[str]) -> Sequence[Problem]:
    from ruleengine.api.loading import load  # noqa: PLC0415  (start-up time)

    try:
        load(*sources)
    except RulePackError as error:
        return error.problems
    return ()


COMMAND = Command(
    name="lint",
    run=run,
    words=(Word("DIR", least=0),),
    flags=(
        flags.RULES,
        flags.format_flag("text", "json", "sarif", "github"),
        flags.TO,
    ),
    examples=("lint", "lint my/rules --format sarif --to lint.sarif"),
)
