"""A first look at every part of the language; the tables by chapter go deeper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ruleengine import feel


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("a + b <= c and d != null", {"a": 1, "b": 2, "c": 3, "d": "x"}, True),
        ("是否获得PTP认可 = true", {"是否获得PTP认可": True}, True),
        ("x in [1..5]", {"x": 3}, True),
        ("first name", {"first name": "A"}, "A"),
        ("a - b + a-b", {"a": 5, "b": 3, "a-b": 10}, Decimal(12)),
    ],
)
def test_an_expression_has_its_value(
    text: str, context: dict[str, object], expected: object
) -> None:
    assert feel.evaluate(text, context) == expected
