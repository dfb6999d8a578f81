"""Reports of earlier runs beside the data are no data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from reader_submission import SHAPES, write_json

from ruleengine.base.finding import Finding, Place, Rule
from ruleengine.base.outcome import InputRef, NotChecked, Outcome
from ruleengine.base.problem import InputError
from ruleengine.base.text import Text
from ruleengine.readers import read
from ruleengine.readers.own_reports import is_report
from ruleengine.report.options import Options
from ruleengine.report.registry import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.base.text import Language

FINDING = Finding(
    by=Rule(id="demo/T06.C1", kind="check", table="demo/T06"),
    reason="false",
    record=1,
    at=Place("T06.json", line=1),
)
OUTCOME = Outcome(
    packs=(),
    as_of=dt.date(2026, 11, 20),
    readings={},
    inputs=(InputRef("T06.json", "f" * 64, None, "demo/T06", 1),),
    findings=(FINDING,),
    not_checked=(NotChecked("demo/T06.C2", "demo/T06", None, Text("无", "none")),),
)
CLEAN = replace(OUTCOME, findings=())
LANGUAGES: list[tuple[Language, ...]] = [("zh",), ("en",), ("zh", "en")]


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "jsonl", "html", "txt"])
@pytest.mark.parametrize("name", ["报告", "表6检查报告"])
@pytest.mark.parametrize("outcome", [OUTCOME, CLEAN], ids=["faulty", "clean"])
def test_a_report_in_the_folder_is_passed_over(
    outcome: Outcome,
    name: str,
    ending: str,
    languages: tuple[Language, ...],
    tmp_path: Path,
) -> None:
    write_json(tmp_path / "T06.json", [{"lab": 1}])
    target = tmp_path / f"{name}.{ending}"
    write_file(outcome, target, options=Options(languages=languages))
    reading = read([tmp_path], SHAPES)
    assert [each.locator.file for each in reading.inputs] == [
        (tmp_path / "T06.json").as_posix()
    ]
    assert reading.unmatched == ()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "jsonl"])
@pytest.mark.parametrize("outcome", [OUTCOME, CLEAN], ids=["faulty", "clean"])
def test_a_report_that_is_handed_in_as_data_is_called_one(
    outcome: Outcome, ending: str, tmp_path: Path
) -> None:
    target = tmp_path / f"报告.{ending}"
    write_file(outcome, target)
    for path in (target, tmp_path):
        with pytest.raises(InputError, match="This is a report"):
            read([path], SHAPES)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{1: "规则", 2: "数据表"}],
        [{1: "检查报告"}, {1: "编号"}, {1: "日期"}],
        [{1: "检查报告"}],
        [{1: "rule", 2: "severity", 3: "message"}],
    ],
)
def test_data_that_only_resemble_a_report_are_data(rows: list[dict[int, str]]) -> None:
    assert not is_report(rows)
