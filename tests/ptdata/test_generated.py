"""For every item: generated values pass, and one mutation gives one finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checking import check, errors, spoiled
from hypothesis import HealthCheck, given, settings, strategies as st
from printed_items import ITEMS, Item

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset

LETTERS = "ABCXYZabcxyz0189"
CHARACTERS = "能力验证样品实验室参加者（）、，。：；？！±℃μ" + LETTERS + "-_./@#"
LONG = 40
"""Long texts are tested at their limit elsewhere."""

INNER = st.text(CHARACTERS, min_size=1, max_size=LONG)


def _numbers(digits: int, places: int | None) -> st.SearchStrategy[str]:
    whole = st.integers(0, 10**digits - 1).map(str)
    if places is None:
        return whole
    fraction = st.text("0123456789", min_size=1, max_size=places)
    return st.tuples(st.sampled_from(["", "-"]), whole, fraction).map(
        lambda parts: f"{parts[0]}{parts[1]}.{parts[2]}"
    )


def right(item: Item) -> st.SearchStrategy[str]:
    """Return values of the right form, by the printed format."""
    if item.number:
        return _numbers(*item.number)
    if item.is_fixed:
        return st.text(LETTERS, min_size=item.length or 0, max_size=item.length)
    if item.length:
        return INNER.map(lambda text: text[: item.length])
    days = st.dates().map(lambda day: f"{day:%Y%m%d}".zfill(8))
    return {
        "YYYYMMDD": days,
        "YYYY": days.map(lambda day: day[:4]),
        "": st.sampled_from(["0", "1"]),
        "PDF": INNER.map(lambda name: f"a{re.sub('[/.]', '', name)}.pdf"),
        "PDF/JPEG/PNG": INNER.map(lambda name: f"a{re.sub('[/.]', '', name)}.jpeg"),
    }[item.format]


WIDE = str.maketrans(
    {digit: chr(ord(digit) + 0xFEE0) for digit in "0123456789" + LETTERS}
)


def mutations(item: Item, value: str) -> list[str]:
    """Return values that are each wrong by one change of a right one."""
    if item.number:
        digits, places = item.number
        unsigned = value.removeprefix("-")
        too_long = "9" * (digits + 1) + unsigned[unsigned.find(".") :]
        if places is None:
            return ["9" * (digits + 1), f"-{value}", f"{value}.0", f"{value}个"]
        return [too_long, f"{value}{'1' * places}", f"{value}元", value.translate(WIDE)]
    if item.is_fixed:
        return [f"{value}A", value[1:], f"{value[1:]}中", value.translate(WIDE)]
    if item.length:
        return [value + "中" * item.length, f"{value} ", f"\t{value}"]
    if item.format.startswith("YYYY"):
        return [f"{value}0", value[1:], value.translate(WIDE), f"x{value[1:]}"]
    return [f"{value}0", f"{value}是"]


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_right_values_pass_and_each_mutation_is_found(
    item: Item, rules: Ruleset
) -> None:
    @settings(
        max_examples=4,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(right(item))
    def holds(value: str) -> None:
        form = {item.rule("format"), item.rule("charset")}
        found = check(rules, item, spoiled(rules, item, value))
        assert not form & {each.rule for each in found}
        for wrong in mutations(item, value):
            (error,) = errors(check(rules, item, spoiled(rules, item, wrong)))
            assert error.rule in form, wrong
            assert error.field is not None
            assert (error.field.no, error.field.name) == (item.no, item.name)
            assert error.value == wrong

    holds()
