"""Which table a sheet belongs to, and which column is which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    HEADERS,
    PLANS,
    RESULTS,
    SHAPES,
    drain,
    one,
    write_json,
)

from ruleengine.base.problem import InputError, UsageError
from ruleengine.base.record import FieldShape, TableShape
from ruleengine.readers import read
from ruleengine.readers.catalogue import Catalogue, fold
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.header import Header, choose

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.base.text import Text

CATALOGUE = Catalogue(SHAPES)


def _row(*headers: str, number: int = 1) -> HeadRow:
    texts = dict(enumerate(headers, start=1))
    return HeadRow(number, {at: text for at, text in texts.items() if text})


NAMES = [
    ("demo/T06", ["demo/T06"]),
    ("T06", ["demo/T06"]),
    ("t6", ["demo/T06"]),
    ("表6", ["demo/T06"]),
    ("表 6", ["demo/T06"]),
    ("表０６", ["demo/T06"]),
    ("06", ["demo/T06"]),
    ("6", ["demo/T06"]),
    ("Table 6", ["demo/T06"]),
    ("表6 参加者提交的结果信息", ["demo/T06"]),
    ("参加者提交的结果信息", ["demo/T06"]),
    ("2026年参加者提交的结果信息（修订）", ["demo/T06"]),
    ("T06_甲实验室", ["demo/T06"]),
    ("甲-表6-2026", ["demo/T06"]),
    ("T06 T07", ["demo/T06", "demo/T07"]),
    ("表60", []),
    ("T061", []),
    ("AT06x", []),
    ("Sheet1", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_names_of_sheets_and_files(name: str, expected: list[str]) -> None:
    found = CATALOGUE.named(name)
    assert sorted(table.shape.id for table in found) == expected


@pytest.mark.parametrize("name", ["T01-2", "表1-2", "t1_2", "T1 2", "T01（2）"])
def test_a_part_of_a_table_is_not_the_table_that_its_digits_spell(name: str) -> None:
    ids = ("T01", "T12", "4.12")
    field = (FieldShape("a", ("a",)),)
    shapes = [TableShape(f"demo/{i}", (f"表{i.lstrip('T0')}",), field) for i in ids]
    catalogue = Catalogue(shapes)
    assert [each.shape.id for each in catalogue.named(name)] == ["demo/T01"]
    assert [each.shape.id for each in catalogue.named("T12")] == ["demo/T12"]
    assert [each.shape.id for each in catalogue.named("表4-12")] == ["demo/4.12"]
    assert catalogue.is_weak("1-2")


def test_a_name_that_excel_has_cut_is_known() -> None:
    title = "表8 " + "很长的标题" * 8
    table = TableShape("demo/T08", (title,), (FieldShape("a", ("a",)),))
    found = Catalogue([*SHAPES, table]).named(title[:31])
    assert [item.shape.id for item in found] == ["demo/T08"]


FOLDED = [
    ("样品名称（中文）", "样品名称(中文)"),
    ("样品 名称\n(中文)", "样品名称(中文)"),
    ("样品名称【中文】", "样品名称(中文)"),
    ("结果／数值", "结果/数值"),
    ("结果∕数值", "结果/数值"),
    ("\ufeff实验室代码*", "实验室代码"),
    ("实验室代码：", "实验室代码"),
    ("Lab Code", "labcode"),
    ("*", "*"),
    ("*实验室代码", "实验室代码"),
    ("★实验室代码：", "实验室代码"),
    ("实验室代码（必填）", "实验室代码"),
    ("* 实验室代码 (选填) *", "实验室代码"),
    ("（必填）", "(必填)"),
    ("（必填）实验室代码", "实验室代码"),
    ("【选填】 1. 实验室代码", "实验室代码"),
    ("1. 实验室代码", "实验室代码"),
    ("（12）实验室代码", "实验室代码"),
    ("3、结果提交日期（YYYYMMDD）", "结果提交日期"),
    ("样品名称(an..200)", "样品名称"),
    ("是否满意（boolean）", "是否满意"),
    ("快递单号(an8..20)", "快递单号"),
    ('行政区划（an7(an"-"nnnn)）', "行政区划"),
    ("1.5倍值", "1.5倍值"),
    ("结果（x）", "结果(x)"),
    ("12.", "12."),
    ("稳健平均值（*x）", "稳健平均值(*x)"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_headers_are_folded(text: str, expected: str) -> None:
    assert fold(text) == expected


def _chosen(found: Header | Text) -> str:
    return found.table.shape.id if isinstance(found, Header) else found.en


CHOICES: list[tuple[str, list[HeadRow], str]] = [
    ("T06", [_row("x", "y")], "demo/T06"),
    ("T06", [], "demo/T06"),
    ("Sheet1", [_row(*HEADERS)], "demo/T06"),
    ("Sheet1", [_row("说明"), _row("实验室代码", "计划编号", "x")], "demo/T07"),
    ("7", [_row(*HEADERS)], "demo/T06"),
    ("6", [_row("lab", "plan", "start")], "demo/T07"),
    ("T06 T07", [_row("lab", "plan", "start")], "demo/T07"),
    ("Sheet1", [_row("实验室代码")], "1 of 1 headers known"),
    ("Sheet1", [_row("实验室代码", "计划编号", "x", "y", "z")], "2 of 5 headers known"),
    ("Sheet1", [_row("x")], "Neither name nor headers"),
    ("表6x", [_row("x")], "demo/T06"),
    ("Sheet1", [], "nothing in it"),
]


@pytest.mark.parametrize(("name", "rows", "expected"), CHOICES)
def test_a_sheet_finds_its_table(name: str, rows: list[HeadRow], expected: str) -> None:
    assert expected in _chosen(choose(name, rows, CATALOGUE))


def test_headers_that_two_tables_share_are_no_guess() -> None:
    common = (FieldShape("a", ("甲",)), FieldShape("b", ("乙",)))
    more = (*common, FieldShape("c", ("丙",)))
    small, big = TableShape("d/A", ("d/A",), common), TableShape("d/B", ("d/B",), more)
    bigger = TableShape("d/C", ("d/C",), (*more, FieldShape("d", ("丁",))))
    rows = [_row("甲", "乙")]
    assert _chosen(choose("x", rows, Catalogue([small, big]))) == "d/A"
    assert "several tables: d/B、d/C" in _chosen(
        choose("x", rows, Catalogue([big, bigger]))
    )


def test_fields_of_the_same_printed_name_are_taken_in_their_order() -> None:
    twice = TableShape(
        "d/T",
        ("d/T",),
        (FieldShape("first", ("备注", "first")), FieldShape("second", ("备注",))),
    )
    found = choose("T", [_row("备注", "备 注", "备注")], Catalogue([twice]))
    assert isinstance(found, Header)
    assert found.columns == {"first": 1, "second": 2}
    assert list(found.repeated) == [3]


def test_a_printed_name_comes_before_an_alias() -> None:
    table = TableShape(
        "d/T",
        ("d/T",),
        (FieldShape("a", ("甲", "日期")), FieldShape("b", ("日期",))),
    )
    found = choose("T", [_row("日期")], Catalogue([table]))
    assert isinstance(found, Header)
    assert found.columns == {"b": 1}


@pytest.mark.parametrize("name", ["demo/T07", "T07", "表7", "表7 计划信息", "计划信息"])
def test_the_table_may_be_named_by_the_caller(name: str, tmp_path: Path) -> None:
    path = write_json(tmp_path / "T06.json", [{"plan": "P", "lab": "L"}])
    assert one(path, table=name).table == "demo/T07"


@pytest.mark.parametrize(
    ("name", "words"),
    [("demo/T6x", "demo/T06"), ("T60", "T06"), ("zzz", "no table")],
)
def test_a_wrong_table_names_the_near_misses(
    name: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        one(write_json(tmp_path / "x.json", []), table=name)
    assert words in caught.value.message.en


def test_a_number_that_two_packs_share_asks_for_the_id(tmp_path: Path) -> None:
    other = TableShape("other/T06", ("other/T06", "T06"), PLANS.fields)
    path = write_json(tmp_path / "T06.json", [{"plan": "P", "note": "L"}])
    with pytest.raises(UsageError, match="demo/T06、other/T06"):
        read([path], [*SHAPES, other], table="T06")
    shapes = [RESULTS, other]
    assert [found.table for found in read([path], shapes).inputs] == ["other/T06"]


def test_the_wanted_table_leaves_out_other_sheets_and_members(tmp_path: Path) -> None:
    path = write_json(tmp_path / "x.json", {"T06": [{"lab": 1}], "T07": [{"lab": 1}]})
    reading = read([path], SHAPES, table="T07")
    assert [found.table for found in reading.inputs] == ["demo/T07"]
    assert [skipped.sheet for skipped in reading.unmatched] == ["T06"]


def test_nothing_that_matches_is_an_input_error_with_the_near_miss(
    tmp_path: Path,
) -> None:
    path = tmp_path / "参加者提交结果信息.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read([path], SHAPES)
    assert "参加者提交的结果信息" in caught.value.message.zh
    assert "Did you mean" in caught.value.message.en


def test_a_header_in_the_twentieth_row_is_found(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    titles = "".join(f"标题{at},x\n" for at in range(19))
    path.write_text(titles + "lab,name\nL1,a\n", encoding="utf-8")
    assert drain(one(path))[0] == [{"lab": "L1", "name": "a"}]
