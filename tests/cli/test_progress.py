"""The line that tells how far a check has come."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine import Progress
from ruleengine.cli import console
from ruleengine.cli.progress import ProgressLine
from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.base.text import Language

HALF = Progress(records=1_234_567, share=0.5)


def line(language: Language = "zh", width: int = 100) -> ProgressLine:
    return ProgressLine(lambda _: None, language, width)


def test_in_both_languages() -> None:
    assert line("zh").line(HALF, 10) == (
        "[##########..........] 50%，1,234,567 条，每秒 123,457 条，还要约 0:10"
    )
    assert line("en").line(HALF, 4000) == (
        "[##########..........] 50%, 1,234,567 records, 309 a second, about 1:06:40 left"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", range(1, 100, 7))
def test_it_never_wraps(language: Language, width: int) -> None:
    told = line(language, width).line(HALF, 65)
    assert columns(told) < width
    assert "\n" not in told


def test_without_knowing_how_much_there_is() -> None:
    assert line("en").line(Progress(10, None), 2) == "10 records, 5 a second"
    assert line("en").line(Progress(0, 0.0), 2) == "0 records, 0 a second"
    assert line("en").line(Progress(10, 1.0), 2).startswith("[" + "#" * 20 + "] 100%")


def test_not_at_once_and_not_too_often() -> None:
    clock, shown = [0.0], list[str]()
    told = ProgressLine(shown.append, "en", 100, lambda: clock[0])
    for tenth in range(30):
        clock[0] = tenth / 10
        told(HALF)
    assert 5 <= len(shown) <= 8
    assert all(text.startswith("\r[") and text.endswith("\x1b[K") for text in shown)


def a_file(folder: Path, form: str, records: int = 3000) -> Path:
    path = folder / f"T06.{form}"
    row = {"plan_number": "P", "result_date": "20260105"}
    if form == "xlsx":
        import xlsxwriter

        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("表6")
            sheet.write_row(0, 0, row)
            for at in range(records):
                sheet.write_row(at + 1, 0, row.values())
        return path
    with path.open("w", encoding="utf-8", newline="") as lines:
        if form == "csv":
            writer = csv.DictWriter(lines, row)
            writer.writeheader()
            writer.writerows([row] * records)
        else:
            text = '{"plan_number": "P", "result_date": "20260105"}'
            each = [text] * records
            if form == "json":
                lines.write("[" + ",\n".join(each) + "]")
            else:
                lines.write("\n".join(each))
    return path


@pytest.mark.parametrize("way", [("0", "0"), ("1", "0"), ("0", "1")], ids=str)
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "xlsx"])
def test_every_record_is_counted(
    form: str, way: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", way[0])
    monkeypatch.setenv("RULEENGINE_FAST", way[1])
    told: list[Progress] = []
    path = a_file(tmp_path, form)
    rules = ruleengine.load("ptdata")
    report = rules.check(path, table="T06", max_per_rule=1, progress=told.append)
    assert report.to_dict()["inputs"][0]["records"] == 3000
    assert told[-1].records == 3000
    assert told[-1].share == 1
    shares = [each.share or 0 for each in told]
    assert shares == sorted(shares)
    numbers = [each.records for each in told]
    assert numbers == sorted(numbers)


def test_several_tables_and_records_in_memory() -> None:
    told: list[Progress] = []
    data: dict[str, Any] = {"ptdata/T06": [{}] * 600, "ptdata/T07": [{}] * 5}
    ruleengine.load("ptdata").check(data, max_per_rule=1, progress=told.append)
    assert told[-1] == Progress(605, None)
    with pytest.raises(AttributeError):
        told[0].records = 1  # type: ignore[misc]


@pytest.mark.parametrize("to_terminal", [True, False])
def test_findings_on_the_terminal_stay_readable(
    to_terminal: bool,  # noqa: FBT001
    tmp_path: Path,
    run: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(console, "obeys_escapes", lambda _: True)
    monkeypatch.setattr(
        console.Console, "out_is_seen", property(lambda _: to_terminal), raising=True
    )
    path = a_file(tmp_path, "csv", 5)
    ran = run("validate", str(path), "--format", "jsonl", "--table", "T01")
    assert ("\x1b[K" in ran.err) is not to_terminal
    assert ran.out.startswith("{")
