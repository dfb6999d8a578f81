"""The two languages of the problems say the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.placeholders import placeholders

from ruleengine.compile import decisions_wording_en as en, decisions_wording_zh as zh

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    assert placeholders(chinese[0]) == placeholders(english[0])
    assert placeholders(chinese[1]) == placeholders(english[1])


@pytest.mark.parametrize("table", ["MEANT", "LIMITS", "DETAILS", "TROUBLES"])
def test_details_fill_in_the_same_facts(table: str) -> None:
    chinese: Mapping[str, Any] = getattr(zh, table)
    english: Mapping[str, Any] = getattr(en, table)
    for key, template in chinese.items():
        assert placeholders(template) == placeholders(english[key])
