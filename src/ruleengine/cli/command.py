"""What a command of the command line declares: its words, its flags, what it runs.

Plain data; the sentences for people stand in the wording modules under
``about.<command>`` and ``flag.<flag>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


@frozen
class Flag:
    """One option, such as ``--format NAME``."""

    name: str
    value: str = ""
    """What stands for the value in help; empty for a switch without a value."""
    repeatable: bool = False
    choices: tuple[str, ...] = ()
    """The values that are accepted; empty when any is."""
    words: str = ""
    """Key of its help where it differs between commands; else its own name."""

    @property
    def key(self) -> str:
        """The name under which its value is found, such as ``as_of``."""
        return self.name.lstrip("-").replace("-", "_")


@frozen
class Word:
    """The arguments without a flag."""

    name: str
    """What stands for it in help, such as ``DATA``."""
    least: int = 1
    most: int | None = 1
    """None for any number."""


@frozen(kw_only=True)
class Command:
    """One command."""

    name: str
    run: Callable[[Arguments, Console], int]
    """Does the work and returns the exit code."""
    words: tuple[Word, ...] = ()
    flags: tuple[Flag, ...] = ()
    examples: tuple[str, ...] = ()
    """Command lines to copy, without the name of the program."""
