"""A name of one table over the header of another: one finding that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    HEADERS,
    PLANS,
    drain,
    one,
    reasons,
    write_json,
    write_xlsx,
    xml_row,
)

from ruleengine.base.finding import Place

if TYPE_CHECKING:
    from pathlib import Path

DATA = ["L001", "大米", "1.5", "20260105", "2026", "1", "a.pdf"]
PLAN_HEADERS = [item.names[0] for item in PLANS.fields]


def _check(path: Path, at: Place, table: str | None = None) -> None:
    given = one(path, table=table)
    records, findings = drain(given)
    assert given.table == "demo/T07"
    assert records == []
    assert given.is_lost
    assert reasons(findings) == [("unreadable", "other-table")]
    assert findings[0].params == {
        "own": "表7 计划信息",
        "other": "参加者提交的结果信息",
        "few": 1,
        "known": 7,
    }
    assert findings[0].at == at


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separated_text(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "表7.csv"
    lines = ["说明", mark.join(HEADERS), mark.join(DATA)]
    path.write_text("\n".join(lines), encoding="utf-8")
    _check(path, Place(path.as_posix(), line=2))


def test_workbooks_and_json(tmp_path: Path) -> None:
    rows = xml_row(1, HEADERS) + xml_row(2, DATA)
    path = write_xlsx(tmp_path / "x.xlsx", rows, name="表7")
    _check(path, Place(path.as_posix(), "表7", "A1"))
    path = write_xlsx(tmp_path / "x.xlsx", rows, name="Sheet1")
    _check(path, Place(path.as_posix(), "Sheet1", "A1"), table="T07")
    record = dict(zip(HEADERS, DATA, strict=True))
    path = write_json(tmp_path / "T07.json", [record])
    _check(path, Place(path.as_posix(), line=1))


@pytest.mark.parametrize(
    "headers",
    [
        PLAN_HEADERS,
        ["实验室代码", "计划编号", *HEADERS[1:3]],
        ["实验室代码", "plan no", "begin", "note"],
        ["实验室代码", "样品名称", "年份"],
    ],
)
def test_a_header_that_may_be_meant_for_the_name_is_taken(
    headers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "表7.csv"
    path.write_text(f"{','.join(headers)}\n1,2,3,4\n", encoding="utf-8")
    records, findings = drain(one(path))
    assert len(records) == 1
    assert ("unreadable", "other-table") not in reasons(findings)
