"""``ruleengine coverage``: clauses, rules, rows and edges, and what proves them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver, to_json

if TYPE_CHECKING:
    from ruleengine.authoring.coverage import PackCoverage
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Show what of the documents is enforced, and what of the rules is proven."""
    from ruleengine.authoring.coverage import coverage  # noqa: PLC0415  (start-up time)
    from ruleengine.authoring.editions import editions  # noqa: PLC0415  (start-up time)

    packs: list[PackCoverage] = []
    with console.waiting("checking"):
        for group in editions(*given.words, *given.texts("rules")):
            packs += coverage(group.ruleset(), group.folders)
    deliver(_written(packs, given, console), given, console)
    return exit_codes.FINE


def _written(packs: list[PackCoverage], given: Arguments, console: Console) -> str:
    from ruleengine.authoring import coverage_data, coverage_page, coverage_text  # noqa: PLC0415  (start-up time)

    page = io.StringIO()
    match given.text("format"):
        case "json":
            return to_json({"packs": [coverage_data.pack_to_dict(p) for p in packs]})
        case "html":
            coverage_page.write(packs, page, console.language)
        case _:
            coverage_text.write(packs, page, console.language)
    return page.getvalue()


COMMAND = Command(
    name="coverage",
    run=run,
    words=(Word("DIR", least=0),),
    flags=(flags.RULES, flags.format_flag("text", "json", "html"), flags.TO),
    examples=("coverage", "coverage ptdata --format html --to coverage.html"),
)
