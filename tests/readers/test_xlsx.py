"""Workbooks: what a cell means and where it stands."""

from __future__ import annotations

import datetime as dt
import tracemalloc
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from reader_submission import (
    HEADERS,
    RELS,
    SHAPES,
    drain,
    one,
    reasons,
    write_xlsx,
    xml_row,
)

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError
from ruleengine.readers import Limits, read
from ruleengine.readers.xlsx_shared import shown_by, unescaped
from ruleengine.readers.xlsx_sheet import column_number

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from ruleengine.base.finding import Finding
    from ruleengine.base.record import Value

HEAD = xml_row(1, HEADERS)


def _book(title: str = "表6") -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(HEADERS)
    return book, sheet


def _read_cell(
    folder: Path, column: str, xml: str, **parts: str
) -> tuple[Value, list[Finding]]:
    """Return the value of one cell in row 2, with ``lab`` beside it."""
    row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>L</t></is></c>{xml}</row>'
    path = write_xlsx(folder / "x.xlsx", HEAD + row, **parts)
    records, findings = drain(one(path))
    return records[0][column], findings


STYLES = (
    "<styleSheet><numFmts>"
    '<numFmt numFmtId="164" formatCode="0000"/>'
    '<numFmt numFmtId="165" formatCode="yyyy/m/d;@"/>'
    '<numFmt numFmtId="166" formatCode="0.00%"/>'
    '<numFmt numFmtId="167" formatCode="[h]:mm:ss"/>'
    '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>'
    '<xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="21"/><xf numFmtId="167"/>'
    "</cellXfs></styleSheet>"
)

CELLS: list[tuple[str, str, object]] = [
    ("value", '<c r="C2"><v>12.5</v></c>', Decimal("12.5")),
    ("value", '<c r="C2"><v>1.1000000000000001</v></c>', Decimal("1.1")),
    ("value", '<c r="C2"><v>0.30000000000000004</v></c>', Decimal("0.3")),
    ("value", '<c r="C2"><v>1E-05</v></c>', Decimal("0.00001")),
    ("value", '<c r="C2"><v>123456789012345678</v></c>', 123456789012345678),
    ("value", '<c r="C2"><v>-3</v></c>', -3),
    ("value", '<c r="C2" s="1"><v>12</v></c>', "0012"),
    ("value", '<c r="C2" s="1"><v>12.0</v></c>', "0012"),
    ("value", '<c r="C2" s="1"><v>12.5</v></c>', Decimal("12.5")),
    ("value", '<c r="C2" s="1"><v>-12</v></c>', -12),
    ("value", '<c r="C2" s="1"><v>123456</v></c>', "123456"),
    ("value", '<c r="C2" s="3"><v>0.125</v></c>', Decimal("0.125")),
    ("value", '<c r="C2" s="99"><v>5</v></c>', 5),
    ("value", '<c r="C2" s="x"><v>5</v></c>', 5),
    ("value", '<c r="C2" t="str"><f>A1</f><v></v></c>', None),
    ("value", '<c r="C2" t="str"><f>A1</f><v>x</v></c>', "x"),
    ("value", '<c r="C2"><f>1+1</f><v>2</v></c>', 2),
    ("value", '<c r="C2" t="inlineStr"><is><t> 0012 </t></is></c>', " 0012 "),
    ("value", '<c r="C2" t="s"><v>1</v></c>', "富文本"),
    ("value", '<c r="C2" t="s"><v>0</v></c>', None),
    ("value", '<x:c xmlns:x="u" r="C2"><x:v>7</x:v></x:c>', 7),
    ("ok", '<c r="F2" t="b"><v>1</v></c>', True),
    ("ok", '<c r="F2" t="b"><v>0</v></c>', False),
    ("date", '<c r="D2"><v>20260105.0</v></c>', 20260105),
    ("date", '<c r="D2"><v>46027</v></c>', 46027),
    ("date", '<c r="D2" s="2"><v>46027</v></c>', "20260105"),
    ("date", '<c r="D2" s="4"><v>46027.0</v></c>', "20260105"),
    ("date", '<c r="D2" s="5"><v>46027</v></c>', "20260105"),
    ("date", '<c r="D2" s="4"><v>46027.4375</v></c>', "2026-01-05 10:30:00"),
    ("date", '<c r="D2" s="4"><v>46026.9999999</v></c>', "20260105"),
    ("date", '<c r="D2" s="4"><v>60</v></c>', "19000229"),
    ("date", '<c r="D2" s="4"><v>59</v></c>', "19000228"),
    ("date", '<c r="D2" s="4"><v>61</v></c>', "19000301"),
    ("date", '<c r="D2" s="4"><v>1</v></c>', "19000101"),
    ("date", '<c r="D2" s="6"><v>0.4375</v></c>', "10:30:00"),
    ("date", '<c r="D2" s="7"><v>1.5</v></c>', "36:00:00"),
    ("date", '<c r="D2" t="d"><v>2026-01-05</v></c>', "20260105"),
    ("date", '<c r="D2" t="d"><v>2026-01-05T00:00:00Z</v></c>', "20260105"),
    ("date", '<c r="D2" t="d"><v>soon</v></c>', "soon"),
    ("year", '<c r="E2" s="2"><v>46027</v></c>', "2026"),
    ("year", '<c r="E2" s="2"><v>46027.5</v></c>', "2026"),
    ("year", '<c r="E2"><v>2026</v></c>', 2026),
]
STRINGS = (
    "<sst><si><t/></si><si><r><rPr/><t>富</t></r><r><t>文本</t></r>"
    "<rPh><t>fu</t></rPh></si></sst>"
)


@pytest.mark.parametrize(("column", "xml", "expected"), CELLS)
def test_a_cell_is_what_the_person_sees(
    column: str, xml: str, expected: object, tmp_path: Path
) -> None:
    value, findings = _read_cell(tmp_path, column, xml, styles=STYLES, strings=STRINGS)
    assert (value, type(value), findings) == (expected, type(expected), [])


FAULTS: list[tuple[str, object, str, dict[str, str]]] = [
    ('<c r="C2" t="e"><v>#N/A</v></c>', None, "error-cell", {"error": "#N/A"}),
    ('<c r="C2"><f>1+1</f></c>', None, "formula-without-value", {}),
    ('<c r="C2"><f>1+1</f><v/></c>', None, "formula-without-value", {}),
    ('<c r="C2"><v>abc</v></c>', None, "error-cell", {"error": "abc"}),
    ('<c r="C2"><v>１２</v></c>', None, "error-cell", {"error": "１２"}),
    ('<c r="C2"><v>1E999</v></c>', None, "error-cell", {"error": "1E999"}),
    ('<c r="C2" t="s"><v>9</v></c>', None, "error-cell", {"error": "9"}),
    ('<c r="C2" t="s"><v>-1</v></c>', None, "error-cell", {"error": "-1"}),
    (
        '<c r="C2"><v>1.2345678901234599E+17</v></c>',
        123456789012346000,
        "digits-lost",
        {"digits": "15"},
    ),
    (
        '<c r="C2" s="2"><v>46027</v></c>',
        "20260105",
        "date-in-text",
        {"moment": "20260105"},
    ),
    (
        '<c r="C2" s="2"><v>46027.4375</v></c>',
        "2026-01-05 10:30:00",
        "date-in-text",
        {"moment": "2026-01-05 10:30:00"},
    ),
    (
        '<c r="C2" t="d"><v>2026-03-05</v></c>',
        "20260305",
        "date-in-text",
        {"moment": "20260305"},
    ),
    (
        '<c r="C2" s="6"><v>0.0625</v></c>',
        "01:30:00",
        "date-in-text",
        {"moment": "01:30:00"},
    ),
    ('<c r="C2" s="4"><v>-5</v></c>', -5, "date-out-of-range", {"serial": "-5"}),
    ('<c r="C2" s="7"><v>-5</v></c>', -5, "date-out-of-range", {"serial": "-5"}),
    (
        '<c r="C2" s="4"><v>99999999</v></c>',
        99999999,
        "date-out-of-range",
        {"serial": "99999999"},
    ),
    (
        '<c r="C2" t="inlineStr"><is><t>a\ufffd</t></is></c>',
        "a\ufffd",
        "encoding",
        {"encoding": "utf-8"},
    ),
]


@pytest.mark.parametrize(("xml", "value", "reason", "params"), FAULTS)
def test_a_cell_that_cannot_be_trusted_is_a_finding(
    xml: str, value: object, reason: str, params: dict[str, str], tmp_path: Path
) -> None:
    found, findings = _read_cell(tmp_path, "value", xml, styles=STYLES)
    assert found == value
    assert reasons(findings) == [("unreadable", reason)]
    assert findings[0].params == {"name": "结果/数值", **params}
    assert findings[0].at == Place((tmp_path / "x.xlsx").as_posix(), "表6", "C2")
    assert findings[0].record == 1


MOMENTS = [
    ("start", '<c r="B2" s="4"><v>46027.4375</v></c>', "20260105103000"),
    ("start", '<c r="B2" s="4"><v>46027</v></c>', "20260105000000"),
    ("clock", '<c r="B2" s="6"><v>0.4375</v></c>', "1030"),
    ("clock", '<c r="B2" s="4"><v>46027.4375</v></c>', "2026-01-05 10:30:00"),
    ("start", '<c r="B2" s="4"><v>0</v></c>', None),
]


@pytest.mark.parametrize(("key", "xml", "expected"), MOMENTS)
def test_times_take_the_pattern_of_their_field(
    key: str, xml: str, expected: object, tmp_path: Path
) -> None:
    rows = xml_row(1, ["plan", key]) + f'<row r="2">{xml}</row>'
    path = write_xlsx(tmp_path / "x.xlsx", rows, styles=STYLES, name="T07")
    assert drain(one(path))[0][0][key] == expected


@pytest.mark.parametrize("written", ["1", "true"])
def test_workbooks_of_1904_count_from_there(written: str, tmp_path: Path) -> None:
    value, _ = _read_cell(
        tmp_path,
        "date",
        '<c r="D2" s="4"><v>44565</v></c>',
        styles=STYLES,
        properties=f'<workbookPr date1904="{written}"/>',
    )
    assert value == "20260105"


@pytest.mark.parametrize(
    ("number", "day"), [("44291", "20250406"), ("20250406", None), ("1", None)]
)
def test_a_plain_number_as_a_date_is_counted_from_1904_too(
    number: str, day: str | None, tmp_path: Path
) -> None:
    value, findings = _read_cell(
        tmp_path,
        "date",
        f'<c r="D2"><v>{number}</v></c>',
        styles=STYLES,
        properties='<workbookPr date1904="1"/>',
    )
    assert value == (None if day else int(number))
    told = [(item.reason, item.params["moment"]) for item in findings]
    assert told == ([("day-number", day)] if day else [])


FORMATS = [
    ("General", "general"),
    ("G/通用格式", "general"),
    ("0", "general"),
    ("00", "zeros"),
    ('0000"号"', "zeros"),
    ("0.00", "general"),
    ("#,##0.00_);[Red]\\(#,##0.00\\)", "general"),
    ("0.00E+00", "general"),
    ("[$¥-804]#,##0", "general"),
    ('"day" 0', "general"),
    ("@", "general"),
    ("yyyy-mm-dd", "date"),
    ('yyyy"年"m"月"d"日"', "date"),
    ("[$-804]yyyy/m/d aaaa", "date"),
    ("e/m/d", "date"),
    ("mmm", "date"),
    ("h:mm AM/PM", "time"),
    ("mm:ss.0", "time"),
    ("[hh]:mm", "duration"),
    ('"a;b"yyyy', "date"),
]


@pytest.mark.parametrize(("code", "kind"), FORMATS)
def test_number_formats_show(code: str, kind: str) -> None:
    assert shown_by(code).kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD800_", "_xD800_"),
        ("_x00_", "_x00_"),
    ],
)
def test_escapes_of_workbooks_are_undone(text: str, expected: str) -> None:
    assert unescaped(text) == expected


@pytest.mark.parametrize(
    ("reference", "column"),
    [("A1", 1), ("AB12", 28), ("XFD1", 16384), ("a1", 0), ("", 0), ("ABCD1", 0)],
)
def test_references_name_columns(reference: str, column: int) -> None:
    assert column_number(reference) == column


def test_a_workbook_of_openpyxl_is_read_as_openpyxl_reads_it(tmp_path: Path) -> None:
    book, sheet = _book()
    sheet.append(["L001", "大米", 12.5, dt.date(2026, 1, 5), 2026, True, "a.pdf"])
    sheet.append(["0012", " x ", 1e-7, dt.datetime(2026, 1, 5, 10, 30), 7, False])  # noqa: DTZ001
    sheet["B4"] = CellRichText("甲", TextBlock(InlineFont(b=True), "乙"))
    sheet["C4"] = 42
    sheet["C4"].number_format = "00000"
    sheet["E4"] = dt.date(2025, 7, 1)
    path = tmp_path / "x.xlsx"
    book.save(path)
    records, findings = drain(one(path))
    assert findings == []
    assert records[0] == {
        "lab": "L001",
        "name": "大米",
        "value": Decimal("12.5"),
        "date": "20260105",
        "year": 2026,
        "ok": True,
        "file": "a.pdf",
    }
    assert records[1]["value"] == Decimal("1e-7")
    assert records[1]["date"] == "2026-01-05 10:30:00"
    assert records[1]["file"] is None
    assert (records[2]["name"], records[2]["value"]) == ("甲乙", "00042")
    assert records[2]["year"] == "2025"


def test_titles_and_blank_rows_keep_row_numbers_right(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T06"
    sheet["A1"] = "表6 结果"
    sheet.merge_cells("A1:G1")
    for column, header in enumerate(HEADERS, start=2):
        sheet.cell(4, column).value = header
    sheet["B5"], sheet["B8"], sheet["C9"], sheet["C11"] = "L1", "L2", "  ", ""
    path = tmp_path / "x.xlsx"
    book.save(path)
    found = one(path)
    records, findings = drain(found)
    assert findings == []
    assert [record["lab"] for record in records] == ["L1", "L2"]
    assert found.locator.place(2, "date").cell == "E8"


def test_merged_data_is_told_and_merged_titles_are_not(tmp_path: Path) -> None:
    rows = xml_row(1, ["表6"]) + xml_row(2, HEADERS) + xml_row(3, ["L1", "a"])
    merges = "".join(
        f'<mergeCell ref="{ref}"/>'
        for ref in ["A1:G1", "A3:A5", "J3:J9", "B3:C3", "D3", "A3:A3"]
    )
    path = write_xlsx(
        tmp_path / "x.xlsx", rows, after=f"<mergeCells>{merges}</mergeCells>"
    )
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "merged-cells")] * 2
    assert [item.params["range"] for item in findings] == ["A3:A5", "B3:C3"]
    assert [item.at and item.at.cell for item in findings] == ["A3", "B3"]


def test_a_row_merged_into_one_cell_is_taken_for_a_note(tmp_path: Path) -> None:
    rows = xml_row(1, HEADERS) + xml_row(2, ["L1", "a"]) + xml_row(3, ["填表人：王"])
    merges = '<mergeCell ref="B2:G2"/><mergeCell ref="A3:Z3"/>'
    path = write_xlsx(
        tmp_path / "x.xlsx", rows, after=f"<mergeCells>{merges}</mergeCells>"
    )
    _, findings = drain(one(path))
    assert [(f.reason, f.at and f.at.cell) for f in findings] == [
        ("merged-cells", "B2"),
        ("merged-across", "A3"),
    ]


def test_what_merged_cells_hide_is_known_but_not_their_first_cell(
    tmp_path: Path,
) -> None:
    rows = xml_row(1, HEADERS) + "".join(
        xml_row(at, ["L", "a", "1"]) for at in range(2, 9)
    )
    refs = ["A2:A4", "B3:C5", "B5:B7"]
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    path = write_xlsx(
        tmp_path / "x.xlsx", rows, after=f"<mergeCells>{merges}</mergeCells>"
    )
    found = one(path)
    drain(found)
    assert found.is_told is not None
    hidden = [
        f"{key}{at + 1}"
        for at in range(1, 9)
        for key in ("lab", "name", "value")
        if found.is_told(at, key)
    ]
    assert hidden == [
        *("lab3", "value3", "lab4", "name4", "value4"),
        *("name5", "value5", "name6", "name7"),
    ]


def test_unknown_and_unnamed_columns_are_findings_with_their_cells(
    tmp_path: Path,
) -> None:
    rows = xml_row(1, ["实验室代码", "样品名字", "lab"]) + xml_row(
        2, ["L1", "a", "b", "c"]
    )
    _, findings = drain(one(write_xlsx(tmp_path / "x.xlsx", rows)))
    assert [(item.reason, item.at and item.at.cell) for item in findings] == [
        ("unknown", "B1"),
        ("duplicate-column", "C1"),
        ("no-header", "D2"),
    ]


def test_cells_and_rows_without_references_follow_each_other(tmp_path: Path) -> None:
    rows = (
        "<row><c t='str'><v>lab</v></c><c t='str'><v>name</v></c></row>"
        "<row><c t='str'><v>L1</v></c><c t='str'><v>a</v></c></row>"
    )
    found = one(write_xlsx(tmp_path / "x.xlsx", rows))
    assert drain(found)[0] == [{"lab": "L1", "name": "a"}]
    assert found.locator.place(1, "name").cell == "B2"


def test_parts_may_be_named_with_backslashes(tmp_path: Path) -> None:
    plain = write_xlsx(
        tmp_path / "plain.xlsx", xml_row(1, HEADERS) + xml_row(2, ["L1"])
    )
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(path, "w") as out:
        for name in given.namelist():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\")  # as some exporters zip a folder
            out.writestr(entry, given.read(name))
    records, findings = drain(one(path))
    assert [record["lab"] for record in records] == ["L1"]
    assert findings == []


def test_hidden_and_blank_sheets_are_left_out(tmp_path: Path) -> None:
    book, sheet = _book()
    sheet.append(["L1"])
    book.create_sheet("Sheet2")
    hidden = book.create_sheet("T07")
    hidden.append(["plan", "note"])
    hidden.sheet_state = "hidden"
    note = book.create_sheet("说明")
    note.append(["请按下表填写"])
    book.create_sheet("表7")
    path = tmp_path / "x.xlsx"
    book.save(path)
    reading = read([path], SHAPES)
    assert [found.locator.sheet for found in reading.inputs] == ["表6", "表7"]
    assert drain(reading.inputs[1]) == ([], [])
    assert [skipped.sheet for skipped in reading.unmatched] == ["T07", "说明"]


def test_one_far_cell_costs_one_cell(tmp_path: Path) -> None:
    rows = (
        HEAD
        + xml_row(2, ["L1"])
        + ('<row r="200000"><c r="XFD200000"><v>1</v></c></row>')
    )
    path = write_xlsx(tmp_path / "x.xlsx", rows)
    tracemalloc.start()
    records, findings = drain(one(path, limits=Limits(cells=20)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000
    assert len(records) == 2
    assert reasons(findings) == [("unknown-field", "no-header")]
    assert findings[0].at is not None
    assert findings[0].at.cell == "XFD200000"


def test_memory_is_bounded_by_the_row(tmp_path: Path) -> None:
    body = "".join(xml_row(at, ["L1", "a", "1"]) for at in range(2, 15_000))
    found = one(write_xlsx(tmp_path / "x.xlsx", HEAD + body))
    tracemalloc.start()
    count = sum(1 for _ in found.records)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 14_998
    assert peak < 4_000_000


def test_sheets_whose_part_is_missing_are_left_out(tmp_path: Path) -> None:
    rels = RELS.replace("worksheets/s.xml", "worksheets/none.xml")
    path = write_xlsx(tmp_path / "x.xlsx", HEAD, rels=rels)
    with pytest.raises(InputError):
        read([path], SHAPES)


def test_a_table_by_argument_takes_the_only_filled_sheet(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", HEAD + xml_row(2, ["L1"]), name="数据")
    assert one(path, table="T07").table == "demo/T07"
    book, sheet = _book("甲")
    sheet.append(["L1"])
    book.create_sheet("乙").append(["x"])
    book.save(path)
    assert one(path, table="T06").locator.sheet == "甲"


def test_hidden_lists_are_left_out_without_a_word(tmp_path: Path) -> None:
    book, sheet = _book()
    sheet.append(["L1"])
    hidden = book.create_sheet("lists")
    hidden.append(["合格", "不合格"])
    hidden.sheet_state = "veryHidden"
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert read([path], SHAPES).unmatched == ()


def test_a_number_cell_of_spaces_is_absent(tmp_path: Path) -> None:
    assert _read_cell(tmp_path, "value", '<c r="C2"><v> </v></c>') == (None, [])


def test_a_date_where_none_is_wanted_is_a_warning(tmp_path: Path) -> None:
    xml = '<c r="C2" s="2"><v>46027</v></c>'
    _, findings = _read_cell(tmp_path, "value", xml, styles=STYLES)
    assert [finding.severity for finding in findings] == ["warning"]
