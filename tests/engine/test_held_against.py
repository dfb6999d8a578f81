"""A check tells what it counted or found in other tables, or computed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ruleengine import feel
from ruleengine.engine.told_values import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import PackWriter

PLANS = """\
kind: field-table
id: T1
title: 表1 计划
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: starts, name: 开始, format: YYYYMMDD, required: optional}
  - {no: 3, key: ends, name: 结束, format: YYYYMMDD, required: optional}
  - {no: 4, key: fee, name: 费用, format: 'n..6,2', required: optional}
  - {no: 5, key: names, name: 参数, format: an..50, required: optional}
"""

RESULTS = """\
kind: field-table
id: T2
title: 表2 结果
fields:
  - {no: 1, key: plan, name: 计划编号, format: an..20, required: always}
  - {no: 2, key: day, name: 日期, format: YYYYMMDD, required: optional}
  - {no: 3, key: amount, name: 金额, format: 'n..6,2', required: optional}
  - {no: 4, key: number, name: 个数, format: n4, required: optional}
checks:
  - id: C1
    related:
      - {name: 计划, table: T1, match: [plan]}
      - {name: 日程, table: T3, match: [plan]}
    must: '%s'
"""

P1 = {
    "plan": "P1",
    "starts": "20260301",
    "ends": "20260331",
    "fee": "800",
    "names": "铅、镉",
}
LATER = P1 | {"starts": "20260501", "ends": "20260531", "fee": "750"}
RESULT = {"plan": "P1", "day": "20260401", "amount": "1", "number": "9"}

CONDITIONS = [
    ("count(计划) = 个数", ("1",)),
    ("个数 = count(计划)", ("1",)),
    ("count(计划) = 0 or count(计划) = 个数", ("1",)),
    ("list contains(计划.fee, 金额)", ("800",)),
    ("every p in 计划 satisfies 日期 <= p.ends", ("20260331",)),
    (
        "some p in 计划 satisfies 日期 >= p.starts and 日期 <= p.ends",
        ("20260301", "20260331"),
    ),
    ("abs(金额 - sum(计划.fee)) <= 0.5", ("800",)),
    (
        (
            'some m in ["、", "，"] satisfies '
            "list contains([count(split(计划[1].names, m))], 个数)"
        ),
        ("2", "1"),
    ),
    ("count(计划) = 5 or 个数 = 金额 + 1", ("2",)),
    ("count(计划) = 5 or abs(金额 - 100 / 个数) <= 0.01", ("11.1111",)),
    ("count(计划) = 5 or 金额 > 个数", None),
    # of many records, only those that are at fault
    ("every p in 日程 satisfies 日期 <= p.ends", ("20260331",)),
    # where a demand without such a side is not met, that is what is at fault
    ("every p in 日程 satisfies p.fee = 1 and 日期 <= p.ends", None),
    ("every p in 日程 satisfies p.fee > 700 and 日期 <= p.ends", ("20260331",)),
    ("every p in 日程 satisfies p.names != null and 日期 <= p.ends", ("20260331",)),
    # another alternative may be what is at fault
    ("every p in 日程 satisfies p.starts > 日期 or p.fee = 1", None),
    ("every p in 日程 satisfies p.names = null or p.starts > 日期", ("20260301",)),
    # three sides could not be told apart
    ("金额 = sum(计划.fee) and 个数 = count(计划) and 日期 = 计划[1].ends", None),
    # what is computed of own and other values together has no other side
    ("count(计划) + 个数 < 0", None),
    ("abs(金额) < 0 or count(计划) = 5", None),
]


@pytest.mark.parametrize(("must", "against"), CONDITIONS)
def test_a_finding_tells_the_other_side(
    load_pack: PackWriter, must: str, against: tuple[str, ...] | None
) -> None:
    dates = PLANS.replace("T1", "T3").replace("表1", "表3")
    rules = load_pack(t1=PLANS, t2=RESULTS % must, t3=dates)
    (found,) = rules.check({"T1": [P1], "T2": [RESULT], "T3": [P1, LATER]}).findings
    assert found.params.get("against") == against


def test_values_stand_in_the_order_of_the_condition(load_pack: PackWriter) -> None:
    must = "every p in 计划 satisfies p.fee = 金额 and p.ends = 日期"
    rules = load_pack(t1=PLANS, t2=(RESULTS % must).replace("T3", "T1"))
    (found,) = rules.check({"T1": [P1], "T2": [RESULT]}).findings
    assert list(found.params.items()) == [
        ("金额", "1"),
        ("日期", "20260401"),
        ("against", ("800", "20260331")),
    ]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([], ()),
        ([None, [None]], ()),
        ([[Decimal(3), [Decimal("3.0"), Decimal(3)]]], ("3", "3.0")),
        ([True, False], ("1", "0")),
        ([feel.Date(2026, 3, 1)], ("20260301",)),
        ([Decimal("20.51055555555555555555")], ("20.5106",)),
        ([Decimal("1E+20")], ("100000000000000000000",)),
        ([Decimal(n) for n in range(9)], ("0", "1", "2", "3", "4", "…")),
    ],
)
def test_values_are_shown_short(values: Sequence[object], shown: Sequence[str]) -> None:
    assert texts(values) == shown


UNITS = """\
kind: field-table
id: T1
title: 表1 检查
fields:
  - {no: 1, key: plan, name: 编号, format: an..20, required: always}
  - {no: 2, key: units, name: 小类, format: an..50, required: optional}
  - {no: 3, key: topics, name: 内容, format: an..50, required: optional}
  - {no: 4, key: reason, name: 理由, format: an..50, required: optional}
checks:
  - id: C1
    related:
      - {name: 所见, table: T2, match: [plan]}
    must: '%s'
"""
SEEN = """\
kind: field-table
id: T2
title: 表2 所见
fields:
  - {no: 1, key: plan, name: 编号, format: an..20, required: always}
  - {no: 2, key: unit, name: 小类, format: an..20, required: optional}
  - {no: 3, key: more, name: 其他小类, format: an..50, required: optional}
"""
SPLIT = 'split(小类, "，")'
CONTAINED = f"every u in {SPLIT} satisfies list contains(所见.unit, u)"
HELD = f"satisfies list contains({SPLIT}, m)"
NESTED = f'every s in 所见 satisfies every m in split(s.more, "，") {HELD}'
LISTS = [
    (CONTAINED, ("B", "C")),
    (f"every u in {SPLIT} satisfies some s in 所见 satisfies s.unit = u", ("B", "C")),
    (f"every u in {SPLIT} satisfies not(list contains(所见.unit, u))", ("A",)),
    (f"count(所见) > 5 or ({CONTAINED})", ("B", "C")),
    (f"理由 != null or ({CONTAINED})", ("B", "C")),
    (f"count(所见) = 1 and ({CONTAINED})", ("B", "C")),
    (
        'every t in ["1", "2", "3"] satisfies list contains(split(内容, "，"), t)',
        ("2",),
    ),
    (NESTED, ("D", "E")),
    (f"some u in {SPLIT} satisfies u = 编号", None),
    ("every s in 所见 satisfies s.unit = 编号", None),
    (f"some s in 所见 satisfies every u in {SPLIT} satisfies u = s.unit", None),
    (f"count(所见) > 5 and (every u in {SPLIT} satisfies u != null)", None),
    ("every d in [编号, 小类] satisfies string length(d) > 9", None),
]
INSPECTED = {"plan": "P1", "units": "A，B，C", "topics": "1，3"}


@pytest.mark.parametrize(("must", "items"), LISTS)
def test_a_finding_names_the_items_of_a_list_that_fail(
    load_pack: PackWriter, must: str, items: Sequence[str] | None
) -> None:
    rules = load_pack(t1=UNITS % must, t2=SEEN)
    seen = [{"plan": "P1", "unit": "A", "more": "A，D，E"}]
    [finding] = rules.check({"T1": [INSPECTED], "T2": seen}).findings
    assert finding.params.get("against_items") == items


def test_items_do_not_hide_what_was_held_against(load_pack: PackWriter) -> None:
    """A list that is in order leaves the sentence as it is without the list."""
    must = f"count(所见) = string length(编号) and ({CONTAINED})"
    rules = load_pack(t1=UNITS % must, t2=SEEN)
    seen = [{"plan": "P1", "unit": unit} for unit in "ABC"]
    [finding] = rules.check({"T1": [INSPECTED], "T2": seen}).findings
    assert finding.params.get("against") == ("3",)
    assert "against_items" not in finding.params


def test_one_item_that_is_the_whole_value_is_not_told_twice(
    load_pack: PackWriter,
) -> None:
    rules = load_pack(t1=UNITS % CONTAINED, t2=SEEN)
    seen = [{"plan": "P1", "unit": "A"}]
    for units, is_told in (("B", False), ("A，B", True)):
        report = rules.check({"T1": [INSPECTED | {"units": units}], "T2": seen})
        [finding] = report.to_dict()["findings"]
        assert ("具体是 B" in finding["message"]["zh"]) == is_told
