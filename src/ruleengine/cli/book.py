"""``ruleengine book``: the rules written out for people, as a site or as markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag
from ruleengine.cli.output import not_writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.book.book import Chosen
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console

FOLDER = "rule-book"
"""Where the book is written when nobody says where."""


def run(given: Arguments, console: Console) -> int:
    """Write the book."""
    from ruleengine.authoring.book.book import html_book, markdown_book
    from ruleengine.authoring.book.on_disk import write_book

    named = (given.text("lang") or "zh,en").split(",")
    languages = tuple(cast("Language", each) for each in named)
    folder = given.text("to") or FOLDER
    make = markdown_book if given.text("format") == "markdown" else html_book
    with console.waiting("writing-book"):
        try:
            count = write_book(make(_chosen(given), languages), Path(folder))
        except OSError as error:
            raise not_writable(folder, error) from error
    first = "README.md" if make is markdown_book else "index.html"
    console.tell("book-written", n=count, file=(Path(folder) / first).as_posix())
    return exit_codes.FINE


def _chosen(given: Arguments) -> Iterator[Chosen]:
    from ruleengine.authoring.editions import editions

    for group in editions(*given.texts("rules")):
        for pack in group.chosen:
            yield pack, group.packs


COMMAND = Command(
    name="book",
    run=run,
    flags=(
        flags.RULES,
        Flag("--to", "DIR", words="flag.book.--to"),
        flags.format_flag("html", "markdown"),
        Flag(
            "--lang",
            "zh|en|zh,en",
            choices=("zh", "en", "zh,en", "en,zh"),
            words="flag.book.--lang",
        ),
    ),
    examples=(
        "book",
        "book --rules my/rules --to site --lang zh",
        "book --format markdown --to docs/rules",
    ),
)
