"""One record against its table: which rules fire, with which facts, and which do not."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

TABLE = """\
kind: field-table
id: T1
title: 表1 证书
clauses: [D-1]
fields:
  - no: 1
    key: number
    name: 证书编号
    format: an..10
    required: always
  - no: 2
    key: held
    name: 是否持证
    type: boolean
    format: boolean
    required: always
  - no: 3
    key: scope
    name: 认可范围（对象）
    alias: 范围
    format: an..20
    required:
      when: '是否持证 = true'
      otherwise: forbidden
    clauses: [D-1-3]
  - no: 4
    key: issued
    name: 发证日期
    type: date
    format: YYYYMMDD
    required: optional
  - no: 5
    key: until
    name: 有效期
    type: date
    format: YYYYMMDD
    required: optional
  - no: 6
    key: level
    name: 级别
    format: an..20
    values: [国家级, 省级]
    required: optional
  - no: 7
    key: staff
    name: 人数
    type: number
    format: n4
    required: optional
  - no: 8
    key: parameters
    name: 参数
    format: an..50
    separator: "，"
    required: optional
  - no: 9
    key: ident
    name: 系统号
    format: an6
    required: system
  - no: 10
    key: remark
    name: 备注
    format: an..20
    required: optional
    forbidden:
      when: '是否持证 = false'
      severity: warning
  - no: 11
    key: file
    name: 附件
    type: binary
    format: PDF
    required: optional
checks:
  - id: C1
    must: '发证日期 <= 有效期'
    fault:
      zh: 发证日期晚于有效期
      en: issued after the end
  - id: C2
    when: '级别 = "国家级"'
    must: '人数 >= 20'
    severity: warning
    on: [staff]
  - id: C3
    must: '人数 + 证书编号 > 0'
"""

CLEAN: dict[str, Any] = {"number": "A1", "held": "1", "scope": "食品"}


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    table = TABLE.replace("  - id: C3\n    must: '人数 + 证书编号 > 0'\n", "")
    return load_pack(t1=table)


def fired(rules: Ruleset, **change: Any) -> list[str]:
    record = {k: v for k, v in {**CLEAN, **change}.items() if v is not ...}
    report = rules.check([record], table="T1")
    return [f"{f.rule.removeprefix('demo/T1')}:{f.reason}" for f in report.findings]


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"number": ...}, ["-01.required:missing"]),
    ({"number": ""}, ["-01.required:missing"]),
    ({"number": None}, ["-01.required:missing"]),
    ({"number": "A" * 10}, []),
    ({"number": "A" * 11}, ["-01.format:too-long"]),
    ({"number": " A1"}, ["-01.format:white-space"]),
    ({"held": "2"}, ["-02.format:not-boolean"]),
    ({"held": True}, []),
    ({"held": 1}, []),
    ({"scope": ...}, ["-03.required:missing"]),
    ({"held": "0", "scope": ...}, []),
    ({"held": "0"}, ["-03.forbidden:present"]),
    ({"held": False}, ["-03.forbidden:present"]),
    # an obligation that hangs on a value of wrong form is not judged
    ({"held": "x", "scope": ...}, ["-02.format:not-boolean"]),
    ({"issued": "20230230"}, ["-04.format:calendar"]),
    ({"issued": "20240229"}, []),
    ({"issued": dt.date(2024, 2, 29)}, []),
    ({"issued": "20260102", "until": "20260101"}, [".C1:false"]),
    ({"issued": "20260101", "until": "20260101"}, []),
    ({"issued": "20261301", "until": "20260101"}, ["-04.format:calendar"]),
    ({"level": "省级"}, []),
    ({"level": "县级"}, ["-06.domain:not-listed"]),
    ({"level": "国家级", "staff": "19"}, [".C2:false"]),
    ({"level": "国家级", "staff": 20}, []),
    ({"level": "国家级"}, []),
    ({"level": "省级", "staff": "19"}, []),
    ({"staff": Decimal(12)}, []),
    ({"staff": 12.0}, []),
    ({"staff": 12.5}, ["-07.format:not-an-integer"]),
    ({"staff": "12345"}, ["-07.format:too-long"]),
    ({"parameters": "铅，镉"}, []),
    ({"parameters": "1,2-二氯乙烷"}, []),
    ({"parameters": "N,N-二甲基甲酰胺，苯"}, []),
    ({"parameters": "o,p'-滴滴涕，p,p'-滴滴涕"}, []),
    ({"parameters": "六六六（α、β、γ异构体）"}, []),
    ({"parameters": "铅（Pb,石墨炉）"}, []),
    ({"parameters": "N,N-二甲基甲酰胺,苯"}, ["-08.format:separator"]),
    ({"parameters": "Pb,Cd"}, ["-08.format:separator"]),
    ({"parameters": "0591-87654321,0591-87654322"}, ["-08.format:separator"]),
    ({"parameters": "铅、镉"}, ["-08.format:separator"]),
    ({"parameters": "铅,镉"}, ["-08.format:separator"]),
    ({"parameters": "铅，，镉"}, ["-08.format:empty-item"]),
    ({"parameters": "铅，"}, ["-08.format:empty-item"]),
    ({"ident": "ABC12"}, ["-09.format:wrong-length"]),
    ({"ident": "ABC123"}, []),
    ({"held": "0", "scope": ..., "remark": "无"}, ["-10.forbidden:present"]),
    ({"remark": "无"}, []),
    ({"number": ["A1"]}, ["-01.unreadable:nested-value"]),
    ({"number": b"A1"}, ["-01.unreadable:foreign-value"]),
    ({"number": object}, ["-01.unreadable:foreign-value"]),
    ({"number": "张堃"}, ["-01.charset:outside-gb2312"]),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_a_change_of_a_clean_record_fires_exactly(
    rules: Ruleset, change: dict[str, Any], expected: list[str]
) -> None:
    assert fired(rules, **change) == expected


def test_a_finding_carries_the_facts_of_the_contract(rules: Ruleset) -> None:
    report = rules.check([{**CLEAN, "issued": "20230230"}], table="表1")
    assert report.to_dict()["findings"] == [
        {
            "rule": "demo/T1-04.format",
            "kind": "format",
            "severity": "error",
            "table": "demo/T1",
            "record": 1,
            "field": {"no": 4, "key": "issued", "name": "发证日期"},
            "value": "20230230",
            "expected": "YYYYMMDD",
            "clause": "表1 序号4",
            "clauses": ["D-1"],
            "params": report.to_dict()["findings"][0]["params"],
            "message": report.to_dict()["findings"][0]["message"],
            "fix": {"value": "20230228", "certain": False},
            "at": None,
        }
    ]


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        (" 国家级", ("国家级", True)),
        ("国家\n级", ("国家级", False)),
        ("国\u00a0家级", ("国家级", False)),
        ("国\u200b家", ("国家级", False)),
        (" 五级甲等", None),
    ],
)
def test_a_mend_of_a_form_is_one_that_the_domain_allows(
    value: str, fix: tuple[str, bool] | None, rules: Ruleset
) -> None:
    found = rules.check([{**CLEAN, "level": value}], table="表1").findings[0]
    assert found.kind in {"format", "charset"}
    assert (found.fix and (found.fix.value, found.fix.certain)) == fix


def test_an_obligation_names_the_item_it_hangs_on(rules: Ruleset) -> None:
    missing = rules.check([{**CLEAN, "scope": None}], table="表1").findings[0]
    surplus = rules.check([{**CLEAN, "held": "0"}], table="表1").findings[0]
    assert missing.params == {"是否持证": "1"}
    assert surplus.params == {"是否持证": "0"}


def test_clauses_of_an_item_stand_before_those_of_its_table(rules: Ruleset) -> None:
    report = rules.check([{**CLEAN, "scope": None}], table="T1")
    assert report.findings[0].clauses == ("D-1-3",)
    assert report.findings[0].clause == "表1 序号3"


def test_the_fault_of_a_check_is_its_message(rules: Ruleset) -> None:
    record = {**CLEAN, "issued": "20260102", "until": "20260101"}
    finding = rules.check([record], table="T1").to_dict()["findings"][0]
    assert finding["message"]["zh"].startswith("发证日期晚于有效期")
    assert finding["message"]["en"].startswith("issued after the end")
    assert finding["expected"] == "发证日期 <= 有效期"
    assert finding["params"] == {"发证日期": "20260102", "有效期": "20260101"}


def test_keys_printed_names_and_aliases_are_the_same(rules: Ruleset) -> None:
    record = {"证书编号": "A1", "是否持证": "1", "范围": "食品"}
    assert rules.check([record], table="T1").findings == ()


def test_an_unknown_key_is_told_once_with_what_was_meant(rules: Ruleset) -> None:
    records = [{**CLEAN, "证书编码": "x"}, {**CLEAN, "证书编码": "y"}]
    (finding,) = rules.check(records, table="T1").findings
    assert (finding.kind, finding.record, finding.value) == (
        "unknown-field",
        1,
        "证书编码",
    )
    assert finding.fix is not None
    assert finding.fix.value == "证书编号"


def test_one_item_given_twice_is_a_finding_and_the_first_counts(rules: Ruleset) -> None:
    (finding,) = rules.check([{**CLEAN, "证书编号": "x"}], table="T1").findings
    assert (finding.kind, finding.reason) == ("unreadable", "duplicate-key")


def test_a_record_that_is_no_mapping_is_a_finding(rules: Ruleset) -> None:
    report = rules.check({"T1": [CLEAN, "?"]})
    assert [(f.kind, f.record) for f in report.findings] == [("unreadable", 2)]


def test_a_reading_of_the_notation_changes_what_fires(rules: Ruleset) -> None:
    record = {**CLEAN, "staff": "12"}
    strict = rules.check([record], table="T1", readings={"fixed-number": "strict"})
    assert [f.rule for f in strict.findings] == ["demo/T1-07.format"]
    assert rules.check([record], table="T1").ok


def test_files_are_not_checked_without_a_folder(rules: Ruleset) -> None:
    report = rules.check([{**CLEAN, "file": "a.pdf"}], table="T1")
    assert report.findings == ()
    (entry,) = (e for e in report.not_checked if e.rule == "demo/T1-11.reference")
    assert entry.records == 1


def test_an_item_of_files_is_known_by_its_format_alone(load_pack: PackWriter) -> None:
    rules = load_pack(
        t1="""\
kind: field-table
id: T1
title: 表1
fields:
  - {no: 1, key: scan, name: 扫描件, format: PDF/PNG, required: optional}
"""
    )
    report = rules.check([{"scan": "a.pdf"}, {"scan": "a.exe"}], table="T1")
    assert [(f.rule, f.record) for f in report.findings] == [("demo/T1-01.format", 2)]
    assert [n.rule for n in report.not_checked] == ["demo/T1-01.reference"]


def test_a_condition_that_fails_for_an_error_is_not_checked(
    load_pack: PackWriter,
) -> None:
    rules = load_pack(t1=TABLE.replace("人数 + 证书编号 > 0", "sqrt(人数) > 0"))
    report = rules.check([{**CLEAN, "staff": 4}], table="T1")
    assert "demo/T1.C3" not in {entry.rule for entry in report.not_checked}
    absent = rules.check([CLEAN], table="T1")
    assert absent.findings == ()
    assert "demo/T1.C3" not in {entry.rule for entry in absent.not_checked}


SHAKY = "date(备注) > 发证日期"


@pytest.mark.parametrize("value", [float("nan"), -math.inf, Decimal("sNaN")])
@pytest.mark.parametrize("many", [1, 2000])
def test_a_number_that_is_none_is_no_value_of_any_item(
    value: object, many: int, rules: Ruleset
) -> None:
    record = {**CLEAN, "number": value, "remark": value, "held": "0", "scope": None}
    report = rules.check([record] * many, table="T1")
    found = [(f.rule.removeprefix("demo/T1"), f.reason) for f in report.findings]
    wanted = [("-01.unreadable", "non-finite"), ("-10.unreadable", "non-finite")]
    told = [each for each in found if each in wanted]
    assert told == wanted * many
    assert {rule for rule, _ in found} - {rule for rule, _ in wanted} <= {
        "-10.forbidden"
    }


UNTOLD = [
    ('级别 = "国家级"', SHAKY, ".C2"),
    ('级别 = "国家级"', "date(备注) = 发证日期", ".C2"),
    ("是否持证 = true", "date(备注) = 发证日期", "-03.forbidden"),
    ("是否持证 = false", SHAKY, "-10.forbidden"),
]


@pytest.mark.parametrize("many", [1, 2000])
@pytest.mark.parametrize(("old", "new", "untold"), UNTOLD)
def test_what_hangs_on_a_condition_that_fails_for_an_error_is_not_checked(
    old: str, new: str, untold: str, many: int, load_pack: PackWriter
) -> None:
    table = TABLE.replace("人数 + 证书编号 > 0", "人数 > 0").replace(old, new)
    rules = load_pack(t1=table)
    record = {**CLEAN, "staff": 4, "issued": "20260105", "remark": "早春"}
    report = rules.check([record] * many, table="T1")
    counted = {e.rule: e.records for e in report.not_checked if e.records}
    assert counted == {f"demo/T1{untold}": many}
    assert report.findings == ()
    absent = rules.check([{**record, "remark": None}], table="T1")
    assert not [e for e in absent.not_checked if e.records]


@pytest.mark.parametrize("many", [1, 2000])
@pytest.mark.parametrize("must", ["人数 > 3", '级别 = "国家级"', "人数 = 4"])
def test_a_condition_that_is_met_is_no_fault_whatever_its_guard_is(
    must: str, many: int, load_pack: PackWriter
) -> None:
    table = TABLE.replace("人数 + 证书编号 > 0", "人数 > 0")
    table = table.replace('级别 = "国家级"', "10 / (人数 - 4) > 1")
    rules = load_pack(t1=table.replace("人数 >= 20", must))
    record = {**CLEAN, "staff": 4, "level": "国家级"}
    report = rules.check([record] * many, table="T1")
    assert not [e for e in report.not_checked if e.records]
    assert report.findings == ()
    other = rules.check([{**record, "level": "省级", "staff": "4"}], table="T1")
    untold = [e.rule for e in other.not_checked if e.records]
    assert untold == (["demo/T1.C2"] if "级别" in must else [])


@pytest.mark.parametrize("many", [1, 2000])
def test_what_looks_at_no_other_item_is_asked_of_every_record(
    many: int, load_pack: PackWriter
) -> None:
    table = TABLE.replace("是否持证 = false", '备注 = "无"')
    table = table.replace("人数 + 证书编号 > 0", "1 > 2")
    report = load_pack(t1=table).check([{**CLEAN, "remark": "无"}] * many, table="T1")
    assert report.to_dict()["summary"]["by_rule"] == {
        "demo/T1-10.forbidden": many,
        "demo/T1.C3": many,
    }


@pytest.mark.parametrize("many", [1, 20])
def test_a_guard_may_ask_for_an_item_that_is_absent(
    many: int, load_pack: PackWriter
) -> None:
    rules = load_pack(
        t1="""\
kind: field-table
id: T1
title: 表1
fields:
  - {no: 1, key: end, name: 结束日期, format: YYYYMMDD, required: optional}
checks:
  - {id: C1, when: '结束日期 = null', must: 'as_of < date("2026-01-01")'}
"""
    )
    for day, count in (("2025-12-31", 0), ("2026-01-01", many)):
        for absent in ({}, {"end": None}, {"end": ""}):
            report = rules.check([absent] * many, table="T1", as_of=day)
            assert [f.rule for f in report.findings] == ["demo/T1.C1"] * count


def test_a_condition_must_be_true_or_false(load_pack: PackWriter) -> None:
    for must in ("人数", "证书编号", "人数 + 1", "发证日期"):
        with pytest.raises(ruleengine.RulePackError) as caught:
            load_pack(t1=TABLE.replace("人数 + 证书编号 > 0", must))
        (problem,) = caught.value.problems
        assert problem.code == "E302"


MARK = """\
kind: identifier
id: mark
title: 标号
parts:
  - key: number
    name: 号
    format: n2
codes: marks
"""
MARKS = """\
kind: code-list
id: marks
title: 标号表
source: 没有公开
vintage: "2026"
slot: true
"""
MARKED = """\
kind: field-table
id: T1
title: 表1 标号
fields:
  - no: 1
    key: mark
    name: 标号
    type: string
    format: an..9
    required: always
    codes: mark
"""


def test_a_number_whose_list_is_empty_is_judged_by_its_shape_and_not_checked(
    load_pack: PackWriter,
) -> None:
    rules = load_pack(t1=MARKED, mark=MARK, marks=MARKS)
    report = rules.check([{"mark": "01"}, {"mark": "1x"}], table="T1")
    found = [(finding.rule, finding.record) for finding in report.findings]
    assert found == [("demo/T1-01.identifier", 2)]
    assert [(e.rule, e.records) for e in report.not_checked if e.records] == [
        ("demo/T1-01.identifier", 2)
    ]
