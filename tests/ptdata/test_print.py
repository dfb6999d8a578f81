"""The tables are those of the print: counts, names, types, formats, domains."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from printed_items import ITEMS, Item

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.plan import FieldPlan

COUNTS = (11, 20, 40, 31, 26, 16, 28, 19, 11, 12, 33, 30, 10, 9, 14, 14, 13)
OBLIGATIONS = {
    "必填": {"always"},
    "非必填": {"optional"},
    "可不填": {"optional"},
    "": {"optional"},
    "系统": {"system"},
    "条件": {"conditional"},
}
TEXT_WHATEVER_THE_TYPE_SAYS = {("T04", 26), ("T04", 29)}


@pytest.fixture(name="plan")
def find_plan(item: Item, rules: Ruleset) -> FieldPlan:
    return rules.tables()[f"ptdata/{item.table}"].fields[item.no - 1]


def test_there_are_17_tables_and_337_items(rules: Ruleset) -> None:
    ours = {name: len(plan.fields) for name, plan in rules.tables().items()}
    printed = Counter(f"ptdata/{item.table}" for item in ITEMS)
    assert {name: ours[name] for name in printed} == dict(printed)
    assert tuple(printed.values()) == COUNTS
    assert sum(COUNTS) == len(ITEMS) == 337
    assert [name for name in ours if name.startswith("ptdata/")] == list(printed)


def test_the_print_is_what_was_counted() -> None:
    assert len({item.name for item in ITEMS}) == 260
    assert Counter(item.type for item in ITEMS)["boolean"] == 13
    assert sum(1 for item in ITEMS if item.values) == 24
    assert Counter(item.obligation for item in ITEMS) == {
        "必填": 230,
        "非必填": 90,
        "条件": 7,
        "系统": 5,
        "可不填": 3,
        "": 2,
    }


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_an_item_is_as_printed(item: Item, plan: FieldPlan) -> None:
    assert plan.ref.no == item.no
    assert plan.ref.name == item.name
    assert plan.model.format.text == (item.format or "boolean")
    assert plan.model.required.obligation in OBLIGATIONS[item.obligation]


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_an_item_has_the_printed_type_and_domain(item: Item, plan: FieldPlan) -> None:
    if item.type == "boolean":
        assert item.values == ("0", "1")
        assert plan.values == frozenset()
    else:
        assert plan.model.values == item.values
    is_text = (item.table, item.no) in TEXT_WHATEVER_THE_TYPE_SAYS
    if item.type != "boolean":
        assert plan.model.type == ("string" if is_text else item.type)


def test_no_key_stands_twice_in_a_table(rules: Ruleset) -> None:
    for plan in rules.tables().values():
        keys = [field.ref.key for field in plan.fields]
        assert len(set(keys)) == len(keys)
