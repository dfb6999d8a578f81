"""Cells of decision tables: what they let through."""

from __future__ import annotations

import pytest

from ruleengine import feel

CELLS = [
    ("-", 1, True),
    ("< 5", 4, True),
    ("< 5", 5, False),
    ("[20..49]", 49, True),
    ("> 5000", 5000, False),
    ("1, 2, [5..6]", 5.5, True),
    ("not(1, 2)", 2, False),
    ("not(1, 2)", 3, True),
    ("not(< 5)", None, None),
    ('"a", "b"', "b", True),
    ('"a", "b"', "c", False),
    ("true", True, True),
    ("false", True, False),
    ("null", None, True),
    ("null", 1, False),
    ("? > 5 and ? < 10", 7, True),
    ("even(?)", 4, True),
    ("even(?)", 3, False),
    ("7 in (? > 5)", 1, True),
    ("3 in (? > 5)", 9, False),
    ("x + 1", 3, True),
    ("x > 1", 99, True),
    ("x > 5", 99, False),
    ("x > 1", True, True),
    ("x > 1", False, False),
    ("codes", "b", True),
    ("codes", "z", False),
    ("not(true), 5", False, True),
    ("if ? > 3 then 4 else 5", 4, True),
    ("< 5", "a", None),
]


@pytest.mark.parametrize(("cell", "value", "expected"), CELLS)
def test_a_cell_lets_through_what_it_says(
    cell: str, value: object, *, expected: bool | None
) -> None:
    program = feel.compile(cell, unary=True)
    context = {"x": 2, "codes": ["a", "b"]}
    assert program.evaluate(context, input_value=value) is expected
    assert program.evaluate({**context, "?": value}) is expected


def test_a_cell_without_an_input_value_says_so() -> None:
    outcome = feel.compile("< 5", unary=True).run({})
    assert [reason.code for reason in outcome.reasons] == ["unknown-name"]


def test_an_input_value_of_a_foreign_type_is_a_null_with_its_reason() -> None:
    outcome = feel.compile("< 5", unary=True).run({}, input_value=object())
    assert [reason.code for reason in outcome.reasons] == ["foreign-value"]
