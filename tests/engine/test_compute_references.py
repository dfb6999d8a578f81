"""Inputs held against formats, code lists and identifiers; what formulas may call."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import DOCUMENT

import ruleengine
from ruleengine.engine.derivation import figure, plain
from ruleengine.feel.temporal import Date

if TYPE_CHECKING:
    from ruleengine.api.results import Result
    from ruleengine.api.ruleset import Ruleset

CODES = """\
kind: code-list
id: kind-of-thing
title: 种类
levels: [大类, 小类]
codes:
  - code: "A"
    name: 大类甲
    level: 大类
    status: category
  - code: "A1"
    name: 甲一
    parent: "A"
    printed: 甲二
  - code: "A2"
    name: 甲二
    status: surplus
"""

MARK = """\
kind: identifier
id: thing-mark
title: 编号
parts:
  - key: letter
    format: a1
  - key: figure
    format: n2
checks:
  - id: C1
    must: 'number(figure) > 10'
    fault: 数太小
    on: [figure]
"""

HELD = """\
kind: calculation
id: held
title: 有参照的输入
inputs:
  - key: thing
    name: 种类
    type: string
    codes: kind-of-thing
  - key: mark
    name: 编号
    type: string
    identifier: thing-mark
  - key: text
    name: 文字
    type: string
    format: an..4
    optional: true
  - key: place
    name: 地点
    type: context
    optional: true
    items:
      - key: city
        name: 城市
        type: string
  - key: loose
    name: 随意
    type: context
    optional: true
  - key: figures
    name: 数列
    type: list
    default: []
steps:
  - key: name
    type: string
    formula: 'kind of thing(thing).name'
  - key: printed
    type: string
    formula: 'kind of thing(thing).printed'
  - key: parents
    type: list
    formula: 'kind of thing(thing).parents'
  - key: figure
    type: string
    formula: 'thing mark(mark).figure'
  - key: nothing
    type: boolean
    formula: 'thing mark("A05") = null and thing mark("x") = null and kind of thing("Z") = null'
  - key: city
    type: string
    formula: 'if place = null then null else place.city'
  - key: total
    type: number
    formula: 'sum(figures)'
  - key: inner
    type: context
    formula: 'boxes([1, 2], {"a": 1})'
outputs: [name, printed, parents, figure, nothing, city, total, inner]
"""


TABLE = """\
kind: decision-table
id: choices
title: 各种列
hit: first
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
outputs:
  - key: text
    type: string
  - key: limit
    type: date
  - key: done
    type: boolean
rows:
  - id: a
    day: '< date("2026-01-01")'
    text: 早
    limit: 2025-12-31
    done: true
  - id: b
    yes: true
    word: [甲, 乙]
    text: 晚
    limit: null
    done: false
  - id: c
    word: 甲
    text: 其余
    limit: null
    done: false
"""

NUMBERS = """\
kind: decision-table
id: shares
title: 小数
inputs:
  - key: share
    name: 比例
    type: number
    covers: '[0..1]'
outputs:
  - key: grade
    type: string
rows:
  - id: low
    share: '< 0.5'
    grade: 低
  - id: high
    share: '>= 0.5'
    grade: 高
"""

BOXES = """\
kind: calculation
id: boxes
title: 列表和键值
inputs:
  - key: list
    type: list
  - key: box
    type: context
steps:
  - key: both
    type: context
    formula: '{"list": list, "box": box}'
outputs: [both]
"""

CALLER = """\
kind: calculation
id: caller
title: 调用
inputs:
  - key: share
    type: number
    optional: true
  - key: item
    type: context
    optional: true
  - key: day
    type: date
    optional: true
steps:
  - key: grade
    type: string
    formula: 'shares(share)'
  - key: text
    type: string
    formula: 'choices(day, true, "甲").text'
  - key: thing
    type: string
    formula: 'held(thing: "A1", mark: "A12").name'
  - key: missing
    type: string
    when: 'share = 9'
    formula: 'held(thing: null, mark: "A12").name'
needs-decision:
  - id: D1
    when: 'share = 1'
    says: 满了
outputs: [grade, text, thing, missing]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder = tmp_path_factory.mktemp("packs") / "demo"
    folder.mkdir()
    files = {
        "document": DOCUMENT,
        "codes": CODES,
        "mark": MARK,
        "held": HELD,
        "choices": TABLE,
        "shares": NUMBERS,
        "caller": CALLER,
        "boxes": BOXES,
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return ruleengine.load(folder.parent, as_of="2026-11-20")


def _found(result: Result) -> list[tuple[str, str, str]]:
    return [
        (f.rule.removeprefix("demo/"), f.reason, f.severity) for f in result.findings
    ]


GOOD: dict[str, Any] = {"thing": "A1", "mark": "A12"}
CHANGES: list[tuple[dict[str, Any], list[tuple[str, str, str]]]] = [
    ({"thing": "A9"}, [("held.thing.code", "unknown", "error")]),
    ({"thing": "A"}, [("held.thing.code", "category", "error")]),
    ({"mark": "12"}, [("held.mark.identifier", "structure", "error")]),
    ({"mark": "A05"}, [("held.mark.identifier", "structure", "error")]),
    ({"text": "abcde"}, [("held.text.format", "too-long", "error")]),
    ({"text": "abc"}, []),
    ({"place": "x"}, [("held.place.format", "type", "error")]),
    ({"place": {}}, [("held.place.city.required", "missing", "error")]),
    (
        {"place": {"城市": "京", "x": 1}},
        [("held.place.x.unknown-field", "key", "error")],
    ),
    ({"loose": 3}, [("held.loose.format", "type", "error")]),
    ({"loose": {"a": object()}}, [("held.loose.format", "type", "error")]),
    ({"figures": [object()]}, [("held.figures.format", "type", "error")]),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_an_input_is_held_against_what_it_refers_to(
    rules: Ruleset, change: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    result = rules.compute("demo/held", {**GOOD, **change})
    assert _found(result) == expected


def test_formulas_call_code_lists_and_identifiers(rules: Ruleset) -> None:
    given = {**GOOD, "place": {"city": "京"}, "loose": {"a": 1}, "figures": [1, 2.5]}
    outputs = rules.compute("demo/held", given).to_dict()["outputs"]
    assert outputs == {
        "name": "甲一",
        "printed": "甲二",
        "parents": ["A"],
        "figure": "12",
        "nothing": True,
        "city": "京",
        "total": "3.5",
        "inner": {"list": ["1", "2"], "box": {"a": "1"}},
        "needs_decision": [],
    }


def test_a_code_with_a_warning_still_gives_a_result(rules: Ruleset) -> None:
    result = rules.compute("demo/held", {**GOOD, "thing": "A2"})
    assert _found(result) == [("held.thing.code", "surplus", "warning")]
    assert result.ok
    assert result.value == "甲二"


ROWS = [
    ("2025-06-01", False, "甲", "早", "2025-12-31", True),
    ("2026-06-01", True, "乙", "晚", None, False),
    ("2026-06-01", False, "甲", "其余", None, False),
]


@pytest.mark.parametrize(("day", "yes", "word", "text", "limit", "done"), ROWS)
def test_columns_of_every_type_are_matched(
    rules: Ruleset,
    day: str,
    yes: bool,  # noqa: FBT001  a column of the table above
    word: str,
    text: str,
    limit: str | None,
    done: bool,  # noqa: FBT001  a column of the table above
) -> None:
    result = rules.compute("demo/choices", {"day": day, "yes": yes, "word": word})
    outputs = result.to_dict()["outputs"]
    assert outputs == {
        "text": text,
        "limit": limit,
        "done": done,
        "needs_decision": [],
    }


def test_a_year_beyond_the_calendar_matches_no_row(rules: Ruleset) -> None:
    day = Date(99_999, 1, 1)
    result = rules.compute("demo/choices", {"day": day, "yes": False, "word": "乙"})
    assert [f.rule for f in result.findings] == ["demo/choices.undecided"]


CALLS: list[tuple[dict[str, Any], str | None]] = [
    ({"share": 0.2, "day": "2025-01-01"}, None),
    ({"share": 1.5, "day": "2025-01-01"}, "比例"),
    ({"share": 9, "day": "2025-01-01"}, "比例"),
    ({"share": 1}, None),
]


@pytest.mark.parametrize(("given", "word"), CALLS)
def test_a_called_table_refuses_what_it_does_not_cover(
    rules: Ruleset, given: dict[str, Any], word: str | None
) -> None:
    result = rules.compute("demo/caller", given)
    faults = [f.by.fault.zh for f in result.findings if f.by.fault]
    assert result.ok is (word is None)
    assert all(word and word in fault for fault in faults)


FIGURES = [
    ("5.750", None, "5.75"),
    ("2.0", None, "2"),
    ("100", None, "100"),
    ("1E+3", None, "1000"),
    ("-0.00", None, "0"),
    ("23000", 2, "23000.00"),
    ("9666.67", 2, "9666.67"),
    ("1.005", 2, "1.005"),
    ("4", 0, "4"),
]


@pytest.mark.parametrize(("value", "decimals", "text"), FIGURES)
def test_a_figure_is_written_plainly(
    value: str, decimals: int | None, text: str
) -> None:
    assert figure(Decimal(value), decimals) == text


def test_every_value_has_a_plain_form() -> None:
    assert plain([Decimal(1), {"a": None, "b": True}, Date(2026, 1, 2)]) == [
        "1",
        {"a": None, "b": True},
        "2026-01-02",
    ]
