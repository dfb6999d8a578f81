"""Conditions that only ask which values are there are told from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.engine.presence import asks_presence_only, by_presence

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = (
    ("ptdata/T06.C4", True),
    ("ptdata/T06.C5", False),
    ("ptdata/T07.C11", True),
    ("ptdata/T07.C16", True),
    ("ptdata/T07.C17", True),
    ("ptdata/T07.C6", False),
    ("ptdata/T07.C19", False),
    ("ptdata/T07.C5", False),
)


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_a_condition_that_only_asks_for_presence_is_known(
    rule: str, *, expected: bool
) -> None:
    table = ruleengine.load("ptdata").tables()[rule.partition(".")[0]]
    check = next(check for check in table.checks if check.rule.id == rule)
    assert asks_presence_only((check.must, check.when)) is expected


def test_each_pattern_of_values_is_asked_once() -> None:
    asked: list[Sequence[Any]] = []

    def test(values: Sequence[Any]) -> bool:
        asked.append(values)
        return values[0] is not None

    is_met = by_presence(test)
    assert is_met(("1", ""))
    assert is_met(("2", None))
    assert not is_met((None, "2"))
    assert not is_met((None, "3"))
    assert asked == [("1", ""), (None, "2")]
