"""The readings of the notation change exactly the items they speak of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from checking import assert_one, check, errors, key_of, spoiled
from printed_items import ITEMS, Item
from sample_year import Record, full_record

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset

FIXED = [item for item in ITEMS if item.number and ".." not in item.format]
DECIMALS = [item for item in ITEMS if item.format == "n..10,3"]
TEXTS = [item for item in ITEMS if item.format.startswith("an..")]
FREE = [item for item in TEXTS if not item.values]


def written_out(item: Item, value: object) -> str:
    """Return a number as the strict readings want it."""
    assert item.number is not None
    digits, places = item.number
    text = f"{Decimal(str(value)):.{places or 0}f}"
    if ".." in item.format:
        return text
    return text.zfill(digits + (places + 1 if places else 0))


def strict_record(rules: Ruleset, table: str) -> Record:
    """Return the full record with every number written out."""
    record = full_record(table)
    for item in ITEMS:
        if item.table == table and item.number:
            key = key_of(rules, item)
            record[key] = written_out(item, record[key])
    return record


@pytest.mark.parametrize("item", FIXED, ids=str)
def test_fixed_number_asks_for_exactly_so_many_digits(
    item: Item, rules: Ruleset
) -> None:
    record = strict_record(rules, item.table)
    strict = {"fixed_number": "strict", "decimals": "strict"}
    assert check(rules, item, record, **strict) == ()
    key = key_of(rules, item)
    short = record | {key: record[key].removeprefix("0")}
    assert_one(check(rules, item, short, **strict), item, "format")
    assert errors(check(rules, item, short)) == []


@pytest.mark.parametrize("item", DECIMALS, ids=str)
def test_decimals_asks_for_exactly_so_many_decimals(item: Item, rules: Ruleset) -> None:
    record = strict_record(rules, item.table)
    assert check(rules, item, record, decimals="strict") == ()
    key = key_of(rules, item)
    short = record | {key: record[key][:-1]}
    assert_one(check(rules, item, short, decimals="strict"), item, "format")
    assert item.rule("format") not in {each.rule for each in check(rules, item, short)}


@pytest.mark.parametrize("item", TEXTS, ids=str)
def test_length_unit_counts_a_chinese_character_as_two_bytes(
    item: Item, rules: Ruleset
) -> None:
    half = (item.length or 0) // 2
    fits, over = "中" * half, "中" * half + "a"
    in_bytes = {"length_unit": "gb2312-bytes"}
    for value, readings, is_wrong in (
        (fits, in_bytes, False),
        (over, in_bytes, True),
        (over, {}, False),
    ):
        found = check(rules, item, spoiled(rules, item, value), **readings)
        named = [each.rule for each in found if each.field and each.field.no == item.no]
        assert (item.rule("format") in named) is is_wrong


@pytest.mark.parametrize("item", FREE, ids=str)
def test_charset_decides_what_a_rare_character_is(item: Item, rules: Ruleset) -> None:
    record = spoiled(rules, item, "王镕")
    marks = {
        choice: [
            each.severity
            for each in check(rules, item, record, charset=choice)
            if each.rule == item.rule("charset")
        ]
        for choice in ("practical", "strict")
    }
    assert marks == {"practical": ["warning"], "strict": ["error"]}


@pytest.mark.parametrize("item", FREE, ids=str)
def test_a_character_outside_gb_18030_is_an_error_under_both(
    item: Item, rules: Ruleset
) -> None:
    record = spoiled(rules, item, "中\ud800")
    for choice in ("practical", "strict"):
        found = errors(check(rules, item, record, charset=choice))
        assert [each.rule for each in found] == [item.rule("charset")]
