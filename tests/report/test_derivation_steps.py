"""What of a trail is told to a reader."""

from __future__ import annotations

from typing import Any

import pytest

from ruleengine.report.derivation_steps import told
from ruleengine.report.figures import rounded


def step(name: str, value: Any, formula: str = "", **more: Any) -> dict[str, Any]:
    """Return a step of the decision ``p/main``, unless told otherwise."""
    known: dict[str, Any] = {
        "inputs": {},
        "row": None,
        "decision": "p/main",
        "clauses": [],
    }
    return known | {"name": name, "value": value, "formula": formula} | more


STAFF = step(
    "staff-days", "1.5", decision="p/staff-days", inputs={"n": "120"}, row="r4"
)
SHARE = step("share.thirds", "1", decision="p/share", inputs={"a": "initial"}, row="r1")
LOOKUPS = [
    ("staff days(n)", {"n": "120"}, "1.5", "staff days(120)"),
    ("staff days(n) * 2", {"n": "120"}, "3", "1.5 * 2"),
    ("2 * share(a).thirds / 3", {"a": "initial"}, "0.67", "2 * 1 / 3"),
    ('share("initial").thirds + 1', {}, "2", "1 + 1"),
    ("staff days(n) + 1", {"n": "121"}, "9", "staff days(121) + 1"),
    ("share(a).floor", {"a": "initial"}, "9", 'share("initial").floor'),
]


@pytest.mark.parametrize(("formula", "inputs", "value", "numbers"), LOOKUPS)
def test_what_a_table_answered_stands_in_the_formula_that_asked(
    formula: str, inputs: dict[str, str], value: str, numbers: str
) -> None:
    asked = step("days", value, formula, inputs=inputs)
    assert told([STAFF, SHARE, asked], "p/main")[-1].numbers == numbers


def test_a_table_that_was_asked_has_no_line_of_its_own_but_its_row_is_named() -> None:
    lines = told([STAFF, step("d", "1.5", "staff days(n)", inputs={"n": "120"})], "p/x")
    assert [(line.step["name"], line.rows) for line in lines] == [
        ("d", ("staff-days r4",))
    ]


def test_the_clauses_of_a_row_stand_after_those_of_the_step_that_asked() -> None:
    row = STAFF | {"clauses": ["X-2", "X-1"]}
    asked = step("d", "1.5", "staff days(n)", inputs={"n": "120"}, clauses=["X-1"])
    assert told([row, asked], "p/main")[0].clauses == ("X-1", "X-2")


def test_a_table_that_no_formula_shows_keeps_its_line() -> None:
    asked = step("d", ["1.5"], "for s in l return staff days(s.n)")
    assert [line.step["name"] for line in told([STAFF, asked], "p/main")] == [
        "staff-days",
        "d",
    ]


CHOICES = [
    ("if x then y else z", {"x": False, "y": None, "z": "2"}, "9", "2"),
    ("if x then y else z", {"x": False, "y": None, "z": "2"}, "2", ""),
    ("if x then y else z", {"x": False, "y": None, "z": "2.00"}, "2.00", ""),
    ('if a = "p" then 1 else if a = "q" then b * 2 else 3', {"a": "q", "b": "4"}, "8",
     "4 * 2"),
    ("if x = null then null else x + 1", {"x": "2"}, "3", "2 + 1"),
    ("if x != null then x else 1", {"x": "2"}, "9", "2"),
    ("if x > 1 then 2 else 3", {"x": "2"}, "2", "if 2 > 1 then 2 else 3"),
    ("if 1 then x else 3", {"x": "2"}, "2", "if 1 then 2 else 3"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "inputs", "value", "numbers"), CHOICES)
def test_a_choice_is_shown_by_the_branch_that_was_taken(
    formula: str, inputs: dict[str, Any], value: str, numbers: str
) -> None:
    assert told([step("s", value, formula, inputs=inputs)], "p")[0].numbers == numbers


def test_a_step_that_the_caller_does_again_and_an_empty_list_are_left_out() -> None:
    again: dict[str, Any] = {"formula": "a + b", "inputs": {"a": "1", "b": "2"}}
    steps = [
        step("sub.t", "3", decision="p/sub", **again),
        step("t", "3", **again),
        step("sites", [], "for s in sites return s.n", inputs={"sites": []}),
    ]
    assert [line.step["name"] for line in told(steps, "p/main")] == ["t"]


ENDLESS = [
    ("2.583333333333333333333333333333333", "2.583333…"),
    ("ceiling(2.583333333333333333333333333333333 * 2)", "ceiling(2.583333… * 2)"),
    ("2.5833333", "2.5833333"),
    ("17000.00", "17000.00"),
]


@pytest.mark.parametrize(("text", "expected"), ENDLESS)
def test_endless_figures_are_cut(text: str, expected: str) -> None:
    assert rounded(text) == expected
