"""``compute --input`` with a table: each row is computed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

ROWS = """\
机构,人数,until,备注
甲公司,12,20260105,=1+1
乙公司,十二,,
丙公司,,20260230,-3
丁公司,600,,-abc
"""


@pytest.fixture
def rows(tmp_path: Path) -> str:
    file = tmp_path / "rows.csv"
    file.write_bytes(ROWS.encode("gb18030"))
    return str(file)


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_each_row_has_its_result_beside_what_stood_there(
    rows: str, run: Callable[..., Ran]
) -> None:
    ran = run("compute", "fees", "--input", rows, "--format", "csv")
    header, *found = table(ran.out)
    assert header[:4] == ["机构", "备注", "人数", "截止"]
    assert header[4:] == ["合计", "基数（元）", "须由人决定", "发现的问题"]
    assert found[0] == ["甲公司", "'=1+1", "12", "20260105", "100", "100.00", "", ""]
    assert found[1][:6] == ["乙公司", "", "十二", "", "", ""]
    assert "“十二”不是数值" in found[1][7]
    assert found[2][1] == "-3"
    assert "人数没有填" in found[2][7]
    assert "20260230" in found[2][7]
    assert found[3][1] == "'-abc"
    assert found[3][6]
    assert ran.err == "共 4 行，其中 2 行没有结果\n"
    assert ran.code == 1


def test_what_is_set_counts_for_all_rows(rows: str, run: Callable[..., Ran]) -> None:
    given = ("--input", rows, "--set", "人数=5", "--set", "until=2026-01-05")
    ran = run("compute", "demo/fees", *given, "--format", "csv")
    assert [cells[5] for cells in table(ran.out)[1:]] == ["50.00"] * 4
    assert ran.code == 0


def test_people_read_row_by_row(rows: str, run: Callable[..., Ran]) -> None:
    ran = run("compute", "fees", "--input", rows)
    assert ran.out.startswith("demo/fees\n")
    first, second, *_ = ran.out.split("\n\n")[1:]
    assert first.splitlines()[0] == "第 2 行  甲公司  =1+1"
    assert "  base  基数 = 100.00 元" in first.splitlines()
    assert second.splitlines()[1] == "  没有结果"
    assert "  须由人决定  " in ran.out
    assert run("compute", "fees", "--input", rows, "--fail-on", "never").code == 0


def test_programs_get_every_step(rows: str, run: Callable[..., Ran]) -> None:
    answer = json.loads(run("compute", "fees", "--input", rows, "--format", "json").out)
    assert answer["decision"] == "demo/fees"
    assert answer["findings"] == []
    good, bad, *_ = answer["results"]
    assert good["at"]["line"] == 2
    assert good["beside"] == {"机构": "甲公司", "备注": "=1+1"}
    assert good["outputs"]["base"] == "100.00"
    assert good["steps"]
    assert not bad["ok"]


def test_workbooks_and_json_lines(tmp_path: Path, run: Callable[..., Ran]) -> None:
    book = tmp_path / "rows.xlsx"
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["机构", "人数"])
        sheet.write_row(1, 0, ["甲公司", 12])
    lines = tmp_path / "rows.jsonl"
    lines.write_text('{"机构": "甲公司", "staff": 12}\n', encoding="utf-8")
    for file in (book, lines):
        ran = run("compute", "days", "--input", str(file), "--format", "csv")
        assert table(ran.out)[1] == ["甲公司", "12", "1", "", ""], file


def test_a_column_called_nearly_as_an_input_is_told(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("机构,staf,活动\n甲,12,initial\n", encoding="utf-8")
    ran = run("compute", "fees", "--input", str(file), "--format", "csv")
    assert "是不是“人数”" in ran.err
    assert table(ran.out)[1][:2] == ["甲", "12"]
    assert ran.code == 1


@pytest.mark.parametrize("odd", ["a\\ud800", "b\\u0000c", "长" * 400, " x ", "\\n"])
def test_odd_headings_end_too(
    odd: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f'{{"{odd}": "x", "staff": 12}}\n' * 2, encoding="utf-8")
    ran = run("compute", "days", "--input", str(file), "--format", "csv")
    assert [cells[-3] for cells in table(ran.out)[1:]] == ["1", "1"]


def test_a_file_without_any_input_says_so(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = run("compute", "days", "--input", str(file))
    assert "没有找到表头" in ran.out
    assert ran.code == 1


def test_the_answer_stands_in_a_file_and_never_over_the_rows(
    rows: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    target = tmp_path / "out.csv"
    ran = run("compute", "fees", "--input", rows, "--to", str(target))
    assert len(table(target.read_text(encoding="utf-8"))) == 5
    assert str(target) in ran.err
    before = Path(rows).read_bytes()
    assert run("compute", "fees", "--input", rows, "--to", rows).code == 2
    assert Path(rows).read_bytes() == before


def test_csv_is_for_many_rows(run: Callable[..., Ran]) -> None:
    ran = run("compute", "days", "--set", "staff=5", "--format", "csv")
    assert ran.code == 2
    assert "--format text" in ran.err
