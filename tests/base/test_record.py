"""Where a value of a record stands in the file it came from."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ruleengine.base.finding import Place
from ruleengine.base.record import Locator, column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (1, "A"),
        (26, "Z"),
        (27, "AA"),
        (28, "AB"),
        (702, "ZZ"),
        (703, "AAA"),
        (16384, "XFD"),
    ],
)
def test_columns_have_the_letters_of_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_workbook_gives_cells_and_a_text_file_gives_lines() -> None:
    sheet = Locator("a.xlsx", "表6", {"result_date": 12}, cells=True)
    sheet.note(1, 2)
    assert sheet.place(3, "result_date") == Place("a.xlsx", "表6", "L4", None)
    assert sheet.place(3, "unknown") == Place("a.xlsx", "表6", None, 4)
    assert sheet.place(None, None) == Place("a.xlsx", "表6", None, None)
    lines = Locator("a.csv")
    lines.note(1, 2)
    assert lines.place(3, "result_date") == Place("a.csv", None, None, 4)
    assert lines.place(None, None) == Place("a.csv", None, None, None)


def test_a_record_that_was_never_noted_has_no_row() -> None:
    assert Locator("a.csv").row(1) is None


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_every_noted_record_is_found_in_its_row_again(steps: list[int]) -> None:
    locator = Locator("a.csv")
    rows: list[int] = []
    for step in steps:
        rows.append((rows[-1] if rows else 1) + step)
        locator.note(len(rows), rows[-1])
    assert [locator.row(index) for index in range(1, len(rows) + 1)] == rows
