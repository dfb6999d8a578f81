"""The flags that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from ruleengine.cli.command import Flag

RULES = Flag("--rules", "DIR|NAME", repeatable=True)
AS_OF = Flag("--as-of", "DATE")
READING = Flag("--reading", "NAME=CHOICE", repeatable=True)
TO = Flag("--to", "FILE")
LANG = Flag("--lang", "zh|en")
FAIL_ON = Flag(
    "--fail-on", "error|warning|never", choices=("error", "warning", "never")
)
HELP = Flag("--help")
DEBUG = Flag("--debug")
EVERYWHERE = (LANG, DEBUG, HELP)
"""Every command has these."""


def format_flag(*names: str) -> Flag:
    """Return the flag that chooses how the answer is written."""
    return Flag("--format", "|".join(names), choices=names)


TEXT_OR_JSON = format_flag("text", "json")
