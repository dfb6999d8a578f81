"""Names of items that stand in two rows, as under the title of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import SHAPES, drain, one, reasons, write_xlsx, xml_row

from ruleengine.base.finding import Place
from ruleengine.readers import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DATA = ["L001", "大米", "1.5", "20260105", "2026"]
SPLIT = [
    [
        ["实验室代码", "检测情况", "", "", "年份"],
        ["", "样品名称", "结果/数值", "结果提交日期", ""],
    ],
    [
        ["", "", "检测情况", "", "年份"],
        ["实验室代码", "样品名称", "结果/数值", "结果提交日期", ""],
    ],
    [
        ["实验室代码", "样品名称", "结果/数值", "日期", ""],
        ["", "", "", "结果提交日期", "年份"],
    ],
]
"""In the second the upper row, in the third the lower row holds fewer names."""


def _files(folder: Path, rows: Sequence[Sequence[str]], stem: str) -> list[Path]:
    csv = folder / f"{stem}.csv"
    csv.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    cells = "".join(xml_row(at, row) for at, row in enumerate(rows, start=1))
    return [csv, write_xlsx(folder / "x.xlsx", cells, name=stem)]


@pytest.mark.parametrize("stem", ["T06", "Sheet1"])
@pytest.mark.parametrize("rows", SPLIT)
def test_two_rows_are_one_header(
    rows: list[list[str]], stem: str, tmp_path: Path
) -> None:
    for path in _files(tmp_path, [["表6 结果"], *rows, DATA], stem):
        given = one(path)
        records, findings = drain(given)
        assert findings == []
        (record,) = records
        told = {key: value for key, value in record.items() if value is not None}
        assert list(map(str, told.values())) == DATA
        assert given.table == "demo/T06"
        assert given.locator.row(1) == 4


def test_blocks_of_lines_begin_below_both(tmp_path: Path) -> None:
    path, _ = _files(tmp_path, [*SPLIT[0], DATA], "T06")
    (found,) = read([path], SHAPES).inputs
    assert found.blocks is not None
    (block,) = found.blocks()
    (record,) = block.rows()
    assert record["date"] == "20260105"
    assert found.locator.place(1, None) == Place(path.as_posix(), line=3)


def test_an_unknown_name_is_told_where_it_stands(tmp_path: Path) -> None:
    upper = ["实验室代码", "检测情况", "", "审核"]
    rows = [upper, ["", "样品名称", "年份", ""], [*DATA[:2], "2026", "x"]]
    for path in _files(tmp_path, rows, "T06"):
        _, findings = drain(one(path))
        assert reasons(findings) == [("unknown-field", "unknown")]
        place = findings[0].at
        assert place is not None
        assert (place.line, place.cell) in {(1, None), (None, "D1")}


@pytest.mark.parametrize(
    "row",
    [
        ["样品名称", "", "", ""],  # below a name
        ["", "", "实验室代码", ""],  # a name that has been
        ["", "", "样品名称", "x"],  # not names only
    ],
)
def test_other_rows_below_the_header_are_records(
    row: list[str], tmp_path: Path
) -> None:
    rows = [["实验室代码", "结果/数值", "", ""], row, DATA[:2]]
    for path in _files(tmp_path, rows, "T06"):
        records, _ = drain(one(path))
        assert len(records) == 2
