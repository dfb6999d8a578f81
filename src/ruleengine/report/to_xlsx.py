"""Outcome -> a workbook that clerks sort, filter and pass on.

Three sheets: summary, findings (one a row), what was not checked. Every cell is text,
so that no value can become a formula, a date or 1.11E+08; only plain counts (record,
item, line) are numbers, so that they sort.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from ruleengine.report.grouping import groups
from ruleengine.report.rows import (
    OPEN_COUNTED,
    counted_columns,
    header,
    open_header,
    open_row,
    row,
)
from ruleengine.report.summary_rows import group_header, group_row, summary_rows
from ruleengine.report.visible import columns, shortened
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options

ROWS_PER_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows; what is more goes to a further sheet."""
_MEASURED = 500
"""Rows that are looked at to fit the columns."""
_NARROWEST, _WIDEST = 6, 60
_CELL_LIMIT = 32_000
_EVERYWHERE = "A1:XFD1048576"
_A4 = 9
"""What workbooks call this size of paper."""
_TOP = {"valign": "top", "text_wrap": True}
_TEXT = {**_TOP, "num_format": "@"}
_LINE = {"valign": "top", "num_format": "@"}
"""A text that runs on over the empty cells to its right."""
_HEAD = {**_TEXT, "bold": True, "bg_color": "#DDE6EE"}


def write(outcome: Outcome, stream: IO[bytes], options: Options) -> None:
    """Write the workbook to a binary stream.

    Raises:
        OSError: there is no room for it.
    """
    # Rows go to the disk as they come: a report may have a million of them.
    # Packed they are small; a disk that is full shall not meet the library half-way.
    packed = io.BytesIO()
    file = Workbook(packed, {"constant_memory": True})
    file.use_zip64()
    created = dt.datetime.combine(outcome.as_of, dt.time())
    file.set_properties({"author": "ruleengine", "created": created})
    book = _Book(file, *map(file.add_format, (_TEXT, _TOP, _LINE, _HEAD)))
    _summary(book, outcome, options)
    _findings(book, outcome, options)
    _open(book, outcome, options)
    try:
        file.close()
    except FileCreateError as error:  # the library puts its own name on it
        raise OSError(*error.args[0].args) from error
    stream.write(packed.getbuffer())


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook with the looks of its cells."""

    file: Workbook
    text: Format
    count: Format
    line: Format
    head: Format

    def sheet(self, title: str, rows: Sequence[Sequence[str]]) -> _Sheet:
        """Add a sheet whose columns fit some rows."""
        sheet = self.file.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)  # all columns on a page, as many pages as it takes
        sheet.set_footer("&L&A&R&P / &N")
        # Figures stay texts on purpose; a spreadsheet would mark each as a mistake.
        sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        for at in range(max(map(len, rows), default=0)):
            width = max(columns(cells[at]) for cells in rows if at < len(cells))
            sheet.set_column(at, at, min(_WIDEST, max(_NARROWEST, width + 2)))
        return _Sheet(self, sheet)


@dataclass(slots=True)
class _Sheet:
    """A sheet that grows row by row."""

    book: _Book
    sheet: Worksheet
    height: int = 0

    def add(
        self,
        cells: Sequence[str],
        look: Format | None = None,
        counts: Container[int] = (),
    ) -> None:
        """Add a row.

        Args:
            cells: its texts.
            look: how they look, if not like other texts.
            counts: the columns, from 0, whose texts are counts.
        """
        for at, text in enumerate(cells):
            if at in counts and text:
                self.sheet.write_number(self.height, at, int(text), self.book.count)
            else:
                shown = shortened(text, _CELL_LIMIT)
                self.sheet.write_string(self.height, at, shown, look or self.book.text)
        self.height += 1


def _summary(book: _Book, outcome: Outcome, options: Options) -> None:
    words = wording(options.language)
    facts = list(summary_rows(outcome, words))
    listed = [group_row(each, words) for each in groups(outcome)]
    heads = [group_header(words)] if listed else []
    # The facts run on to the right; the columns fit the groups below, where there are any.
    labels = [cells[:1] for cells in facts] if listed else facts
    sheet = book.sheet(words.labels["xlsx.summary"], [*labels, *heads, *listed])
    for cells in facts:
        sheet.add(cells, book.line)
    for cells in heads:
        sheet.add([])
        sheet.add(cells, book.head)
    for cells in listed:
        sheet.add(cells)


def _findings(book: _Book, outcome: Outcome, options: Options) -> None:
    labels = wording(options.language).labels
    heads = [*header(options.languages), labels["column.responsible"]]
    rows = (row(finding, options.languages) for finding in outcome.findings)
    left = len(outcome.findings)
    number = 1
    while left > 0 or number == 1:
        title = labels["xlsx.findings"] + (f" {number}" if number > 1 else "")
        counts = counted_columns(options.languages)
        _table(book, title, heads, islice(rows, ROWS_PER_SHEET), counts)
        left, number = left - ROWS_PER_SHEET, number + 1


def _open(book: _Book, outcome: Outcome, options: Options) -> None:
    title = wording(options.language).labels["xlsx.open"]
    rows = (open_row(each, options.languages) for each in outcome.not_checked)
    _table(book, title, open_header(options.language), rows, (OPEN_COUNTED,))


def _table(
    book: _Book,
    title: str,
    heads: list[str],
    rows: Iterable[list[str]],
    counts: tuple[int, ...],
) -> None:
    waiting = iter(rows)
    first = list(islice(waiting, _MEASURED))
    sheet = book.sheet(title, [heads, *first])
    sheet.add(heads, book.head)
    for cells in chain(first, waiting):
        sheet.add(cells, counts=counts)
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.autofilter(0, 0, sheet.height - 1, len(heads) - 1)
