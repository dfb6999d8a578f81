"""What conditions leave untold is told alike row by row and in columns."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

pl = pytest.importorskip("polars")

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

TABLE = """\
kind: field-table
id: T1
title: 表1 数
fields:
  - {no: 1, key: a, name: 甲, format: n4, required: optional}
  - {no: 2, key: b, name: 乙, format: 'n..10,3', required: optional}
  - {no: 3, key: s, name: 文, format: an..20, required: optional}
  - {no: 4, key: x, name: 是, format: boolean, required: %s}
"""
VALUES = {
    "a": ("0", "1", "2", None),
    "b": ("0.5", "2", "-1", None),
    "s": ("a", "2026-01-01", None),
    "x": ("1", "0", None),
}
RECORDS = [dict(zip(VALUES, row, strict=True)) for row in product(*VALUES.values())]

CHECKS = [
    ("1 / 甲 > 1", "乙 > 1"),
    ("1 / 甲 > 1", '文 = "a"'),
    ("1 / 甲 > 1 and 乙 = 2", "乙 > 1"),
    ("1 / 甲 > 1 and 乙 > 1", "甲 > 1"),
    ("乙 = 2 and 1 / 甲 > 1", "乙 > 3"),
    ("1 / 甲 > 1 or 乙 = 2", '文 = "a"'),
    ("not(1 / 甲 > 1 or 乙 = 2)", "是 = true"),
    ('date(文) > date("2025-01-01")', "是 = true"),
    ("1 / 甲 != null", "乙 > 1"),
    ("1 / 甲 = null", "乙 > 1"),
    ("(1 / 甲 > 1) = null", "乙 > 1"),
    ("是 = true", "sqrt(乙) = null"),
    ("是 = true", "sqrt(乙) != null"),
    ("min(甲, 乙) >= 1", "max(甲, 乙) <= 1"),
    ("max(甲, 乙, 1) = 1", "min(甲, 1 / 甲) < 1"),
    ("min(甲, 乙) = 乙", "max(甲, 1) = 1"),
    ("min(甲, 乙) != null", "是 = true"),
    (None, "1 / 甲 > 1 or 乙 = 2"),
    (None, "0 = 1"),
    (None, "100 in [1..5]"),
    ("2 > 1", "1 > 2"),
]
OBLIGATIONS = [
    "{when: '1 / 甲 >= 1'}",
    "{when: '1 / 甲 >= 1 and 乙 = 2', otherwise: forbidden}",
    "{when: '1 / 甲 != null', otherwise: forbidden}",
    "optional, forbidden: {when: '1 / 甲 >= 1 and 乙 = 2'}",
    "optional, forbidden: {when: '是 = true'}",
    "{when: '2 > 1'}",
]


def both(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check records row by row, many and one by one, and in columns."""
    frame = pl.DataFrame(RECORDS)
    monkeypatch.setenv("RULEENGINE_BULK", "0")
    rows = rules.check(frame, table="T1").to_dict()
    alone = [rules.check(record, table="T1").to_dict() for record in RECORDS]
    told = [(f["record"], f["rule"]) for f in rows["findings"]]
    assert told == [
        (number, f["rule"])
        for number, report in enumerate(alone, 1)
        for f in report["findings"]
    ]
    untold = sum(e["records"] or 0 for e in rows["not_checked"])
    assert untold == sum(e["records"] or 0 for r in alone for e in r["not_checked"])
    monkeypatch.setenv("RULEENGINE_BULK", "1")
    return rows, rules.check(frame, table="T1").to_dict()


@pytest.mark.parametrize(("when", "must"), CHECKS)
def test_checks(
    when: str | None, must: str, load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = f"    when: '{when}'\n" if when else ""
    check = f"checks:\n  - id: C1\n{guard}    must: '{must}'\n"
    rows, columns = both(load_pack(t1=TABLE % "optional" + check), monkeypatch)
    assert rows == columns


@pytest.mark.parametrize("required", OBLIGATIONS)
def test_obligations(
    required: str, load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, columns = both(load_pack(t1=TABLE % required), monkeypatch)
    assert rows == columns
    assert rows["findings"]
