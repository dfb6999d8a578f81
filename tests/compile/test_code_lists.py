"""Code lists: what is accepted, how grave the rest is, what is wrong with a list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DOCUMENT

from ruleengine.base.problem import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine.compile.code_lists import Codes

DAY = dt.date(2026, 11, 20)

SURPLUS = (
    DOCUMENT
    + """\
  - name: surplus-codes
    title: 多印的代码
    default: warn
    choices:
      - choice: warn
        says: 提醒
      - choice: reject
        says: 不接受
    why: 示例
"""
)

UNITS = """\
kind: code-list
id: unit
title: 单元
levels: [大类, 小类]
shape: 'an4(an"-"n)'
statuses:
  - status: surplus
    severity:
      reading: surplus-codes
      warn: warning
      reject: error
    says: 没有名称
  - status: strange
    severity: warning
codes:
  - code: "A1"
    name: 大类甲
    level: 大类
    status: category
  - code: "A1-1"
    name: 蜂蜜
    parent: "A1"
    aliases: [蜜]
  - code: "A1-2"
    name: 蜂王浆
    parent: "A1"
    printed: 花粉
  - code: "A1-3"
    name: 花粉
    parent: "A1"
  - code: "A1-4"
    parent: "A1"
    status: surplus
  - code: "A1-5"
    name: 旧
    status: retired
  - code: "A1-6"
    name: 存疑
    status: doubtful
  - code: "A1-7"
    name: 未来
    from: 2030-01-01
  - code: "A1-8"
    name: 过去
    until: 2020-12-31
  - code: "A1-9"
    name: 别的状态
    status: strange
not-listed:
  - name: 蜂胶
    instead: "A1-3"
"""


@pytest.fixture
def units(load_pack: PackWriter) -> Codes:
    return load_pack(document=SURPLUS, unit=UNITS).codes("demo/unit")


def test_a_code_is_a_mapping_of_four_things(units: Codes) -> None:
    assert units["A1-1"] == {
        "code": "A1-1",
        "name": "蜂蜜",
        "status": "current",
        "parents": ["A1"],
    }


def test_a_name_that_no_file_can_have_is_told(load_pack: PackWriter) -> None:
    listed = 'kind: code-list\nid: unit\ntitle: 单元\nfile: "a\\0.csv"\n'
    with pytest.raises(RulePackError, match="E101"):
        load_pack(unit=listed)


def test_headings_are_no_codes(units: Codes) -> None:
    assert "A1" not in units
    assert "A1" not in set(units)
    assert len(units) == 9
    assert units.entries["A1"].status == "category"


VERDICTS = [
    ("A1-1", None, None, ()),
    ("A1-3", None, None, ()),
    ("A1", "category", "error", ()),
    ("A1-4", "surplus", "warning", ()),
    ("A1-5", "retired", "error", ()),
    ("A1-6", "doubtful", "info", ()),
    ("A1-7", "not-yet", "error", ()),
    ("A1-8", "retired", "error", ()),
    ("A1-9", "strange", "warning", ()),
    ("蜂胶", "not-listed", "warning", ("A1-3",)),
    ("1A-1", "shape", "error", ("A1-1",)),
    ("A2-1", "unknown", "error", ("A1-1",)),
    ("蜂蜜", "shape", "error", ("A1-1",)),
    ("A1-2 花粉", "printed-pair", "warning", ("A1-3",)),
]


@pytest.mark.parametrize(("text", "reason", "severity", "near"), VERDICTS)
def test_a_text_is_judged(
    units: Codes, text: str, reason: str | None, severity: str, near: tuple[str, ...]
) -> None:
    verdict = units.judge(text, DAY, {"surplus-codes": "warn"})
    if reason is None:
        assert verdict is None
    else:
        assert verdict is not None
        assert (verdict.reason, verdict.severity) == (reason, severity)
        assert verdict.near[: len(near)] == near


def test_a_code_without_a_name_has_none(units: Codes) -> None:
    assert units["A1-4"]["name"] is None


def test_a_reading_decides_how_grave_a_status_is(units: Codes) -> None:
    verdict = units.judge("A1-4", DAY, {"surplus-codes": "reject"})
    assert verdict is not None
    assert verdict.severity == "error"
    assert verdict.says == "没有名称"


@pytest.mark.parametrize(
    ("code", "name", "reason", "severity"),
    [
        ("A1-2", "蜂王浆", None, None),
        ("A1-1", "蜜", None, None),
        ("Z9-9", "任何", None, None),
        ("A1-3", "", None, None),
        ("A1-2", "花粉", "printed-pair", "warning"),
        ("A1-2", "蜂蜜", "pair", "error"),
    ],
)
def test_a_code_and_a_name_are_judged_together(
    units: Codes, code: str, name: str, reason: str | None, severity: str | None
) -> None:
    verdict = units.judge_pair(code, name)
    found = (verdict.reason, verdict.severity) if verdict else (None, None)
    assert found == (reason, severity)


ACCEPTED = [
    ("code", "01", True),
    ("code", "甲", False),
    ("code", "一", True),
    ("name", "01", False),
    ("name", "甲", True),
    ("code-or-name", "01", True),
    ("code-or-name", "甲", True),
    ("code-or-name", "乙", False),
]


@pytest.mark.parametrize(("accepts", "text", "good"), ACCEPTED)
def test_a_list_says_whether_codes_or_names_are_submitted(
    load_pack: PackWriter,
    accepts: str,
    text: str,
    good: bool,  # noqa: FBT001  a column of the table above
) -> None:
    rules = load_pack(
        codes=f"""\
kind: code-list
id: codes
title: 表
accepts: {accepts}
codes:
  - code: "01"
    name: 甲
    aliases: [一]
"""
    )
    assert (rules.codes("codes").judge(text, DAY, {}) is None) is good


def test_a_slot_that_nobody_filled_cannot_be_asked(load_pack: PackWriter) -> None:
    rules = load_pack(slot="kind: code-list\nid: slot\ntitle: 待填\nslot: true\n")
    codes = rules.codes("slot")
    assert not codes.filled
    assert codes.judge("anything", DAY, {}) is None


PROBLEMS = [
    ('  - code: "01"\n    name: 甲\n  - code: "01"\n    name: 乙\n', "E460"),
    ('  - code: "01"\n    name: 甲\n    parent: "02"\n', "E461"),
    ('  - code: "01"\n    name: 甲\n    parent: "01"\n', "E462"),
    ('  - code: "01"\n    name: 甲\n    level: 丙\n', "E463"),
    ('  - code: "011"\n    name: 甲\nshape: n2\n', "E466"),
    ('  - code: 甲\n    name: "01"\nshape: n2\n', "E466"),
    ('  - code: "01"\n    name: 甲\n    status: retird\n', "E468"),
    ('  - code: "01"\n    name: 甲\n    from: 2026-02-30\n', "E493"),
    (
        '  - code: "01"\n    name: 甲\n    from: 2026-06-01\n    until: 2026-05-31\n',
        "E469",
    ),
    (
        '  - code: "01"\n    name: 甲\nstatuses:\n  - status: x\n    severity:\n      reading: nothing\n      a: error\n',
        "E490",
    ),
    (
        '  - code: "01"\n    name: 甲\nstatuses:\n  - status: x\n    severity:\n      reading: fixed-number\n      practical: error\n',
        "E491",
    ),
    (
        '  - code: "01"\n    name: 甲\nnot-listed:\n  - name: x\n    instead: "9"\n',
        "E461",
    ),
    ('  - code: "01"\n    name: 甲\nshape: an.2\n', "E441"),
    ('  - code: "01"\n    name: 甲\nshape: n3,2\n', "E446"),
]


@pytest.mark.parametrize(("codes", "code"), PROBLEMS)
def test_a_fault_in_a_list_is_a_problem_with_its_place(
    load_pack: PackWriter, codes: str, code: str
) -> None:
    text = f"kind: code-list\nid: c\ntitle: 表\nlevels: [甲, 乙]\ncodes:\n{codes}"
    with pytest.raises(RulePackError) as caught:
        load_pack(c=text)
    assert code in [problem.code for problem in caught.value.problems]
    assert all(problem.position.line > 1 for problem in caught.value.problems)


def test_a_row_without_a_code_is_a_problem_at_its_line(
    load_pack: PackWriter, tmp_path: Path
) -> None:
    (tmp_path / "demo").mkdir()
    rows = "code,name\n01,甲\n,乙\n"
    (tmp_path / "demo" / "c.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_pack(c="kind: code-list\nid: c\ntitle: 表\nfile: c.csv\n")
    (told,) = caught.value.problems
    assert (told.code, told.position.line) == ("E467", 3)
    assert told.position.file.endswith("c.csv")


def test_a_list_without_codes_is_a_problem(load_pack: PackWriter) -> None:
    with pytest.raises(RulePackError) as caught:
        load_pack(c="kind: code-list\nid: c\ntitle: 表\n")
    assert [problem.code for problem in caught.value.problems] == ["E464"]
