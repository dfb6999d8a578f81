"""The floors of xlsx: the three libraries, reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Collection


class OpenpyxlAlone(Runner):
    """Read-only mode, every row."""

    name = "floor: bare openpyxl read"
    package = "openpyxl"

    def check(self, data: Any) -> Collection[int]:
        import openpyxl

        book = openpyxl.load_workbook(data, read_only=True)
        for _row in book.worksheets[0].iter_rows(values_only=True):
            pass
        return ()


class CalamineAlone(Runner):
    """Every row as Python values."""

    name = "floor: bare calamine read"
    package = "python-calamine"

    def check(self, data: Any) -> Collection[int]:
        import python_calamine

        book = python_calamine.CalamineWorkbook.from_path(data)
        book.get_sheet_by_index(0).to_python()
        return ()


class FastexcelAlone(Runner):
    """Into a Polars frame."""

    name = "floor: bare Polars/fastexcel read"
    package = "fastexcel"

    def check(self, data: Any) -> Collection[int]:
        import fastexcel

        fastexcel.read_excel(data).load_sheet(0, dtypes="string").to_polars()
        return ()
