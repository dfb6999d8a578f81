"""A file that another program writes to while it is read is refused, whatever it holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from reader_submission import SHAPES, begun, write_xlsx, xml_row

from ruleengine.base.problem import InputError
from ruleengine.readers import encoding, read, reading, xlsx_table

if TYPE_CHECKING:
    from pathlib import Path


CHANGED = "Another program wrote to"
FEW = 5
MANY = 5_000
"""Rows that are not all read when the first one is given."""


def rows(count: int, value: str) -> str:
    cells = [["lab", "name"], *[[f"{value}{at}", "a"] for at in range(count)]]
    return "".join(xml_row(at, row) for at, row in enumerate(cells, start=1))


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_workbook_that_is_written_to_is_refused(count: int, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "T06.xlsx", rows(count, "L"))
    records = begun(path)
    os.utime(path, (1, 1))
    assert len(list(records)) == count - 1, "the bytes are the same"

    records = begun(path)
    write_xlsx(path, rows(count, "M"))
    with pytest.raises(InputError, match=CHANGED):
        list(records)

    records = begun(path)
    path.write_bytes(b"PK")
    with pytest.raises(InputError, match=CHANGED):
        list(records)


def test_a_workbook_that_is_removed_has_been_read_to_its_end(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "T06.xlsx", rows(MANY, "L"))
    records = begun(path)
    path.unlink()
    assert len(list(records)) == MANY - 1


@pytest.mark.parametrize("new", [b"PK\x03\x04", None])
def test_every_sheet_is_of_the_same_workbook(new: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in ("T06", "T06 b"):
        sheet = book.create_sheet(title)
        for row in (["lab", "name"], ["L1", "a"]):
            sheet.append(row)
    book.save(path)
    first, second = read([path], SHAPES, table="demo/T06").inputs
    assert len(list(first.records)) == 1
    if new is None:
        path.unlink()
    else:
        path.write_bytes(new)
    with pytest.raises(InputError, match=CHANGED):
        list(second.records)


@pytest.mark.parametrize("after", [b"PK\x03\x04 half", None])
def test_a_workbook_may_change_before_its_sheets_are_known(
    after: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "T06.xlsx", rows(FEW, "L"))

    def late(*given: Any) -> xlsx_table.Workbook:
        if after is None:
            write_xlsx(path, rows(FEW, "M"))
        else:
            path.write_bytes(after)
        return open_workbook(*given)

    open_workbook = xlsx_table.open_workbook
    monkeypatch.setattr(xlsx_table, "open_workbook", late)
    with pytest.raises(InputError, match=CHANGED):
        read([path], SHAPES)


def test_a_damaged_workbook_that_nobody_writes_to_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "T06.xlsx"
    path.write_bytes(b"PK\x03\x04 half")
    with pytest.raises(InputError, match="damaged"):
        read([path], SHAPES)


def test_yaml_is_of_one_state(tmp_path: Path) -> None:
    path = tmp_path / "T06.yaml"
    path.write_text("- {lab: L1, name: a}\n", encoding="utf-8")

    def load(_text: str, _name: str) -> object:
        path.write_text("- {lab: L2, name: a}\n", encoding="utf-8")
        return [{"lab": "L1", "name": "a"}]

    with pytest.raises(InputError, match=CHANGED):
        read([path], SHAPES, load_yaml=load)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("other.csv", "foo,bar\n1,2\n"),  # or it would be said to match no table
        ("T06.json", '[{"lab": "L1"'),  # or to be broken
    ],
)
def test_half_a_file_is_not_blamed_for_what_is_missing(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    def late(*given: Any) -> Any:
        found = encoding.look(*given)
        path.write_text(f"{text} ", encoding="utf-8")
        return found

    monkeypatch.setattr(reading, "look", late)
    with pytest.raises(InputError, match=CHANGED):
        read([path], SHAPES)
