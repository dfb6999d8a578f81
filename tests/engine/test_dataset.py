"""Checks over the whole data: keys, references, related records, completeness."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

PLANS = """\
kind: field-table
id: T1
title: 表1 计划
fields:
  - no: 1
    key: plan
    name: 计划编号
    format: an..20
    required: always
  - no: 2
    key: start
    name: 开始日期
    format: YYYYMMDD
    required: optional
  - no: 3
    key: year
    name: 年度
    format: YYYY
    required: optional
unique:
  - id: U1
    fields: [plan]
"""

RESULTS = """\
kind: field-table
id: T2
title: 表2 结果
fields:
  - no: 1
    key: plan
    name: 计划编号
    format: an..20
    required: always
  - no: 2
    key: code
    name: 参加者代码
    format: an..20
    required: always
  - no: 3
    key: day
    name: 提交日期
    format: YYYYMMDD
    required: optional
  - no: 4
    key: verdict
    name: 结论
    format: an..20
    values: [满意, 不满意]
    required: optional
unique:
  - id: U1
    fields: [plan, code]
    severity: warning
references:
  - id: R1
    fields: [plan]
    table: T1
    fault:
      zh: 计划编号不在计划表里
      en: the plan is not in the table of plans
checks:
  - id: C1
    related:
      - name: 计划
        table: T1
        match: [plan]
    must: '计划[1].start <= 提交日期'
"""

YEARS = """\
kind: field-table
id: T3
title: 表3 年度统计
fields:
  - no: 1
    key: year
    name: 年度
    format: YYYY
    required: always
  - no: 2
    key: good
    name: 满意数
    format: n6
    required: always
checks:
  - id: C1
    related:
      - name: 计划
        table: T1
        match: [year]
      - name: 结果
        table: T2
        match: ['计划.plan = plan']
        where: '结论 = "满意"'
        distinct: [plan, code]
    must: '满意数 = count(结果)'
    severity: warning
"""


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(t1=PLANS, t2=RESULTS, t3=YEARS)


def fired(
    rules: Ruleset, data: dict[str, Any], **options: Any
) -> list[tuple[str, Any]]:
    report = rules.check(data, **options)
    return [(f.rule.removeprefix("demo/"), f.record) for f in report.findings]


P = {"plan": "P1", "start": "20260101", "year": "2026"}
R = {"plan": "P1", "code": "L1", "day": "20260201", "verdict": "满意"}


def test_a_key_that_occurs_twice_is_told_at_each_further_record(rules: Ruleset) -> None:
    data = {"T1": [P, {**P, "plan": "P2"}, P, P]}
    assert fired(rules, data) == [("T1.U1", 3), ("T1.U1", 4)]
    finding = rules.check(data).findings[0]
    assert dict(finding.params) == {"first": 1, "count": 3}
    assert finding.value == "P1"


@pytest.mark.parametrize("many", [1, 600])
def test_a_key_is_told_as_each_record_writes_it(
    many: int, load_pack: PackWriter
) -> None:
    plans = PLANS.replace("YYYY\n", "'n..6,2'\n").replace(
        "    fields: [plan]\n", "    fields: [start, year]\n"
    )
    refers = "references:\n  - {id: R1, fields: [day], table: T1, target: [start]}\n"
    results = RESULTS.partition("unique:")[0] + refers
    rules = load_pack(t1=plans, t2=results)
    # What is found clean is kept before the first record, which has another fault.
    first = {**P, "plan": None, "year": "7.50"}
    data = {"T1": [first, *[{**P, "year": "7.5"}] * many], "T2": [R]}
    found = {f.rule: f for f in reversed(rules.check(data).findings)}
    assert found["demo/T1.U1"].value == "20260101、7.5"
    assert found["demo/T1.U1"].params == {"first": 1, "count": many + 1}
    assert found["demo/T2.R1"].value == "20260201"


def test_an_absent_or_wrong_key_is_no_duplicate(rules: Ruleset) -> None:
    data = {"T2": [{**R, "code": None}, {**R, "code": None}]}
    assert fired(rules, data) == [("T2-02.required", 1), ("T2-02.required", 2)]


def test_a_reference_that_is_not_there_is_told(rules: Ruleset) -> None:
    data = {"T1": [P], "T2": [R, {**R, "plan": "P9"}]}
    assert fired(rules, data) == [("T2.R1", 2)]
    message = rules.check(data).to_dict()["findings"][0]["message"]
    assert message["zh"].startswith("计划编号不在计划表里")


def test_a_reference_is_not_checked_when_its_table_is_not_submitted(
    rules: Ruleset,
) -> None:
    report = rules.check({"T2": [R]})
    assert report.findings == ()
    unchecked = {entry.rule: entry for entry in report.not_checked}
    assert unchecked["demo/T2.R1"].why.zh == "没有提交“表1 计划”，或者没有读出来"
    assert unchecked["demo/T2.C1"].records is None
    assert "demo/complete" in unchecked


def test_a_table_that_is_looked_at_twice_is_missed_once(
    load_pack: PackWriter,
) -> None:
    twice = RESULTS + (
        "      - name: 全部\n        table: T1\n    must: 'count(全部) >= count(计划)'\n"
    )
    twice = twice.replace("    must: '计划[1].start <= 提交日期'\n", "")
    report = load_pack(t1=PLANS, t2=twice).check({"T2": [R]})
    unchecked = {entry.rule: entry for entry in report.not_checked}
    assert unchecked["demo/T2.C1"].why.zh == "没有提交“表1 计划”，或者没有读出来"


def test_nothing_is_looked_for_among_records_that_could_not_be_read(
    load_pack: PackWriter, tmp_path: Path
) -> None:
    (tmp_path / "T1.csv").write_text("P1,20260101\nP2,20260102\n", encoding="utf-8")
    record = json.dumps(R, ensure_ascii=False)
    (tmp_path / "T2.json").write_text(record, encoding="utf-8")
    report = load_pack(t1=PLANS, t2=RESULTS).check(tmp_path)
    assert [finding.rule for finding in report.findings] == ["demo/T1.unreadable"]
    unchecked = {entry.rule: entry for entry in report.not_checked}
    assert "没有读出来" in unchecked["demo/T2.R1"].why.zh


def test_an_empty_table_counts_as_submitted(rules: Ruleset) -> None:
    assert fired(rules, {"T1": [], "T2": [R]}) == [("T2.R1", 1)]


def test_a_check_reads_the_records_that_belong_to_it(rules: Ruleset) -> None:
    late = {**P, "start": "20260301"}
    assert fired(rules, {"T1": [P], "T2": [R]}) == []
    assert fired(rules, {"T1": [late], "T2": [R]}) == [("T2.C1", 1)]
    # the order in which tables come makes no difference
    assert fired(rules, {"T2": [R], "T1": [late]}) == [("T2.C1", 1)]


SITES = """\
kind: field-table
id: T4
title: 表4 样品
fields:
  - no: 1
    key: code
    name: 参加者代码
    format: an..20
    required: always
  - no: 2
    key: site
    name: 地点
    format: an..20
    required: optional
checks:
  - id: C1
    related:
      - name: 结果
        table: T2
        match: [code]
      - name: 计划
        table: T1
        match: ['结果.plan = plan']
    must: 'count(计划) = 1'
"""


def test_a_key_that_only_leads_on_to_other_records_is_kept(
    load_pack: PackWriter,
) -> None:
    rules = load_pack(t1=PLANS, t2=RESULTS.partition("unique:")[0], t4=SITES)
    sites = [{"code": "L1"}, {"code": "L9"}]
    assert fired(rules, {"T1": [P], "T2": [R], "T4": sites}) == [("T4.C1", 2)]


def test_records_are_recounted_through_an_earlier_relation(rules: Ruleset) -> None:
    results = [
        R,
        {**R, "code": "L2"},
        {**R, "code": "L3", "verdict": "不满意"},
        {**R, "code": "L4", "plan": "P2"},
    ]
    plans = [P, {**P, "plan": "P2", "year": "2025"}]
    data = {"T1": plans, "T2": results, "T3": [{"year": "2026", "good": "2"}]}
    assert fired(rules, data) == []
    data["T3"] = [{"year": "2026", "good": "3"}]
    assert fired(rules, data) == [("T3.C1", 1)]
    assert rules.check(data).ok, "a recount is a warning"


def test_doubles_are_counted_once_where_the_rule_says_so(rules: Ruleset) -> None:
    data = {"T1": [P], "T2": [R, R], "T3": [{"year": "2026", "good": "1"}]}
    assert fired(rules, data) == [("T2.U1", 2)]


def test_the_same_code_in_two_plans_is_counted_for_each(rules: Ruleset) -> None:
    plans = [P, {**P, "plan": "P2"}]
    results = [R, {**R, "plan": "P2"}]
    years = [{"year": "2026", "good": "2"}]
    assert fired(rules, {"T1": plans, "T2": results, "T3": years}) == []


def test_a_missing_table_is_a_finding_only_when_asked_for(rules: Ruleset) -> None:
    data = {"T1": [P], "T2": [R]}
    assert fired(rules, data) == []
    (finding,) = rules.check(data, complete=True).findings
    assert (finding.rule, finding.table, finding.kind) == (
        "demo/complete",
        "demo/T3",
        "required",
    )
    assert finding.field is None
    assert finding.record is None


def test_findings_beyond_the_limit_are_counted_but_not_kept(rules: Ruleset) -> None:
    report = rules.check({"T1": [P] * 10}, max_per_rule=3)
    assert len(report.findings) == 3
    assert report.to_dict()["summary"]["by_rule"] == {"demo/T1.U1": 9}
    assert report.to_dict()["summary"]["errors"] == 9
