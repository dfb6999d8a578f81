"""Rows that are no records are one finding, whichever way they come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.engine.stray_rows import LEAST
from ruleengine.source.node import plain
from ruleengine.source.packs import find_packs
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.api.ruleset import Ruleset


@cache
def rules() -> Ruleset:
    return ruleengine.load("ptdata")


def written_fields() -> list[dict[str, Any]]:
    """Return the items of a table as they are written; no rules are compiled."""
    (folder,) = (each for each in find_packs(rules_folder()) if each.pack == "ptdata")
    written: Any = plain(folder.read("t06-result.yaml"))
    return list(written["fields"])


NAMES = {field["key"]: field["name"] for field in written_fields()}
FIRST, SECOND, *OTHERS = NAMES
HALF = dict.fromkeys(OTHERS[:8], "1")

STRAYS: list[tuple[Mapping[str, Any], list[str]]] = [
    (NAMES, ["ptdata/T06-01.unreadable:repeated-header"]),
    (
        {key: f" {name}*" for key, name in NAMES.items()},
        ["ptdata/T06-01.unreadable:repeated-header"],
    ),
    (
        {key: NAMES[key] for key in OTHERS[:3]},
        ["ptdata/T06-03.unreadable:repeated-header"],
    ),
    ({FIRST: "合计", OTHERS[7]: "12"}, ["ptdata/T06-01.unreadable:total"]),
    ({FIRST: "合计：20 条"}, ["ptdata/T06-01.unreadable:total"]),
    *(
        ({FIRST: text, OTHERS[1]: "王五"}, ["ptdata/T06-01.unreadable:footer"])
        for text in (
            "制表人：张三",
            "审核：",
            "日期:2026-01-05",
            "填报单位（盖章）：",
            "负责人签字",
            "单位负责人（签名）：",
            "注：本表数据真实有效。",
            "备注1：略",
            "填表说明：略",
            "※注：略",
            "（以下空白）",
            "Prepared by Zhang",
            "编制/日期：张三 2026.1.5",
            "联系电话：0591-88888888",
            "共 4 条记录",
            "第1页 共1页",
            "★ 带星号的为必填",
            "*为必填项",
            "END",
            "————以下空白————",
            "Note: none",
        )
    ),
    ({OTHERS[4]: "制表日期：1月5日"}, ["ptdata/T06-07.unreadable:footer"]),
    ({FIRST: "2. 结果保留三位小数。"}, ["ptdata/T06-01.unreadable:footer"]),
    ({SECOND: "总　计：", OTHERS[7]: "12"}, ["ptdata/T06-02.unreadable:total"]),
]


@pytest.mark.parametrize(("record", "expected"), STRAYS)
def test_a_row_that_is_no_record_is_one_finding(
    record: Mapping[str, Any], expected: list[str]
) -> None:
    found = rules().check([record], table="ptdata/T06").findings
    assert [f"{each.rule}:{each.reason}" for each in found] == expected


@pytest.mark.parametrize(
    "record",
    [
        {FIRST: NAMES[FIRST], SECOND: NAMES[SECOND]},
        {**HALF, FIRST: NAMES[FIRST], SECOND: NAMES[SECOND], OTHERS[0]: NAMES[FIRST]},
        {FIRST: "合计", **HALF},
        {FIRST: "合计数"},
        {FIRST: "合计仪器公司"},
        {FIRST: "审核"},
        {FIRST: "日期"},
        {FIRST: "注射液中铅的测定"},
        {FIRST: "说明书核查"},
        {FIRST: "2.5"},
        {FIRST: "共聚物中铅的测定"},
        {FIRST: "第1批"},
        {FIRST: "电话"},
        {FIRST: "endo"},
        {FIRST: "endosulfan"},
        {FIRST: "1. 大米", SECOND: "PT1"},
        {FIRST: "20250105", SECOND: "以下空白处填写的"},
        {FIRST: "制表人：张三", **HALF},
    ],
)
def test_what_may_be_a_record_is_judged_as_one(record: Mapping[str, Any]) -> None:
    found = rules().check([record], table="ptdata/T06").findings
    assert {"total", "footer", "repeated-header"}.isdisjoint(
        each.reason for each in found
    )
    assert len(found) > 1


def test_what_stands_in_such_a_row_repeats_nothing() -> None:
    found = rules().check([NAMES, NAMES, NAMES], table="ptdata/T06").findings
    assert {each.reason for each in found} == {"repeated-header"}
    assert [each.record for each in found] == [1, 2, 3]


def test_names_are_only_gone_through_where_a_row_may_be_none_of_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def noted(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr("ruleengine.engine.stray_rows._plain", noted)
    rules().check([dict.fromkeys(NAMES, "1")], table="ptdata/T06")
    fields = rules().tables()["ptdata/T06"].fields
    names = {name for field in fields for name in field.model.names}
    looked_at = [field for field in fields if set(field.model.names) & set(asked)]
    assert names >= set(asked) - {"1"}
    assert len(looked_at) <= LEAST
