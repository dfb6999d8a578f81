"""Colour on a terminal: text and a style in, the same text with ANSI marks out.

Data never brings marks of its own: ``visible`` has taken them out before.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["bold", "dim", "error", "warning", "info", "good"]
MARKS = re.compile("\x1b\\[[0-9;]*m")
"""What colouring puts into a text; takes no column."""
_MARKS: Mapping[Style, str] = MappingProxyType(
    {
        "bold": "1",
        "dim": "2",
        "error": "1;31",
        "warning": "33",
        "info": "36",
        "good": "32",
    }
)


@frozen
class Paint:
    """Colours text, or leaves it as it is."""

    on: bool

    def __call__(self, text: str, style: Style) -> str:
        """Return the text in a style."""
        marked = self.on and text
        return f"\x1b[{_MARKS[style]}m{text}\x1b[0m" if marked else text
