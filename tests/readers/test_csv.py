"""Separated text: encodings, quotes, ragged lines, places."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from collections import deque
from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    HEADERS,
    drain,
    one,
    reasons,
    write_text,
    write_xlsx,
    xml_row,
)

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError
from ruleengine.readers import Limits
from ruleengine.readers.csv_table import SEARCHED_LINES
from ruleengine.readers.separated import rows

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "实验室代码,样品名称,结果/数值,结果提交日期"


def _write(folder: Path, text: str | bytes, name: str = "T06.csv") -> Path:
    return write_text(folder / name, text)


ROWS = [
    ("a,b\n", [(1, ["a", "b"])]),
    ("a,b", [(1, ["a", "b"])]),
    ("a,\r\nc,d\re", [(1, ["a", ""]), (2, ["c", "d"]), (3, ["e"])]),
    ('"a,""b""",c\nd', [(1, ['a,"b"', "c"]), (2, ["d"])]),
    ('"a\nb","c\r\nd"\ne', [(1, ["a\nb", "c\r\nd"]), (4, ["e"])]),
    ('5" pipe,6" pipe\n', [(1, ['5" pipe', '6" pipe'])]),
    ('"a"b,c\n', [(1, ["ab", "c"])]),
    ('"",""\n', [(1, ["", ""])]),
    ('""""\n', [(1, ['"'])]),
    ("a\x0bb\u2028c\n", [(1, ["a\x0bb\u2028c"])]),
    ("a\x00b\n", [(1, ["a\x00b"])]),
    ('a,"b\nc\n', [(1, ["a", '"b']), (2, ["c"])]),
    ('"a\n"b\nc', [(1, ['"a']), (2, ['"b']), (3, ["c"])]),
    ('"a\nb" ,c\nd', [(1, ["a\nb ", "c"]), (3, ["d"])]),
    ('"a", "b" ,  "c, ""d"""\ne', [(1, ["a", "b", 'c, "d"']), (2, ["e"])]),
    ('a, "b" c, "d\n', [(1, ["a", ' "b" c', ' "d'])]),
    ('x,"a\ny,b\nz,"c\n', [(1, ["x", '"a']), (2, ["y", "b"]), (3, ["z", '"c'])]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows_and_the_lines_where_they_begin(
    text: str, expected: list[tuple[int, list[str]]]
) -> None:
    lines = iter(_split(text))
    assert [(row.line, row.cells) for row in rows(lines, ",")] == expected


def _split(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def test_a_quote_that_never_closes_costs_its_own_line(tmp_path: Path) -> None:
    path = _write(tmp_path, f'{HEAD}\nL1,"大米,1,2\nL2,小麦,3,4\n')
    records, findings = drain(one(path))
    assert [record["lab"] for record in records] == ["L1", "L2"]
    assert reasons(findings) == [("unreadable", "unclosed-quote")]
    assert findings[0].at == Place(path.as_posix(), line=2)
    assert findings[0].record == 1


def test_two_quotes_that_never_close_swallow_no_line_between(tmp_path: Path) -> None:
    lines = ["L1,a", 'L2,"b', "L3,c", 'L4,"d', "L5,e"]
    path = _write(tmp_path, "lab,name\n" + "\n".join(lines) + "\n")
    records, findings = drain(one(path))
    assert [record["lab"] for record in records] == ["L1", "L2", "L3", "L4", "L5"]
    assert reasons(findings) == [("unreadable", "unclosed-quote")] * 2
    assert [item.at and item.at.line for item in findings] == [3, 5]


def test_a_quote_is_given_up_after_a_million_characters() -> None:
    lines = ['"open\n', *["x" * 999 + "\n"] * 1100, '"\n']
    found = list(rows(iter(lines), ","))
    assert found[0] == (1, ['"open'], True)
    assert len(found) == 1102
    assert found[-1].line == 1102


def test_records_know_their_lines(tmp_path: Path) -> None:
    path = _write(tmp_path, f'{HEAD}\n"L1","a\nb",1,2\n\n , \nL2,c,3,4\n')
    found = one(path)
    records, findings = drain(found)
    assert len(records) == 2
    assert findings == []
    assert [found.locator.row(at) for at in (1, 2)] == [2, 6]
    assert found.locator.place(2, "name") == Place(path.as_posix(), line=6)


def test_titles_above_the_header_are_skipped(tmp_path: Path) -> None:
    path = _write(tmp_path, f"表6 结果,,,\n\n填表单位：甲,,,\n{HEAD}\nL1,a,1,2\n")
    found = one(path)
    assert drain(found)[0][0]["lab"] == "L1"
    assert found.locator.row(1) == 5


@pytest.mark.parametrize("above", ["", "报表\n"])
@pytest.mark.parametrize("table", [None, "T06"])
def test_a_header_behind_too_many_blank_lines_is_said_not_to_be_looked_for(
    table: str | None, above: str, tmp_path: Path
) -> None:
    text = above + "\n" * SEARCHED_LINES + f"{HEAD}\nL1,a,1,2\n"
    with pytest.raises(InputError, match=r"first 100,000 lines are blank") as told:
        one(_write(tmp_path, text), table=table)
    assert "前 100,000 行里几乎都是空行" in told.value.message.zh


@pytest.mark.parametrize("blank", ["", ",,,", ' , "",'])
def test_hundreds_of_blank_lines_above_the_header_are_skipped(
    blank: str, tmp_path: Path
) -> None:
    found = one(_write(tmp_path, f"{blank}\n" * 999 + f"{HEAD}\nL1,a,1,2\n"))
    assert drain(found)[0][0]["lab"] == "L1"
    assert found.locator.row(1) == 1001


def test_the_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    text = "sep=;\n" + HEAD.replace(",", ";") + "\nL1;a,b;1;2\n"
    assert drain(one(_write(tmp_path, text)))[0][0]["name"] == "a,b"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str, tmp_path: Path) -> None:
    text = HEAD.replace(",", separator) + "\n" + separator.join("abcd") + "\n"
    records, _ = drain(one(_write(tmp_path, text, "data.csv")))
    assert list(records[0].values()) == ["a", "b", "c", "d"]


def test_too_many_cells_are_told_and_too_few_are_absent(tmp_path: Path) -> None:
    path = _write(tmp_path, f"{HEAD}\nL1,a,1,2,3\nL2\nL3,a,1,2,,\n")
    records, findings = drain(one(path))
    assert records[1] == {"lab": "L2"}
    assert reasons(findings) == [("unreadable", "too-many-cells")]
    assert findings[0].params == {"cells": 5, "columns": 4}
    assert findings[0].at == Place(path.as_posix(), line=2)


def test_white_space_is_kept_and_empty_is_none(tmp_path: Path) -> None:
    records, _ = drain(one(_write(tmp_path, f"{HEAD}\n L1 ,,　1,\n")))
    assert records == [{"lab": " L1 ", "name": None, "value": "　1", "date": None}]


def test_the_end_mark_of_dos_is_no_record(tmp_path: Path) -> None:
    path = _write(tmp_path, f"{HEAD}\r\nL1,a,1,20260105\r\n\x1a")
    records, findings = drain(one(path))
    assert ([record["lab"] for record in records], findings) == (["L1"], [])


def test_unknown_and_repeated_columns_are_findings(tmp_path: Path) -> None:
    text = (
        "实验室代号,结果／数值,样品名称(中文),样品名称,,x,\nL1,1,a,b,,,\nL2,1,a,b,,,z\n"
    )
    path = _write(tmp_path, text)
    records, findings = drain(one(path))
    assert records[0] == {"value": "1", "name": "a"}
    assert reasons(findings) == [
        ("unknown-field", "unknown"),
        ("unknown-field", "unknown"),
        ("unreadable", "duplicate-column"),
        ("unreadable", "too-many-cells"),
    ]
    assert findings[0].params == {
        "header": "实验室代号",
        "suggestions": ("实验室代码",),
    }
    assert findings[0].rule == "demo/T06.unknown-field"
    assert findings[0].at == Place(path.as_posix(), line=1)


def test_data_without_a_header_is_told_once_per_column(tmp_path: Path) -> None:
    path = _write(tmp_path, "lab,,name\nL1,x,a\nL2,y,b\nL3,,c\n")
    _, findings = drain(one(path))
    assert reasons(findings) == [("unknown-field", "no-header")]
    assert findings[0].params == {"column": "B", "count": 2}
    assert findings[0].at == Place(path.as_posix(), line=2)


def test_a_damaged_byte_in_utf_8_names_its_line(tmp_path: Path) -> None:
    good = f"{HEAD}\nL1,大米,1,2\nL2,小麦".encode()
    path = _write(tmp_path, good + b"\xff\xfe" + b",3,4\n")
    records, findings = drain(one(path))
    assert records[1]["name"] == "小麦\ufffd\ufffd"
    assert reasons(findings) == [("unreadable", "encoding")]
    assert findings[0].params == {"encoding": "utf-8", "name": "样品名称（中文）"}
    assert findings[0].at == Place(path.as_posix(), line=3)


def test_a_damaged_byte_in_gb18030_names_its_line(tmp_path: Path) -> None:
    text = f"{HEAD}\nL1,大米,1,2\nL2,小麦".encode("gb18030")
    _, findings = drain(one(_write(tmp_path, text + b"\xff,3,4\n")))
    assert [finding.params["encoding"] for finding in findings] == ["gb18030"]


def test_chinese_that_begins_late_is_still_gb18030(tmp_path: Path) -> None:
    lines = ["lab,name\n", *["L1,x\n"] * 100_000, "L2,大米\n"]
    path = _write(tmp_path, "".join(lines).encode("gb18030"))
    (last,) = deque(one(path).records, maxlen=1)
    assert last == {"lab": "L2", "name": "大米"}


def test_the_checksum_is_that_of_the_file(tmp_path: Path) -> None:
    path = _write(tmp_path, f"{HEAD}\nL1,a,1,2\n")
    assert one(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_header_alone_is_a_table_without_records(tmp_path: Path) -> None:
    assert drain(one(_write(tmp_path, HEAD))) == ([], [])


def test_memory_is_bounded_by_the_line_and_not_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    line = "L001,大米,12.5,20260105,2026,1,a.pdf\n"
    with path.open("w", encoding="utf-8") as out:
        out.write(",".join(HEADERS) + "\n")
        out.writelines([line] * 60_000)
    found = one(path)
    tracemalloc.start()
    count = sum(1 for _ in found.records)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("lab,name\n" + "x" * 200, Limits(text_chars=100)),
        ("lab,name\nL1,a\nL2,b\n", Limits(cells=3)),
        ("lab,name\n" + "," * 50 + "x", Limits(columns=20)),
        ("lab,name\nL1,a\n", Limits(file_bytes=5)),
    ],
)
def test_limits_are_kept(text: str, limits: Limits, tmp_path: Path) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        drain(one(path, limits=limits))
    assert caught.value.file == path.as_posix()


def test_findings_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    path = _write(tmp_path, "lab,name\n" + "L1,a,b\n" * 5)
    _, findings = drain(one(path, limits=Limits(findings=2)))
    assert [finding.reason for finding in findings] == [
        "too-many-cells",
        "too-many-cells",
        "more",
    ]
    assert findings[-1].params == {"count": 3}


def test_damaged_text_in_an_unknown_column_is_no_finding(tmp_path: Path) -> None:
    path = _write(tmp_path, "实验室代码,foo\n大米,".encode() + b"\xff\n")
    _, findings = drain(one(path))
    assert reasons(findings) == [("unknown-field", "unknown")]


def test_near_misses_are_looked_for_in_the_first_unknown_columns(
    tmp_path: Path,
) -> None:
    header = ",".join(f"实验室代码{at}" for at in range(60))
    _, findings = drain(one(_write(tmp_path, f"{header},lab,name\n")))
    assert findings[0].params["suggestions"] == ("实验室代码",)
    assert findings[-1].params["suggestions"] == ()


def test_a_header_above_the_limit_of_columns_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, "lab" + "," * 100 + "\n" + "x,y\n" * 3 + "," * 100 + "z")
    with pytest.raises(InputError):
        drain(one(path, limits=Limits(columns=50)))


def test_first_lines_are_bounded(tmp_path: Path) -> None:
    path = _write(tmp_path, "lab,name\n" + "L1,a\n" * 50)
    records, _ = drain(one(path, limits=Limits(text_chars=20)))
    assert len(records) == 50


def test_the_limit_of_findings_holds_for_the_header_too(tmp_path: Path) -> None:
    path = _write(tmp_path, "实验室代码,a,b,c\nL1,x\n")
    _, findings = drain(one(path, limits=Limits(findings=1)))
    assert [(item.reason, dict(item.params)) for item in findings[1:]] == [
        ("more", {"count": 2})
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_without_any_known_header_there_are_findings_but_no_records(
    suffix: str, tmp_path: Path
) -> None:
    if suffix == "csv":
        path = _write(tmp_path, "L001,大米,1,2\nL002,小麦,3,4\n")
    else:
        rows = xml_row(1, ["L001", "大米", "1", "2"]) + xml_row(2, ["L002", "小麦"])
        path = write_xlsx(tmp_path / "x.xlsx", rows)
    records, findings = drain(one(path))
    assert records == []
    assert reasons(findings) == [("unreadable", "header")]
    assert findings[0].params["header"] == "L001"
    assert findings[0].params["count"] == 4
    assert findings[0].params["searched"] == 20
    assert "实验室代码" in str(findings[0].params["wanted"])


def test_without_any_known_header_the_near_misses_are_named_too(tmp_path: Path) -> None:
    _, findings = drain(one(_write(tmp_path, "实验室代号,样品名,1,2\nL002,小麦,3,4\n")))
    assert reasons(findings) == [
        ("unreadable", "header"),
        *[("unknown-field", "unknown")] * 2,
    ]


@pytest.mark.parametrize("mark", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
@pytest.mark.parametrize("name", ["T06.csv", "T06.json", "T06.jsonl"])
def test_a_workbook_under_another_ending_is_told(
    mark: bytes, name: str, tmp_path: Path
) -> None:
    path = _write(tmp_path, mark + b"rest", name)
    with pytest.raises(InputError) as caught:
        drain(one(path))
    assert "xlsx" in caught.value.message.zh
