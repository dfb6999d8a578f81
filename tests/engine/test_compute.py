"""Decision tables and calculations: results, derivations, and inputs that allow none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.conftest import DOCUMENT

import ruleengine
from ruleengine.engine.compute import BareAnswers

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.results import Result
    from ruleengine.api.ruleset import Ruleset

READINGS = (
    DOCUMENT
    + """\
  - name: rounding
    title: 取整
    default: up-half
    choices:
      - choice: up-half
        says: 向上取半
      - choice: none
        says: 不取
    why: 示例
  - name: overlap
    title: 重叠
    default: higher
    choices:
      - choice: higher
        says: 高
      - choice: lower
        says: 低
    why: 示例
"""
)

DAYS = """\
kind: decision-table
id: staff-days
title: 人数天数
clauses: [D-1]
inputs:
  - key: staff
    name: 员工人数
    type: integer
    unit: 人
    covers: '>= 1'
outputs:
  - key: days
    name: 天数
    symbol: T
    type: number
    unit: 天
rows:
  - id: r1
    staff: 1-19
    days: 0
  - id: r2
    staff: 20-49
    days: 0.50
    clauses: [D-1-2]
  - id: r3
    staff: 50+
    days: 1
"""

TIME = """\
kind: calculation
id: site-time
title: 现场时间
clauses: [D-2]
inputs:
  - key: staff
    name: 员工人数
    type: integer
    covers: '>= 1'
  - key: studies
    name: 项目数
    type: integer
    covers: '>= 0'
    default: 1
  - key: note
    name: 备注
    type: string
    optional: true
  - key: sites
    name: 场所
    type: list
    default: []
    items:
      - key: staff
        name: 场所人数
        type: integer
        covers: '>= 1'
      - key: cut
        name: 减少
        type: number
        covers: '[0..0.5]'
        default: 0
requires:
  - id: R1
    must: 'studies <= 90'
    fault: 项目太多
    on: [studies]
    clauses: [D-2-r]
steps:
  - key: staff_days
    name: 人数天数
    unit: 天
    type: number
    formula: 'staff days(staff)'
  - key: study_days
    name: 项目天数
    unit: 天
    type: number
    formula: 'studies / 3'
    clauses: [D-2-1]
  - key: site_days
    name: 场所天数
    type: list
    formula: 'for s in sites return staff days(s.staff) * (1 - s.cut)'
  - key: total
    name: 合计
    unit: 天
    type: number
    formula: 'staff_days + study_days + sum(concatenate([0], site_days))'
  - key: planned
    name: 计划
    unit: 天
    type: number
    formula:
      reading: rounding
      up-half: 'ceiling(total * 2) / 2'
      none: 'total'
  - key: yuan
    name: 费用
    unit: 元
    type: number
    decimals: 2
    formula: 'round half up(total * 3000, 2)'
  - key: extra
    name: 另加
    type: number
    when: 'note != null'
    formula: 1
needs-decision:
  - id: D1
    when: 'staff > 1000'
    says:
      zh: 人数很多
      en: very many staff
outputs: [total, planned, yuan]
"""

NESTED = """\
kind: calculation
id: two-sites
title: 两个场所
inputs:
  - key: staff
    type: integer
steps:
  - key: both
    type: number
    formula: 'site time(staff: staff, studies: 3).total + site time(staff).total'
outputs: [both]
"""

RANKED = """\
kind: decision-table
id: {name}
title: 多行
hit: {hit}
inputs:
  - key: n
    type: number
  - key: kind
    type: string
outputs:
  - key: level
    type: string
    values: [高, 中, 低]
rows:
  - id: a
    n: '<= 10'
    level: 低
  - id: b
    n: '[5..20]'
    kind: A, B
    level: 高
  - id: c
    n: '[8..8]'
    level: 低
"""

FIGURES = """\
kind: decision-table
id: {name}
title: 数
hit: {hit}
inputs:
  - key: n
    type: number
outputs:
  - key: days
    type: number
rows:
  - id: a
    n: '<= 10'
    days: 3
  - id: b
    n: '>= 10'
    days: 4
  - id: c
    n: '[10..10]'
    days: 4
"""

RATIO = """\
kind: calculation
id: ratio
title: 比
inputs:
  - {key: a, type: number}
  - {key: b, type: number}
steps:
  - {key: of, type: number, formula: a / b}
outputs: [of]
"""

LISTED = """\
kind: decision-table
id: listed
title: 全部
hit: rule-order
inputs:
  - {key: n, type: integer}
outputs:
  - {key: level, type: string}
rows:
  - {id: r, n: '<= 10', level: a}
"""

COUNTED = """\
kind: calculation
id: counted
title: 个数
inputs:
  - {key: more, type: list, default: []}
steps:
  - {key: many, type: integer, formula: count(more)}
outputs: [many]
"""

POLICIES = ["unique", "any", "first", "priority", "rule order", "output order"]
FOLDS = ["collect", "collect sum", "collect min", "collect max", "collect count"]
OTHERS = {
    "caller": """\
kind: calculation
id: caller
title: 调用
inputs:
  - key: staff
    type: integer
steps:
  - key: total
    type: number
    formula: 'site time(staff, staff).total'
  - key: silent
    type: number
    formula: 'site time(null).total'
outputs: [total]
""",
    "only": """\
kind: decision-table
id: only
title: 只有一行
inputs:
  - key: n
    type: integer
outputs:
  - key: days
    type: number
rows:
  - id: a
    n: '-'
    days: 3
""",
    "parity": """\
kind: decision-table
id: parity
title: FEEL 的可取范围
inputs:
  - key: n
    type: integer
    covers: 'modulo(?, 2) = 0'
outputs:
  - key: days
    type: number
rows:
  - id: a
    n: '>= 0'
    days: 3
""",
    "listed": """\
kind: decision-table
id: listed
title: 列出的值
inputs:
  - key: n
    type: integer
    values: [1, 2]
outputs:
  - key: days
    type: number
rows:
  - id: a
    n: '>= 2'
    days: 3
""",
    "dated": """\
kind: decision-table
id: dated
title: 有日期的行
inputs:
  - key: n
    type: number
outputs:
  - key: fee
    type: number
    default: 7
rows:
  - id: old
    n: '> 0'
    until: 2025-12-31
    fee: 1
  - id: new
    n: '> 0'
    from: 2026-01-01
    fee: 2
""",
    "formulas": """\
kind: decision-table
id: tested
title: FEEL 格子
inputs:
  - key: n
    type: number
outputs:
  - key: kind
    type: string
    optional: true
rows:
  - id: even
    n: 'modulo(?, 2) = 0'
    kind: 偶
  - id: odd
    n: 'modulo(?, 2) = 1'
needs-decision:
  - id: D1
    when: 'kind = null'
    says: 没有名称
""",
    "broken": """\
kind: calculation
id: broken
title: 没有结果
inputs:
  - key: n
    type: number
  - key: m
    type: number
    optional: true
steps:
  - key: ratio
    type: number
    formula: '1 / n'
  - key: days
    type: number
    formula: 'staff days(n)'
outputs: [ratio, days]
""",
    "overlapping": """\
kind: decision-table
id: overlapping
title: 由取法定
hit:
  reading: overlap
  higher: collect max
  lower: collect min
inputs:
  - key: n
    type: integer
outputs:
  - key: days
    type: number
rows:
  - id: a
    n: '<= 50'
    days: 3
  - id: b
    n: '>= 50'
    days: 4
""",
    "typed": """\
kind: calculation
id: typed
title: 各种类型
inputs:
  - key: day
    name: 日期
    type: date
  - key: yes
    name: 是否
    type: boolean
  - key: word
    name: 词
    type: string
    values: [甲, 乙]
    note: 甲、乙两种
  - key: figure
    name: 数
    type: number
    default: 1.5
steps:
  - key: year
    type: number
    formula: 'day.year'
  - key: later
    type: boolean
    formula: 'as_of > day'
  - key: all
    type: context
    formula: '{"日": day, "否": not(yes), "词": [word, figure]}'
outputs: [year, later, all]
""",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder = tmp_path_factory.mktemp("packs") / "demo"
    folder.mkdir()
    files = {"document": READINGS, "days": DAYS, "time": TIME, "nested": NESTED}
    files |= OTHERS
    for hit in POLICIES:
        name = "policy-" + hit.replace(" ", "-")
        files[name] = RANKED.format(name=name, hit=hit)
    for hit in FOLDS:
        name = "fold-" + hit.replace(" ", "-")
        files[name] = FIGURES.format(name=name, hit=hit)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return ruleengine.load(folder.parent, as_of="2026-11-20")


def _found(result: Result) -> list[tuple[str, str]]:
    return [(f.rule.removeprefix("demo/"), f.reason) for f in result.findings]


class TestResults:
    @pytest.mark.parametrize(
        ("staff", "days"), [(1, "0"), (19, "0"), (20, "0.5"), (49, "0.5"), (50, "1")]
    )
    def test_a_table_answers_at_both_sides_of_every_edge(
        self, rules: Ruleset, staff: int, days: str
    ) -> None:
        result = rules.compute("demo/staff-days", {"staff": staff})
        assert result.ok
        assert result.value == Decimal(days)
        assert result.to_dict()["outputs"] == {"days": days, "needs_decision": []}

    def test_a_calculation_gives_its_outputs_in_order(self, rules: Ruleset) -> None:
        result = rules.compute("demo/site-time", {"staff": 30, "studies": 2})
        assert result.to_dict()["outputs"] == {
            "total": "1.166666666666666666666666666666667",
            "planned": "1.5",
            "yuan": "3500.00",
            "needs_decision": [],
        }

    def test_lists_of_items_are_taken_with_their_defaults(self, rules: Ruleset) -> None:
        sites = [{"staff": 50}, {"staff": 50, "cut": "0.5"}]
        result = rules.compute(
            "demo/site-time", {"staff": 1, "studies": 0, "sites": sites}
        )
        assert result.value == Decimal("1.5")

    def test_names_in_chinese_do_as_well_as_keys(self, rules: Ruleset) -> None:
        assert rules.compute("demo/staff-days", {"员工人数": "50"}).value == 1

    def test_a_decision_calls_another_by_position_and_by_name(
        self, rules: Ruleset
    ) -> None:
        result = rules.compute("demo/two-sites", {"staff": 50})
        assert result.value == Decimal("3.333333333333333333333333333333333")

    def test_every_type_comes_and_goes(self, rules: Ruleset) -> None:
        result = rules.compute(
            "demo/typed", {"day": "20260131", "yes": "true", "word": "甲"}
        )
        assert result.to_dict()["outputs"] == {
            "year": "2026",
            "later": True,
            "all": {"日": "2026-01-31", "否": False, "词": ["甲", "1.5"]},
            "needs_decision": [],
        }

    def test_what_people_must_decide_is_said(self, rules: Ruleset) -> None:
        result = rules.compute("demo/site-time", {"staff": 1001})
        assert result.ok
        assert result.outputs["needs_decision"] == ["人数很多"]
        spoken = result.to_dict(("en",))["outputs"]
        assert spoken["needs_decision"] == ["very many staff"]
        assert [t.en for t in result.computation.needs_decision] == ["very many staff"]

    def test_a_null_that_a_table_means_is_no_fault(self, rules: Ruleset) -> None:
        result = rules.compute("demo/tested", {"n": 3})
        assert result.ok
        assert result.outputs == {"kind": None, "needs_decision": ["没有名称"]}
        assert rules.compute("demo/tested", {"n": 4}).value == "偶"

    @pytest.mark.parametrize(
        ("day", "n", "fee"),
        [("2025-12-31", 1, 1), ("2026-01-01", 1, 2), ("2026-01-01", 0, 7)],
    )
    def test_rows_hold_from_and_until_their_dates(
        self, rules: Ruleset, day: str, n: int, fee: int
    ) -> None:
        assert rules.compute("demo/dated", {"n": n}, as_of=day).value == fee


POLICY_RESULTS: list[tuple[str, int, str, Any]] = [
    ("unique", 4, "A", "低"),
    ("any", 9, "C", "低"),
    ("first", 8, "A", "低"),
    ("priority", 8, "A", "高"),
    ("rule order", 8, "A", ["低", "高", "低"]),
    ("output order", 8, "A", ["高", "低", "低"]),
    ("rule order", 99, "A", []),
]
FOLD_RESULTS: list[tuple[str, int, Any]] = [
    ("collect", 10, [3, 4, 4]),
    ("collect sum", 10, 11),
    ("collect min", 10, 3),
    ("collect max", 10, 4),
    ("collect count", 10, 3),
    ("collect count", 9, 1),
]


class TestHitPolicies:
    @pytest.mark.parametrize(("hit", "n", "kind", "level"), POLICY_RESULTS)
    def test_each_policy_picks_its_rows(
        self, rules: Ruleset, hit: str, n: int, kind: str, level: object
    ) -> None:
        name = f"demo/policy-{hit.replace(' ', '-')}"
        result = rules.compute(name, {"n": n, "kind": kind})
        assert result.ok
        assert result.value == level

    @pytest.mark.parametrize(("hit", "n", "days"), FOLD_RESULTS)
    def test_each_fold_makes_one_figure(
        self, rules: Ruleset, hit: str, n: int, days: object
    ) -> None:
        name = f"demo/fold-{hit.replace(' ', '-')}"
        assert rules.compute(name, {"n": n}).value == days

    @pytest.mark.parametrize(
        ("hit", "n", "word"),
        [("unique", 8, "几行"), ("any", 8, "不同"), ("first", 99, "没有")],
    )
    def test_rows_that_disagree_or_lack_are_said(
        self, rules: Ruleset, hit: str, n: int, word: str
    ) -> None:
        result = rules.compute(f"demo/policy-{hit}", {"n": n, "kind": "A"})
        assert not result.ok
        assert _found(result) == [(f"policy-{hit}.undecided", "undecided")]
        fault = result.findings[0].by.fault
        assert fault is not None
        assert word in fault.zh
        assert result.outputs == {"level": None, "needs_decision": None}

    @pytest.mark.parametrize(("choice", "days"), [("higher", 4), ("lower", 3)])
    def test_a_reading_chooses_the_policy(
        self, rules: Ruleset, choice: str, days: int
    ) -> None:
        result = rules.compute(
            "demo/overlapping", {"n": 50}, readings={"overlap": choice}
        )
        assert result.value == days
        assert result.readings == {"demo/overlap": choice}
        assert result.steps[0].row == ("b" if choice == "higher" else "a")


BAD_INPUTS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, [("site-time.staff.required", "missing")]),
    ({"staff": ""}, [("site-time.staff.required", "missing")]),
    ({"staff": 0}, [("site-time.staff.domain", "out-of-range")]),
    ({"staff": 2.5}, [("site-time.staff.format", "not-an-integer")]),
    ({"staff": "2.50"}, [("site-time.staff.format", "not-an-integer")]),
    ({"staff": "many"}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": True}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": float("nan")}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": Decimal("Infinity")}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": 10**700}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": Decimal("1E+999999")}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": 10**15}, [("site-time.staff.format", "integer-digits")]),
    ({"staff": Decimal("1E+400")}, [("site-time.staff.format", "integer-digits")]),
    ({"staff": Decimal("sNaN")}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": object()}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": [1]}, [("site-time.staff.format", "not-a-number")]),
    ({"staff": 1, "studies": 91}, [("site-time.R1", "false")]),
    ({"staff": 1, "studys": 3}, [("site-time.studys.unknown-field", "key")]),
    ({"staff": 1, "sites": "x"}, [("site-time.sites.format", "type")]),
    ({"staff": 1, "sites": [1]}, [("site-time.sites.format", "type")]),
    (
        {"staff": 1, "sites": [{"staff": 1}, {"staff": 0, "cut": 0.6, "x": 1}]},
        [
            ("site-time.sites.x.unknown-field", "key"),
            ("site-time.sites.staff.domain", "out-of-range"),
            ("site-time.sites.cut.domain", "out-of-range"),
        ],
    ),
]
NO_NAMES: list[object] = [5, "x", [1], b"x", {1}]
TYPED: dict[str, object] = {"day": "2026-01-31", "yes": True, "word": "甲"}
BAD_TYPES: list[tuple[dict[str, Any], tuple[str, str], str | None]] = [
    ({"day": "2026-02-30"}, ("typed.day.format", "date"), None),
    ({"day": "next week"}, ("typed.day.format", "date"), None),
    ({"yes": "是"}, ("typed.yes.format", "not-boolean"), "1"),
    ({"yes": 2}, ("typed.yes.format", "not-boolean"), None),
    ({"word": "丙"}, ("typed.word.domain", "not-listed"), None),
    ({"word": 3.5}, ("typed.word.format", "string"), None),
    ({"figure": "１２"}, ("typed.figure.format", "not-a-number"), "12"),
    ({"figure": " 12"}, ("typed.figure.format", "not-a-number"), "12"),
    ({"figure": "1e5"}, ("typed.figure.format", "not-a-number"), None),
]


class TestInputs:
    def test_a_value_that_is_none_of_the_listed_comes_with_what_they_mean(
        self, rules: Ruleset
    ) -> None:
        (finding,) = rules.compute("demo/typed", {**TYPED, "word": "丙"}).findings
        assert finding.params["note"] == "甲、乙两种"

    @pytest.mark.parametrize("inputs", NO_NAMES)
    def test_inputs_without_names_are_a_finding(
        self, rules: Ruleset, inputs: Any
    ) -> None:
        result = rules.compute("demo/site-time", inputs)
        assert [(f.by.id, f.reason) for f in result.findings] == [
            ("demo/site-time.format", "no-names")
        ]
        assert not result.ok
        assert set(result.outputs.values()) == {None}

    @pytest.mark.parametrize(("inputs", "expected"), BAD_INPUTS)
    def test_bad_input_gives_findings_and_no_figure(
        self, rules: Ruleset, inputs: dict[str, Any], expected: list[tuple[str, str]]
    ) -> None:
        result = rules.compute("demo/site-time", inputs)
        assert not result.ok
        assert _found(result) == expected
        assert set(result.outputs.values()) == {None}
        assert result.steps == ()

    @pytest.mark.parametrize(("change", "expected", "fix"), BAD_TYPES)
    def test_a_value_of_another_type_is_a_finding(
        self,
        rules: Ruleset,
        change: dict[str, Any],
        expected: tuple[str, str],
        fix: str | None,
    ) -> None:
        result = rules.compute("demo/typed", {**TYPED, **change})
        assert _found(result) == [expected]
        found = result.findings[0].fix
        assert (found.value if found else None) == fix

    @pytest.mark.parametrize(
        "day",
        [
            "20260131",
            20260131,
            Decimal(20260131),  # as the command line and json have it
            20260131.0,  # as a frame with gaps has it
            dt.date(2026, 1, 31),
            dt.datetime(2026, 1, 31, 8),  # noqa: DTZ001  a submitted value has no zone
        ],
    )
    def test_a_date_may_be_written_in_several_ways(
        self, rules: Ruleset, day: object
    ) -> None:
        assert rules.compute("demo/typed", {**TYPED, "day": day}).value == 2026

    def test_an_unknown_name_comes_with_its_near_miss(self, rules: Ruleset) -> None:
        result = rules.compute("demo/site-time", {"staff": 1, "studys": 3})
        assert result.findings[0].params["near"] == ("studies",)

    def test_an_input_under_both_of_its_names_is_a_finding(
        self, rules: Ruleset
    ) -> None:
        result = rules.compute("demo/staff-days", {"staff": 10, "员工人数": 60})
        assert _found(result) == [("staff-days.staff.format", "given-twice")]
        assert result.value is None
        said = result.to_dict()["findings"][0]["message"]
        assert said["zh"].startswith("员工人数给了两次")
        assert said["en"].startswith("员工人数 is given twice")

    def test_the_item_of_a_list_is_counted_from_one(self, rules: Ruleset) -> None:
        inputs = {"staff": 1, "sites": [{"staff": 1}, {}]}
        result = rules.compute("demo/site-time", inputs)
        assert [f.record for f in result.findings] == [2]

    @pytest.mark.parametrize(
        ("n", "word"), [(0, "0"), (2000000, None), (0.5, "员工人数")]
    )
    def test_a_null_of_an_error_is_a_finding_with_its_reason(
        self, rules: Ruleset, n: float, word: str | None
    ) -> None:
        result = rules.compute("demo/broken", {"n": n})
        if word is None:
            assert result.ok
        else:
            assert {rule for rule, _ in _found(result)} == {"broken.undecided"}
            faults = [f.by.fault.zh for f in result.findings if f.by.fault]
            assert any(word in fault for fault in faults)

    @pytest.mark.parametrize(
        ("note", "staff", "fires"),
        [("x", 5, True), ("2026-01-01", 5, False), (None, 5, False), ("x", 200, False)],
    )
    def test_what_is_required_and_cannot_be_told_stands_in_the_way(
        self, note: str | None, staff: int, *, fires: bool, load_pack: PackWriter
    ) -> None:
        when = "when: 'staff < 100'\n    must: 'date(note) > date(\"2020-01-01\")'"
        rules = load_pack(
            document=READINGS,
            days=DAYS,
            time=TIME.replace("must: 'studies <= 90'", when),
        )
        result = rules.compute("demo/site-time", {"staff": staff, "note": note})
        assert result.ok is not fires
        assert _found(result) == ([("site-time.R1", "undecided")] if fires else [])
        (many,) = rules.compute_many("demo/site-time", [{"staff": staff, "note": note}])
        assert (many is None) is fires

    @pytest.mark.parametrize(
        ("staff", "word"), [(0, "“现场时间”的“员工人数”不能是"), (95, "项目太多")]
    )
    def test_a_called_calculation_refuses_what_it_cannot_use(
        self, rules: Ruleset, staff: int, word: str
    ) -> None:
        result = rules.compute("demo/caller", {"staff": staff})
        assert _found(result) == [("caller.undecided", "undecided")]
        fault = result.findings[0].by.fault
        assert fault is not None
        assert word in fault.zh


class TestDerivation:
    def test_a_called_table_stands_before_the_step_that_called_it(
        self, rules: Ruleset
    ) -> None:
        result = rules.compute("demo/site-time", {"staff": 30})
        names = [step.name for step in result.steps]
        assert names[:3] == ["staff-days", "staff_days", "study_days"]
        assert result.steps[0].to_dict() == {
            "name": "staff-days",
            "value": "0.5",
            "unit": "天",
            "formula": None,
            "inputs": {"staff": "30"},
            "row": "r2",
            "clauses": ["D-1-2"],
            "title": "人数天数",
            "symbol": "T",
            "decision": "demo/staff-days",
        }

    def test_a_step_names_its_formula_inputs_and_clause(self, rules: Ruleset) -> None:
        result = rules.compute("demo/site-time", {"staff": 30})
        step = next(step for step in result.steps if step.name == "study_days")
        assert step.formula == "studies / 3"
        assert step.inputs == {"studies": Decimal(1)}
        assert step.clauses == ("D-2-1",)
        assert step.row is None

    def test_a_step_that_does_not_apply_is_left_out(self, rules: Ruleset) -> None:
        without = rules.compute("demo/site-time", {"staff": 30})
        with_it = rules.compute("demo/site-time", {"staff": 30, "note": "x"})
        assert "extra" not in [step.name for step in without.steps]
        assert "extra" in [step.name for step in with_it.steps]

    def test_the_steps_of_a_called_calculation_bear_its_id(
        self, rules: Ruleset
    ) -> None:
        names = [s.name for s in rules.compute("demo/two-sites", {"staff": 50}).steps]
        assert "site-time.total" in names
        assert names[-1] == "both"
        assert names.count("staff-days") == 1

    @pytest.mark.parametrize(
        ("choice", "planned"),
        [("up-half", "1"), ("none", "0.6666666666666666666666666666666667")],
    )
    def test_the_readings_used_are_told(
        self, rules: Ruleset, choice: str, planned: str
    ) -> None:
        result = rules.compute(
            "demo/site-time", {"staff": 1, "studies": 2}, readings={"rounding": choice}
        )
        assert result.to_dict()["outputs"]["planned"] == planned
        assert result.readings == {"demo/rounding": choice}

    def test_a_reading_that_decided_nothing_is_not_told(self, rules: Ruleset) -> None:
        assert rules.compute("demo/site-time", {"staff": 0}).readings == {}

    def test_a_caller_depends_on_the_readings_of_what_it_calls(
        self, rules: Ruleset
    ) -> None:
        result = rules.compute("demo/two-sites", {"staff": 1})
        assert result.readings == {"demo/rounding": "up-half"}


class TestManyAtOnce:
    @staticmethod
    def _many(rules: Ruleset, name: str, inputs: list[dict[str, Any]]) -> list[Any]:
        pack = rules.packs()["demo"].decisions
        day = dt.date(2026, 11, 20)
        return BareAnswers(pack.decisions[name], pack, {}, day).of_all(inputs)

    @settings(max_examples=60, deadline=None)
    @given(staff=st.integers(-5, 200) | st.just("30") | st.none() | st.booleans())
    def test_many_inputs_get_the_answers_of_single_ones(
        self, rules: Ruleset, staff: object
    ) -> None:
        single = rules.compute("demo/staff-days", {"staff": staff})
        many = self._many(rules, "demo/staff-days", [{"staff": staff}, {}])
        assert many == [(single.value,) if single.ok else None, None]

    def test_what_is_no_set_of_inputs_has_no_answer(self, rules: Ruleset) -> None:
        inputs: list[Any] = [None, "staff", {"staff": 10}]
        assert rules.compute_many("demo/staff-days", inputs)[:2] == [None, None]

    @pytest.mark.parametrize("staff", [10**15, 10**30])
    def test_a_number_of_too_many_digits_has_no_answer(
        self, rules: Ruleset, staff: int
    ) -> None:
        assert not rules.compute("demo/staff-days", {"staff": staff}).ok
        assert rules.compute_many("demo/staff-days", [{"staff": staff}]) == [None]

    @pytest.mark.parametrize(
        "name", ["only", "parity", "listed", "overlapping", "dated", "fold-collect"]
    )
    def test_every_kind_of_table_answers_many_as_it_answers_one(
        self, rules: Ruleset, name: str
    ) -> None:
        inputs = [{"n": n} for n in (-1, 0, 1, 2, 3, 49, 50, 51)]
        single = [rules.compute(f"demo/{name}", each) for each in inputs]
        expected = [(one.value,) if one.ok else None for one in single]
        assert self._many(rules, f"demo/{name}", inputs) == expected

    def test_a_calculation_answers_many_too(self, rules: Ruleset) -> None:
        inputs = [
            {"staff": 30, "studies": 3},
            {"staff": 0},
            {"staff": 1, "studies": 99},
        ]
        many = self._many(rules, "demo/site-time", inputs)
        assert many[0] == (Decimal("1.5"), Decimal("1.5"), Decimal("4500.00"))
        assert many[1:] == [None, None]

    def test_an_error_in_a_formula_is_no_answer(self, load_pack: PackWriter) -> None:
        rules = load_pack(ratio=RATIO)
        inputs = [{"a": 1, "b": 0}, {"a": 1, "b": 2}]
        assert [rules.compute("demo/ratio", each).ok for each in inputs] == [
            False,
            True,
        ]
        assert rules.compute_many("demo/ratio", inputs) == [None, (Decimal("0.5"),)]

    def test_who_changes_an_answer_changes_no_other(
        self, load_pack: PackWriter
    ) -> None:
        rules = load_pack(more=LISTED, calc=COUNTED)
        answers = rules.compute_many("demo/listed", [{"n": 1}, {"n": 2}])
        assert answers == [(["a"],), (["a"],)]
        (levels,) = answers[0] or ()
        levels.append("b")
        assert answers[1] == (["a"],)
        step = rules.compute("demo/counted", {}).steps[0]
        step.inputs["more"].append("b")
        assert rules.compute("demo/counted", {}).value == 0

    def test_two_inputs_are_looked_up_in_the_table(self, rules: Ruleset) -> None:
        many = self._many(rules, "demo/policy-first", [{"n": 8, "kind": "A"}, {"n": 8}])
        assert many == [("低",), None]
