"""The tables as a workbook, with the habits that people have with workbooks.

Titles above some headers, real dates in some columns and texts in others, numbers that
show leading zeros, true and false as such or as 1 and 0.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from making.forms import columns
from making.plans import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from making.shapes import Shape
    from making.tables import Record, Tables, Value

TITLED = frozenset({"T06", "T07", "T15", "T16", "T17"})
"""Sheets with a title row above the header."""
SHORT_NAMES = {"T06": "表6", "T09": "T09", "T13": "授权签字人信息"}
"""Sheets that are not called by their whole title."""
REAL_DATES = frozenset({"T04.registration_date", "T05.received_date", "T12.cma_issued"})
REAL_YEARS = frozenset({"T15.statistics_year", "T03.plan_year"})
"""Columns of years that hold a real date."""
SHOWN_ZEROS = frozenset({"T12.laboratory_postcode", "T03.al06_code"})
"""Codes kept as numbers that show six digits."""
REAL_BOOLEANS = frozenset({"T11", "T12"})
_STAMP = (YEAR + 1, 1, 15, 9, 0, 0)
_HEADER = PatternFill("solid", fgColor="DDEBF7")


def workbook_file(tables: Tables, shapes: Mapping[str, Shape]) -> bytes:
    """Return an xlsx file; the same bytes each time."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "能力验证协作中心"
    book.properties.created = dt.datetime(*_STAMP)  # noqa: DTZ001 - the format knows no zone
    for table, records in tables.items():
        shape = shapes[table]
        sheet = book.create_sheet(SHORT_NAMES.get(table, shape.title))
        _fill(sheet, records, shape)
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _fill(sheet: Worksheet, records: list[Record], shape: Shape) -> None:
    header = columns(records, shape)
    if shape.id in TITLED:
        sheet.append([f"{shape.title}（{YEAR}年度）"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=6)
        sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(list(header.values()))
    _dress(sheet, sheet.max_row, len(header))
    for record in records:
        row = sheet.max_row + 1
        for column, key in enumerate(header, start=1):
            _write(sheet.cell(row, column), record.get(key), f"{shape.id}.{key}")


def _dress(sheet: Worksheet, row: int, width: int) -> None:
    for column in range(1, width + 1):
        cell = sheet.cell(row, column)
        cell.font = Font(bold=True)
        cell.fill = _HEADER
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.freeze_panes = f"A{row + 1}"


def _write(cell: Cell | MergedCell, value: Value, place: str) -> None:
    match value:
        case bool():
            cell.value = value if place[:3] in REAL_BOOLEANS else int(value)
        case Decimal():
            cell.value = value
            places = -int(value.as_tuple().exponent)
            cell.number_format = "0." + "0" * places if places > 0 else "0"
        case str():
            _write_text(cell, value, place)
        case _:
            cell.value = value


def _write_text(cell: Cell | MergedCell, text: str, place: str) -> None:
    if place in REAL_DATES and (day := _day(text)):
        cell.value, cell.number_format = day, "yyyy-mm-dd"
    elif place in REAL_YEARS and (day := _day(f"{text}0101")):
        cell.value, cell.number_format = day, "yyyy"
    elif place in SHOWN_ZEROS and re.fullmatch("[0-9]{6}", text):
        cell.value, cell.number_format = int(text), "000000"
    else:
        cell.value, cell.number_format = text, "@"


def _day(text: str) -> dt.date | None:
    """Return the date, or None for what is none: faults stay as they were typed."""
    if not re.fullmatch("[0-9]{8}", text):
        return None
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _without_clock(data: bytes) -> bytes:
    """Return the package with one fixed time in place of the time of writing."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", _moment, content)
            new.writestr(part, content)
    return stream.getvalue()


def _moment(found: re.Match[bytes]) -> bytes:
    stamp = dt.datetime(*_STAMP)  # noqa: DTZ001 - the format knows no zone
    return found[1] + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
