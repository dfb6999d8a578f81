"""Demands that read steps: asked behind them, and telling what was computed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ruleengine.report.sentence import sentence

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

PLAN = """\
kind: calculation
id: plan
title: 计划
inputs:
  - {key: planned, name: 安排的天数, type: number, unit: 天, covers: '>= 0'}
  - {key: staff, name: 人数, type: integer, covers: '>= 1'}
  - {key: closed, name: 关闭日期, type: date, optional: true}
requires:
  - id: Q1
    must: 'planned >= base days(staff)'
    fault: {zh: 太少, en: far too few}
    on: [planned]
  - id: Q2
    must: 'planned >= total'
    fault: {zh: 不够, en: too few}
    on: [planned]
  - id: Q3
    when: 'total > 20'
    must: 'planned * 2 <= total + 100'
    fault: {zh: 多, en: more than was asked for}
    severity: warning
  - id: Q4
    must: 'closed <= as_of'
    fault: {zh: 未来, en: in the future}
steps:
  - {key: extra, name: 加的天数, unit: 天, type: number, formula: 'staff / 20'}
  - {key: total, name: 最少天数, unit: 天, type: number, formula: 'base days(staff) + extra'}
outputs: [total]
"""
BASE = """\
kind: calculation
id: base-days
title: 基本天数
inputs:
  - {key: staff, name: 人数, type: integer, covers: '>= 1'}
steps:
  - {key: days, name: 基本天数, unit: 天, type: number, formula: 'staff / 10'}
outputs: [days]
"""
CALLER = """\
kind: calculation
id: caller
title: 调用
inputs:
  - {key: given, name: 给的, type: number, covers: '>= 0'}
steps:
  - {key: found, name: 得出, type: number, formula: 'plan(planned: given, staff: 30)'}
outputs: [found]
"""


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(base=BASE, plan=PLAN, caller=CALLER)


def test_what_a_step_computed_is_told(rules: Ruleset) -> None:
    result = rules.compute("demo/plan", {"planned": 4, "staff": 30})
    (found,) = result.findings
    assert (result.ok, result.value, found.rule) == (False, None, "demo/plan.Q2")
    assert dict(found.params) == {
        "planned": "4",
        "against": ("4.5",),
        "against_bound": "at-least",
        "against_item": "planned",
        "against_unit": "天",
        "against_formula": "最少天数",
        "on": ("planned",),
    }
    assert sentence(found, "zh") == "不够（planned = 4，应不少于 最少天数 = 4.5 天）。"
    assert sentence(found, "en") == (
        "too few (planned = 4, must be at least 最少天数 = 4.5 days)."
    )


def test_who_is_told_of_a_step_sees_how_it_came_about(rules: Ruleset) -> None:
    late = rules.compute("demo/plan", {"planned": 4, "staff": 30})
    early = rules.compute("demo/plan", {"planned": 2, "staff": 30})
    assert [step.name for step in late.steps][-2:] == ["extra", "total"]
    assert [f.rule for f in early.findings] == ["demo/plan.Q1"]
    assert early.steps == ()


def test_a_demand_that_is_met_lets_the_result_through(rules: Ruleset) -> None:
    result = rules.compute("demo/plan", {"planned": 4.5, "staff": 30})
    assert (result.value, result.findings) == (Decimal("4.5"), ())


def test_a_warning_behind_the_steps_keeps_the_result(rules: Ruleset) -> None:
    result = rules.compute("demo/plan", {"planned": 80, "staff": 300})
    (found,) = result.findings
    assert (result.value, found.severity) == (Decimal(45), "warning")
    assert sentence(found, "en") == (
        "more than was asked for (planned = 80; planned * 2 = 160, "
        "which must be at most 最少天数 + 100 = 145)."
    )


def test_the_date_of_the_rules_is_called_so(rules: Ruleset) -> None:
    inputs = {"planned": 5, "staff": 30, "closed": "2026-03-02"}
    (found,) = rules.compute("demo/plan", inputs, as_of="2026-03-01").findings
    end = "must not be after the date of the rules = 2026-03-01)."
    assert sentence(found, "en").endswith(end)
    assert rules.compute("demo/plan", inputs, as_of="2026-03-02").ok


@pytest.mark.parametrize(
    ("given", "value"), [("4.5", Decimal("4.5")), ("4.4", None), ("2", None)]
)
def test_every_way_to_compute_agrees(
    rules: Ruleset, given: str, value: Decimal | None
) -> None:
    pl = pytest.importorskip("polars")
    inputs = {"planned": given, "staff": 30}
    frame = rules.compute_frame(
        "demo/plan", pl.DataFrame({"planned": [given], "staff": [30]})
    )
    assert rules.compute("demo/plan", inputs).value == value
    many = rules.compute_many("demo/plan", [inputs])
    assert many == [value and (value,)]
    assert frame["total"].to_list() == [value]
    assert rules.compute("demo/caller", {"given": given}).value == value


def test_why_a_called_decision_gives_nothing_is_said(rules: Ruleset) -> None:
    (found,) = rules.compute("demo/caller", {"given": 4}).findings
    assert "too few" in sentence(found, "en")
