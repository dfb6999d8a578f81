"""Breaks text into lines by columns of a terminal: Latin at spaces, Chinese anywhere.

Knows nothing of findings; takes text that is already safe to show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_AT_START = '，。；：、？！）】》”’…,.;:?!)]}"'
_NOT_AT_END = '（【《“‘([{"'
_PIECE = re.compile(
    rf"[{re.escape(_NOT_AT_END)}]*"
    rf"(?:[!-~]+|[^!-~ ])?[{re.escape(_NOT_AT_START)}]*| +"
)


def wrapped(text: str, width: int, indent: str = "") -> str:
    """Return the text in lines of at most ``width`` columns.

    Args:
        text: one paragraph without line breaks.
        width: columns of a line, the indent not counted.
        indent: put before every line but the first.
    """
    return f"\n{indent}".join(_lines(text, width))


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text, width):
        size = columns(piece)
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
            if not piece.strip():
                continue
        line, used = line + piece, used + size
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        while columns(piece) > width:
            fitting = width if piece.isascii() else width // 2
            yield piece[:fitting]
            piece = piece[fitting:]
        if piece:
            yield piece
