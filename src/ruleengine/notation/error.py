"""NotationError: a format that is not written right, told to the author of the rules."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.text import Text


class NotationError(ValueError):
    """A text that is no format.

    Attributes:
        text: the whole text as typed.
        code: stable name of the mistake, such as ``one-dot``.
        position: the character that is wrong, counted from 1.
        message: what was found and what is wrong with it.
        hint: how to mend it.
        meant: the format that was probably meant, when one can be named.
    """

    def __init__(
        self,
        text: str,
        code: str,
        position: int,
        message: Text,
        hint: Text,
        meant: str | None = None,
    ) -> None:
        super().__init__(text, code, position, message, hint, meant)
        self.text = text
        self.code = code
        self.position = position
        self.message = message
        self.hint = hint
        self.meant = meant

    def drawing(self) -> str:
        """Return the text with a caret under the wrong character, as two lines."""
        shown = self.text[:80].translate(_CONTROL_PICTURES)
        before = shown[: self.position - 1]
        padding = "".join("\u3000" if _is_wide(c) else " " for c in before)
        return f"{shown}\n{padding}^"

    def __str__(self) -> str:
        return (
            f"{self.message.zh} / {self.message.en}\n{self.drawing()}\n"
            f"{self.hint.zh} / {self.hint.en}"
        )


_CONTROL_PICTURES = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
}


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
