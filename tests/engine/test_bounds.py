"""A finding says what an item had to be, where one comparison is all that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from ruleengine.report.sentence import expected_words, sentence

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.base.finding import Finding

DAYS = """\
kind: calculation
id: audit-days
title: 审核时间
inputs:
  - {key: staff, name: 人数, type: integer, covers: '>= 1'}
steps:
  - {key: minimum, name: 最少天数, type: number, unit: 天, formula: 'staff / 7'}
  - {key: latest, name: 最迟, type: date, formula: 'date("2026-06-30")'}
  - {key: kind, name: 类别, type: string, formula: '"大"'}
outputs: [minimum, latest, kind]
"""
PLAN = """\
kind: field-table
id: T1
title: 表1 计划
fields:
  - {no: 1, key: first, name: 第一阶段, format: 'n..4,2', required: optional}
  - {no: 2, key: second, name: 第二阶段, format: 'n..4,2', required: optional}
  - {no: 3, key: staff, name: 人数, format: n..4, required: optional}
  - {no: 4, key: day, name: 日期, format: YYYYMMDD, required: optional}
  - {no: 5, key: kind, name: 类别, format: an..2, required: optional}
checks:
  - id: C1
    must: '%s'
    fault: {zh: 不对, en: wrong}
"""
RECORD = {"first": "2", "second": "1.5", "staff": "30", "day": "20260701", "kind": "小"}


class _Found(Protocol):
    def __call__(self, must: str, fault: str = "wrong") -> Finding: ...


@pytest.fixture
def finding(load_pack: PackWriter) -> _Found:
    def check(must: str, fault: str = "wrong") -> Finding:
        table = (PLAN % must).replace("en: wrong", f"en: {fault}")
        rules = load_pack(days=DAYS, plan=table)
        (found,) = rules.check({"T1": [RECORD]}).findings
        return found

    return check


SAID = [
    # the figure is cut so that who plans it has planned enough
    (
        "第一阶段 >= audit days(人数).minimum",
        "第一阶段 must be at least 最少天数 = 4.2858 days",
    ),
    ("audit days(人数).minimum < 第一阶段", "第一阶段 must be more than 最少天数 = "),
    ("第一阶段 <= audit days(7).minimum", "must be at most 最少天数 = 1 day"),
    ("第一阶段 < audit days(7).minimum / 2", "less than 最少天数 / 2 = 0.5 days"),
    ("第一阶段 = audit days(7).minimum * 4", "must be 最少天数 * 4 = 4 days"),
    ("第一阶段 >= 人数 * 0.1", "第一阶段 must be at least 人数 * 0.1 = 3)"),
    (
        "第一阶段 + 第二阶段 >= audit days(人数).minimum",
        "第一阶段 + 第二阶段 = 3.5, which must be at least 最少天数 = 4.2858 days",
    ),
    ("日期 <= audit days(7).latest", "must not be after 最迟 = 20260630)"),
    ("日期 < audit days(7).latest", "must be before 最迟 = 20260630)"),
    ('日期 >= 日期 + duration("P1D")', "must not be before 20260702)"),
    ('日期 > 日期 + duration("P1D")', "must be after 20260702)"),
    ("第一阶段 between audit days(70).minimum and 20", "at least 最少天数 = 10 days"),
    # each would have been right
    (
        '日期 = 日期 + duration("P1D") or 日期 = 日期 + duration("P2D")',
        "(日期 = 20260701, must be 20260702 or 20260703)",
    ),
    (
        "第一阶段 = audit days(7).minimum or 第一阶段 = audit days(21).minimum / 2",
        "(第一阶段 = 2, must be 1 or 1.5 days)",
    ),
    # only what failed is told
    (
        "第一阶段 >= audit days(7).minimum and 第二阶段 >= audit days(14).minimum",
        "第二阶段 must be at least 最少天数 = 2 days",
    ),
    ("人数 = 30 and 第一阶段 >= audit days(21).minimum", "at least 最少天数 = 3 days"),
    ("人数 = null or 第一阶段 >= audit days(21).minimum", "at least 最少天数 = 3 days"),
]


@pytest.mark.parametrize(("must", "said"), SAID)
def test_what_an_item_had_to_be_is_said(finding: _Found, must: str, said: str) -> None:
    assert said in sentence(finding(must), "en")


OPEN = [
    # two of them failed: neither is what the item had to be
    "第一阶段 >= audit days(21).minimum and 第二阶段 >= audit days(14).minimum",
    # another way would have done
    "人数 = 31 or 第一阶段 >= audit days(21).minimum",
    # a text may be right, and what it is held against wrong
    "类别 = audit days(7).kind",
    "类别 = audit days(7).kind or 第一阶段 >= audit days(21).minimum",
    # what does not add up may be wrong on either side
    "人数 = 第一阶段 + 第二阶段",
    "abs(第一阶段 - audit days(21).minimum * 1) <= 0.1",
    "第二阶段 = 第一阶段 - 1 or 第一阶段 >= 人数 / 2",
]


@pytest.mark.parametrize("must", OPEN)
def test_where_more_may_be_wrong_nothing_is_demanded(
    finding: _Found, must: str
) -> None:
    found = finding(must)
    assert "against_bound" not in found.params
    assert "must" not in sentence(found, "en")


SILENT = [
    # what is wrong is the number of persons, whatever the days
    "人数 = 31 and 第一阶段 >= audit days(21).minimum",
    "人数 = 31 and 第一阶段 >= audit days(7).minimum",
    "第一阶段 >= 3",
    "audit days(人数).minimum = null",
    "类别 != audit days(7).kind and 人数 = 31",
]


@pytest.mark.parametrize("must", SILENT)
def test_what_did_not_fail_alone_is_not_told(finding: _Found, must: str) -> None:
    assert "against" not in finding(must).params


def test_the_facts_are_there_for_programs(finding: _Found) -> None:
    found = finding("第一阶段 + 第二阶段 >= audit days(人数).minimum * 2")
    assert dict(found.params) == {
        "第一阶段": "2",
        "第二阶段": "1.5",
        "人数": "30",
        "against": ("8.5715",),
        "against_bound": "at-least",
        "against_item": "第一阶段 + 第二阶段",
        "against_given": "3.5",
        "against_unit": "天",
        "against_formula": "最少天数 * 2",
    }


def test_both_languages_and_the_column_of_what_was_expected(finding: _Found) -> None:
    found = finding("第一阶段 >= audit days(人数).minimum")
    zh, en = "应不少于 最少天数 = 4.2858 天", "must be at least 最少天数 = 4.2858 days"
    assert sentence(found, "zh") == f"不对（第一阶段 = 2、人数 = 30；第一阶段 {zh}）。"
    assert sentence(found, "en") == f"wrong (第一阶段 = 2, 人数 = 30; 第一阶段 {en})."
    assert (expected_words(found, "zh"), expected_words(found, "en")) == (zh, en)


def test_what_had_to_be_so_is_named_where_it_is_not_the_item(finding: _Found) -> None:
    found = finding("第一阶段 + 第二阶段 >= audit days(21).minimum * 2")
    assert expected_words(found, "en") == (
        "第一阶段 + 第二阶段 must be at least 最少天数 * 2 = 6 days"
    )
    assert (
        expected_words(finding("ceiling(第一阶段) >= audit days(21).minimum"), "en")
        == ""
    )


def test_one_item_is_not_named_twice(finding: _Found) -> None:
    found = finding("第一阶段 >= audit days(21).minimum")
    assert sentence(found, "en") == (
        "wrong (第一阶段 = 2, must be at least 最少天数 = 3 days)."
    )


@pytest.mark.parametrize(
    ("fault", "is_said"),
    [
        ("fewer than 3 days", False),
        ("fewer than 13 days", True),
        ("fewer than 3.5 days", True),
    ],
)
def test_a_figure_that_the_author_says_is_not_said_again(
    finding: _Found, fault: str, *, is_said: bool
) -> None:
    found = finding("第一阶段 >= audit days(21).minimum", fault)
    assert ("must be at least" in sentence(found, "en")) is is_said
    assert found.params["against"] == ("3",)


def test_only_a_formula_that_people_read_is_shown(finding: _Found) -> None:
    found = finding('第一阶段 >= number("3") + 人数 * 0')
    assert sentence(found, "en").endswith("第一阶段 must be at least 3).")
    assert found.params["against_formula"] == 'number("3") + 人数 * 0'


def test_what_is_programmed_is_only_compared(finding: _Found) -> None:
    found = finding("ceiling(第一阶段) >= audit days(21).minimum")
    assert sentence(found, "en").endswith("; compared with 最少天数 = 3 days).")


LATE = [
    (
        '日期 <= 日期 - duration("P1D")',
        "not be after 20260630; 1 day late)",
        "晚了 1 天）",
    ),
    ('日期 <= 日期 - duration("P30D")', "20260601; 30 days late)", "晚了 30 天）"),
    ("日期 <= audit days(7).latest", "最迟 = 20260630; 1 day late)", "晚了 1 天）"),
]


@pytest.mark.parametrize(("must", "en", "zh"), LATE)
def test_a_deadline_says_how_late(
    load_pack: PackWriter, must: str, en: str, zh: str
) -> None:
    table = PLAN.replace("must: '%s'", f"kind: deadline\n    must: '{must}'")
    (found,) = load_pack(days=DAYS, plan=table).check({"T1": [RECORD]}).findings
    assert sentence(found, "en").endswith(f"{en}.")
    assert sentence(found, "zh").endswith(f"{zh}。")
    assert "late" not in expected_words(found, "en")


@pytest.mark.parametrize("must", [LATE[0][0], '日期 >= 日期 + duration("P1D")'])
def test_what_is_no_deadline_or_too_early_is_not_late(
    finding: _Found, must: str
) -> None:
    assert "late" not in sentence(finding(must), "en")
