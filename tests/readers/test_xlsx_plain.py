"""Plain rows mean what the XML parser says they mean, and nothing else is taken for one."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine.base.problem import InputError
from ruleengine.readers.limits import Budget, Limits
from ruleengine.readers.xlsx_plain import PlainRows
from ruleengine.readers.xlsx_sheet import SheetEvents, SheetRow
from ruleengine.readers.xlsx_xml import XmlParser

HEAD = '<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>'
TAIL = '</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells></worksheet>'
FIRST = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'

PLAIN = [
    '<row r="2" spans="1:4"><c r="A2" s="3" t="s"><v>0</v></c><c r="B2"><v>-1.50</v></c></row>',
    '<row r="3"><c r="A3" s="1"/><c r="B3" s="2"><v/></c><c r="C3"><v></v></c></row>',
    '<row r="4"><c r="A4" t="str"><f>B4&amp;"x"</f><v>a &lt; b &quot;c&quot;</v></c></row>',
    '<row r="5"><c r="B5"><f t="shared" ref="B5:B9" si="0">A5*2</f></c></row>',
    '<row r="6"><c r="B6"><f t="shared" si="0"/><v>4</v></c></row>',
    '<row r="7" ht="15" x14ac:dyDescent="0.25"><c r="ZZ7" t="b"><v>1</v></c></row>',
    '<row r="8"><c r="A8" t="inlineStr"><is><t xml:space="preserve"> a\n𠀀\t</t></is></c></row>',
    '<row r="9"></row>',
    '<row r="11"><c r="A11" s="1" /><c r="B11"><f>A1</f><v /></c></row>',
    '<row r="10"><c r="A10" t="e"><v>#N/A</v></c></row>',
]
ODD = [
    '<row><c><v>1</v></c><c r="D1"><v>2</v></c></row>',
    '<row r="12"/>',
    '<row r="13"><c r="A13" t="inlineStr"><is><r><t>富</t></r><r><t>文</t></r></is></c></row>',
    '<row r="14"><c r="A14"><v>1</v></c> <c r="B14"><v>2</v></c></row>',
    '<row r="15"><c r="A15" t="str"><v>a&#10;b</v></c></row>',
    '<row r="16"><c r="A16" t="str"><v>a\r\nb > c</v></c></row>',
    '<row r="17"><c t="s" r="A17"><v>0</v></c></row>',
    '<x:row r="18"><x:c r="A18"><x:v>1</x:v></x:c></x:row>',
    '<row r="19"><c r="A19" t="str" cm="1"><v><![CDATA[<a> & b]]></v></c></row>',
    '<!-- <row r="20"><c r="A20"><v>1</v></c></row> -->',
    '<!-- x </row><row r="21"><c r="A21"><v>1</v></c></row> -->',
    '<row r="22"/><!-- </row><row r="23"><c r="A23"><v>1</v></c></row> -->',
    '<row r="24"/><?pi </row><row r="25"><c r="A25"><v>1</v></c></row> ?>',
    '<row r="26"><c r="A26"><f><![CDATA[</row>]]></f></c></row>',
    '<x><![CDATA[</row><row r="27"><c r="A27"><v>1</v></c></row>]]></x>',
    '<row r="28"><c r="A28"><is><rPh><t>mi</t></rPh><t>密</t></is></c></row>',
]
DAMAGED = [
    '<row r="2"><c r="A2"><v>a]]>b</v></c></row>',
    '<row r="2"><c r="A2"><v>\x01</v></c></row>',
    '<row r="2"><c r="A2"><v>\uffff</v></c></row>',
    '<row r="2"><c r="A2"><v>a & b</v></c></row>',
    '<row r="2"><c r="A2"><v>a&nbsp;b</v></c></row>',
    '<row r="2"><c r="A2"><v>1</t></c></row>',
    '<row r="2"><c r="A2"><is><t>1</v></c></row>',
    '<row r="2"><c r="A2" s="1" s="1"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></row>',
    '<row r="1048577"><c r="A1"><v>1</v></c></row>',
    '<row r="2"><c r="XFE2"><v>1</v></c></row>',
]


def _sheet(rows: list[str], encoding: str = "utf-8") -> bytes:
    text = "".join([HEAD, FIRST, *rows, TAIL])
    return text.replace("UTF-8", encoding.upper()).encode(encoding)


def _read(
    data: bytes, size: int, limits: Limits | None = None, *, plain: bool = True
) -> tuple[list[SheetRow], list[str], int]:
    events = SheetEvents(Budget(limits or Limits(), "x.xlsx"))
    parser = XmlParser(events, "x.xlsx")
    taker = PlainRows(parser, events) if plain else parser
    for at in range(0, len(data), size):
        taker.take(data[at : at + size])
    taker.take(b"", is_last=True)
    assert not taker.waiting
    return list(events.rows), events.merges, events.budget.cells


def _same(data: bytes, size: int) -> list[SheetRow]:
    found = _read(data, size)
    assert found == _read(data, size, plain=False)
    return found[0]


@pytest.mark.parametrize("row", [*PLAIN, *ODD])
@pytest.mark.parametrize("size", [7, 1 << 16])
def test_rows_mean_what_the_parser_says(row: str, size: int) -> None:
    _same(_sheet([PLAIN[0], row, PLAIN[1], PLAIN[3]]), size)


@given(
    st.lists(st.sampled_from([*PLAIN, *ODD]), max_size=12),
    st.integers(1, 400),
)
@settings(max_examples=150, deadline=None)
def test_mixed_rows_in_pieces(rows: list[str], size: int) -> None:
    _same(_sheet(rows), size)


@pytest.mark.parametrize("row", PLAIN)
def test_plain_rows_do_not_reach_the_parser(row: str) -> None:
    events = SheetEvents(Budget(Limits(), "x.xlsx"))
    parser = XmlParser(events, "x.xlsx")
    started: list[str] = []
    rows = PlainRows(parser, events)
    rows.take(f"{HEAD}{FIRST}".encode())
    parser.expat.StartElementHandler = lambda name, _attributes: started.append(name)
    rows.take(f"{row}{TAIL}".encode())
    rows.take(b"", is_last=True)
    assert "row" not in started
    assert "mergeCell" in started


@pytest.mark.parametrize("row", DAMAGED)
def test_what_is_damaged_is_not_taken_for_plain(row: str) -> None:
    for plain in (True, False):
        with pytest.raises((InputError, expat.ExpatError)):
            _read(_sheet([PLAIN[0], row]), 1 << 16, plain=plain)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "é"),
        ("utf-16", "é"),
        ("iso-8859-1", "é"),
        ("iso-8859-1", "Ã©"),  # its bytes would be right UTF-8 too
    ],
)
def test_other_encodings(encoding: str, text: str) -> None:
    head = HEAD.replace("UTF-8", encoding.removesuffix("-sig"))
    rows = f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>' * 3
    data = f"{head}{rows}{TAIL}".encode(encoding)
    assert [row.cells[0].text for row in _same(data, 50)] == [text] * 3


def test_a_row_longer_than_any() -> None:
    cells = "".join(f'<c r="A2" t="str"><v>{"x" * 100_000}</v></c>' for _ in range(30))
    rows = [f'<row r="2">{cells}</row>', PLAIN[3]]
    assert [len(row.cells) for row in _same(_sheet(rows), 1 << 16)] == [1, 30, 1]


@pytest.mark.parametrize(
    "limits", [Limits(cells=20), Limits(columns=701), Limits(text_chars=3)]
)
def test_limits_hold_for_plain_rows(limits: Limits) -> None:
    for plain in (True, False):
        with pytest.raises(InputError):
            _read(_sheet(PLAIN * 3), 1 << 16, limits, plain=plain)
