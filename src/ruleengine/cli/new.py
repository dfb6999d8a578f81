"""``ruleengine new``: a skeleton with its cases, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.cli import exit_codes
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import not_writable

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Write the files and name them."""
    from ruleengine.authoring.new_rule import new_rule

    kind, local = given.words
    folder = Path(given.text("rules") or ".")
    clause = given.text("clause") or ""
    try:
        written = new_rule(kind.lower(), local, folder, clause)
    except OSError as error:
        failed = Path(error.filename or folder)
        raise not_writable(failed.as_posix(), error) from error
    for path in written:
        console.write(f"{path.as_posix()}\n")
    console.tell("new.next", folder=folder.as_posix())
    return exit_codes.FINE


COMMAND = Command(
    name="new",
    run=run,
    words=(Word("KIND"), Word("ID")),
    flags=(
        Flag("--rules", "DIR", words="flag.new.--rules"),
        Flag("--clause", "ID"),
    ),
    examples=(
        "new decision staff-days --rules my/rules",
        "new table T18 --rules rules/ptdata --clause PT-T18",
    ),
)
