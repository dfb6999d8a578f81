"""Rows of separated text as records of one table.

Comes in: rows of cells, the header. Goes out: Records by field key, and findings for
what cannot be a value. Knows nothing of files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.encoding import DAMAGED
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.strays import Strays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.base.record import FieldShape, Record, TableInput
    from ruleengine.readers.below import Below
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.header import Header
    from ruleengine.readers.limits import Budget
    from ruleengine.readers.separated import Row

END_MARK = "\x1a"
"""What programs of DOS put behind the last line."""


@frozen
class Layout:
    """How a separated text file is laid out."""

    separator: str
    header: Header


@dataclass(slots=True)
class CsvRecords:
    """Where the reading of one file has come to."""

    header: Header
    faults: Faults
    result: TableInput
    encoding: str
    budget: Budget
    below: Below
    index: int = 0
    """Records read so far."""
    reader: RowReader = field(init=False)

    def __post_init__(self) -> None:
        # Findings show while records stream.
        self.result.findings = self.faults.found
        self.reader = RowReader(
            self.header, self.faults, Strays(self.faults), self.encoding
        )

    def of(self, found: Iterable[Row]) -> Iterator[Record]:
        """Yield the records of rows; rows without any text are none."""
        for row in found:
            self.budget.row(len(row.cells))
            text = "".join(row.cells)
            if not text or text.isspace() or text == END_MARK:
                # Who cuts files into blocks knows no other white space.
                if not text.strip(" \t"):
                    self.below.blank()
            elif self.below.is_looking:
                yield from map(self._record, self.below.passed(row, head_row(row)))
            else:
                yield self._record(row)
        yield from map(self._record, self.below.rest())

    def _record(self, row: Row) -> Record:
        self.index += 1
        self.result.locator.note(self.index, row.line)
        return self.reader.record(self.index, row)

    def end(self) -> None:
        """Complete the findings of the input."""
        self.reader.strays.tell()
        self.below.tell(self.faults)
        self.result.findings = self.faults.all()


def head_row(row: Row) -> HeadRow:
    """Return the texts of a row, which may be a header."""
    cells = enumerate(row.cells, start=1)
    return HeadRow(row.line, {at: cell for at, cell in cells if cell.strip()})


class RowReader:
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
        """Return the record; ``index`` counts from 1 and has been noted before."""
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
        if DAMAGED in "".join(cells):
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
