"""The same data in every format gives equal records."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from reader_submission import (
    HEADERS,
    KEYS,
    PLANS,
    SHAPES,
    drain,
    drain_all,
    one,
    write_json,
)

from ruleengine.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.base.record import Record

ROWS: list[list[str | None]] = [
    ["L001", "大米，“特级”", "12.5", "20260105", "2026", "1", "报告.pdf"],
    ["L002", 'a "quoted"\nname', None, "20261301", "2025", "0", None],
    ["0012", "镕堃㎡·—", "-0.50", " 20260106 ", None, None, "b,c.pdf"],
]
RECORDS = [dict(zip(KEYS, row, strict=True)) for row in ROWS]


def _csv(path: Path, encoding: str, separator: str = ",") -> Path:
    lines: list[list[str | None]] = [[*HEADERS], *ROWS]
    text = "\r\n".join(
        separator.join('"' + (cell or "").replace('"', '""') + '"' for cell in line)
        for line in lines
    )
    path.write_bytes((text + "\r\n").encode(encoding))
    return path


def _xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表6"
    lines: list[list[str | None]] = [[*HEADERS], *ROWS]
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "utf-8": lambda folder: _csv(folder / "T06.csv", "utf-8"),
    "bom": lambda folder: _csv(folder / "T06.csv", "utf-8-sig", ";"),
    "utf-16": lambda folder: _csv(folder / "T06.csv", "utf-16", "|"),
    "gb18030": lambda folder: _csv(folder / "表6.csv", "gb18030"),
    "tsv": lambda folder: _csv(folder / "T06.tsv", "utf-8", "\t"),
    "xlsx": lambda folder: _xlsx(folder / "x.xlsx"),
    "json": lambda folder: write_json(folder / "T06.json", RECORDS),
    "json by table": lambda folder: write_json(folder / "x.json", {"表6": RECORDS}),
    "json by name": lambda folder: write_json(
        folder / "T06.json",
        [dict(zip(HEADERS, row, strict=True)) for row in ROWS],
    ),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_each_format_gives_the_same_records(writer: str, tmp_path: Path) -> None:
    records, findings = drain(one(WRITERS[writer](tmp_path)))
    assert records == RECORDS
    assert findings == []


def test_json_lines_give_the_same_records(tmp_path: Path) -> None:
    path = tmp_path / "T06.jsonl"
    lines = [json.dumps(record) for record in RECORDS]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    found = one(path)
    assert drain(found) == (RECORDS, [])
    assert [found.locator.row(at) for at in (1, 2, 3)] == [1, 3, 5]


def test_yaml_goes_through_the_parser_that_is_handed_in(tmp_path: Path) -> None:
    path = tmp_path / "T06.yaml"
    path.write_text("ignored", encoding="utf-8")
    found = one(path, load_yaml=lambda text, name: [*RECORDS, [text, name]])
    records, findings = drain(found)
    assert records == RECORDS
    assert [finding.reason for finding in findings] == ["not-a-record"]


def test_yaml_may_hold_several_tables(tmp_path: Path) -> None:
    path = tmp_path / "all.yml"
    path.write_text("x", encoding="utf-8")
    data = {"T06": RECORDS, "T07": {"plan": "P1", "start": dt.date(2026, 1, 5)}, "v": 1}
    reading = read([path], SHAPES, load_yaml=lambda _text, _name: data)
    tables = drain_all(reading)
    assert [table for table, *_ in tables] == ["demo/T06", "demo/T07"]
    assert tables[1][1] == [{"plan": "P1", "start": dt.date(2026, 1, 5)}]
    assert [skipped.sheet for skipped in reading.unmatched] == ["v"]


def test_one_yaml_record_is_a_table_of_one(tmp_path: Path) -> None:
    path = tmp_path / "T07.yml"
    path.write_text("x", encoding="utf-8")
    found = one(path, load_yaml=lambda _text, _name: {"plan": "P1", "note": 0.1})
    assert drain(found)[0] == [{"plan": "P1", "note": Decimal("0.1")}]


CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(
            codec="gb18030", exclude_categories=["C"], exclude_characters="\ufffd"
        ),
        min_size=1,
        max_size=8,
    ).filter(lambda text: text.strip() == text and "_x" not in text),
)
ROW = st.fixed_dictionaries({item.key: CELLS for item in PLANS.fields}).filter(
    lambda row: any(row.values())
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ROW, min_size=1, max_size=5))
def test_any_text_survives_every_format(
    tmp_path: Path, rows: list[dict[str, str | None]]
) -> None:
    expected: list[Record] = [dict(row) for row in rows]
    for writer in (_plain_csv, _gb_csv, _plain_xlsx, _plain_json):
        records, findings = drain(one(writer(tmp_path, rows)))
        assert (records, findings) == (expected, [])


Rows = list[dict[str, str | None]]


def _text(rows: Rows) -> str:
    keys = [item.key for item in PLANS.fields]
    lines = [keys, *([row[key] or "" for key in keys] for row in rows)]
    return "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n"
        for line in lines
    )


def _plain_csv(folder: Path, rows: Rows) -> Path:
    path = folder / "T07.csv"
    path.write_bytes(_text(rows).encode("utf-8"))
    return path


def _gb_csv(folder: Path, rows: Rows) -> Path:
    path = folder / "T07.csv"
    path.write_bytes(_text(rows).encode("gb18030"))
    if path.read_bytes().isascii():
        return path
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return path
    return _plain_csv(folder, rows)  # bytes that are both; UTF-8 is tried first


def _plain_xlsx(folder: Path, rows: Rows) -> Path:
    path = folder / "T07.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T07"
    sheet.append([item.key for item in PLANS.fields])
    for number, row in enumerate(rows, start=2):
        for column, item in enumerate(PLANS.fields, start=1):
            if (text := row[item.key]) is not None:
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"
    book.save(path)
    return path


def _plain_json(folder: Path, rows: Rows) -> Path:
    return write_json(folder / "T07.json", rows)


NUMBERS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**9), 10**9, places=5, allow_nan=False).map(float),
    st.dates(dt.date(1900, 3, 1)),
    st.datetimes(dt.datetime(1901, 1, 1)).map(  # noqa: DTZ001 - a cell has no zone
        lambda at: at.replace(microsecond=0)
    ),
    st.booleans(),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_any_value_that_a_workbook_holds_comes_out_as_it_went_in(
    tmp_path: Path, values: list[int | float | dt.date | dt.datetime | bool]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T06"
    sheet.append(["lab", "value"])
    for value in values:
        sheet.append(["L", value])
    book.save(tmp_path / "x.xlsx")
    records, findings = drain(one(tmp_path / "x.xlsx"))
    dates = [at for at in values if isinstance(at, dt.date)]
    assert [finding.reason for finding in findings] == ["date-in-text"] * len(dates)
    assert [record["value"] for record in records] == [_meant(at) for at in values]


def _meant(value: float | dt.date | dt.datetime) -> object:
    match value:
        case dt.datetime() if value.time() != dt.time():
            return value.strftime("%Y-%m-%d %H:%M:%S").zfill(19)
        case dt.date():
            return value.strftime("%Y%m%d").zfill(8)
        case bool():
            return value
        case _:
            return Decimal(repr(value))
