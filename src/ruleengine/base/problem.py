"""Problem: a fault in a rule file, told to the author of the rules.

Problems are collected over a whole load and raised together, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.position import Position
    from ruleengine.base.text import Language, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a rule file."""

    code: str
    """Stable code such as ``E204``; each has a page in docs/zh/problems."""
    position: Position
    message: Text
    """What was found and what was wanted, in one sentence."""
    found: str = ""
    """The text that was found, as typed (shortened when long)."""
    wanted: str = ""
    """What would have been right there."""
    hint: Text | None = None
    """How to mend it, where that can be said."""
    severity: str = "error"
    """``error`` stops loading; ``warning`` is reported by lint only."""
    snippet: str = ""
    """The line of the file, drawn with a caret under the place."""

    def line(self, language: Language) -> str:
        """Return the problem as one line: place, code, sentence, hint."""
        hint = f" {self.hint[language]}" if self.hint else ""
        return f"{self.position} {self.code} {self.message[language]}{hint}"


class RulePackError(Exception):
    """The rules do not load; carries every problem that was found.

    Attributes:
        problems: all problems, ordered by place; never empty.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(sorted(problems, key=lambda p: (p.position, p.code)))

    def __str__(self) -> str:
        return "\n".join(problem.line("zh") for problem in self.problems)


class UsageError(Exception):
    """The caller named something that does not exist or cannot be used so.

    Attributes:
        message: the sentence in both languages, near misses included.
    """

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return f"{self.message.zh} / {self.message.en}"


class InputError(Exception):
    """Submitted data cannot be read at all or is over a limit (exit code 4).

    Attributes:
        message: the sentence in both languages.
        file: the file that could not be read, as the user named it.
    """

    def __init__(self, message: Text, file: str = "") -> None:
        super().__init__(message, file)
        self.message = message
        self.file = file

    def __str__(self) -> str:
        return f"{self.message.zh} / {self.message.en}"
