"""The rows of one sheet, as sparse as they are in the file.

Comes in: the XML of a sheet. Goes out: rows of raw cells. Nothing is padded, so one
cell in the last corner of a sheet costs one cell. Knows nothing of tables.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.readers.sentences import input_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.readers.limits import Budget

MERGES = 10_000
LAST_ROW = 1_048_576


class Cell(NamedTuple):
    """One cell as it is written down."""

    column: int
    kind: str
    """``n`` number, ``s`` shared text, ``str``, ``inlineStr``, ``b``, ``e``, ``d``."""
    style: int
    text: str
    has_formula: bool


class SheetRow(NamedTuple):
    """One row that has cells."""

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class SheetEvents:
    """Takes the XML events of a sheet and gathers rows."""

    budget: Budget
    rows: deque[SheetRow] = field(default_factory=deque)
    merges: list[str] = field(default_factory=list)
    row: int = 0
    cells: list[Cell] = field(default_factory=list)
    column: int = 0
    kind: str = "n"
    style: int = 0
    pieces: list[str] = field(default_factory=list)
    chars: int = 0
    has_formula: bool = False
    is_text: bool = False
    is_guide: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        match name:
            case "c":
                self._start_cell(attributes)
            case "v":
                self.is_text = True
            case "t":
                self.is_text = not self.is_guide
            case "f":
                self.has_formula = True
            case "row":
                self.budget.take(1)
                self.row = self._row_number(attributes.get("r"))
                self.cells, self.column = [], 0
            case "rPh":
                self.is_guide = True
            case "mergeCell":
                if len(self.merges) < MERGES:
                    self.merges.append(attributes.get("ref", ""))
            case _:
                pass

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match name:
            case "c":
                text = "".join(self.pieces)
                if text or self.has_formula:
                    self.cells.append(
                        Cell(self.column, self.kind, self.style, text, self.has_formula)
                    )
            case "v" | "t":
                self.is_text = False
            case "rPh":
                self.is_guide = False
            case "row":
                if self.cells:
                    self.rows.append(SheetRow(self.row, self.cells))
            case _:
                pass

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if not self.is_text:
            return
        self.chars += len(text)
        if self.chars > self.budget.limits.text_chars:
            raise self.budget.over("text_chars", self.budget.limits.text_chars)
        self.pieces.append(text)

    def take_row(self, row: SheetRow, columns: list[int]) -> None:
        """Take a whole row, and the columns of all its cells, also of empty ones."""
        self.budget.take(1 + len(columns))
        self.budget.width(max(columns, default=0))
        self.row = row.number
        if row.cells:
            self.rows.append(row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self.budget.take(1)
        reference = attributes.get("r")
        column = column_number(reference) if reference else self.column + 1
        if not column:
            raise input_error("xlsx-broken", self.budget.file)
        self.budget.width(column)
        self.column = column
        self.kind = attributes.get("t", "n")
        self.style = style_number(attributes.get("s", "0"))
        self.pieces, self.chars = [], 0
        self.has_formula = self.is_text = False

    def _row_number(self, written: str | None) -> int:
        if written is None:
            return self.row + 1
        if not re.fullmatch("[0-9]{1,7}", written) or int(written) > LAST_ROW:
            raise input_error("xlsx-broken", self.budget.file)
        return int(written)


def column_number(reference: str) -> int:
    """Return the column, counted from 1, of a reference such as ``AB12``; else 0."""
    return letters_number(reference.rstrip("0123456789$"))


@lru_cache(maxsize=1024)
def letters_number(letters: str) -> int:
    """Return the column, counted from 1, that is named ``letters``; else 0."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@lru_cache(maxsize=1024)
def style_number(style: str) -> int:
    """Return the number of a cell style; 0, the general one, for what is none."""
    return int(style) if re.fullmatch("[0-9]{1,9}", style) else 0
