"""Separated text files (csv, tsv) as one table.

Comes in: a TextFile. Goes out: a TableInput that streams records. Every value is a
text, as it stands; an empty one is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.record import Locator, TableInput
from ruleengine.readers.encoding import DAMAGED
from ruleengine.readers.faults import Faults
from ruleengine.readers.header import SEARCHED_ROWS, Header, HeadRow, choose, tell
from ruleengine.readers.limits import Budget
from ruleengine.readers.separated import SEPARATORS, Row, rows
from ruleengine.readers.strays import Strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.record import FieldShape, Record
    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue, TableIndex
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.limits import Limits

SEARCHED_LINES = 200
_HINT = re.compile("sep=([,;\t|])[\r\n]*")
"""The first line that Excel understands as the name of the separator."""
_HINT_CELLS = ["sep=", ""]


@dataclass(frozen=True, slots=True)
class _Layout:
    separator: str
    header: Header


def read_csv(
    file: TextFile,
    catalogue: Catalogue,
    limits: Limits,
    wanted: TableIndex | None = None,
) -> TableInput | Text:
    """Return the table that a separated text file holds, or why it holds none."""
    layout = _layout(file, catalogue, limits, wanted)
    if not isinstance(layout, _Layout):
        return layout
    header = layout.header
    locator = Locator(file.name, columns=header.columns)
    faults = Faults(header.table.shape.id, locator, limits.findings)
    tell(header, faults)
    result = TableInput(
        header.table.shape.id, locator, iter(()), file.sha256, faults.all()
    )
    if header.fields:
        result.records = _records(file, layout, result, faults, limits)
    return result


def _lines(file: TextFile, limits: Limits) -> Iterator[str]:
    budget = Budget(limits, file.name)
    with file.open() as stream:
        while line := stream.readline(limits.text_chars):
            if len(line) >= limits.text_chars:
                raise budget.over("text_chars", limits.text_chars)
            yield line


def _first_lines(file: TextFile, limits: Limits) -> list[str]:
    lines: list[str] = []
    chars = 0
    for line in islice(_lines(file, limits), SEARCHED_LINES):
        lines.append(line)
        chars += len(line)
        if chars > limits.text_chars:
            break
    return lines


def _layout(
    file: TextFile,
    catalogue: Catalogue,
    limits: Limits,
    wanted: TableIndex | None,
) -> _Layout | Text:
    """Try each separator; the one under which most headers are known wins."""
    lines = _first_lines(file, limits)
    hint = _HINT.fullmatch(lines[0]) if lines else None
    separators = (hint[1],) if hint else SEPARATORS
    tried = {
        separator: choose(
            file.path.stem,
            _head(rows(iter(lines), separator), limits.columns),
            catalogue,
            wanted,
            forced=wanted is not None,
        )
        for separator in separators
    }
    headers = [
        _Layout(separator, header)
        for separator, header in tried.items()
        if isinstance(header, Header)
    ]
    if not headers:
        return next(text for text in tried.values() if not isinstance(text, Header))
    best = max(
        headers, key=lambda layout: (len(layout.header.fields), layout.header.width)
    )
    budget = Budget(limits, file.name)
    for row in rows(iter(lines), best.separator):
        budget.width(len(row.cells))
    return best


def _head(found: Iterator[Row], columns: int) -> list[HeadRow]:
    filled = (
        HeadRow(row.line, texts)
        for row in found
        if len(row.cells) <= columns
        and not (row.line == 1 and row.cells == _HINT_CELLS)
        and (
            texts := {
                at: cell for at, cell in enumerate(row.cells, start=1) if cell.strip()
            }
        )
    )
    return list(islice(filled, SEARCHED_ROWS))


def _records(
    file: TextFile, layout: _Layout, result: TableInput, faults: Faults, limits: Limits
) -> Iterator[Record]:
    header = layout.header
    reading = _Reading(header, faults, Strays(faults), file.encoding)
    budget = Budget(limits, file.name)
    index = 0
    for row in rows(_lines(file, limits), layout.separator):
        if row.line <= header.row:
            continue
        budget.take(len(row.cells))
        budget.width(len(row.cells))
        if not any(row.cells) or not "".join(row.cells).strip():
            continue
        index += 1
        result.locator.note(index, row.line)
        yield reading.record(index, row)
    reading.strays.tell()
    result.findings = faults.all()


class _Reading:
    """Turns the rows of one file into records."""

    def __init__(
        self, header: Header, faults: Faults, strays: Strays, encoding: str
    ) -> None:
        self.faults = faults
        self.strays = strays
        self.encoding = encoding
        self.width = header.width
        self.fields: tuple[FieldShape | None, ...] = tuple(
            header.fields.get(column) for column in range(1, self.width + 1)
        )
        self.keys = tuple(item.key if item else None for item in self.fields)
        self.bare = tuple(
            column
            for column in range(1, self.width + 1)
            if column not in header.fields
            and column not in header.unknown
            and column not in header.repeated
        )

    def record(self, index: int, row: Row) -> Record:
        cells = row.cells
        if row.is_unclosed:
            self.faults.add("unreadable", "unclosed-quote", record=index)
        if len(cells) > self.width and any(map(str.strip, cells[self.width :])):
            self.faults.add(
                "unreadable",
                "too-many-cells",
                {"cells": len(cells), "columns": self.width},
                record=index,
            )
        for column in self.bare:
            if column <= len(cells) and cells[column - 1].strip():
                self.strays.note(column, row.line)
        if any(DAMAGED in cell for cell in cells):
            self._damaged(index, cells)
        return {
            key: cell or None
            for key, cell in zip(self.keys, cells, strict=False)
            if key is not None
        }

    def _damaged(self, index: int, cells: list[str]) -> None:
        for item, cell in zip(self.fields, cells, strict=False):
            if item and DAMAGED in cell:
                self.faults.add(
                    "unreadable",
                    "encoding",
                    {"encoding": self.encoding, "name": item.names[0]},
                    record=index,
                    value=cell,
                )
