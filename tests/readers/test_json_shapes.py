"""JSON of another shape: one finding or sentence that says what shape is wanted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from reader_submission import HEADERS, drain, one, reasons, write_json

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError
from ruleengine.readers import Limits

if TYPE_CHECKING:
    from pathlib import Path

DATA = ["L001", "大米", "1.5", "20260105", "2026", "1", "a.pdf"]
RECORD = dict(zip(HEADERS, DATA, strict=True))
PRETTY = json.dumps([RECORD, RECORD], ensure_ascii=False, indent=2)


@pytest.mark.parametrize("name", ["T06.json", "some.json", "T06.yaml"])
@pytest.mark.parametrize(
    "data",
    [
        {name: [value] * 9 for name, value in RECORD.items()},
        {name: {"0": value, "1": value} for name, value in RECORD.items()},
    ],
)
def test_values_by_column_are_one_finding(
    data: object, name: str, tmp_path: Path
) -> None:
    path = write_json(tmp_path / name, data)
    given = one(path, load_yaml=lambda text, _name: json.loads(text))
    records, findings = drain(given)
    assert records == []
    assert given.is_lost
    assert reasons(findings) == [("unreadable", "by-column")]
    assert findings[0].params["names"] == tuple(HEADERS[:3])
    assert findings[0].at == Place(path.as_posix(), line=1)


@pytest.mark.parametrize("name", ["T06.json", "some.json", "T06.yaml"])
@pytest.mark.parametrize("beside", [{}, {"index": [0, 1, 2]}])
def test_names_and_rows_apart_are_understood(
    beside: dict[str, object], name: str, tmp_path: Path
) -> None:
    split = {"columns": HEADERS, **beside, "data": [DATA, DATA[:3], DATA]}
    path = write_json(tmp_path / name, split)
    given = one(path, load_yaml=lambda text, _name: json.loads(text))
    records, findings = drain(given)
    assert [record["lab"] for record in records] == ["L001", "L001"]
    assert reasons(findings) == [("unreadable", "not-a-record")]


def test_an_answer_of_a_service_is_not_named_by_its_code(tmp_path: Path) -> None:
    path = write_json(tmp_path / "x.json", {"code": 0, "data": {"rows": [RECORD]}})
    with pytest.raises(InputError, match=r"\[data\]"):
        one(path)


@pytest.mark.parametrize(
    "data",
    [
        {"code": 0, "data": {"list": [RECORD], "value": 1}},
        {"T06": {"list": [RECORD], "total": 1}},
        {"list": [{"list": [RECORD]}]},
    ],
)
def test_records_one_level_too_deep_are_told_with_the_list(
    data: object, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="“list”里，未读取") as caught:
        one(write_json(tmp_path / "x.json", data))
    assert 'in "list"' in caught.value.message.en


def test_an_object_of_tables_in_a_file_of_lines_is_plain_json(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="扩展名改成 json"):
        one(write_json(tmp_path / "T06.jsonl", {"T06": [RECORD]}))


def test_rows_without_names_are_one_finding(tmp_path: Path) -> None:
    path = write_json(tmp_path / "T06.json", [HEADERS, *[DATA] * 9])
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "no-names")]
    path = tmp_path / "T06.jsonl"
    path.write_text('["L1", "a"]\n["L2", "b"]\n', encoding="utf-8")
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "no-names")]


@pytest.mark.parametrize(
    "text", [PRETTY, json.dumps([RECORD]), json.dumps(RECORD, indent=1)]
)
def test_plain_json_in_a_file_of_lines_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "T06.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="扩展名改成 json；"):
        one(path)


def test_lines_in_a_plain_json_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "T06.json"
    path.write_text('{"lab": 1}\n{"lab": 2}\n', encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行第 1 列又开始了一条记录") as caught:
        one(path)
    assert "change the ending to jsonl" in caught.value.message.en


@pytest.mark.parametrize(
    "text",
    [
        '{"lab": 1\n{"lab": 2}\n',
        '{"lab": 1},\n{"lab": 2}\n',
        '\n\n{"lab": 1},\n{"lab": 2}\n',
        'x\n{"lab": 2}\n',
        '"x"\n{"lab": 2}\n',
    ],
)
def test_a_bad_first_line_costs_its_own_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "T06.jsonl"
    path.write_text(text, encoding="utf-8")
    records, findings = drain(one(path))
    assert records == [{"lab": 2}]
    assert len(findings) == 1


def test_one_record_with_odd_values_is_a_record(tmp_path: Path) -> None:
    data = {"lab": "L1", "name": ["a"], "value": ["b"], "date": ["c"]}
    records, findings = drain(one(write_json(tmp_path / "T06.json", data)))
    assert len(records) == 1
    assert reasons(findings) == [("unreadable", "nested-value")] * 3


def test_a_json_file_of_blanks_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "T06.json"
    path.write_text(" \n ", encoding="utf-8")
    with pytest.raises(InputError, match="没有内容"):
        one(path)


def test_a_record_above_the_limit_is_not_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "T06.jsonl"
    path.write_text('{"lab": [\n' + " " * 200 + "\n", encoding="utf-8")
    _, findings = drain(one(path, limits=Limits(text_chars=300)))
    assert reasons(findings) == [("unreadable", "not-json")]
