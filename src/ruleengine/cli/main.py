"""The way in: the words of the command line in, an exit code out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ruleengine.base.garbage import collected_no_more, seldom_collected
from ruleengine.base.problem import UsageError
from ruleengine.cli import exit_codes
from ruleengine.cli.console import (
    Console,
    language_of,
    open_stream,
    settle,
    speak_utf8,
)
from ruleengine.cli.trouble import answer
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Sequence

DEBUG = "RULEENGINE_DEBUG"
BEFORE_COMMAND = ("--debug", "--help", "-h", "--version")
"""Flags that may stand before the command, beside ``--lang``."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises.

    Args:
        argv: the words after the name of the program; those of the process if None.
    """
    typed = list(sys.argv[1:] if argv is None else argv)
    speak_utf8()
    console = Console(
        out=open_stream(sys.stdout),
        err=open_stream(sys.stderr),
        language=language_of(typed, os.environ),
        debug="--debug" in typed or os.environ.get(DEBUG, "") not in {"", "0"},
    )
    try:
        with seldom_collected():
            code = _run(typed, console)
            if argv is None:  # the process ends with its command
                collected_no_more()
        console.out.flush()
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001  the one place where bugs end
        code = answer(error, console)
    settle(console.out)
    settle(console.err)
    return code


def _run(typed: Sequence[str], console: Console) -> int:
    name, rest = _command_name(typed)
    if not name:
        return _without_command(rest, console)
    from ruleengine.cli import registry
    from ruleengine.cli.parse import parse

    command = registry.command_named(name)
    given = parse(command, rest)
    if given.on("help"):
        from ruleengine.cli.help import page

        console.write(page(command, console.language, console.width))
        return exit_codes.FINE
    return command.run(given, console)


def _command_name(typed: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name of the command and all words but it; few flags stand before.

    Raises:
        UsageError: another flag stands before the command.
    """
    value = False
    for at, word in enumerate(typed):
        if value or word.startswith("--lang="):
            value = False
        elif word == "--lang":
            value = True
        elif not word.startswith("-"):
            rest = [*typed[:at], *typed[at + 1 :]]
            return _help_for(rest) if word == "help" else (word, rest)
        elif word not in BEFORE_COMMAND:
            raise UsageError(text("flag-first", flag=word.partition("=")[0]))
    return "", list(typed)


def _help_for(rest: Sequence[str]) -> tuple[str, list[str]]:
    name, others = _command_name(rest)
    return name, [*others, "--help"]


def _without_command(typed: Sequence[str], console: Console) -> int:
    from ruleengine.cli import help as pages

    if "--version" in typed:
        console.write(pages.version())
        return exit_codes.FINE
    shown = pages.overview(console.language, console.width)
    if "--help" in typed or "-h" in typed:
        console.write(shown)
        return exit_codes.FINE
    console.tell_text(shown.removesuffix("\n"))
    return exit_codes.USAGE
