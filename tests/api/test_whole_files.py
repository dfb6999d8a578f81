"""What a submitter is told about a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

import ruleengine

if TYPE_CHECKING:
    from pathlib import Path


def test_values_that_merged_cells_hide_are_not_also_missing(tmp_path: Path) -> None:
    table = ruleengine.load("ptdata").tables()["ptdata/T06"]
    names = [field.ref.name for field in table.fields]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表6"
    sheet.append(names)
    for _ in range(3):
        sheet.append(["x"] * len(names))
    sheet.merge_cells("C2:C4")
    sheet["D4"] = None
    book.save(tmp_path / "x.xlsx")
    found = ruleengine.load("ptdata").check(tmp_path / "x.xlsx").findings
    told = [each for each in found if each.kind in {"required", "unreadable"}]
    assert [each.at and each.at.cell for each in told] == ["C2", "D4"]


def test_findings_of_yaml_name_the_line_of_their_record(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "# 结果\n表6:\n  - 样品编号: S1\n\n  - {样品编号: S2, 备: x}\n",
        encoding="utf-8",
    )
    found = ruleengine.load("ptdata").check(path).findings
    lines = {(each.record, each.at and each.at.line) for each in found}
    assert lines == {(None, 5), (1, 3), (2, 5)}
