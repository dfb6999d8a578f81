"""Whatever the bytes: findings or an InputError, never anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from reader_submission import (
    HEADERS,
    SHAPES,
    SHEET,
    drain_all,
    write_xlsx,
    xml_row,
)

from ruleengine.base.problem import InputError
from ruleengine.readers import Limits, read

if TYPE_CHECKING:
    from pathlib import Path

QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LIMITS = Limits(seconds=5, cells=100_000)


def _survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        reading = read([path], SHAPES, limits=LIMITS)
        for table, records, findings in drain_all(reading):
            assert table.startswith("demo/")
            json.dumps([str(record) for record in records]).encode()
            for finding in findings:
                str((finding.value, dict(finding.params))).encode()
    except InputError as error:
        str(error).encode()


@QUICK
@given(
    st.sampled_from(["csv", "tsv", "json", "jsonl", "xlsx"]),
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"lab,name\n", b'{"lab":', b"[{", b"PK\x03\x04", b"\xff\xfe"]
    ),
)
@example("json", b"\x00", b"")
@example("csv", b'"' * 50, b"lab,name\n")
@example("csv", b"\x00\xd8", b"\xff\xfe")
def test_any_bytes(tmp_path: Path, suffix: str, data: bytes, head: bytes) -> None:
    _survives(tmp_path / f"T06.{suffix}", head + data)


@QUICK
@given(st.text(st.sampled_from('[]{}",:\\u0aeE+-.1 \n\x00tnN中\ud7ff'), max_size=60))
def test_any_json_like_text(tmp_path: Path, text: str) -> None:
    for name in ("T06.json", "T06.jsonl"):
        _survives(tmp_path / name, text.encode())


@QUICK
@given(st.text(st.sampled_from('lab,"\r\n\t;| \x00x中='), max_size=60))
def test_any_separated_text(tmp_path: Path, text: str) -> None:
    _survives(tmp_path / "T06.csv", ("lab,name\n" + text).encode())


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T06"
    sheet.append(HEADERS)
    sheet.append(["L1", "大米", 1.5, None, 2026, True])
    book.save(tmp_path / "good.xlsx")
    return (tmp_path / "good.xlsx").read_bytes()


@QUICK
@given(st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255))))
def test_any_damage_to_a_workbook(
    tmp_path: Path, workbook: bytes, cut: float, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(workbook)
    for at, byte in changes:
        data[int(at * (len(data) - 1))] = byte
    _survives(tmp_path / "x.xlsx", bytes(data[: int(cut * len(data)) + 1]))


TAGS = st.sampled_from(
    ["row", "c", "v", "f", "is", "t", "rPh", "mergeCell", "si", "x:c"]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["r", "t", "s", "ref"]),
    st.sampled_from(
        [
            "",
            "1",
            "A1",
            "B2",
            "ZZZ9",
            "s",
            "b",
            "e",
            "d",
            "str",
            "inlineStr",
            "A1:B9",
            "999999999999",
            "-1",
            "x",
            "１",
            "n",
        ]
    ),
    max_size=3,
)


@st.composite
def _xml(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(TAGS)
    attributes = "".join(f' {k}="{v}"' for k, v in draw(ATTRIBUTES).items())
    if depth > 3:
        inner = draw(st.sampled_from(["", "1", "1e999", "46027.5", "#N/A", "x", "-"]))
    else:
        inner = "".join(draw(st.lists(_xml(depth + 1), max_size=3)))
    return f"<{tag}{attributes}>{inner}</{tag}>"


@QUICK
@given(_xml(), _xml())
def test_any_sheet_and_strings(tmp_path: Path, rows: str, strings: str) -> None:
    body = SHEET.format(rows=xml_row(1, HEADERS) + rows, after="")
    body = body.replace("<worksheet ", '<worksheet xmlns:x="x" ')
    path = write_xlsx(
        tmp_path / "x.xlsx",
        "",
        sheet=body,
        strings=f'<sst xmlns:x="x">{strings}</sst>',
        styles='<s><cellXfs><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></s>',
    )
    _survives(path, path.read_bytes())
