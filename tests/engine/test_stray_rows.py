"""Rows that are no records are one finding, whichever way they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.engine.stray_rows import LEAST

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = ruleengine.load("ptdata")
FIELDS = RULES.tables()["ptdata/T06"].fields
NAMES = {field.ref.key: field.ref.name for field in FIELDS}
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
    ({SECOND: "总　计：", OTHERS[7]: "12"}, ["ptdata/T06-02.unreadable:total"]),
]


@pytest.mark.parametrize(("record", "expected"), STRAYS)
def test_a_row_that_is_no_record_is_one_finding(
    record: Mapping[str, Any], expected: list[str]
) -> None:
    found = RULES.check([record], table="ptdata/T06").findings
    assert [f"{each.rule}:{each.reason}" for each in found] == expected


@pytest.mark.parametrize(
    "record",
    [
        {FIRST: NAMES[FIRST], SECOND: NAMES[SECOND]},
        {**HALF, FIRST: NAMES[FIRST], SECOND: NAMES[SECOND], OTHERS[0]: NAMES[FIRST]},
        {FIRST: "合计", **HALF},
        {FIRST: "合计数"},
    ],
)
def test_what_may_be_a_record_is_judged_as_one(record: Mapping[str, Any]) -> None:
    found = RULES.check([record], table="ptdata/T06").findings
    assert {"total", "repeated-header"}.isdisjoint(each.reason for each in found)
    assert len(found) > 1


def test_what_stands_in_such_a_row_repeats_nothing() -> None:
    found = RULES.check([NAMES, NAMES, NAMES], table="ptdata/T06").findings
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
    RULES.check([dict.fromkeys(NAMES, "1")], table="ptdata/T06")
    names = {name for field in FIELDS for name in field.model.names}
    looked_at = [field for field in FIELDS if set(field.model.names) & set(asked)]
    assert names >= set(asked) - {"1"}
    assert len(looked_at) <= LEAST
