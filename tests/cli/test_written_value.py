from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ruleengine.base.problem import UsageError
from ruleengine.cli.written_value import put, value_of


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("120", Decimal(120)),
        ("-0.10", Decimal("-0.10")),
        ("0101", "0101"),
        ("1e5", "1e5"),
        ("１２", "１２"),
        ("true", True),
        ("null", None),
        ("高", "高"),
        ("", ""),
        ("2026-01-31", "2026-01-31"),
        ('"120"', "120"),
        ("[1, 0.1]", [Decimal(1), Decimal("0.1")]),
        ('{"a": [1]}', {"a": [Decimal(1)]}),
    ],
)
def test_a_typed_value_means(typed: str, value: object) -> None:
    found = value_of(typed)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("typed", ["[1", "{x}", '"', "[NaN]", "[" * 100_000])
def test_what_starts_like_json_must_be_json(typed: str) -> None:
    with pytest.raises(UsageError):
        value_of(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[NaN]", "写了 NaN，这样的数读不了"),
        ("[-Infinity]", "写了 -Infinity，这样的数读不了"),
        ("[1e99999999999999999999]", "写了 1e99999999999999999999，这样的数读不了"),
        ("[" * 100_000, "嵌套太深"),
        ("[1,", "第 1 行第 4 个字符"),
    ],
)
def test_why_json_cannot_be_read_is_said(typed: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        value_of(typed)
    assert said in caught.value.message.zh


@pytest.mark.parametrize(
    ("paths", "values"),
    [
        (["a"], {"a": 0}),
        (["a.b"], {"a": {"b": 0}}),
        (["s[1].n", "s[1].m", "s[2]"], {"s": [{"n": 0, "m": 1}, 2]}),
        (["s[1]", "s[1]"], {"s": [1]}),
        (["s[1][1]"], {"s": [[0]]}),
        (["员工 人数"], {"员工 人数": 0}),
    ],
)
def test_a_path_leads_into_lists_and_mappings(
    paths: list[str], values: dict[str, Any]
) -> None:
    found: dict[str, Any] = {}
    for number, path in enumerate(paths):
        put(found, path, number, "--set")
    assert found == values


@pytest.mark.parametrize(
    "paths",
    [[""], ["a."], ["[1]"], ["a[0]"], ["a[x]"], ["a", "a.b"], ["a", "a[1]"], ["a[2]"]],
)
def test_a_path_that_leads_nowhere_is_refused(paths: list[str]) -> None:
    found: dict[str, Any] = {}
    *first, last = paths
    for path in first:
        put(found, path, 1, "--set")
    with pytest.raises(UsageError):
        put(found, last, 1, "--set")
