"""``ruleengine mutate``: would a case notice if a figure of the rules were wrong?"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import deliver, wants_json

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Change the rules step by step and run the cases; 1 when a change survives."""
    from ruleengine.authoring.mutation import report
    from ruleengine.authoring.mutation.run import Wish, mutate

    as_json = wants_json(given)
    wish = Wish(
        only=given.texts("only"),
        seed=given.count("seed", least=0) or 0,
        sample=given.count("sample"),
        jobs=given.count("jobs"),
    )
    with console.waiting("checking"):
        outcome = mutate(*given.words, *given.texts("rules"), wish=wish)
    page = io.StringIO()
    if as_json:
        report.write_json(outcome, page)
    else:
        report.write_text(outcome, page, console.language)
    deliver(page.getvalue(), given, console)
    bad = outcome.survivors or outcome.failing
    return exit_codes.FINDINGS if bad else exit_codes.FINE


COMMAND = Command(
    name="mutate",
    run=run,
    words=(Word("DIR", least=0, most=None),),
    flags=(
        flags.RULES,
        Flag("--only", "ID", repeatable=True),
        Flag("--sample", "N"),
        Flag("--seed", "N"),
        Flag("--jobs", "N"),
        flags.TEXT_OR_JSON,
        flags.TO,
    ),
    examples=(
        "mutate",
        "mutate my/rules --only santong/staff-days",
        "mutate --sample 500 --seed 7",
    ),
)
