"""Rows below the header that explain it are no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    HEADERS,
    KEYS,
    SHAPES,
    drain,
    one,
    reasons,
    write_xlsx,
    xml_row,
)

from ruleengine.base.finding import Place
from ruleengine.readers import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DATA = ["L001", "大米", "1.5", "20260105", "2026", "1", "a.pdf"]
NUMBERS = [str(at) for at in range(1, 8)]
MARKS = ["必填", "（必填）", "选填", "必填", "选填项", "必填", "可选"]
FORMATS = ["an..20", "an..200", "n..10,3", "YYYYMMDD", "YYYY", "n1", "an..ul"]
MORE_FORMATS = [
    "an6(nnnnnn)",
    "an..200",
    "n6",
    "YYYYMMDD",
    "YYYY",
    "boolean",
    "PDF/JPEG",
]
FEW_FORMATS = ["an6", "an18", "n6", "YYYYMMDD", "YYYY", "boolean", "PDF"]


def _files(folder: Path, rows: Sequence[Sequence[str]]) -> list[Path]:
    csv = folder / "T06.csv"
    lines = ("\t".join(row) + "\n" for row in rows)
    csv.write_text("".join(lines), encoding="utf-8")
    cells = "".join(xml_row(at, row) for at, row in enumerate(rows, start=1))
    return [csv, write_xlsx(folder / "x.xlsx", cells)]


@pytest.mark.parametrize(
    "row", [HEADERS, KEYS, NUMBERS, MARKS, FORMATS, MORE_FORMATS, FEW_FORMATS]
)
def test_rows_that_explain_the_header_are_told_once(
    row: list[str], tmp_path: Path
) -> None:
    for path in _files(tmp_path, [HEADERS, row, DATA]):
        given = one(path)
        records, findings = drain(given)
        assert len(records) == 1
        assert records[0]["lab"] == "L001"
        assert reasons(findings) == [("unreadable", "explaining")]
        place = findings[0].at
        assert place is not None
        assert (place.line, place.cell) in {(2, None), (None, "A2")}
        assert given.locator.row(1) == 3


def test_several_such_rows_may_follow_each_other(tmp_path: Path) -> None:
    rows = [["表6 结果"], HEADERS, KEYS, FORMATS, NUMBERS, DATA]
    for path in _files(tmp_path, rows):
        records, findings = drain(one(path))
        assert len(records) == 1
        assert reasons(findings) == [("unreadable", "explaining")] * 3


@pytest.mark.parametrize(
    "row",
    [
        ["1", "2", "3"],
        ["N1", "N2", "N3", "", "", "", ""],
        ["N1", "N2", "PDF", "", "", "", ""],
        ["L001", "lab", "name", "", "", "", ""],
        ["必填", "必填", "", "", "", "", ""],
        ["name", "lab", "date", "value", "", "", ""],
    ],
)
def test_records_that_only_resemble_them_are_records(
    row: list[str], tmp_path: Path
) -> None:
    for path in _files(tmp_path, [HEADERS, row, DATA]):
        records, findings = drain(one(path))
        assert len(records) == 2
        assert findings == []


def test_blocks_of_lines_begin_below_them(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    lines = [",".join(row) for row in (HEADERS, NUMBERS, DATA)]
    path.write_text("\n".join(lines), encoding="utf-8")
    (found,) = read([path], SHAPES).inputs
    assert found.blocks is not None
    (block,) = found.blocks()
    assert block.data == lines[2].encode()
    (record,) = block.rows()
    assert record["lab"] == "L001"
    assert found.locator.place(1, None) == Place(path.as_posix(), line=3)
