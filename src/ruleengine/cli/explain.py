"""``ruleengine explain``: an id, a name or a format in, plain words out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruleengine.base.text import Text
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver, to_json, wants_json
from ruleengine.cli.rules import named_from_here

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console
    from ruleengine.model.rule_pack import RulePack


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
        page["sections"] += _where(page["id"], packs)
        said = "\n".join(lines(page, console.language, console.width)) + "\n"
        deliver(said, given, console)
    return exit_codes.FINE


def _where(full: str, packs: Sequence[RulePack]) -> list[dict[str, Any]]:
    """Return the section that tells an author which file to open; none for formats.

    What has no place of its own (a code, a step) stands in the file of its owner.
    """
    from ruleengine.authoring.in_place import placed
    from ruleengine.authoring.rule_places import places_of_rules

    for pack in packs:
        if full.startswith(f"{pack.name}/"):
            known = places_of_rules(pack).items()
            places = {id_.replace("/", "."): place for id_, place in known}
            for position in filter(None, map(places.get, _owners(full))):
                said = Text.same(str(placed(position, [pack.folder])))
                return [{"name": "file", "lines": [said]}]
    return []


def _owners(full: str) -> Iterator[str]:
    """Yield an id and what it belongs to, from the inside out, with points only."""
    parts = re.split("[./]", full)
    yield from (".".join(parts[:n]) for n in range(len(parts), 0, -1))


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
