"""Records in memory: whatever a caller may hand over is told, and keeps its number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.base.finding import Finding

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Kind

TABLES = {
    "t1": """\
kind: field-table
id: T1
title: 表1 计划
fields:
  - {no: 1, key: month, name: 月份, format: YYYYMM, required: always}
""",
    "t2": """\
kind: field-table
id: T2
title: 表2 结果
fields:
  - {no: 1, key: month, name: 月份, format: YYYYMM, required: optional}
  - {no: 2, key: count, name: 个数, format: n..4, required: optional}
  - {no: 3, key: yes, name: 是否, format: boolean, required: optional}
checks:
  - id: C1
    must: '是否 or (some x in [1] satisfies x = null)'
unique:
  - {id: U1, fields: [month]}
references:
  - {id: R1, fields: [month], table: T1, target: [month]}
""",
}


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(**TABLES)


def _told(rules: Ruleset, *records: Any) -> list[tuple[int | None, str, str]]:
    report = rules.check({"T1": [{"month": "202601"}], "T2": list(records)})
    return [
        (f.record, f.rule.removeprefix("demo/T2"), f.reason) for f in report.findings
    ]


class OfFloat(float):
    """A number that writes itself otherwise, as those of NumPy do."""

    def __repr__(self) -> str:
        return f"float64({float(self)})"


class NoTime(dt.datetime):
    """No time at all, as pandas has it: unequal to itself, without a day."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = dt.datetime.__hash__

    def date(self) -> dt.date:
        return self


class NoTruth:
    """Compares, but not with yes or no, as arrays do."""

    def __eq__(self, other: object) -> Any:
        return self

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise ValueError


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"1", "is of the Python type bytes and"),
        (object(), "is of the Python type object and"),
        (dt.time(1), "is of the Python type datetime.time and"),
        ((1,), "is an array (in brackets);"),
    ],
)
def test_what_is_no_value_is_told_by_its_name(
    rules: Ruleset, value: object, told: str
) -> None:
    report = rules.check({"T2": [{"count": value}]}).to_dict("en")
    assert told in report["findings"][0]["message"]["en"]


def test_a_reference_over_months_finds_the_month(rules: Ruleset) -> None:
    told = _told(rules, {"month": "202601"}, {"month": "202602"}, {"month": 202601})
    assert told == [(2, ".R1", "missing"), (3, ".U1", "duplicate")]


@pytest.mark.parametrize("before", [0, 1, 600])
def test_records_after_something_else_keep_their_numbers(
    rules: Ruleset, before: int
) -> None:
    records: list[Any] = [{"count": "1"}] * before + [
        "junk",
        None,
        {"count": "x"},
        [],
        {"count": "y"},
    ]
    assert _told(rules, *records) == [
        (before + 1, ".unreadable", "not-a-record"),
        (before + 2, ".unreadable", "not-a-record"),
        (before + 3, "-02.format", "not-a-number"),
        (before + 4, ".unreadable", "not-a-record"),
        (before + 5, "-02.format", "not-a-number"),
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (OfFloat(12), []),
        (OfFloat(1.5), [(1, "-02.format", "not-an-integer")]),
        (NoTime(2026, 1, 5), [(1, "-02.unreadable", "foreign-value")]),
        (NoTruth(), [(1, "-02.unreadable", "foreign-value")]),
        (["1"], [(1, "-02.unreadable", "nested-value")]),
        ({"1": "1"}, [(1, "-02.unreadable", "nested-value")]),
        (b"1", [(1, "-02.unreadable", "foreign-value")]),
        (Decimal("NaN"), [(1, "-02.unreadable", "non-finite")]),
    ],
)
def test_values_of_other_classes_are_read_or_told(
    rules: Ruleset, value: object, told: list[tuple[int, str, str]]
) -> None:
    assert _told(rules, {"count": value}) == told


def test_neighbours_have_no_say_in_a_condition_that_speaks_of_null(
    rules: Ruleset,
) -> None:
    yes, no = {"yes": "1"}, {"yes": "0"}
    assert _told(rules, no) == [(1, ".C1", "false")]
    assert _told(rules, yes, no) == [(2, ".C1", "false")]


def test_findings_can_be_kept_in_a_set(rules: Ruleset) -> None:
    found = rules.check({"T2": [{"count": "x"}, {"count": "x"}]}).findings
    assert len({*found, *found}) == len(found) == 2


def test_what_the_reader_found_is_looked_at_once_when_findings_are_streamed(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def counted(finding: Finding) -> Kind:
        nonlocal asked
        asked += 1
        return finding.by.kind

    def looked_at(count: int) -> int:
        nonlocal asked
        asked = 0
        records = [{f"strange {number}": ""} for number in range(count)]
        rules.check({"T1": records}, each=lambda _: None)
        return asked

    monkeypatch.setattr(Finding, "kind", property(counted))
    assert looked_at(200) < 2.5 * looked_at(100)
