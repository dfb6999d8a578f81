"""Every one of the 337 items: silent when right, one exact finding when wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checking import assert_one, check, errors, key_of, spoiled
from printed_items import ITEMS, Item, longest, wrong_forms
from sample_year import full_record

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset

TABLES = tuple(dict.fromkeys(item.table for item in ITEMS))
LISTED = [item for item in ITEMS if item.values]


@pytest.mark.parametrize("table", TABLES)
def test_a_record_with_every_item_filled_is_silent(table: str, rules: Ruleset) -> None:
    record = full_record(table)
    known = {each.ref.key for each in rules.tables()[f"ptdata/{table}"].fields}
    assert set(record) == known
    assert rules.check([record], table=f"ptdata/{table}").findings == ()


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_a_value_of_the_wrong_form_is_one_finding(item: Item, rules: Ruleset) -> None:
    for what, value in wrong_forms(item):
        found = check(rules, item, spoiled(rules, item, value))
        assert len(errors(found)) == 1, (what, value, found)
        assert_one(found, item, "format")
        assert errors(found)[0].value == value


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_a_value_that_just_fits_has_the_right_form(item: Item, rules: Ruleset) -> None:
    for value in longest(item):
        found = check(rules, item, spoiled(rules, item, value))
        assert item.rule("format") not in {each.rule for each in found}, value


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_only_a_required_item_may_not_be_missing(item: Item, rules: Ruleset) -> None:
    for absent in (None, ""):
        found = check(rules, item, spoiled(rules, item, absent))
        if item.obligation == "必填":
            assert_one(found, item, "required")
            assert len(found) == 1
        elif item.obligation != "条件":
            assert errors(found) == []


def test_a_number_is_refused_in_the_words_of_its_author(rules: Ruleset) -> None:
    record = full_record("T13") | {"exam_result": "合格/不合格 85"}
    found = rules.check([record], table="ptdata/T13").to_dict()["findings"]
    assert [each["rule"] for each in found] == ["ptdata/T13-08.identifier"]
    assert "结论写了两遍" in found[0]["message"]["zh"]
    assert "verdict is given twice" in found[0]["message"]["en"]


@pytest.mark.parametrize("value", ["－010-61393131", "010-61\u00a0393131"])
def test_a_telephone_number_that_is_none_when_respelt_is_told_as_none(
    value: str, rules: Ruleset
) -> None:
    record = full_record("T01") | {"reporter_phone": value}
    found = rules.check([record], table="ptdata/T01").findings
    assert [each.fix for each in found] == [None] * len(found)
    assert found[-1].kind == "identifier"
    assert found[-1].reason == "false"


@pytest.mark.parametrize("value", ["1", "001"])
def test_a_code_that_lost_its_leading_zeros_is_found_again(
    value: str, rules: Ruleset
) -> None:
    record = full_record("T12") | {"accreditation_type": value}
    (found,) = rules.check([record], table="ptdata/T12").findings
    assert found.fix is not None
    assert found.fix.value == "01"


@pytest.mark.parametrize("item", LISTED, ids=str)
def test_a_value_outside_the_printed_domain_is_one_finding(
    item: Item, rules: Ruleset
) -> None:
    for value in item.values:
        found = check(rules, item, spoiled(rules, item, value))
        named = {each.rule for each in found}
        assert not named & {item.rule("domain"), item.rule("format")}
    outside = "3" if item.type == "boolean" else f"{item.values[0]}型"
    kind = "format" if item.type == "boolean" else "domain"
    assert_one(check(rules, item, spoiled(rules, item, outside)), item, kind)


CONDITIONAL = [
    # table, switch, its items that must be there when it is 1, and may not when 0
    ("T11", 14, (15, 16, 17), (15, 16, 17)),
    ("T11", 22, (23, 24), ()),
    ("T12", 21, (22,), (22,)),
]


def _by_number(table: str, no: int) -> Item:
    return next(each for each in ITEMS if (each.table, each.no) == (table, no))


@pytest.mark.parametrize(("table", "switch", "needed", "barred"), CONDITIONAL)
def test_an_item_that_another_brings_about_is_required(
    table: str,
    switch: int,
    needed: tuple[int, ...],
    barred: tuple[int, ...],
    rules: Ruleset,
) -> None:
    on = _by_number(table, switch)
    keys = {no: key_of(rules, _by_number(table, no)) for no in needed}
    for no in needed:
        item = _by_number(table, no)
        assert_one(check(rules, item, spoiled(rules, item, None)), item, "required")
    off = spoiled(rules, on, value=False)
    without = {key: value for key, value in off.items() if key not in keys.values()}
    assert errors(check(rules, on, without)) == []
    for no in barred:
        item = _by_number(table, no)
        again = without | {keys[no]: off[keys[no]]}
        assert_one(check(rules, item, again), item, "forbidden")


def test_the_name_of_the_programme_is_required_with_an_organiser(
    rules: Ruleset,
) -> None:
    item = _by_number("T03", 1)
    record = spoiled(rules, item, None)
    assert_one(check(rules, item, record), item, "required")
    assert check(rules, item, record | {"organiser_name": None}) == ()


MARKS = [f"{number:02}" for number in range(1, 55)]


@pytest.mark.parametrize(
    "item", [_by_number("T11", 17), _by_number("T12", 22)], ids=str
)
def test_the_54_accreditation_marks_go_by_number_or_short_name(
    item: Item, rules: Ruleset
) -> None:
    names = [rules.codes("ptdata/accreditation-mark")[mark]["name"] for mark in MARKS]
    assert len(set(names)) == 54
    for value in (*MARKS, *names):
        assert check(rules, item, spoiled(rules, item, value)) == ()
    for value in ("00", "55", "1", "CNSA"):
        assert_one(check(rules, item, spoiled(rules, item, value)), item, "code")


EXAMS = [_by_number("T13", 8), _by_number("T14", 7)]


@pytest.mark.parametrize("item", EXAMS, ids=str)
def test_an_examination_result_is_a_verdict_and_a_score(
    item: Item, rules: Ruleset
) -> None:
    for value in ("合格 85", "合格85分", "不合格，52", "合格/优秀", "不合格：40"):
        assert check(rules, item, spoiled(rules, item, value)) == ()
    for value in ("合格", "85", "通过 85", "不合格 ，", "及格 60"):
        found = check(rules, item, spoiled(rules, item, value))
        assert_one(found, item, "identifier", "format")
