"""Of many related rows only those near a figure are asked, and the answer is the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from ruleengine.engine import nearby
from ruleengine.engine.nearby import Nearby
from ruleengine.feel import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import PackWriter

    from ruleengine.api.report import Report
    from ruleengine.api.ruleset import Ruleset

RESULTS = """\
kind: field-table
id: T1
title: 表1 结果
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: result, name: 检测结果, format: an..60, required: optional}
  - {no: 3, key: shift, name: 偏移, format: 'n..30,10', required: optional}
"""

SCORES = """\
kind: field-table
id: T2
title: 表2 统计
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: assigned, name: 指定值, format: 'n..30,10', required: optional}
  - {no: 3, key: difference, name: 差值, format: 'n..30,10', required: optional}
  - {no: 4, key: width, name: 容差, format: 'n..30,10', required: optional}
checks:
  - id: C1
    related:
      - {name: 结果, table: T1, match: [plan]}
      - {name: 别的, table: T1, match: [plan]}
    must: '%s'
"""

NEAR = (
    "some r in 结果 satisfies abs(number(r.result) - 指定值 - 差值) <= 0.001",
    "some r in 结果 satisfies abs(指定值 + 差值 - number(r.result)) < 0.001",
    "some r in 结果 satisfies abs(差值 - (number(r.result) - 指定值)) <= 容差",
    "some r in 结果 satisfies abs(number(r.result) - 差值) <= 0.5 and r.shift > 0",
    "指定值 = 1 or (some r in 结果 satisfies abs(r.shift - 差值) <= 容差)",
    "count(结果[abs(number(result) + shift - 差值) <= 容差]) = 0",
    "count(结果[abs(shift - 差值) <= 0.01 and number(result) > 0]) < 3",
    "(some r in 结果 satisfies abs(number(r.result) - 差值) <= 容差) or count(别的[abs(shift - 差值) <= 0.01]) > 1",
    "{目标: 指定值 + 差值, 本条: 结果[abs(目标 - number(item.result)) <= 0.5], 个数: count(本条)}.个数 < 2",
)
"""Conditions of which the near rows alone decide."""

ALL = (
    "some r in 结果 satisfies abs(number(r.result) - 差值) >= 0.001",
    "every r in 结果 satisfies abs(number(r.result) - 差值) <= 0.001",
    "some r in 结果 satisfies r.shift > 0 and abs(r.shift - 差值) <= 0.001",
    "some r in 结果 satisfies abs(r.shift * 差值) <= 0.001",
    "some r in 结果 satisfies abs(r.shift - 差值) <= r.shift",
    "some r in 结果 satisfies abs(r.shift) <= 0.001",
    "some r in 结果 satisfies abs(r.shift - 差值 - count(结果)) <= 0.001",
    "count(结果) > 0 and (some r in 结果 satisfies abs(r.shift - 差值) <= 0.001)",
    "some 参照 in [1, 2] satisfies (some r in 结果 satisfies abs(r.shift - 参照) <= 1)",
)
"""Conditions for which every row is needed."""


def _made(load_pack: PackWriter, condition: str) -> Ruleset:
    return load_pack(t1=RESULTS, t2=SCORES % condition)


def _report(rules: Ruleset, results: Sequence[str], count: int = 15) -> Report:
    """Return what is said of scores at, beside and far from some of the results."""
    chance = random.Random(7)
    rows = [
        {"plan": "P", "result": result, "shift": str(chance.randrange(-3, 4))}
        for result in results
    ]
    scores = [
        {
            "plan": "P",
            "assigned": str(chance.choice((0, 1, 100))),
            "difference": chance.choice(("0.001", "0.0010000001", "1", "-2", "50.5")),
            "width": chance.choice(("0", "0.001", "2", "-1")),
        }
        for _ in range(count)
    ]
    return rules.check({"T1": rows, "T2": scores})


@pytest.mark.parametrize("condition", NEAR + ALL)
@pytest.mark.parametrize(
    "odd",
    [(), ("x",), ("1e30", "9" * 55), ("100.001", "100.0010000001", "0.9989999")],
)
def test_the_answer_is_that_of_all_rows(
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
    condition: str,
    odd: tuple[str, ...],
) -> None:
    chance = random.Random(3)
    plain = [f"{chance.randrange(-3000, 103000) / 1000:.3f}" for _ in range(30)]
    results = [*plain, "101.000", "98.000", "0.001", *odd]
    rules = _made(load_pack, condition)
    monkeypatch.setattr(nearby, "WORTH_IT", 10**6)
    wanted = _report(rules, results).to_dict()
    monkeypatch.setattr(nearby, "WORTH_IT", 1)
    assert _report(rules, results).to_dict() == wanted


@pytest.mark.parametrize("condition", NEAR)
def test_rows_that_are_far_away_cost_nothing(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch, condition: str
) -> None:
    rules = _made(load_pack, condition)
    monkeypatch.setattr(limits, "STEPS", 300)
    results = [str(1000 + at) for at in range(1000)]
    undecided = {left.rule for left in _report(rules, results).not_checked}
    assert "demo/T2.C1" not in undecided


@pytest.mark.parametrize("condition", ALL)
def test_no_row_is_left_out_where_it_may_matter(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch, condition: str
) -> None:
    def never(*_: object) -> None:
        pytest.fail("rows were left out")

    monkeypatch.setattr(Nearby, "of", never)
    _report(_made(load_pack, condition), ["1", "2"])
