"""Trouble in FEEL: a text that is none, a null that came of an error, a limit.

Comes in: codes and facts. Goes out: ``FeelError`` for the author, ``Reason`` kept
beside a null, and two exceptions that never leave the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.feel import limits
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from ruleengine.base.text import Text


@frozen(guarded=True)
class Place:
    """A place in an expression: offset from 0, line and column from 1."""

    offset: int
    line: int
    column: int

    @classmethod
    def of(cls, text: str, offset: int) -> Place:
        """Return the place of ``offset`` in ``text``."""
        offset = max(0, min(offset, len(text)))
        line = text.count("\n", 0, offset) + 1
        return cls(offset, line, offset - text.rfind("\n", 0, offset))


class FeelError(ValueError):
    """The text is no FEEL.

    Attributes:
        code: stable code of the fault, such as ``syntax`` or ``text-too-long``.
        position: where it was found.
        message: what was found and what was wanted.
        hint: how to mend it, where that can be said.
        text: the text itself.
    """

    def __init__(
        self,
        code: str,
        text: str,
        offset: int,
        hint: Text | None = None,
        **facts: str | Text,
    ) -> None:
        self.code = code
        self.text = text
        self.position = Place.of(text, offset)
        self.message = sentence(code, **facts)
        self.hint = hint
        self._facts = facts
        super().__init__(self.message.en)

    def __reduce__(self) -> tuple[object, ...]:
        offset = self.position.offset
        return _again, (self.code, self.text, offset, self.hint, self._facts)

    def drawing(self) -> str:
        """Return the line of the text with a caret under the place."""
        at = self.position
        line = self.text.split("\n")[at.line - 1]
        first = max(0, at.column - 41)
        shown = "".join(
            letter if letter.isprintable() else " "
            for letter in line[first : first + 80]
        )
        # A full-width character is two columns wide on a terminal.
        before = line[first : at.column - 1]
        width = sum(2 if ord(letter) > 0x2E7F else 1 for letter in before)
        return f"{shown}\n{' ' * width}^"

    def __str__(self) -> str:
        at = self.position
        hint_zh = f" {self.hint.zh}" if self.hint else ""
        hint_en = f" {self.hint.en}" if self.hint else ""
        return (
            f"{at.line}:{at.column} {self.message.zh}{hint_zh}\n"
            f"{self.message.en}{hint_en}\n{self.drawing()}"
        )


def _again(
    code: str, text: str, offset: int, hint: Text | None, facts: dict[str, str | Text]
) -> FeelError:
    """Return the error that was sent from another process."""
    return FeelError(code, text, offset, hint, **facts)


def too_deep(source: object) -> FeelError:
    """Return the error of an expression that is nested too deep.

    Args:
        source: its text, or its tree.
    """
    text = source if isinstance(source, str) else ""
    return FeelError("too-deep", text, 0, limit=str(limits.NESTING))


@frozen(guarded=True)
class Reason:
    """Why a value is null although no operand was absent."""

    code: str
    text: Text
    start: int
    """Offset in the expression; -1 when it has no place."""
    end: int


class Fault(Exception):  # noqa: N818  never leaves the room; becomes a Reason
    """An operation has no result for these operands."""

    def __init__(self, code: str, /, **facts: str | Text) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class LimitReached(Exception):  # noqa: N818  never leaves the room; becomes a Reason
    """Evaluation stopped because it would cost too much."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit
