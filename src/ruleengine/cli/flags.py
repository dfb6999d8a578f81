"""The flags that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.cli.command import Flag

if TYPE_CHECKING:
    from ruleengine.cli.command import Command

RULES = Flag("--rules", "DIR|NAME", repeatable=True)
AS_OF = Flag("--as-of", "DATE")
READING = Flag("--reading", "NAME=CHOICE", repeatable=True)
TO = Flag("--to", "FILE")
LANG = Flag("--lang", "zh|en", choices=("zh", "en"))
LANGUAGES = Flag(
    "--lang",
    "zh|en|zh,en",
    choices=("zh", "en", "zh,en", "en,zh"),
    words="flag.report.--lang",
)
FAIL_ON = Flag(
    "--fail-on", "error|warning|never", choices=("error", "warning", "never")
)
HELP = Flag("--help")
DEBUG = Flag("--debug")
EVERYWHERE = (LANG, DEBUG, HELP)
"""Every command has these, unless it declares its own by the same name."""


def flags_of(command: Command) -> tuple[Flag, ...]:
    """Return the flags of a command, those that every command has at the end."""
    own = {flag.name for flag in command.flags}
    return (*command.flags, *(flag for flag in EVERYWHERE if flag.name not in own))


def format_flag(*names: str) -> Flag:
    """Return the flag that chooses how the answer is written."""
    return Flag("--format", "|".join(names), choices=names)


TEXT_OR_JSON = format_flag("text", "json")
