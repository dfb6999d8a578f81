"""Cells as officers and FEEL write them, and the slips that are told from tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings, strategies as st
from tests.placeholders import placeholders

from ruleengine import table
from ruleengine.table import (
    CellError,
    IntervalSet,
    ValueSet,
    parse_cell,
    wording_en,
    wording_zh,
)

if TYPE_CHECKING:
    from ruleengine.table.cell import Kind

# kind, text, the set written again, whether null belongs to it
RIGHT: list[tuple[Kind, str, str, bool]] = [
    ("integer", "-", "-", True),
    ("integer", "", "-", True),
    ("integer", "  ", "-", True),
    ("integer", "0", "0", False),
    ("integer", "1-19", "1-19", False),
    ("integer", "1 - 19", "1-19", False),
    ("integer", "1～19", "1-19", False),
    ("integer", "1–19", "1-19", False),
    ("integer", "1至19", "1-19", False),
    ("integer", "5001+", ">= 5001", False),
    ("integer", "≥20", ">= 20", False),
    ("integer", ">= 20", ">= 20", False),
    ("integer", "> 5000", ">= 5001", False),
    ("integer", "< 5", "<= 4", False),
    ("integer", "<=5", "<= 5", False),
    ("integer", "= 5", "5", False),
    ("integer", "!= 5", "<= 4, >= 6, null", True),
    ("integer", "[20..49]", "20-49", False),
    ("integer", "(20..50)", "21-49", False),
    ("integer", "]20..50[", "21-49", False),
    ("integer", "[ 20 .. 50 )", "20-49", False),
    ("integer", "1,2,5", "1-2, 5", False),
    ("integer", "1-3, 4-6, 9", "1-6, 9", False),
    ("integer", "-5--3", "[-5..-3]", False),
    ("integer", "-5-3", "[-5..3]", False),
    ("integer", "5.0", "5.0", False),
    ("integer", "null", "null", True),
    ("integer", "1, null", "1, null", True),
    ("integer", "not(1-3)", "<= 0, >= 4", False),
    ("integer", "not(> 5)", "<= 5", False),
    ("integer", "not(1,2)", "<= 0, >= 3, null", True),
    ("integer", "not(null)", "not(null)", False),
    ("integer", "not(5)", "<= 4, >= 6, null", True),
    ("integer", "not(= 5)", "<= 4, >= 6, null", True),
    ("integer", "not(!= 5)", "5", False),
    ("integer", "not(5, 7+)", "<= 4, 6", False),
    ("integer", "not(-)", "not(-)", False),
    ("number", "[0.5..1)", "[0.5..1)", False),
    ("number", "(1..2)", "(1..2)", False),
    ("number", ".5", ".5", False),
    ("number", "< 1.50", "< 1.50", False),
    ("number", "> -1", "> -1", False),
    ("number", "0-0.5", "[0..0.5]", False),
    ("date", "2026-01-01", "2026-01-01", False),
    ("date", "20260101", "2026-01-01", False),
    ("date", 'date("2026-01-01")', "2026-01-01", False),
    ("date", '@"2026-01-01"', "2026-01-01", False),
    ("date", "2026-01-01+", ">= 2026-01-01", False),
    ("date", "< 2026-03-01", "<= 2026-02-28", False),
    ("date", "> 9999-12-31, 2026-01-01", "2026-01-01", False),
    ("date", "not(2026-01-01)", "<= 2025-12-31, >= 2026-01-02, null", True),
    ("date", "not(20260101)", "<= 2025-12-31, >= 2026-01-02, null", True),
    ("date", 'not(date("2026-01-01"))', "<= 2025-12-31, >= 2026-01-02, null", True),
    ("date", 'not(@"2026-01-01")', "<= 2025-12-31, >= 2026-01-02, null", True),
    ("date", "not(= 2026-01-01)", "<= 2025-12-31, >= 2026-01-02, null", True),
    ("date", "not(2026-01-01 - 2026-01-02)", "<= 2025-12-31, >= 2026-01-03", False),
    ("date", "< 0001-01-01, 2026-01-01", "2026-01-01", False),
    ("date", ">= 0001-01-01", "not(null)", False),
    ("date", "> 0001-01-01", ">= 0001-01-02", False),
    ("date", "<= 0001-01-01", "<= 0001-01-01", False),
    ("date", "[0001-01-01..9999-12-31]", "not(null)", False),
    ("date", "2026-01-01～2026-06-30", "[2026-01-01..2026-06-30]", False),
    ("date", "2026-01-01 - 2026-06-30", "[2026-01-01..2026-06-30]", False),
    ("date", '[date("2026-01-01")..@"2026-06-30")', "[2026-01-01..2026-06-29]", False),
    ("string", "合格", '"合格"', False),
    ("string", "有机产品 认证", '"有机产品 认证"', False),
    ("string", '"A","B"', '"A", "B"', False),
    ("string", "A, B", '"A", "B"', False),
    ("string", "1-19", '"1-19"', False),
    ("string", '"a, b"', '"a, b"', False),
    ("string", r'"a\"b\\c\u4e2d\n"', '"a\\"b\\\\c中\n"', False),
    ("string", "not(A, null)", 'not("A", null)', False),
    ("string", 'not("A")', 'not("A")', True),
    ("string", 'not(")")', 'not(")")', True),
    ("string", "null", "null", True),
    ("string", "-", "-", True),
    ("string", "not(-)", "not(-)", False),
    ("boolean", "true", "true", False),
    ("boolean", "not(true)", "false, null", True),
    ("boolean", "true, false", "false, true", False),
    ("boolean", "null", "null", True),
    ("boolean", "-", "-", True),
]


@pytest.mark.parametrize(("kind", "text", "printed", "null"), RIGHT)
def test_a_cell_is_the_set_it_says(
    kind: Kind,
    text: str,
    printed: str,
    null: bool,  # noqa: FBT001  # a column of the table
) -> None:
    values = parse_cell(text, kind)
    assert values is not None
    if printed not in {"5.0", ".5"}:
        assert table.print_set(values) == printed
    assert values.contains(None) == null
    assert parse_cell(table.print_set(values), kind) == values


FEEL: list[tuple[Kind, str]] = [
    ("integer", "? > 5 and ? < 30"),
    ("integer", "staff"),
    ("integer", "< limit"),
    ("integer", "not(? > 5 and odd(?))"),
    ("integer", "not(not(5))"),
    ("integer", "1.." * 100 + "x"),
    ("integer", "1, other"),
    ("number", "abs(?) < 3"),
    ("date", "> today()"),
    ("date", "[start..end]"),
    ("string", 'starts with(?, "A")'),
    ("string", '> "A"'),
    ("string", 'not("A") and not("B")'),
    ("boolean", "? or other"),
]


@pytest.mark.parametrize(("kind", "text"), FEEL)
def test_any_other_test_is_left_to_feel(kind: Kind, text: str) -> None:
    values = parse_cell(text, kind)
    assert values is None


# kind, text, place, part of the sentence, part of the hint
WRONG: list[tuple[Kind, str, int, str, str]] = [
    ("integer", "20..49", 1, "没有写括号", "[20..49]"),
    ("integer", "1,000", 3, "多余的 0", "不写逗号"),
    ("integer", "2.5", 1, "不是整数", "number"),
    ("integer", "1-2.5", 3, "“2.5”不是整数", ""),
    ("integer", "5000以上", 5, "“以上”要改成符号", "5001+"),
    ("integer", "大于5", 1, "“大于”要改成符号", ">= 5001"),
    ("integer", ">= 20人", 6, "单位“人”", "unit"),
    ("integer", "[20,49]", 1, "两个值的列表", "[20..49]"),
    ("number", "(0, 0.5]", 1, "两个值的列表", "20, 49"),
    ("integer", "1 到 19", 2, "“到”要改成横线", "20-49"),
    ("integer", "任意", 1, "“任意”不是", "横线 -"),
    ("number", "> 2026-01-01", 3, "“2026-01-01”像日期", "date"),
    ("integer", "[2026-01-01..2026-12-31]", 2, "像日期", "date"),
    ("integer", "2026/01/01", 1, "像日期", "date"),
    ("number", "5%", 2, "单位“%”", ""),
    ("integer", "20-", 1, "没有写完", "20-49"),
    ("integer", ">=", 1, "没有写完", ""),
    ("integer", "[1..", 1, "括号没有成对", ""),
    ("integer", "３", 1, "全角字符", "半角"),
    ("integer", "1、2", 2, "“、”不能隔开", "半角逗号"),
    ("integer", "1,,2", 3, "没有内容", ""),
    ("integer", "3-1", 1, "范围写反了：3 大于 1", ""),
    ("integer", "(1..2)", 1, "没有任何值", ""),
    ("integer", "=> 5", 1, "比较符号“=>”不对", ""),
    ("integer", "9" * 101, 1, "101 个字符", ""),
    ("date", "2026-02-30", 1, "不是日历上有的日期", "2026-01-31"),
    ("date", "2026-1-5", 1, "不是日历上有的日期", ""),
    ("date", 'date("2026/01/05")', 1, "不是日历上有的日期", ""),
    ("string", "合格，不合格", 3, "“，”不能隔开", "双引号"),
    ("string", "“A”", 1, "引号", "半角双引号"),
    ("string", '"A', 1, "没有成对", ""),
    ("string", "A,", 3, "没有内容", ""),
    ("boolean", "是", 1, "“是”不是逻辑值", "请写 true"),
    ("boolean", "FALSE", 1, "不是逻辑值", "请写 false"),
    ("integer", "1" + ",1" * 6000, 1, "12001 个字符", ""),
]


@pytest.mark.parametrize(("kind", "text", "position", "message", "hint"), WRONG)
def test_a_slip_is_named_with_its_place_and_mend(
    kind: Kind, text: str, position: int, message: str, hint: str
) -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(text, kind)
    error = caught.value
    assert error.position == position
    assert message in error.message.zh
    assert hint in error.hint.zh
    assert error.message.en in str(error)


def test_both_languages_have_the_same_keys_and_facts() -> None:
    assert list(wording_zh.SENTENCES) == list(wording_en.SENTENCES)
    for key, sentence in wording_zh.SENTENCES.items():
        english = wording_en.SENTENCES[key]
        assert placeholders(sentence) == placeholders(english), key


KINDS: list[Kind] = ["number", "integer", "date", "string", "boolean"]


@settings(max_examples=300)
@given(
    st.text(max_size=15)
    | st.text(
        st.sampled_from('0123456789-+.,[]()<>=!~～"not @date null真是'), max_size=15
    ),
    st.sampled_from(KINDS),
)
@example("not(" * 1500 + "1" + ")" * 1500, "integer")
@example("(" * 5000, "string")
@example('"' + "\\" * 500, "string")
def test_no_text_raises_anything_but_cell_error(text: str, kind: Kind) -> None:
    try:
        values = parse_cell(text, kind)
    except CellError as error:
        position = error.position
    else:
        position = 1
        if values is not None:
            assert parse_cell(table.print_set(values), kind) == values
    assert 1 <= position <= len(text) + 1


def test_a_value_set_of_texts_is_not_one_of_truth_values() -> None:
    assert parse_cell("true", "string") == ValueSet.of("string", "true")
    assert parse_cell("true", "boolean") == ValueSet.of("boolean", True)  # noqa: FBT003  # a value of the set


def test_everything_may_leave_null_out() -> None:
    for kind in KINDS:
        assert table.everything(kind).contains(None)
        assert not table.everything(kind, null=False).contains(None)


def test_dates_and_numbers_stay_exact() -> None:
    values = parse_cell("0.1000000000000000000000000000000000001+", "number")
    assert values == IntervalSet.between(
        "number", Decimal("0.1000000000000000000000000000000000001"), None
    )
    day = parse_cell("9999-12-31", "date")
    assert day == IntervalSet.point("date", dt.date.max)
