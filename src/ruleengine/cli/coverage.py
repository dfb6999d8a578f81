"""``ruleengine coverage``: clauses, rules, rows and edges, and what proves them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver, format_of, to_json

if TYPE_CHECKING:
    from ruleengine.authoring.coverage import PackCoverage
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Show what of the documents is enforced, and what of the rules is proven."""
    from ruleengine.authoring.coverage import coverage
    from ruleengine.authoring.editions import editions
    from ruleengine.authoring.in_place import told_in_place

    name = format_of(given, FORMAT)
    packs: list[PackCoverage] = []
    with console.waiting("checking"):
        for group in editions(*given.words, *given.texts("rules")):
            # Lists of clauses are read only here.
            with told_in_place(group.folders):
                packs += coverage(group.ruleset(), group.folders)
    deliver(_written(packs, name, console.language), given, console)
    return exit_codes.FINE


def _written(packs: list[PackCoverage], name: str, language: Language) -> str:
    from ruleengine.authoring import coverage_data, coverage_page, coverage_text

    page = io.StringIO()
    match name:
        case "json":
            return to_json({"packs": [coverage_data.pack_to_dict(p) for p in packs]})
        case "html":
            coverage_page.write(packs, page, language)
        case _:
            coverage_text.write(packs, page, language)
    return page.getvalue()


FORMAT = flags.format_flag("text", "json", "html")
COMMAND = Command(
    name="coverage",
    run=run,
    words=(Word("DIR", least=0, most=None),),
    flags=(flags.RULES, FORMAT, flags.TO),
    examples=("coverage", "coverage ptdata --format html --to coverage.html"),
)
