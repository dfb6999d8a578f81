"""Related checks: equal cases are asked once, others are not taken for equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.counted import calls_of

from ruleengine import feel
from ruleengine.engine import memory
from ruleengine.engine.asked import AskedCheck
from ruleengine.feel import limits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

PLANS = """\
kind: field-table
id: T1
title: 表1 计划
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
"""

RESULTS = """\
kind: field-table
id: T2
title: 表2 结果
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: figure, name: 结果, format: 'n..10,3', required: always}
checks:
  - id: C1
    related: [{name: 计划, table: T1, match: [plan]}]
    must: 'count(计划) = 1 and string(结果) != "1.0"'
  - id: C2
    related: [{name: 同一计划, table: T1, match: [plan]}]
    must: 'count(同一计划) + 结果 > 0'
"""


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(t1=PLANS, t2=RESULTS)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the checks that are really asked, one for each time."""
    found: list[str] = []
    judged = AskedCheck.judged

    def counted(self: AskedCheck, *given: Any) -> Any:
        found.append(self.rule.id.removeprefix("demo/"))
        return judged(self, *given)

    monkeypatch.setattr(AskedCheck, "judged", counted)
    return found


def _result(figure: str, plan: str = "P1") -> dict[str, str]:
    return {"plan": plan, "figure": figure}


def _fired(rules: Ruleset, results: list[dict[str, str]]) -> list[tuple[str, int]]:
    report = rules.check({"T1": [{"plan": "P1"}], "T2": results})
    return [(f.rule.removeprefix("demo/"), f.record or 0) for f in report.findings]


def test_equal_cases_are_asked_once_and_told_of_each_record(
    rules: Ruleset, asked: list[str]
) -> None:
    results = [_result("5"), _result("6", "P9")] * 3
    assert _fired(rules, results) == [("T2.C1", 2), ("T2.C1", 4), ("T2.C1", 6)]
    assert sorted(asked) == ["T2.C1", "T2.C1", "T2.C2", "T2.C2"]


def test_equal_numbers_that_are_written_otherwise_are_other_cases(
    rules: Ruleset,
) -> None:
    results = [_result("1"), _result("1.0"), _result("1.00"), _result("1.0")]
    assert _fired(rules, results) == [("T2.C1", 2), ("T2.C1", 4)]


def test_a_check_that_reads_a_wrong_value_is_not_asked(
    rules: Ruleset, asked: list[str]
) -> None:
    assert _fired(rules, [_result("x")]) == [("T2-02.format", 1)]
    assert asked == []


def test_more_cases_than_are_remembered(
    rules: Ruleset, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "REMEMBERED", 2)
    results = [_result(str(n % 5), f"P{n % 5}") for n in range(1, 20)]
    wrong = [("T2.C1", n) for n in range(1, 20) if n % 5 != 1]
    zero = [("T2.C2", n) for n in range(1, 20) if n % 5 == 0]
    assert _fired(rules, results) == sorted(wrong + zero, key=lambda each: each[::-1])
    assert len(asked) > 2 * 5


def test_lists_are_shared_by_the_checks_that_look_at_the_same_rows(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[list[Any]] = []

    def kept(value: Any) -> object:
        if isinstance(value, list):
            made.append(value)
        return value

    monkeypatch.setattr(feel, "ready", kept)
    _fired(rules, [_result(str(n), f"P{n % 2}") for n in range(10)])
    assert [len(rows) for rows in made] == [0, 1]


def test_more_related_rows_than_an_expression_may_compute_are_no_trouble(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STEPS", 50)
    plans = [{"plan": "P1"}] * 100
    report = rules.check({"T1": plans, "T2": [_result("5")]})
    assert [finding.rule for finding in report.findings] == ["demo/T2.C1"]


SHIPMENTS = """\
kind: field-table
id: T3
title: 表3 发样
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: earlier, name: 原编号, format: an..20, required: always}
"""

YEARS = """\
kind: field-table
id: T4
title: 表4 年度
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: figure, name: 数量, format: 'n..10', required: optional}
checks:
  - id: C1
    related:
      - {name: 发样, table: T3, match: [plan]}
      - {name: 本次, table: T3, match: ['发样.plan = plan']}
    must: 'count(本次) = 数量'
  - id: C2
    related:
      - {name: 发样, table: T3, match: [plan]}
      - {name: 上次, table: T3, match: ['发样.earlier = plan']}
    must: 'count(上次) = 数量'
  - id: C3
    related: [{name: 发样, table: T3, match: [plan], distinct: [earlier]}]
    must: 'count(发样) = 数量'
  - id: C4
    when: '数量 != null and 计划编号 != null'
    related: [{name: 发样, table: T3, match: [plan]}]
    must: 'count(发样) = 数量'
  - id: C5
    when: 'count(发样) > 0'
    related: [{name: 发样, table: T3, match: [plan]}]
    must: 'count(发样) = 数量'
"""


@pytest.fixture
def years(load_pack: PackWriter) -> Ruleset:
    return load_pack(t3=SHIPMENTS, t4=YEARS)


def _broken(rules: Ruleset, figures: list[tuple[str, str]]) -> list[tuple[str, int]]:
    sent = [("P1", "P0"), ("P1", "P0"), ("P1", "P2"), ("P0", "-")]
    shipments = [{"plan": plan, "earlier": earlier} for plan, earlier in sent]
    records = [{"plan": plan, "figure": figure} for plan, figure in figures]
    report = rules.check({"T3": shipments, "T4": records})
    return [(f.rule.removeprefix("demo/T4."), f.record or 0) for f in report.findings]


def test_rows_that_are_found_through_other_items_are_other_rows(years: Ruleset) -> None:
    assert _broken(years, [("P1", "3")]) == [("C2", 1), ("C3", 1)]
    assert _broken(years, [("P1", "1")]) == [("C1", 1), ("C3", 1), ("C4", 1), ("C5", 1)]


def test_what_is_asked_first_is_asked_once_of_equal_cases(
    years: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    guarded = AskedCheck.guarded

    def counted(self: AskedCheck, *given: Any) -> Any:
        found.append(self.rule.id.removeprefix("demo/T4."))
        return guarded(self, *given)

    monkeypatch.setattr(AskedCheck, "guarded", counted)
    figures = [("P1", "3"), ("P1", "4"), ("P0", "1"), ("P9", "0"), ("P9", "5")]
    broken = _broken(years, figures)
    assert [at for rule, at in broken if rule == "C4"] == [2, 5]
    assert [at for rule, at in broken if rule == "C5"] == [2]
    # C4 asks which values are there, C5 looks at the rows of three plans.
    assert sorted(found) == ["C4", "C5", "C5", "C5"]


COUNTED = """\
kind: field-table
id: T2
title: 表2 结果
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
checks:
  - id: C1
    when: 'count(全部计划) > 1'
    related: [{name: 全部计划, table: T1}]
    must: '计划编号 = "P1"'
    on: [plan]
"""


@pytest.mark.parametrize(("plans", "fired"), [(1, 0), (2, 1)])
def test_rows_of_which_only_the_number_matters_are_counted(
    load_pack: PackWriter, tmp_path: Path, plans: int, fired: int
) -> None:
    rules = load_pack(t1=PLANS, t2=COUNTED)
    every = [{"plan": f"P{at}"} for at in range(plans)]
    report = rules.check({"T1": every, "T2": [{"plan": "P9"}]})
    assert len(report.findings) == fired
    for table, records in (("T1", every), ("T2", [{"plan": "P9"}])):
        lines = ["plan", *(record["plan"] for record in records)]
        (tmp_path / f"{table}.csv").write_text("\n".join(lines), encoding="utf-8")
    assert len(rules.check(tmp_path).findings) == fired


TOTALS = """\
kind: field-table
id: T3
title: 表3 汇总
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: total, name: 合计, format: 'n..10', required: always}
checks:
  - id: C1
    related: [{name: 结果, table: T2, match: [plan]}]
    must: '合计 = sum(for r in 结果 return r.figure)'
"""


def test_what_only_hangs_on_the_related_rows_is_computed_once(
    load_pack: PackWriter,
) -> None:
    rules = load_pack(t1=PLANS, t2=RESULTS, t3=TOTALS)

    def ask(times: int) -> None:
        totals = [{"plan": "P1", "total": str(n)} for n in range(times)]
        report = rules.check(
            {
                "T1": [{"plan": "P1"}],
                "T2": [_result("1")] * 300,
                "T3": totals,
            }
        )
        wrong = [f for f in report.findings if f.rule == "demo/T3.C1"]
        assert len(wrong) == times
        assert {f.params["against"] for f in wrong} == {("300",)}

    ask(1)
    few = calls_of(lambda: ask(10))
    assert calls_of(lambda: ask(60)) < 3 * few
