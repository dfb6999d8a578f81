"""What a page is made of, before it is html or markdown: plain data in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

Style = Literal["", "code", "id", "strong", "dim"]
"""An id is code that stays on one line and in which nothing is looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style."""

    text: Text
    to: str = ""
    """The id that all of it leads to; ids inside the text lead there by themselves."""
    style: Style = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""The lines that stand below each other in one cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below that of the page."""

    line: Line
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table; the anchor is empty when nothing leads to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption; its first column names the row."""

    caption: Text
    columns: tuple[Text, ...]
    rows: tuple[GridRow, ...]
    groups: tuple[tuple[Text, int], ...] = ()
    """Headings over several columns, with how many each; empty for none."""
    level: int = 2
    """Of the caption, which is a heading too."""
    name: str = ""
    """What the columns are about, for the style sheet."""


Block = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; its path has no ending and is the same in every language."""

    path: str
    title: Text
    kind: Text
    id: str = ""
    chapter: str = ""
    """Folder of the document that the page belongs to."""
    blocks: tuple[Block, ...]


def run(text: Text | str, to: str = "", style: Style = "") -> Run:
    """Return a run; a bare text reads the same in both languages."""
    return Run(Text.same(text) if isinstance(text, str) else text, to, style)


def line(text: Text | str, to: str = "", style: Style = "") -> Line:
    """Return a line of one run."""
    return (run(text, to, style),)


def cell(*lines: Line | Text | str) -> Cell:
    """Return a cell; empty texts are left out."""
    made = (each if isinstance(each, tuple) else line(each) for each in lines)
    return tuple(each for each in made if any(part.text.zh for part in each))


def bullets(lines: Iterable[Line | Text | str]) -> Bullets | Paragraph:
    """Return a list of lines; a paragraph when there is only one."""
    items = tuple(e if isinstance(e, tuple) else line(e) for e in lines)
    return Paragraph(items[0]) if len(items) == 1 else Bullets(items)
