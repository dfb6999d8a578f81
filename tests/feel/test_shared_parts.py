"""Parts that several evaluations share: which they are, and that nobody notices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.counted import calls_of

from ruleengine import feel
from ruleengine.feel import limits
from ruleengine.feel.library import FUNCTIONS
from ruleengine.feel.print import to_text
from ruleengine.feel.shared_parts import shared_parts

MEMBERS = {"rows": ("x", "kind"), "others": ("x",)}
ROWS = [{"x": Decimal(n), "kind": "ab"[n % 2]} for n in range(5)]
LISTS: dict[str, object] = {"rows": ROWS, "others": ROWS[:2]}
NAMES = ("rows", "others", "own", "mine")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("own > 1", []),
        ("count(rows) > own", ["count(rows)"]),
        ("count(rows) > 1 and own = 2", ["count(rows) > 1"]),
        ("sum(rows.x) - own < mean(rows.x)", ["sum(rows.x)", "mean(rows.x)"]),
        ("count(rows) = count(others)", ["count(rows) = count(others)"]),
        ("max(for r in rows return r.x) > own", ["max(for r in rows return r.x)"]),
        ("some r in rows satisfies r.x = own", []),
        (
            "some r in rows[x > 1] satisfies r.x = own + count(others)",
            ["rows[x > 1]", "count(others)"],
        ),
        ('count(rows[kind = "a"]) = own', ['count(rows[kind = "a"])']),
        ("count(rows[x > own]) > 1", []),
        ("count(rows[unheard > 1]) > own", []),
        ("count(rows[x > count(others)]) > own", ["count(rows[x > count(others)])"]),
        ("count(rows[own > count(others)]) > 1", []),
        ("own in [count(rows), > count(others)]", ["count(rows)", "count(others)"]),
        ("(for rows in [1] return count(rows))[1] = own", []),
        ("{rows: [own], n: count(rows)}.n", []),
        ("sort(rows, function(a, b) a.x < b.x)[1].x = own", []),
        ("own = rows", []),
    ],
)
def test_the_largest_parts_that_read_nothing_else(text: str, parts: list[str]) -> None:
    tree = feel.parse(text, NAMES)
    assert [to_text(part) for part in shared_parts(tree, MEMBERS, FUNCTIONS)] == parts


def test_a_name_that_filters_and_loops_give_a_meaning_is_not_shared() -> None:
    for name in ("item", "partial"):
        tree = feel.parse(f"count({name}) > own", (name, "own"))
        assert shared_parts(tree, {name: ()}, FUNCTIONS) == []


def _program(text: str) -> feel.Program:
    return feel.compile(text, NAMES, shared=MEMBERS)


@pytest.mark.parametrize(
    "text",
    [
        "sum(rows.x) - own < mean(others.x)",
        "some r in rows[x > 1] satisfies r.x = own + count(others)",
        'count(rows[kind = "a"]) = own or number("?" + rows[1].kind) = own',
        "own in [count(rows), > count(others)]",
        "if own > 2 then rows[1].missing.deeper else rows[7].x + own",
        "number(rows[1].kind) + own",
        "own + number(rows[1].kind) * number(rows[2].kind)",
        "for r in others, o in [own] return r.x + o + count(rows)",
    ],
)
def test_values_and_reasons_are_those_of_evaluations_that_share_nothing(
    text: str,
) -> None:
    program = _program(text)
    kept: dict[str, Any] = {}
    for own in (1, 2, 3, None, "x", 1):
        context = {**LISTS, "own": own}
        assert program.run({**context, feel.KEPT: kept}) == program.run(context)
    assert kept


def test_what_was_computed_for_one_dict_is_not_taken_for_another() -> None:
    program = _program("count(rows) + own")
    for rows in (ROWS, ROWS[:1]):
        kept: dict[str, Any] = {}
        for own in (1, 2):
            context = {"rows": rows, "own": own, feel.KEPT: kept}
            assert program.evaluate(context) == len(rows) + own


def test_a_part_is_computed_once() -> None:
    rows = [{"x": Decimal(n), "kind": "a"} for n in range(200)]
    program = _program("stddev(for r in rows return r.x) > own")
    kept: dict[str, Any] = {}
    ready = feel.ready(rows)

    def ask() -> None:
        program.evaluate({"rows": ready, "own": 1, feel.KEPT: kept})

    first = calls_of(ask)
    assert calls_of(ask) < first / 20


def test_reasons_beyond_the_limit_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REASONS", 2)
    text = "(for n in [1, 2, 3] return number(own))[1] = number(rows[1].kind)"
    program = _program(text)
    kept: dict[str, Any] = {}
    for own in ("x", "1", "x"):
        context = {**LISTS, "own": own}
        assert program.run({**context, feel.KEPT: kept}) == program.run(context)
