"""What writers bring along from Excel, SQL, C and Chinese: each has a way out told."""

from __future__ import annotations

import pytest

from ruleengine import feel
from ruleengine.feel import types
from ruleengine.feel.sentences import sentence

SCOPE: dict[str, types.Type] = {
    "人数": types.NUMBER,
    "日期": types.DATE,
    "编号": types.STRING,
    "已": types.BOOLEAN,
}
IF = "Write if condition then value else value ."
ONE_OF = "Write name in (value, value) ."
UNIT_OF_TIME = (
    "No unit stands behind a number: write 30 for a number, "
    'duration("P30D") for a time span.'
)
WRAPPED = (
    "Put plain single quotes around the whole, and plain double quotes around texts "
    "inside."
)
HABITS = [
    ("人数 − 1 > 3", 3, "Did you mean - ?"),
    ("人数 – 1 > 3", 3, "Did you mean - ?"),
    ("人数 － 1 > 3", 3, "Did you mean - ?"),
    ("人数 > １０", 5, "Did you mean 10 ?"),
    ("人数 > １．５", 5, "Did you mean 1.5 ?"),
    ("人数 ＝ 2", 3, "Did you mean = ?"),
    ("人数 ＞＝ 2", 3, "Did you mean >= ?"),
    ("人数 ！= 2", 3, "Did you mean != ?"),
    ("人数 ! = 2", 3, "Did you mean != ?"),
    ("人数 > = 2", 5, "Did you mean >= ?"),
    ("人数 ÷ 2 > 1", 3, "Did you mean / ?"),
    ("人数 in [1…5]", 8, "Did you mean .. ?"),
    ("编号 = ‘a’", 5, 'Did you mean " ?'),
    (
        '编号 = "a”',
        5,
        'Text stands between straight double quotes; "”" is none.',
    ),
    ("人数 > 1；", 6, "An expression ends without a mark; delete it."),
    ("人数 in (1；2)", 8, "Did you mean , ?"),
    (
        "人数 > 5%",
        6,
        sentence("hint-percent").en,
    ),
    ("人数 > 1,5", 6, "The decimal mark is a point; write 1.5 ."),
    ("人数 > 1,000", 6, "Digits are not grouped; write 1000 ."),
    ("人数 in 1,2", 7, ONE_OF),
    ("人数 in {1, 2}", 7, ONE_OF),
    ("人数 > 1 且 人数 < 3", 7, "Did you mean and ?"),
    ("人数 > 1 AND 人数 < 3", 7, "Did you mean and ?"),
    ("已 或者 人数 < 3", 0, "Did you mean or ?"),
    ("人数 大于 3", 3, "Did you mean > ?"),
    ("人数 is not null", 3, "Did you mean != ?"),
    ("非 已", 0, "Write not(已 ...) ."),
    ('not 编号 = "A"', 0, "Write not(编号 ...) ."),
    ("日期不早于日期", 0, "Write 日期 >= 日期 ."),
    ("人数大于3", 0, "Write 人数 > 3 ."),
    ("非空(编号)", 0, "Write a != null ."),
    ("日期 + 30天 > 日期", 7, UNIT_OF_TIME),
    ("已 且 已", 0, "Did you mean and ?"),
    ("已且已", 0, "Write 已 and 已 ."),
    ("人数 not in (1, 2)", 0, "Write not(人数 in (...)) ."),
    ("IF(人数 > 1, 2, 3) = 2", 0, IF),
    ("if(人数 > 1, 2, 3) = 2", 9, IF),
    ("if 人数 > 1 2 else 3", 10, IF),
    ("if 人数 > 1 then 2", 16, IF),
    ("如果 人数 > 1 那么 2 否则 3", 10, IF),
    (
        "if 人数 > 1, then 2 else 3",
        9,
        "No comma stands between if, then and else; delete it.",
    ),
    ("AND(已, 已)", 0, "Write a and b ."),
    ("or(已, 已)", 0, "Write a or b ."),
    ("LEN(编号) > 3", 0, "Write string length(a) ."),
    ("人数 > 3人", 6, "No unit stands behind a number; write 3 alone."),
    ("人数 = NULL", 5, "Did you mean null ?"),
    ("日期 <= 今天", 6, "Did you mean as_of ?"),
    ("已 = 是", 4, "Did you mean true ?"),
    ("日期 > 20260101", 0, 'Did you mean date("2026-01-01") ?'),
    ('日期 > "2026/1/1"', 0, 'Did you mean date("2026-01-01") ?'),
    (
        '日期 in ["2026年1月1日".."20261231")',
        6,
        'Did you mean [date("2026-01-01")..date("2026-12-31")) ?',
    ),
    ("日期 > 2026-01-01", 5, 'Did you mean date("2026-01-01") ?'),
    ("人数 > 2026-12-31", 5, 'Did you mean date("2026-12-31") ?'),
    ("date(2026-01-01) < 日期", 5, 'Did you mean date("2026-01-01") ?'),
    ('date("20260101") < 日期', 5, 'Did you mean date("2026-01-01") ?'),
    ('duration("30D") < 日期 - 日期', 9, 'Did you mean duration("P30D") ?'),
    ("日期 - 日期 > 30", 0, 'Did you mean duration("P30D") ?'),
    ('日期 - "2025-12-31"', 0, 'Did you mean date("2025-12-31") ?'),
    ('日期 + "P30D"', 0, 'Did you mean duration("P30D") ?'),
    ('日期 + "30d"', 0, 'Did you mean duration("P30D") ?'),
    ('日期 + "2025-12-31"', 0, None),
    ('人数 * "1.5"', 0, "Did you mean 1.5 ?"),
    ('"2" * 人数', 0, "Did you mean 2 ?"),
    ('人数 * "两"', 0, None),
    ('"A" + 人数', 0, "Did you mean string(人数) ?"),
    ("编号 = 01", 0, 'Did you mean "01" ?'),
    ('人数 = "3"', 0, "Did you mean 3 ?"),
    ("已 = 1", 0, "Did you mean true ?"),
    ("1 < 人数 < 3", 0, "Write a < b and b < c ."),
    ("人数 < null", 0, "To ask whether there is a value, write = null or != null."),
    ("人数 in [1-5]", 6, "Did you mean [1..5] ?"),
    ("人数 in [1...5]", 6, None),
    ("已 ? 1 : 2", 2, IF),
    ("人数 > 2(人数 + 1)", 5, "Write 2 * (...) ."),
    ("“人数 > 3”", 0, WRAPPED),
    (" ‘人数 > 3’", 1, WRAPPED),
    ("“甲” = 编号", 0, 'Did you mean " ?'),
]
SENSIBLE = [
    "人数 - 1 > 3",
    "人数 > 2026 - 01 - 01",
    "人数 > 2026-13-01",
    "人数 > 100-10-10",
    "人数 > 2000/10/10",
    "人数 in (1, 5)",
    "人数 in (5-1)",
    "人数 = null",
    "人数 != null and 日期 != null",
    "max(1,5) > 人数",
    "[1,000][1] = 1",
    'date("2026-01-01") <= 日期',
    "if 已 then 1 else null",
    "for i in 3..1 return i",
    "is(人数, 3)",
    "{且: 1}.且 = 1",
    "(function(和: number) 和 + 1)(2) = 3",
]


@pytest.mark.parametrize(("text", "at", "hint"), HABITS)
def test_a_habit_of_another_language_has_its_way_out(
    text: str, at: int, hint: str | None
) -> None:
    (problem,) = feel.check(text, SCOPE)
    assert problem.start == at
    assert (problem.hint.en if problem.hint else None) == hint


def test_a_formula_does_not_begin_with_an_equals_sign() -> None:
    (problem,) = feel.check("= 人数 * 2", SCOPE, wanted=types.NUMBER)
    assert problem.hint is not None
    assert problem.hint.en.endswith("delete it.")


@pytest.mark.parametrize("text", ["` `", "`  ` 1", "1 ` `"])
def test_a_blank_name_is_told_like_any_other(text: str) -> None:
    assert [problem.hint for problem in feel.check(text, SCOPE)] == [None]


@pytest.mark.parametrize("text", SENSIBLE)
def test_what_feel_has_is_not_refused(text: str) -> None:
    assert feel.check(text, SCOPE) == ()


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("> 3 and < 5", "A cell in which two limits hold is a range"),
        ("> 3 且 < 5", "A cell in which two limits hold is a range"),
        ("not 3", "Write not( ) ."),
        ("2026-01-01", 'Did you mean date("2026-01-01") ?'),
        ("< null", "To ask whether there is a value"),
    ],
)
def test_a_cell_has_its_way_out(cell: str, hint: str) -> None:
    (problem,) = feel.check(cell, {"?": types.NUMBER}, unary=True)
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)
