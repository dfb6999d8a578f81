"""A terminal as a picture: what a command printed in, an SVG out.

Every character has its own place, so that Chinese and Latin keep their columns in any
font. ``desc`` holds the text, for those who hear the page or search it.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLUMNS = 100
CELL, LINE, MARGIN = 8, 21, 16
TOP = 44
MARK = re.compile(r"\x1b\[([0-9;]*)m")
STYLES = {"1": "b", "2": "d", "1;31": "e", "33": "w", "36": "i", "32": "g"}
STYLE = """\
text{font:13.3px "DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono CJK SC",\
"PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei Mono",monospace;fill:#24292f}
.c{font-size:15px}.b{font-weight:700}.d{fill:#6e7781}.e{fill:#b42318;font-weight:700}
rect{fill:#fcfcfb;stroke:#d0d7de}path{fill:#eef0f2}circle{fill:#0550ae}
.w{fill:#9a6700}.i{fill:#0550ae}.g{fill:#1a7f37}.n{fill:#fff;font-weight:700}
"""


class Letter(NamedTuple):
    """A character, the class of its style, its column and how many it takes."""

    text: str
    style: str
    column: int
    width: int


def plain(printed: str) -> str:
    """Return what was printed without its colours."""
    return MARK.sub("", printed)


def picture(command: str, printed: str, notes: Mapping[int, str]) -> str:
    """Return the SVG of a command and what it printed.

    Args:
        command: as typed.
        printed: with ANSI colours.
        notes: number -> a piece of text; the first line with it gets the number.
    """
    rows = [row for line in printed.rstrip().split("\n") for row in wrapped(line)]
    width = 2 * MARGIN + (COLUMNS + 4) * CELL
    height = TOP + LINE * len(rows) + MARGIN
    frame = (
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>'
        f'<path d="M1 32V9a8 8 0 0 1 8-8H{width - 9}a8 8 0 0 1 8 8V32z"/>'
    )
    texts = [row_of(row, TOP + 14 + LINE * at) for at, row in enumerate(rows)]
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>',
        f"<title>{escape(command)}</title>",
        f"<desc>{escape(plain(printed).rstrip())}</desc>",
        f"<style>{STYLE}</style>",
        frame,
        row_of(letters(f"$ {command}", "b"), 21),
        *texts,
        *badges(rows, notes, width - MARGIN - 10),
        "</svg>\n",
    )
    return "\n".join(parts)


def letters(line: str, style: str = "") -> list[Letter]:
    """Return the characters of a printed line with their columns."""
    found, column = [], 0
    for at, part in enumerate(MARK.split(line)):
        if at % 2:
            style = STYLES.get(part, "")
            continue
        for text in part:
            width = 2 if unicodedata.east_asian_width(text) in "WF" else 1
            found.append(Letter(text, style, column, width))
            column += width
    return found


def wrapped(line: str) -> Iterator[list[Letter]]:
    """Yield the rows that a line takes in the window."""
    row: list[Letter] = []
    left = 0
    for letter in letters(line):
        if letter.column + letter.width - left > COLUMNS:
            yield row
            row, left = [], letter.column
        row.append(letter._replace(column=letter.column - left))
    yield row


def row_of(row: Sequence[Letter], y: int) -> str:
    """Return one row of text; blanks are left out, places are kept."""
    spans = []
    for (style, width), run in groupby(row, lambda each: (each.style, each.width)):
        seen = [each for each in run if each.text != " "]
        if seen:
            kind = " ".join(filter(None, (style, "c" if width == 2 else "")))
            places = " ".join(str(MARGIN + CELL * each.column) for each in seen)
            text = escape("".join(each.text for each in seen))
            mark = f' class="{kind}"' if kind else ""
            spans.append(f'<tspan{mark} x="{places}">{text}</tspan>')
    return f'<text y="{y}">{"".join(spans)}</text>'


def badges(
    rows: Sequence[Sequence[Letter]], notes: Mapping[int, str], x: int
) -> Iterator[str]:
    """Yield the numbers beside the lines that the page explains."""
    texts = ["".join(each.text for each in row) for row in rows]
    for number, piece in notes.items():
        at = next(at for at, text in enumerate(texts) if piece in text)
        y = TOP + LINE * at + 9
        yield (
            f'<circle cx="{x}" cy="{y}" r="10"/>'
            f'<text class="n" x="{x}" y="{y + 5}" text-anchor="middle">{number}</text>'
        )
