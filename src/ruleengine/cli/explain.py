"""``ruleengine explain``: an id, a name or a format in, plain words out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver, to_json, wants_json
from ruleengine.cli.rules import named_from_here

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Look up what was asked and explain it."""
    from ruleengine.api.explain import explain
    from ruleengine.api.explain_problems import CATALOGUES
    from ruleengine.api.listing import open_packs
    from ruleengine.authoring.catalogue import CATALOGUE
    from ruleengine.report.explanation import lines

    asked, rules = given.words[0], given.texts("rules")
    with named_from_here(rules):
        packs = open_packs(*rules, as_of=given.text("as_of"), asked=(asked,))
    page = explain(packs, asked, (*CATALOGUES, CATALOGUE))
    if wants_json(given):
        deliver(to_json(page), given, console)
    else:
        said = "\n".join(lines(page, console.language, console.width)) + "\n"
        deliver(said, given, console)
    return exit_codes.FINE


COMMAND = Command(
    name="explain",
    run=run,
    words=(Word("ID"),),
    flags=(flags.RULES, flags.AS_OF, flags.TEXT_OR_JSON, flags.TO),
    examples=(
        "explain ptdata/T06-12",
        "explain ptdata/T06.C3",
        "explain santong/inspection-time",
        "explain santong/product-unit/C4-1101",
        "explain 'n..10,3'",
        "explain 'z score'",
    ),
)
