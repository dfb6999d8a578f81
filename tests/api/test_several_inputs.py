"""One table in several inputs: where the record stands that another one repeats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

TABLE = """\
kind: field-table
id: T1
title: 表1 样品
fields:
  - {no: 1, key: id, name: 编号, format: an..20, required: always}
  - {no: 2, key: day, name: 日期, format: YYYYMMDD, required: always}
unique:
  - {id: U1, fields: [day, id]}
"""
NAMES = ("编号", "日期")
HERE = [("P1", "20260101"), ("P2", "20260102")]
THERE = [("P3", "20260103"), ("P1", "20260101"), ("P3", "20260103")]
SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(t1=TABLE)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    lines = [",".join(row) for row in (NAMES, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def jsonl(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    lines = [json.dumps(dict(zip(NAMES, row, strict=True))) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def xlsx(path: Path, **sheets: Sequence[Sequence[str]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in (NAMES, *rows):
            sheet.append(row)
    book.save(path)
    return path


def parquet(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    pl = pytest.importorskip("polars")
    pl.DataFrame(list(rows), schema=list(NAMES), orient="row").write_parquet(path)
    return path


def told(rules: Ruleset, given: Any) -> list[dict[str, Any]]:
    """Return the findings of a report that keeps to its schema."""
    report = rules.check(given, table="T1").to_dict()
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    findings: list[dict[str, Any]] = report["findings"]
    return findings


@pytest.mark.parametrize("bulk", "01")
def test_the_file_of_the_first_record_is_named(
    bulk: str, rules: Ruleset, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    files = [csv(data / "a.csv", HERE), jsonl(data / "b.jsonl", THERE)]
    first, second = told(rules, files)
    assert first["params"] == {
        "first": 1,
        "count": 2,
        "first_file": files[0].as_posix(),
        "first_line": 2,
        "first_there": 1,
    }
    assert (
        f"与第 1 条记录（{files[0].as_posix()} 第 2 行）重复" in first["message"]["zh"]
    )
    assert f"record 1 ({files[0].as_posix()} line 2);" in first["message"]["en"]
    assert (first["record"], first["at"]["file"]) == (4, files[1].as_posix())
    # The first one may stand in the same file: that is said too.
    assert second["params"]["first_file"] == files[1].as_posix()
    assert (second["params"]["first_line"], second["params"]["first_there"]) == (1, 1)


def test_a_finding_handed_over_at_once_names_it_too(rules: Ruleset, data: Path) -> None:
    csv(data / "T1.csv", HERE)
    csv(data / "表1.csv", THERE)
    found: list[Any] = []
    rules.check(data, each=found.append)
    assert [f.params["first_line"] for f in found] == [2, 2]


def test_the_sheet_of_the_first_record_is_named(rules: Ruleset, data: Path) -> None:
    book = xlsx(data / "book.xlsx", **{"表1": HERE, "表1 续": THERE})
    first, _ = told(rules, book)
    # The place is that of the item which the finding points to.
    assert first["params"]["first_sheet"] == "表1"
    assert first["params"]["first_cell"] == "B2"
    assert "first_line" not in first["params"]
    assert f"（{book.as_posix()} 表1!B2）" in first["message"]["zh"]


@pytest.mark.parametrize("bulk", "01")
def test_a_record_without_a_line_is_named_by_its_number(
    bulk: str, rules: Ruleset, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    files = [parquet(data / "a.parquet", HERE), parquet(data / "b.parquet", THERE)]
    first, second = told(rules, files)
    assert f"（{files[0].as_posix()} 里的第 1 条）" in first["message"]["zh"]
    assert (
        f"repeats record 3 (record 1 of {files[1].as_posix()});"
        in (second["message"]["en"])
    )


def test_one_input_says_no_more_than_the_number(rules: Ruleset, data: Path) -> None:
    given = csv(data / "a.csv", [*HERE, *HERE])
    first, second = told(rules, given)
    for finding in (first, second):
        assert finding["params"].keys() == {"first", "count"}
        assert "（" not in finding["message"]["zh"]
