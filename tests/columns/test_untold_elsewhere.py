"""Nothing is concluded where it is open which rows of another table count.

An error leaves that open, or a value of wrong form.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

pl = pytest.importorskip("polars")

if TYPE_CHECKING:
    from tests.conftest import PackWriter

LISTS = """\
kind: field-table
id: T1
title: 表1 名单
fields:
  - {no: 1, key: id, name: 编号, format: an..20, required: optional}
  - {no: 2, key: no, name: 序号, format: n4, required: optional}
  - {no: 3, key: a, name: 甲, format: n4, required: optional}
  - {no: 4, key: s, name: 文, format: an..20, required: optional}
"""
OWN = """\
kind: field-table
id: T2
title: 表2 引用
fields:
  - {no: 1, key: id, name: 编号, format: an..20, required: optional}
  - {no: 2, key: no, name: 序号, format: n4, required: optional}
  - {no: 3, key: n, name: 个数, format: n4, required: optional}
"""
REFERENCE = """\
references:
  - id: R1
    fields: [%s]
    table: T1
    where: '%s'
"""
CHECK = """\
checks:
  - id: C1
    when: '%s'
    related:
      - {name: 名单, table: T1, match: [%s], where: '%s'%s}
    must: '%s'
"""
VALUES = {"a": ("0", "1", "2", None, "x"), "s": ("a", "2026-01-01", None)}
LISTED = [
    {"id": f"P{at // 3}", "no": f"{at // 4}", **dict(zip(VALUES, row, strict=True))}
    for at, row in enumerate(product(*VALUES.values()))
]
NAMED = [
    {"id": name, "no": number, "n": count}
    for name in ("P0", "P1", "P2", "P3", "P4", "P9", None)
    for number, count in (("0", "1"), ("01", "0"), (None, "2"), ("9", "3"))
]
WHERE = [
    "1 / 甲 > 0.5",
    "1 / 甲 = 1",
    '1 / 甲 = 1 or 文 = "a"',
    "1 / 甲 != null",
    'date(文) > date("2025-01-01")',
    "甲 = 1",
    "甲 != 1",
]


def both(
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
    rest: str,
    listed: Any,
    lists: str = LISTS,
) -> dict[str, Any]:
    """Check in rows and in columns, which must be the same; return the report."""
    rules = load_pack(t1=lists, t2=OWN + rest)
    data = {"T2": pl.DataFrame(NAMED), "T1": pl.DataFrame(listed)}
    reports = []
    for way in "01":
        monkeypatch.setenv("RULEENGINE_BULK", way)
        reports.append(rules.check(data).to_dict())
    assert reports[0] == reports[1]
    return reports[0]


def told(report: dict[str, Any], rule: str) -> tuple[int, int]:
    """Return how many records have a finding of a rule, and how many are undecided."""
    found = sum(f["rule"] == rule for f in report["findings"])
    return found, sum(e["records"] for e in untold(report, rule))


def untold(report: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [each for each in report["not_checked"] if each["rule"] == rule]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("fields", ["id", "no", "id, no"])
def test_references_are_told_alike(
    fields: str, where: str, load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = both(load_pack, monkeypatch, REFERENCE % (fields, where), LISTED)
    found, left = told(report, "demo/T2.R1")
    assert found or left


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("match", ["id", "no", "id, no"])
@pytest.mark.parametrize("distinct", ["", ", distinct: [s]"])
def test_related_records_are_told_alike(
    match: str,
    where: str,
    distinct: str,
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = CHECK % ("个数 < 2", match, where, distinct, "count(名单) = 个数")
    report = both(load_pack, monkeypatch, check, LISTED)
    found, left = told(report, "demo/T2.C1")
    assert found or left


def listed(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [{"id": name, "no": "1", "a": figure, "s": "a"} for name, figure in rows]


def test_a_key_that_only_a_doubtful_row_holds_is_neither_missing_nor_there(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # P0 is open, P1 is there beside an open row, P2 is ruled out, nobody asks for P8.
    rows = listed(("P0", "0"), ("P1", "0"), ("P1", "1"), ("P2", "2"), ("P8", "0"))
    report = both(load_pack, monkeypatch, REFERENCE % ("id", "1 / 甲 = 1"), rows)
    missing = {f["value"] for f in report["findings"]}
    assert missing == {"P2", "P3", "P4", "P9"}
    (entry,) = untold(report, "demo/T2.R1")
    assert (entry["table"], entry["records"]) == ("demo/T2", 4)
    assert entry["why"]["zh"].startswith("“表1 名单”里有的记录不知道算不算：")
    assert entry["why"]["en"].startswith('whether a record of "表1 名单" counts cannot')


def test_an_absent_value_rules_a_row_out_without_a_word(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{**row, "a": None} for row in listed(("P0", "0"))]
    report = both(load_pack, monkeypatch, REFERENCE % ("id", "1 / 甲 = 1"), rows)
    assert told(report, "demo/T2.R1") == (24, 0)


@pytest.mark.parametrize("where", ["甲 = 1", "甲 != 1", "1 / 甲 = 1"])
def test_a_value_of_wrong_form_leaves_open_whether_its_row_counts(
    where: str, load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = listed(("P0", "x"), ("P1", "x"), ("P1", "1"), ("P1", "2"))
    report = both(load_pack, monkeypatch, REFERENCE % ("id", where), rows)
    assert told(report, "demo/T2.R1") == (16, 4)
    (entry,) = untold(report, "demo/T2.R1")
    assert entry["why"]["zh"] == ("“表1 名单”里有的记录不知道算不算：“甲”的值格式不对")
    check = CHECK % ('编号 = "P0"', "id", where, "", "count(名单) = 个数")
    report = both(load_pack, monkeypatch, check, rows)
    assert told(report, "demo/T2.C1") == (0, 4)


def test_a_value_of_wrong_form_that_is_not_asked_for_leaves_nothing_open(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{**row, "s": "乱\n码"} for row in listed(("P0", "1"))]
    report = both(load_pack, monkeypatch, REFERENCE % ("id", "甲 = 1"), rows)
    assert any(f["kind"] == "charset" for f in report["findings"])
    assert told(report, "demo/T2.R1") == (20, 0)


@pytest.mark.parametrize(
    ("number", "needed", "expected"),
    [
        ("x", "optional", (19, 3)),  # it may belong to each that names P0 and a number
        (None, "always", (19, 3)),
        (None, "optional", (21, 0)),  # it rightly has none, and belongs to nobody
    ],
)
def test_a_row_with_half_a_key_may_belong_to_whoever_names_that_half(
    number: str | None,
    needed: str,
    expected: tuple[int, int],
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = LISTS.replace(
        "序号, format: n4, required: optional", f"序号, format: n4, required: {needed}"
    )
    rows = [{"id": "P0", "no": number, "a": "1"}, {"id": "P8", "no": "1", "a": "1"}]
    check = CHECK % ("个数 != null", "id, no", "甲 = 1", "", "count(名单) = 个数")
    report = both(load_pack, monkeypatch, check, rows, lists)
    assert told(report, "demo/T2.C1") == expected
    whys = {each["why"]["zh"] for each in untold(report, "demo/T2.C1")}
    assert all("“序号”" in why for why in whys)


def test_a_row_without_any_known_part_of_a_key_leaves_nothing_open(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": "P0", "no": "x", "a": "1"}, {"id": "P0", "no": "1", "a": "1"}]
    check = CHECK % ("个数 != null", "no", "甲 = 1", "", "count(名单) = 个数")
    report = both(load_pack, monkeypatch, check, rows)
    assert told(report, "demo/T2.C1")[1] == 0


@pytest.mark.parametrize(
    ("when", "must", "expected"),
    [
        ("个数 = 1", "count(名单) = 1", (0, 1)),  # would be met without the open row
        ("个数 = 1", "count(名单) = 2", (0, 1)),  # would not
        ("个数 = 7", "count(名单) = 1", (0, 0)),  # is not asked of any record
        ("count(名单) = 7", "count(名单) = 1", (0, 4)),  # the guard counts them too
        ("1 / 个数 = 1", "count(名单) = 1", (0, 2)),  # the guard may hold
        # what the sure row meets, the open one cannot undo
        ("个数 = 1", "count(名单) > 0", (0, 0)),
        ("count(名单) = 7", "count(名单) >= 1", (0, 0)),
        ("个数 = 1", 'list contains(名单.s, "a")', (0, 0)),
        ("个数 = 1", "some r in 名单 satisfies r.a = 个数", (0, 0)),
        ("个数 = 1", "some r in 名单 satisfies r.a > 个数", (0, 1)),
        ("个数 = 1", "every r in 名单 satisfies r.a = 个数", (0, 1)),
    ],
)
def test_a_check_is_not_decided_by_rows_that_may_not_be_all(
    when: str,
    must: str,
    expected: tuple[int, int],
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = listed(("P0", "0"), ("P0", "1"))
    only = REFERENCE.partition("references")[0] + CHECK % (
        f'编号 = "P0" and {when}',
        "id",
        "1 / 甲 = 1",
        "",
        must,
    )
    report = both(load_pack, monkeypatch, only, rows)
    assert told(report, "demo/T2.C1") == expected
