"""The two languages of the problems say the same things."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.compile import decisions_wording_en as en, decisions_wording_zh as zh

if TYPE_CHECKING:
    from collections.abc import Mapping


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(
    "table",
    [
        "PROBLEMS",
        "TYPES",
        "WRITTEN",
        "MEANT",
        "PARTS",
        "LIMITS",
        "DETAILS",
        "LATE",
        "TROUBLES",
    ],
)
def test_both_languages_have_the_same_keys(table: str) -> None:
    assert list(getattr(zh, table)) == list(getattr(en, table))


@pytest.mark.parametrize("code", zh.PROBLEMS)
def test_both_languages_fill_in_the_same_facts(code: str) -> None:
    chinese, english = zh.PROBLEMS[code], en.PROBLEMS[code]
    assert _placeholders(chinese[0]) == _placeholders(english[0])
    assert _placeholders(chinese[1]) == _placeholders(english[1])


@pytest.mark.parametrize("table", ["MEANT", "LIMITS", "DETAILS", "TROUBLES"])
def test_details_fill_in_the_same_facts(table: str) -> None:
    chinese: Mapping[str, Any] = getattr(zh, table)
    english: Mapping[str, Any] = getattr(en, table)
    for key, template in chinese.items():
        assert _placeholders(template) == _placeholders(english[key])
