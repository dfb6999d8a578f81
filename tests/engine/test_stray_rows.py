"""Rows that are no records are one finding, whichever way they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import ruleengine

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
