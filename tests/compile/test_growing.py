"""Conditions that stay met when rows are added, held to what they give for more rows."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest

from ruleengine import feel
from ruleengine.compile.growing import stays_met

ROWS = [
    {"a": a, "b": b} for a, b in product((feel.ready(0), feel.ready(2), None), "xy")
]
STAYS = [
    "some r in 行 satisfies r.a > 个数",
    "some r in 行, q in [0, 1] satisfies r.a > q",
    "some r in 行[b = 文] satisfies r.a = 2",
    "some r in 行 satisfies (some q in 行 satisfies q.a > r.a)",
    "every q in [0, 2] satisfies list contains(行.a, q)",
    "list contains(行.b, 文)",
    "list contains(行[a > 0].b, 文)",
    "count(行) > 个数",
    "count(行[a = 2]) >= 2",
    "个数 < count(行.a)",
    "3 <= count(行)",
    "count(行) > 1 and list contains(行.b, 文)",
    "个数 = 9 or some r in 行 satisfies r.a = null",
    'if 个数 = 0 then count(行) > 0 else list contains(行.b, "x")',
    "个数 = 0",
]
MAY_FALL = [
    "every r in 行 satisfies r.a > 个数",
    "some r in 行 satisfies every q in 行 satisfies q.b = r.b",
    "count(行) = 1",
    "count(行) < 3",
    "2 >= count(行)",
    "count(行) > 0 and count(行) != 2",
    "not(list contains(行.b, 文))",
    "list contains([count(行)], 2)",
    "list contains(行.a, count(行))",
    "some r in 行[1] satisfies r.b = 文",
    "some r in 行[-1] satisfies r.b = 文",
    "some r in 行[个数] satisfies r.b = 文",
    "行[1].b = 文",
    "sum(行.a) > 0",
    "if count(行) = 1 then count(行) > 0 else count(行) > 4",
    "some q in 0..(1 - count(行)) satisfies q = 0",
    "count(行) > count(行[b = 文]) - 1",
]


@pytest.mark.parametrize("text", STAYS)
def test_what_stays_met_is_met_with_any_other_rows(text: str) -> None:
    program = feel.compile(text, ("行", "个数", "文"))
    assert stays_met(program.tree, {"行"})
    met = [
        (record, some)
        for many in range(4)
        for some in combinations(ROWS, many)
        for figure, word in product((0, 1), "xy")
        if _met(program, record := {"个数": feel.ready(figure), "文": word}, some)
    ]
    assert met
    for (record, some), other in product(met, ROWS):
        assert _met(program, record, (*some, other))
        assert _met(program, record, (other, *some))


@pytest.mark.parametrize("text", MAY_FALL)
def test_what_another_row_may_undo_does_not_stay_met(text: str) -> None:
    assert not stays_met(feel.compile(text, ("行", "个数", "文")).tree, {"行"})


def _met(program: feel.Program, record: dict[str, Any], rows: Any) -> bool:
    return program.run({**record, "行": feel.ready(list(rows))}).value is True
