"""Help pages: a Command in, lines of text out, columns aligned also in Chinese."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import ruleengine
from ruleengine.cli.flags import EVERYWHERE, flags_of
from ruleengine.cli.registry import COMMANDS
from ruleengine.cli.wording import say
from ruleengine.report.visible import columns, padded
from ruleengine.report.wrap import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.base.text import Language
    from ruleengine.cli.command import Command, Flag, Word

LEFT = 26
"""Columns of the left side; a longer flag has its words on the next line."""


def overview(language: Language, width: int) -> str:
    """Return the page that shows all commands."""
    return "\n".join(_overview(language, width)) + "\n"


def page(command: Command, language: Language, width: int) -> str:
    """Return the page of one command."""
    return "\n".join(_page(command, language, width)) + "\n"


def version() -> str:
    """Return the name and the version of the program."""
    return f"ruleengine {ruleengine.__version__}\n"


def _overview(language: Language, width: int) -> Iterator[str]:
    yield say("usage", language, line=say("usage.overview", language))
    yield ""
    yield wrapped(say("about", language), width)
    for group, entries in groupby(COMMANDS.values(), key=lambda entry: entry.group):
        yield ""
        yield say(f"group.{group}", language)
        for entry in entries:
            yield _row(entry.name, say(f"summary.{entry.name}", language), width)
    yield ""
    yield say("heading.flags", language)
    for flag in EVERYWHERE:
        yield _flag(flag, language, width)
    yield _row("--version", say("flag.--version", language), width)
    yield ""
    yield wrapped(say("overview.more", language), width)
    yield wrapped(say("overview.exit-codes", language), width)


def _page(command: Command, language: Language, width: int) -> Iterator[str]:
    words = " ".join(_word(word) for word in command.words)
    parts = ("ruleengine", command.name, words, say("options", language))
    yield say("usage", language, line=" ".join(part for part in parts if part))
    yield ""
    yield wrapped(say(f"about.{command.name}", language), width)
    if command.words:
        yield ""
        yield say("heading.words", language)
        for word in command.words:
            key = f"word.{command.name}.{word.name}"
            yield _row(word.name, say(key, language), width)
    yield ""
    yield say("heading.flags", language)
    for flag in flags_of(command):
        yield _flag(flag, language, width)
    yield from _examples(command.examples, language)


def _examples(examples: Iterable[str], language: Language) -> Iterator[str]:
    lines = [f"  ruleengine {example}" for example in examples]
    if lines:
        yield ""
        yield say("heading.examples", language)
        yield from lines


def _word(word: Word) -> str:
    many = f"{word.name}..." if word.most is None else word.name
    return many if word.least else f"[{many}]"


def _flag(flag: Flag, language: Language, width: int) -> str:
    key = flag.words or f"flag.{flag.name}"
    said = say(key, language)
    if flag.repeatable:
        said += say("repeatable", language)
    left = f"{flag.name} {flag.value}" if flag.value else flag.name
    return _row(left, said, width)


def _row(left: str, right: str, width: int) -> str:
    indent = " " * (LEFT + 2)
    said = wrapped(right, max(30, width - LEFT - 2), indent)
    if columns(left) >= LEFT:
        return f"  {left}\n{indent}{said}"
    return f"  {padded(left, LEFT)}{said}"
