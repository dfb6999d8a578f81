"""Names of columns that stand in one cell: one finding that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import HEADERS, drain, one, reasons, write_xlsx, xml_row

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError

if TYPE_CHECKING:
    from pathlib import Path

DATA = ["L001", "大米", "1.5", "20260105", "2026", "1", "a.pdf"]


@pytest.mark.parametrize("mark", ["，", "、", " ", "；", "｜"])
def test_a_csv_with_another_separator_is_one_finding(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    lines = ["表6 结果", mark.join(HEADERS), mark.join(DATA)]
    path.write_text("\n".join(lines), encoding="utf-8")
    given = one(path)
    records, findings = drain(given)
    assert records == []
    assert given.is_lost
    assert reasons(findings) == [("unreadable", "glued")]
    assert findings[0].params["mark"] == mark
    assert findings[0].params["count"] == 7
    assert findings[0].at == Place(path.as_posix(), line=2)


def test_whole_lines_in_quotes_are_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    lines = [f'"{",".join(cells)}"' for cells in (HEADERS, DATA)]
    path.write_text("\n".join(lines), encoding="utf-8")
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "glued")]


def test_a_csv_that_was_pasted_into_one_column_is_one_finding(tmp_path: Path) -> None:
    rows = [xml_row(at, [",".join(c)]) for at, c in enumerate((HEADERS, DATA), 1)]
    path = write_xlsx(tmp_path / "x.xlsx", "".join(rows))
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "glued")]
    assert findings[0].at == Place(path.as_posix(), "表6", "A1")
    write_xlsx(path, "".join(rows), name="Sheet1")
    with pytest.raises(InputError, match="像是 demo/T06，但各列挤在一格里"):
        one(path)


def test_a_header_that_is_there_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    title = "填：实验室代码、样品名称、年份"
    path.write_text(f"{title}\nlab,name\nL1,大米\n", encoding="utf-8")
    records, findings = drain(one(path))
    assert records == [{"lab": "L1", "name": "大米"}]
    assert findings == []
