"""The commands there are: one line each. A module is loaded only when it is called."""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.cli.command import Command


@frozen
class Entry:
    """A command before it is loaded; its summary stands under ``summary.<name>``."""

    name: str
    group: str
    """Heading in the overview: check, figures, look-up, authors."""
    module: str
    """Module of this room that has ``COMMAND``."""


COMMANDS: Mapping[str, Entry] = MappingProxyType(
    {
        each.name: each
        for each in (
            Entry("validate", "check", "validate"),
            Entry("compute", "figures", "compute"),
            Entry("identify", "figures", "identify"),
            Entry("explain", "look-up", "explain"),
            Entry("list", "look-up", "list"),
            Entry("lint", "authors", "lint"),
            Entry("test", "authors", "test"),
            Entry("coverage", "authors", "coverage"),
            Entry("mutate", "authors", "mutate"),
            Entry("diff", "authors", "diff"),
            Entry("new", "authors", "new"),
            Entry("fmt", "authors", "fmt"),
            Entry("book", "authors", "book"),
            Entry("eval", "authors", "eval"),
        )
    }
)


def command_named(name: str) -> Command:
    """Load a command.

    Raises:
        UsageError: there is no such command; names the near misses.
    """
    if name in COMMANDS:
        module = importlib.import_module(f"ruleengine.cli.{COMMANDS[name].module}")
        return cast("Command", module.COMMAND)
    near = near_misses(name, COMMANDS)
    key = "unknown-command" if near else "unknown-command-list"
    raise UsageError(text(key, name=name, near=" ".join(near or COMMANDS)))
