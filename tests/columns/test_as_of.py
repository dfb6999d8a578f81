"""Conditions of tables that read the date of the rules, told alike in every way."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine import RulePackError
from ruleengine.report.sentence import sentence

pl = pytest.importorskip("polars")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

TABLE = """\
kind: field-table
id: T1
title: 表1 不符合
fields:
  - {no: 1, key: number, name: 编号, format: an..9, required: always}
  - {no: 2, key: due, name: 要求完成日期, format: YYYYMMDD, required: optional}
  - {no: 3, key: closed, name: 关闭日期, format: YYYYMMDD, required: optional}
  - {no: 4, key: grade, name: 程度, format: an..2, required: %s}
checks:
%s
"""
OTHER = """\
kind: field-table
id: T2
title: 表2 审核
fields:
  - {no: 1, key: number, name: 编号, format: an..9, required: always}
  - {no: 2, key: ends, name: 结束日期, format: YYYYMMDD, required: optional}
"""
DAYS = (None, "20260228", "20260301", "20260302")
RECORDS = [
    {"number": str(at), "due": due, "closed": closed, "grade": grade}
    for at, (due, closed, grade) in enumerate(product(DAYS, DAYS, (None, "重")))
]
OTHERS = [{"number": str(at), "ends": DAYS[at % 4]} for at in range(20)]
DATES = ("2026-02-28", "2026-03-01", "2026-03-02")
RELATED = "\n    related: [{name: 审核, table: T2, match: [number], where: '%s'}]"

CHECKS = [
    ("关闭日期 != null or as_of <= 要求完成日期", ""),
    ("要求完成日期 >= as_of", "关闭日期 = null"),
    ("关闭日期 <= as_of", ""),
    ("关闭日期 < as_of", "as_of > 要求完成日期"),
    ('程度 != "重"', 'as_of >= @"2026-03-01"'),
    ('程度 != "重"', 'as_of = date("2026-03-01")'),
    ("as_of.month - 要求完成日期.month > 0", ""),
    ("as_of between 要求完成日期 and 关闭日期", ""),
    ('as_of <= 要求完成日期 + duration("P1D")', "关闭日期 = null"),
    ('要求完成日期 <= @"2026-03-01"', ""),
    ("关闭日期 != null", "as_of > 要求完成日期"),
    ("(some as_of in [1, 2] satisfies as_of = 2) and 关闭日期 <= as_of", ""),
]
RELATIONS = [
    ("count(审核) = 0", "", RELATED % "ends <= as_of"),
    ("every a in 审核 satisfies a.ends <= as_of", "", RELATED % "ends != null"),
    ("count(审核[ends <= as_of]) = 0", "as_of > 要求完成日期", RELATED % "true"),
]
OBLIGATIONS = [
    "{when: 'as_of > 要求完成日期'}",
    "{when: 'as_of > 要求完成日期', otherwise: forbidden}",
    "optional, forbidden: {when: '关闭日期 > as_of'}",
]


def written(must: str, when: str, related: str = "") -> str:
    """Return a check as its author writes it."""
    guard = f"\n    when: '{when}'" if when else ""
    return f"  - id: C1{related}{guard}\n    must: '{must}'"


def told(rules: Ruleset, day: str, given: Any, **options: Any) -> list[Any]:
    """Return what is found under a date, by record."""
    report = rules.check(given, as_of=day, **options)
    assert report.outcome.as_of.isoformat() == day
    return sorted(
        (f.rule, f.record, json.dumps(dict(f.params))) for f in report.findings
    )


@pytest.mark.parametrize(("must", "when"), CHECKS)
def test_checks(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch, must: str, when: str
) -> None:
    rules = load_pack(t1=TABLE % ("optional", written(must, when)))
    judge(rules, monkeypatch)


@pytest.mark.parametrize("required", OBLIGATIONS)
def test_obligations(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch, required: str
) -> None:
    check = written("关闭日期 != null or as_of <= 要求完成日期", "")
    judge(load_pack(t1=TABLE % (required, check)), monkeypatch)


@pytest.mark.parametrize(("must", "when", "related"), RELATIONS)
def test_related_records(
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
    must: str,
    when: str,
    related: str,
) -> None:
    table = TABLE % ("optional", written(must, when, related))
    judge(load_pack(t1=table, t2=OTHER), monkeypatch, T2=OTHERS)


def test_references(load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = (
        "references:\n  - {id: R1, fields: [number], table: T2, where: 'ends <= as_of'}"
    )
    table = TABLE % ("optional", written("true", "") + f"\n{reference}")
    judge(load_pack(t1=table, t2=OTHER), monkeypatch, T2=OTHERS)


def judge(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch, **others: list[dict[str, Any]]
) -> None:
    """Hold rows, one by one and many, against columns, under several dates."""
    given = {"T1": RECORDS, **others}
    frames = {table: pl.DataFrame(records) for table, records in given.items()}
    found = []
    for day in DATES:
        monkeypatch.setenv("RULEENGINE_BULK", "0")
        rows = told(rules, day, given)
        batches = told(rules, day, frames)
        monkeypatch.setenv("RULEENGINE_BULK", "1")
        assert rows == batches == told(rules, day, frames)
        found += rows
    assert found


def test_where_batches_are_spread(load_pack: PackWriter, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from ruleengine import arrow

    must, when = CHECKS[0]
    rules = load_pack(t1=TABLE % ("optional", written(must, when)))
    for day in DATES[1:]:
        batch = pa.RecordBatch.from_pylist(RECORDS)
        made = arrow.check_batches([batch], table="T1", rules=str(tmp_path), as_of=day)
        rows = [row for part in made for row in part.to_pylist()]
        wanted = {
            (rule, record) for rule, record, _ in told(rules, day, {"T1": RECORDS})
        }
        assert {(row["rule"], row["record"]) for row in rows} == wanted
        assert wanted


def test_what_a_date_was_held_against(load_pack: PackWriter) -> None:
    overdue = {"number": "1", "due": "20260228"}
    early = {"number": "2", "closed": "20260302"}
    late = written("as_of <= 要求完成日期", "关闭日期 = null")
    rules = load_pack(t1=TABLE % ("optional", late))
    (found,) = rules.check({"T1": [overdue]}, as_of="2026-03-01").findings
    end = "; the date of the rules = 20260301, which must not be after 要求完成日期 = 20260228)."
    assert sentence(found, "en").endswith(end)
    assert sentence(found, "zh").endswith(
        "；规则日期 = 20260301，应不晚于 要求完成日期 = 20260228）。"
    )
    added = late.replace(
        "as_of <= 要求完成日期", '要求完成日期 + duration("P1D") > as_of'
    )
    rules = load_pack(t1=TABLE % ("optional", added))
    (found,) = rules.check({"T1": [overdue]}, as_of="2026-03-02").findings
    end = "; the date of the rules = 20260302, which must be before 20260301)."
    assert sentence(found, "en").endswith(end)
    alone = written("every a in 审核 satisfies as_of <= a.ends", "", RELATED % "true")
    rules = load_pack(t1=TABLE % ("optional", alone), t2=OTHER)
    given = {"T1": [{"number": "1"}], "T2": [{"number": "1", "ends": "20260228"}]}
    (found,) = rules.check(given, as_of="2026-03-01").findings
    end = " (the date of the rules = 20260301, which must not be after 20260228)."
    assert sentence(found, "en").endswith(end)
    rules = load_pack(t1=TABLE % ("optional", written("关闭日期 <= as_of", "")))
    (found,) = rules.check({"T1": [early]}, as_of="2026-03-01").findings
    end = "(关闭日期 = 20260302, must not be after the date of the rules = 20260301)"
    assert end in sentence(found, "en")


NAMED = [
    (TABLE.replace("key: due", "key: as_of") % ("optional", ""), "E586"),
    (TABLE.replace("name: 程度", "name: as_of") % ("optional", ""), "E586"),
    (
        TABLE
        % (
            "optional",
            written("true", "", (RELATED % "true").replace("审核", "as_of")),
        ),
        "E316",
    ),
    (TABLE % ("optional", written("as_of() <= 要求完成日期", "")), "E302"),
    (TABLE % ("optional", written("as_of <= 程度", "")), "E302"),
]


@pytest.mark.parametrize(("table", "code"), NAMED)
def test_the_name_is_taken(load_pack: PackWriter, table: str, code: str) -> None:
    table = table.removesuffix("checks:\n\n")
    with pytest.raises(RulePackError) as raised:
        load_pack(t1=table, t2=OTHER).tables()
    assert {problem.code for problem in raised.value.problems} == {code}
