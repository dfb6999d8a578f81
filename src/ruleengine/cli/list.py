"""``ruleengine list``: what there is in the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Word
from ruleengine.cli.output import deliver, to_json, wants_json
from ruleengine.cli.rules import named_from_here
from ruleengine.report.listing import COLUMNS, lines, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """List one kind of thing, or show how many there are of each."""
    from ruleengine.api import listing

    if given.words:
        listing.judge_noun(given.words[0])
    rules = given.texts("rules")
    with named_from_here(rules):
        names = [*rules, *given.words[1:]]
        packs = listing.open_packs(*rules, as_of=given.text("as_of"), asked=names)
    if given.words:
        noun, *only = given.words
        data = listing.listing(packs, noun, only)
    else:
        noun, data = "overview", listing.overview(packs)
    if wants_json(given):
        deliver(to_json(data), given, console)
    else:
        asked = len(given.words) > 1
        page = "\n".join(_lines(noun, data, console, asked=asked)) + "\n"
        deliver(page, given, console)
    return exit_codes.FINE


def _lines(
    noun: str, data: dict[str, list[dict[str, Any]]], console: Console, *, asked: bool
) -> Iterator[str]:
    width = console.width if console.out.isatty() else None
    (rows,) = data.values()
    if noun == "codes" and any("codes" in row for row in rows):
        yield from _with_entries(rows, console, width)
        return
    # Of the only table of a pack nobody asked for the fields.
    if noun == "tables" and asked and len(rows) == 1:
        noun, rows = "fields", _as_fields(rows[0])
    yield from lines(noun, rows, console.language, width)
    if noun == "overview":
        nouns = "|".join(key for key in rows[0] if key in COLUMNS) if rows else ""
        yield words_of(console.language)["more"].format(nouns=f"packs|{nouns}")


def _with_entries(
    rows: list[dict[str, Any]], console: Console, width: int | None
) -> Iterator[str]:
    for at, row in enumerate(rows):
        if at:
            yield ""
        yield f"{row['id']}  {row['title']}"
        yield from lines("entries", row["codes"], console.language, width)


def _as_fields(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [item | {"id": f"{table['id']}-{item['no']:02}"} for item in table["fields"]]


COMMAND = Command(
    name="list",
    run=run,
    words=(Word("WHAT", least=0), Word("FILTER", least=0, most=None)),
    flags=(flags.RULES, flags.AS_OF, flags.TEXT_OR_JSON, flags.TO),
    examples=(
        "list",
        "list tables",
        "list fields T06",
        "list codes santong/product-unit",
        "list tables --format json",
    ),
)
