"""Record: one row of submitted data; Locator: where its values stand in the file."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from ruleengine.base.finding import Place
from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ruleengine.base.finding import Finding
    from ruleengine.base.progress import Reading

Value = str | int | Decimal | float | bool | dt.date | None
"""What a submitted value may be; an empty text counts as absent."""

Cells = Sequence[str | None]
"""The cells of one row as written; None for an empty one."""
Record = Mapping[str, Value]
"""Field key -> value. From a file, keys are those of the table, never header texts."""

PlainRecord = Mapping[str, str]
"""The same of nothing but texts; what is absent is not there."""


@frozen
class FieldShape:
    """What a reader must know of a field: the names it goes by, and date columns."""

    key: str
    names: tuple[str, ...]
    """Printed name, corrected name, alias, key: every header that is accepted."""
    pattern: str | None = None
    """``YYYYMMDD`` and the like for temporal fields; None for all others."""


@frozen
class TableShape:
    """What a reader must know of a table to find its sheet and its columns."""

    id: str
    names: tuple[str, ...]
    """Everything a sheet or file may be called: ``ptdata/T06``, ``T06``, ``表6``, title."""
    fields: tuple[FieldShape, ...]


@dataclass(slots=True)
class Locator:
    """Turns record and field into a place, late, for the few that have a finding.

    Rows mostly run on by one, so only the records where the offset changes are kept.
    """

    file: str
    sheet: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """Field key -> column, counted from 1."""
    cells: bool = False
    """True for a workbook (cell such as ``L4``), False for lines of text."""
    _starts: array[int] = field(default_factory=lambda: array("q"))
    _offsets: array[int] = field(default_factory=lambda: array("q"))

    def note(self, index: int, row: int) -> None:
        """Remember that record ``index`` (from 1 in this input) stands in ``row``."""
        offset = row - index
        if not self._offsets or self._offsets[-1] != offset:
            self._starts.append(index)
            self._offsets.append(offset)

    def row(self, index: int) -> int | None:
        """Return the row or line of a record, or None when it was never noted."""
        at = bisect_right(self._starts, index) - 1
        return index + self._offsets[at] if at >= 0 else None

    def place(self, index: int | None, key: str | None) -> Place:
        """Return where the value of ``key`` in record ``index`` stands."""
        row = self.row(index) if index is not None else None
        column = self.columns.get(key) if key is not None else None
        cell = (
            f"{column_letters(column)}{row}" if self.cells and column and row else None
        )
        return Place(self.file, self.sheet, cell, None if cell else row)


def column_letters(column: int) -> str:
    """Return the spreadsheet letters of a column counted from 1 (28 -> ``AB``)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(slots=True, kw_only=True)
class Block(ABC):
    """A run of neighbouring records of one input that may be read in columns.

    Either ``rows`` is exhausted, or ``picked`` is called once, or ``taken`` for one run
    of lines after the other: then these records count as read.
    """

    form: Literal["csv", "jsonl", "frame"]
    frame: Any = None
    """A data frame whose columns go by field key, for the form of that name."""
    data: bytes = b""
    """UTF-8 with one record in each line, no header, no blank lines; b"" when the
    block must be read record by record."""
    separator: str = ""
    """Between the cells of a csv line."""
    is_quoted: bool = True
    """Whether cells may stand in quotes."""
    keys: tuple[str | None, ...] = ()
    """Field key of each csv column, or of each member of a JSON object in their order;
    None for what belongs to no field."""
    names: tuple[str, ...] = ()
    """The names of the members of a JSON object."""
    lines: int = 0
    """How many lines the block holds; 0 where nobody has counted them so far."""
    only_texts: bool = False
    """Whether the columns hold values just as they stand. Of JSON objects this is only
    supposed: who reads them makes sure that every member is a known one and a text."""

    @abstractmethod
    def rows(self) -> Iterator[Record]:
        """Yield the records one by one and note what is wrong with them."""

    @abstractmethod
    def picked(
        self, count: int, positions: Sequence[int], cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Take ``count`` records as read; yield those at some positions, from 0.

        Args:
            count: all records of the block.
            positions: of those that are wanted.
            cells: what stands in each of those, where the caller has found it in columns.
        """

    def plain_lines(self) -> bytes:
        """Return the text of the block, if each record is a line of right UTF-8.

        Cells of separated text hold no line break then, and a quote begins or ends one.
        """
        return b""

    def members(self) -> Sequence[tuple[str, str | None]]:
        """Return what a plain line may hold: names of JSON, "" for each cell; and keys.

        The key is that of the field, None for a cell of none.
        """
        raise AssertionError(self)

    def taken(
        self, found: Mapping[int, PlainRecord], count: int, before: int
    ) -> Iterator[Record]:
        """Take the records of some plain lines as read.

        Args:
            found: texts by field key of those that are wanted, by their place, from 0.
            count: how many lines.
            before: lines of the block that stand before them.

        Yields:
            Those that are wanted, as they are read.
        """
        raise AssertionError(self, found, count, before)

    def cut(self, start: int, end: int, before: int) -> Block:
        """Return some of the plain lines as a block that is read record by record.

        Args:
            start: where in the text they begin.
            end: where they end.
            before: lines that stand before them.
        """
        raise AssertionError(self, start, end, before)

    def parts(self) -> Iterator[Block]:
        """Yield the same records in blocks about which less is supposed, if any."""
        return iter(())


@dataclass(slots=True)
class TableInput:
    """One table's worth of submitted data inside one file or sheet, ready to stream."""

    table: str
    locator: Locator
    records: Iterable[Record]
    """Yields each record once and notes its row in ``locator`` before it does."""
    sha256: str = ""
    findings: Sequence[Finding] = ()
    """Faults of the header itself: unknown columns, missing columns, unreadable parts;
    complete when the records are exhausted."""
    blocks: Callable[[], Iterator[Block]] | None = None
    """The same records in blocks, for whole columns; instead of ``records``. The next
    block may be asked for before one that has ``data`` is done with."""
    end: Callable[[], None] | None = None
    """To be called when all blocks are done with: completes the findings."""
    size: int = 0
    """Bytes of the file; 0 where there is none."""
    reading: Reading | None = None
    """How much of it has been read; None where nobody knows."""
    in_lines: bool = False
    """Whether the blocks are lines of a text."""
    is_plain: bool = False
    """Whether these begin with plain lines: records that hold nothing but texts as they
    stand."""
    is_lost: bool = False
    """Whether there are data of which not one record can be read: nobody may conclude
    that something is not among them."""
    is_told: Callable[[int, str], bool] | None = None
    """Whether a finding already says that a record has no value for a field; to be
    asked when the records are exhausted."""
