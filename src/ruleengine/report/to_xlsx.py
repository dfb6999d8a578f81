"""Outcome -> a workbook that clerks sort, filter and pass on.

Three sheets: summary, findings (one a row), what was not checked. Every cell is text,
so that no value can become a formula, a date or 1.11E+08.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import IO, TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

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
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options

ROWS_PER_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows; what is more goes to a further sheet."""
_MEASURED = 500
"""Rows that are looked at to fit the columns."""
_NARROWEST, _WIDEST = 6, 60
_CELL_LIMIT = 32_000
_TOP = Alignment(vertical="top", wrap_text=True)
_TEXT, _COUNT, _HEAD = "report text", "report count", "report heading"


def write(outcome: Outcome, stream: IO[bytes], options: Options) -> None:
    """Write the workbook to a binary stream."""
    book = Workbook(write_only=True)
    book.properties.creator = "ruleengine"
    book.properties.created = dt.datetime.combine(outcome.as_of, dt.time())
    for style in _styles():
        book.add_named_style(style)
    _summary(book, outcome, options)
    _findings(book, outcome, options)
    _open(book, outcome, options)
    book.save(stream)


def _styles() -> tuple[NamedStyle, ...]:
    fill = PatternFill("solid", fgColor="DDE6EE")
    return (
        NamedStyle(_TEXT, number_format="@", alignment=_TOP),
        NamedStyle(_COUNT, alignment=_TOP),
        NamedStyle(_HEAD, font=Font(bold=True), fill=fill, alignment=_TOP),
    )


def _summary(book: Workbook, outcome: Outcome, options: Options) -> None:
    words = wording(options.language)
    facts = list(summary_rows(outcome, words))
    listed = [group_row(each, words) for each in groups(outcome)]
    heads = [group_header(words)] if listed else []
    sheet = _sheet(book, words.labels["xlsx.summary"], [*facts, *heads, *listed])
    for cells in facts:
        sheet.append(_cells(sheet, cells))
    if listed:
        sheet.append([])
        sheet.append(_head(sheet, heads[0]))
    for cells in listed:
        sheet.append(_cells(sheet, cells))


def _findings(book: Workbook, outcome: Outcome, options: Options) -> None:
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


def _open(book: Workbook, outcome: Outcome, options: Options) -> None:
    title = wording(options.language).labels["xlsx.open"]
    rows = (open_row(each, options.languages) for each in outcome.not_checked)
    _table(book, title, open_header(options.language), rows, (OPEN_COUNTED,))


def _table(
    book: Workbook,
    title: str,
    heads: list[str],
    rows: Iterable[list[str]],
    counts: tuple[int, ...],
) -> None:
    waiting = iter(rows)
    first = list(islice(waiting, _MEASURED))
    sheet = _sheet(book, title, [heads, *first])
    sheet.freeze_panes = "A2"
    sheet.append(_head(sheet, heads))
    count = 1
    for cells in _chained(first, waiting):
        sheet.append(_counted(sheet, cells, counts))
        count += 1
    whole = f"A1:{get_column_letter(len(heads))}{count}"
    sheet.auto_filter.ref = whole  # type: ignore[attr-defined]  # the stub leaves it out


def _chained(first: list[list[str]], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    yield from first
    yield from rest


def _sheet(
    book: Workbook, title: str, rows: Sequence[Sequence[str]]
) -> WriteOnlyWorksheet:
    sheet: WriteOnlyWorksheet = book.create_sheet(title)
    for number in range(max(map(len, rows), default=0)):
        width = max(columns(cells[number]) for cells in rows if number < len(cells))
        fitted = min(_WIDEST, max(_NARROWEST, width + 2))
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = fitted  # type: ignore[attr-defined]  # the stub leaves it out
    return sheet


def _head(sheet: WriteOnlyWorksheet, cells: Sequence[str]) -> list[Cell]:
    made = _cells(sheet, cells)
    for cell in made:
        cell.style = _HEAD
    return made


def _cells(sheet: WriteOnlyWorksheet, cells: Sequence[str]) -> list[Cell]:
    return [_text_cell(sheet, text) for text in cells]


def _counted(
    sheet: WriteOnlyWorksheet, cells: Sequence[str], counts: tuple[int, ...]
) -> list[Cell]:
    """Return cells whose plain counts (record, item, line) are numbers that sort."""
    made = _cells(sheet, cells)
    for number in counts:
        if cells[number]:
            made[number] = WriteOnlyCell(sheet, value=int(cells[number]))
            made[number].style = _COUNT
    return made


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=shortened(text, _CELL_LIMIT))
    cell.data_type = "s"
    cell.style = _TEXT
    return cell
