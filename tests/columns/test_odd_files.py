"""Files that are odd in any way give the same report; most are read row by row there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import (
    AS_OF,
    both_ways,
    case_records,
    mutants,
    rules,
    write_csv,
    write_jsonl,
)

import ruleengine
from ruleengine.engine.columns.row_log import RowLog
from ruleengine.readers import csv_blocks, encoding, json_blocks, reading

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.readers.encoding import TextFile

HEAD = (
    "能力验证计划（项目）编号,样品编号,结果提交日期,能力验证参加者代码,参加参数名称,x"
)
ODD = {
    "blank lines": "P1,S1,20260105,L1,铅,\n\n,,,,,\n \nP1,S2,20260106,L1,铅,\n",
    "short and long rows": "P1,S1\nP1,S2,20260105,L1,铅,,,\nP1,S3,20260105,L1,铅,,,y\n",
    "spaces before quotes": '"P1", "S1", "20260105", "L1","铅", "a, b"\n' * 2,
    "the header again": f"P1,S1,20260105,L1,铅,\n{HEAD}\nP1,S2,20260105,L1,铅,\n",
    "a total": "P1,S1,20260105,L1,铅,\n 合计,,3,,,\n,总计,,,,\n",
    "another table": "P1,S1,20260105,L1,铅,\n ,,\n表7\n样品名称,差值（D）,ζ值\nP1,S2,1\n",
    "quotes": '"P1","S1",20260105,"L""1",铅,"a,b"\nP1,S1,20260105,L1,铅,\n',
    "a line break in quotes": 'P1,S1,20260105,"L\n1",铅,\nP1,S1,20260105,L1,铅,\n',
    "an open quote": 'P1,S1,20260105,"L1,铅,\nP1,S1,20260105,L1,铅,\n',
    "a quote inside": 'P1,S1,20260105,L"1,铅,\nP1,S1,20260105,L"1,铅,\n',
    "carriage returns": "P1,S1,20260105,L1,铅,\r\nP1,S1,2026\r0105,L1,铅,\r\nP,,,,,\r\n",
    "returns alone in cells": "P1,S1,20260105,\r,铅,\nP1,S1,20260105,L1,铅,\n",
    "a return at the end of a cell": "P1,S1,2026\r,L1,铅,\r\nP1,S1,20260105,L1,铅,\n",
    "a return in an unknown column": "P1,S1,20260105,L1,铅,a\rb\nP1,S1,20260105,L1,铅,\n",
    "no line feed at the end": "P1,S1,20260105,L1,铅,\nP1,S1,20260105,L1,铅,",
    "the end mark of DOS": "P1,S1,20260105,L1,铅,\n\x1a",
    "end marks of DOS between": "P1,S1,20260105,L1,铅,\n\x1a\nP1,S\x1a,,,,\n\x1a\r\n",
    "a damaged character": "P1,S1,20260105,L1,\ufffd,\nP1,S1,20260105,L1,铅,\ufffd\n",
    "empty quotes": '"",S1,20260105,"",铅,""\nP1,S1,20260105,L1,铅,\n',
    "white space alone": " ,\t,\u3000,,,\nP1,S1,20260105,L1,铅,\n",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_odd_csv(
    name: str, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv"
    body = ODD[name] + ODD[name] if ODD[name].endswith("\n") else ODD[name]
    path.write_bytes(f"{HEAD}\n{body}".encode(encoding, "replace"))
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns


def test_bytes_that_are_no_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv"
    good = f"{HEAD}\n".encode() + "P1,S1,20260105,L1,铅和很多别的字,\n".encode() * 5
    path.write_bytes(good + b"P1,S1,20260105,L\xff1,x,\n")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns


@pytest.mark.parametrize(
    "lines",
    [
        ['{"plan_number": "P1"}', "", '{"plan_number": "P1"}'],
        ['{"plan_number": "P1"}', '{"plan_number": 1.50}', '{"plan_number": true}'],
        ['{"plan_number": "P1"', '{"plan_number": ["x"]}', "3", '{"计划编号": null}'],
        ['{"plan_number": "P1", "strange": "x"}'] * 3,
        ['{"plan_number": "P1", "plan_number": "P2"}'] * 2,
        ['{"plan_number": "\\ud800", "result_date": 20260105}'] * 2,
        ['{"plan_number": "a\\"b\\n", "result_date": 20260105}'] * 2,
        ['{"plan_number": 1e3, "result_date": -0}', '{"plan_number": NaN}'],
        ['{"plan_number": "P1"}', '{"sample_number": "S"}'] * 4,
    ],
)
def test_odd_json_lines(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns


def test_booleans_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = case_records("ptdata/T11")[0]
    flags = [True, False, None, True]
    records = [{**good, "ptp_accredited": flag} for flag in flags]
    rows, columns = both_ways(
        monkeypatch, write_jsonl(tmp_path / "data.jsonl", records), table="T11"
    )
    assert rows == columns


def test_small_blocks_and_keys_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 3000)
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 3000)
    original = RowLog.__init__

    def small(self: RowLog, keys: tuple[str, ...]) -> None:
        original(self, keys, budget=2000)

    monkeypatch.setattr(RowLog, "__init__", small)
    for number in (3, 4, 5, 6):
        table = f"ptdata/T{number:02}"
        records = [*case_records(table)[:40], *mutants(table, 80, seed=21)]
        write_csv(tmp_path / f"T{number:02}.csv", table, records)
    rows, columns = both_ways(monkeypatch, tmp_path)
    assert rows == columns
    assert {f["kind"] for f in rows["findings"]} >= {"unique", "reference"}
    limited = both_ways(monkeypatch, tmp_path, max_per_rule=2)
    assert limited[0] == limited[1]
    assert rules().tables()


@pytest.mark.parametrize("lines", range(20, 26))
def test_another_table_in_the_next_block(
    lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 600)
    good = "P1,S1,20260105,L1,铅,\n"
    below = "\n,,\n表7\n样品名称,差值（D）,ζ值\n" + good * 60
    path = tmp_path / "T06.csv"
    path.write_text(f"{HEAD}\n{good * lines}{below}", encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path)
    assert rows == columns
    assert rows["inputs"][0]["records"] == lines


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize("bulk", "01")
def test_a_file_that_is_damaged_while_it_is_read_is_refused(
    ending: str, bulk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    records = [{**record, "plan_name": "汉"} for record in case_records("ptdata/T06")]
    path = tmp_path / f"data.{ending}"
    if ending == "csv":
        write_csv(path, "ptdata/T06", records)
    else:
        write_jsonl(path, records)

    def look(*given: Any) -> TextFile:
        found = encoding.look(*given)
        damaged = path.read_bytes().replace("汉".encode(), b"\xff\xfe\xfd")
        path.write_bytes(damaged)
        os.utime(path, (1, 1))
        return found

    monkeypatch.setattr(reading, "look", look)
    with pytest.raises(ruleengine.InputError, match="Another program wrote to"):
        rules().check(path, table="ptdata/T06", as_of=AS_OF)
