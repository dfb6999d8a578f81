"""JSON and JSON lines: exact numbers, faults inside records, hostile text."""

from __future__ import annotations

import io
import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from reader_submission import SHAPES, drain, drain_all, one, reasons, write_text

from ruleengine.base.finding import Place
from ruleengine.base.lexical import lexical_form
from ruleengine.base.problem import InputError
from ruleengine.readers import Limits, read
from ruleengine.readers.json_record import kind_of
from ruleengine.readers.json_text import CHUNK, JsonText
from ruleengine.readers.limits import Budget
from ruleengine.readers.numbers import exact

if TYPE_CHECKING:
    from pathlib import Path


def _write(folder: Path, text: str | bytes, name: str = "T06.json") -> Path:
    return write_text(folder / name, text)


NUMBERS = [
    ("12", 12),
    ("-0", 0),
    ("1.10", Decimal("1.10")),
    ("12345678901234567890.10", Decimal("12345678901234567890.10")),
    ("1e3", Decimal("1e3")),
    ("1e999999", "1e999999"),
    ("1e-999999", "1e-999999"),
    ("1e99999999999999999999999", "1e99999999999999999999999"),
    ("9" * 5000, "9" * 5000),
    ("nan", "nan"),
    ("１２", "１２"),
    ("1_0", "1_0"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_are_exact_or_stay_texts(text: str, expected: object) -> None:
    found = exact(text)
    assert found == expected
    assert str(found) == str(expected)


def test_values_keep_their_types(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        '[{"lab": "001", "value": 12.50, "year": 2026, "ok": true, "name": null}]',
    )
    records, findings = drain(one(path))
    assert records == [
        {"lab": "001", "value": Decimal("12.50"), "year": 2026, "ok": True}
        | {"name": None}
    ]
    assert findings == []


@pytest.mark.parametrize("name", ["T06.json", "T06.jsonl"])
def test_a_whole_number_is_one_however_it_is_written(tmp_path: Path, name: str) -> None:
    values = ["12.0", "-3.00", "12.5", "0.0", "1e3"]
    rows = [f'{{"lab": "1", "value": {value}}}' for value in values]
    text = f"[{','.join(rows)}]" if name.endswith("json") else "\n".join(rows)
    records, findings = drain(one(_write(tmp_path, text, name)))
    assert findings == []
    found = [lexical_form(record["value"]) for record in records]
    assert found == ["12", "-3", "12.5", "0", "1000"]


def test_faults_inside_a_record_leave_the_rest_checked(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        '[\n{"lab": "1", "实验室代码": "2", "value": [1], "name": {"a": 1}},\n'
        '{"value": NaN, "lab": "\\ud800x", "ok": -Infinity},\n3, "x", null\n]',
    )
    records, findings = drain(one(path))
    assert records == [
        {"lab": "1", "value": None, "name": None},
        {"value": None, "lab": "\ufffdx", "ok": None},
    ]
    assert [(item.reason, item.record, dict(item.params)) for item in findings] == [
        ("duplicate-key", 1, {"name": "实验室代码", "header": "实验室代码"}),
        ("nested-value", 1, {"name": "结果/数值", "found": "array"}),
        ("nested-value", 1, {"name": "样品名称（中文）", "found": "object"}),
        ("non-finite", 2, {"name": "结果/数值", "number": "NaN"}),
        ("encoding", 2, {"name": "实验室代码", "encoding": "utf-8"}),
        ("non-finite", 2, {"name": "是否满意", "number": "-Infinity"}),
        ("not-a-record", None, {"found": "number"}),
        ("not-a-record", None, {"found": "string"}),
        ("not-a-record", None, {"found": "null"}),
    ]
    assert findings[0].at == Place(path.as_posix(), line=2)
    assert findings[-1].at == Place(path.as_posix(), line=4)


def test_an_unknown_key_is_told_once_at_its_first_record(tmp_path: Path) -> None:
    path = _write(
        tmp_path, '[{"lab": 1},\n{"lba": 1, "lab": 2},\n{"lba": 2},{"\\ud800": 1}]'
    )
    _, findings = drain(one(path))
    assert reasons(findings) == [("unknown-field", "unknown")] * 2
    assert findings[0].params == {"header": "lba", "suggestions": ("实验室代码",)}
    assert findings[0].at == Place(path.as_posix(), line=2)
    assert findings[1].params["header"] == "\ufffd"


def test_ever_new_unknown_keys_are_counted_only(tmp_path: Path) -> None:
    items = ",".join(f'{{"lab": 1, "k{at}x": 1}}' for at in range(1100))
    _, findings = drain(one(_write(tmp_path, f"[{items}]")))
    assert len(findings) == 1001
    assert findings[-1].reason == "more"
    assert findings[-1].params == {"count": 100}


def test_a_single_object_is_one_record(tmp_path: Path) -> None:
    path = _write(tmp_path, ' {"lab": "1",\n"value": 2}\n', "x.json")
    assert drain(one(path)) == ([{"lab": "1", "value": 2}], [])


def test_a_nested_value_does_not_make_a_record_a_set_of_tables(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"lab": "1", "value": [1, 2]}')
    records, findings = drain(one(path))
    assert records == [{"lab": "1", "value": None}]
    assert reasons(findings) == [("unreadable", "nested-value")]


def test_one_file_may_hold_several_tables(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        '{"version": 1,\n "T06": [{"lab": "1"},\n  {"lab": "2"}],\n'
        ' "demo/T07": {"plan": "P"}, "x": [{"a": 1}],\n "表7": []}',
        "all.json",
    )
    reading = read([path], SHAPES)
    tables = drain_all(reading)
    assert [table for table, *_ in tables] == ["demo/T06", "demo/T07", "demo/T07"]
    assert tables[0][1] == [{"lab": "1"}, {"lab": "2"}]
    assert [reading.inputs[0].locator.row(at) for at in (1, 2)] == [2, 3]
    assert reading.inputs[1].locator.row(1) == 4
    assert [skipped.sheet for skipped in reading.unmatched] == ["version", "x"]


def test_empty_lists_under_table_names_are_tables(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"T06": [], "T07": []}')
    tables = drain_all(read([path], SHAPES))
    assert tables == [("demo/T06", [], []), ("demo/T07", [], [])]


def test_elements_longer_than_a_chunk_and_numbers_at_its_edge(tmp_path: Path) -> None:
    long = "x" * (CHUNK * 3)
    text = f'[{{"lab": "{long}"}}, {{"lab": "b"}}, 12]'
    records, findings = drain(one(_write(tmp_path, text)))
    assert [len(str(record["lab"])) for record in records] == [CHUNK * 3, 1]
    assert reasons(findings) == [("unreadable", "not-a-record")]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_number_is_never_cut_at_the_end_of_a_chunk(cut: int) -> None:
    spaces = " " * (CHUNK - cut)
    text = JsonText(io.StringIO(spaces + "123456789"), Budget(Limits(), "x"))
    assert text.value() == 123456789


BROKEN = [
    ("[1", 1, 3),
    ('[{"lab": 1}\n{"lab": 2}]', 2, 1),
    ('[{"lab": 1}] x', 1, 14),
    ("{'lab': 1}", 1, 2),
    ('{"lab" 1}', 1, 8),
    ('{"lab": 1 "x": 2}', 1, 11),
    ('{"lab": 1}}', 1, 11),
    ('{"T06": [],}', 1, 12),
    ('{"T06": [{}],\n "x": [}', 2, 8),
    ('{1: "lab"}', 1, 3),
    ("", 1, 1),
    ('[{"lab": "\n"}]', 1, 11),
]


@pytest.mark.parametrize(("text", "line", "column"), BROKEN)
def test_text_that_is_no_json_names_line_and_column(
    text: str, line: int, column: int, tmp_path: Path
) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        drain_all(read([path], SHAPES))
    if text:
        assert f"line {line}, column {column} " in caught.value.message.en


@pytest.mark.parametrize(
    "text", ["[" * 500_000, '{"a":' * 500_000, '{"lab": ' + "[" * 500_000]
)
@pytest.mark.parametrize("name", ["T06.json", "T06.jsonl"])
def test_depth_is_an_input_error(text: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        drain(one(_write(tmp_path, text, name)))
    assert "nested" in caught.value.message.en


def test_a_bad_json_line_costs_its_own_line(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"lab": 1}\n{"lab": \n[1]\n{"lab": 2}\n', "T06.jsonl")
    records, findings = drain(one(path))
    assert records == [{"lab": 1}, {"lab": 2}]
    assert reasons(findings) == [
        ("unreadable", "not-json"),
        ("unreadable", "not-a-record"),
    ]
    assert [item.at and item.at.line for item in findings] == [2, 3]


@pytest.mark.parametrize("name", ["T06.json", "T06.jsonl"])
def test_limits_are_kept(name: str, tmp_path: Path) -> None:
    path = _write(tmp_path, '{"lab": "' + "x" * CHUNK * 4 + '"}', name)
    with pytest.raises(InputError):
        drain(one(path, limits=Limits(text_chars=1000)))
    path = _write(tmp_path, '{"lab": "1", "value": 1}\n' * 1, name)
    with pytest.raises(InputError):
        drain(one(path, limits=Limits(cells=1)))


def test_too_many_members_are_an_input_error(tmp_path: Path) -> None:
    text = "{" + ",".join(f'"k{at}": 1' for at in range(10_001)) + "}"
    with pytest.raises(InputError):
        one(_write(tmp_path, text))


def test_a_report_is_not_taken_for_data(tmp_path: Path) -> None:
    _write(tmp_path, '{"report": 1, "tool": {}, "findings": [{"lab": 1}]}', "r.json")
    _write(tmp_path, '[{"lab": 1}]')
    reading = read([tmp_path], SHAPES)
    assert len(reading.inputs) == 1
    assert reading.unmatched == ()


def test_memory_is_bounded_by_the_record(tmp_path: Path) -> None:
    record = '{"lab": "L001", "name": "大米", "value": 12.5, "date": "20260105"}'
    path = _write(tmp_path, "[" + ",".join([record] * 30_000) + "]")
    found = one(path)
    tracemalloc.start()
    count = sum(1 for _ in found.records)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 30_000
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "null"), (True, "boolean"), (1.5, "number"), ((), "array"), (b"", "bytes")],
)
def test_values_are_called_as_in_json(value: object, expected: str) -> None:
    assert kind_of(value) == expected


def test_a_gb18030_json_file_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path, '[{"样品名称": "大米"}]'.encode("gb18030"))
    assert drain(one(path))[0] == [{"name": "大米"}]


@pytest.mark.parametrize(
    ("name", "text"), [("x.jsonl", "no json\nat all\n"), ("x.json", "[1, 2]")]
)
def test_a_file_without_records_says_so(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        one(_write(tmp_path, text, name))
    assert "No records" in caught.value.message.en


def test_members_that_are_no_records_are_left_out(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"T06": [{"lab": 1}], "meta": {}, "tags": [], "v": "1"}')
    reading = read([path], SHAPES)
    assert [found.table for found in reading.inputs] == ["demo/T06"]
    assert [item.sheet for item in reading.unmatched] == ["meta", "tags", "v"]


@pytest.mark.parametrize("nested", ['{"a": 1}', '[{"a": 1}]', "[]"])
def test_an_object_inside_one_record_is_a_nested_value(
    nested: str, tmp_path: Path
) -> None:
    path = _write(tmp_path, f'{{"name": {nested}, "lab": "1"}}')
    records, findings = drain(one(path))
    assert records == [{"name": None, "lab": "1"}]
    assert reasons(findings) == [("unreadable", "nested-value")]


def test_records_may_stand_under_any_key(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"version": 1, "records": [{"lab": 1, "name": "a"}]}')
    assert drain(one(path)) == ([{"lab": 1, "name": "a"}], [])


@pytest.mark.parametrize("text", ["{}", "[]", '{"T06": []}'])
def test_empty_json_under_a_table_name_has_no_fault(text: str, tmp_path: Path) -> None:
    _, findings = drain(one(_write(tmp_path, text)))
    assert findings == []
