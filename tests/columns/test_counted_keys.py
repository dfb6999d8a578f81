"""Keys of which a condition tells what records count, in rows and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

from ruleengine import arrow  # noqa: E402  # after the skip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

TABLE = """\
kind: field-table
id: T1
title: 表1 报名
fields:
  - {no: 1, key: id, name: 编号, format: an..20, required: optional}
  - {no: 2, key: no, name: 次数, format: 'n..4,2', required: optional}
  - {no: 3, key: a, name: 甲, format: n4, required: optional}
  - {no: 4, key: s, name: 状态, format: an..20, values: [有效, 取消], required: optional}
unique:
  - id: U1
    fields: [%s]
    where: '%s'
    severity: warning
"""
ROWS: list[dict[str, Any]] = [
    {"id": "P1", "no": "1", "a": "1", "s": "有效"},
    {"id": "P1", "no": "1.0", "a": "1", "s": "取消"},
    {"id": "P1", "no": "1.00", "a": "1", "s": "有效"},
    {"id": "P2", "no": "2", "a": "0", "s": "取消"},
    {"id": "P2", "no": "2", "a": "0", "s": "取消"},
    {"id": "P3", "no": "3", "a": "1", "s": "有效"},
    {"id": "P3", "no": "3", "a": "0", "s": "乱\n码"},
    {"id": "P4", "no": "4", "a": "0", "s": "乱\n码"},
    {"id": "P5", "no": "5", "a": "1", "s": None},
    {"id": "P5", "no": "5", "a": None, "s": "有效"},
    {"id": None, "no": None, "a": "1", "s": "有效"},
    {"id": None, "no": None, "a": "1", "s": "有效"},
]
MANY = 600
"""So many records go through columns."""


def told(report: Any) -> tuple[list[tuple[int, int]], int]:
    """Return which records repeat which, and how many are undecided."""
    found = [f for f in report.findings if f.kind == "unique"]
    left = [each for each in report.not_checked if each.rule == "demo/T1.U1"]
    return (
        [(f.record, f.params["first"]) for f in found],
        sum(each.records or 0 for each in left),
    )


@pytest.mark.parametrize("way", ["0", "1"])
@pytest.mark.parametrize("more", [0, MANY])
@pytest.mark.parametrize("fields", ["id", "no", "id, no"])
@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        # Of P3 one record counts, and of the other a wrong status leaves it open.
        ('状态 = "有效"', ([(3, 1)], 1)),
        ('状态 = "取消"', ([(5, 4)], 0)),
        ("甲 = 1", ([(2, 1), (3, 1)], 0)),
        # Both of P2 are open; so is one of P3.
        ("1 / 甲 = 1", ([(2, 1), (3, 1)], 3)),
    ],
)
def test_only_records_that_count_repeat_each_other(
    fields: str,
    where: str,
    wanted: Any,
    more: int,
    way: str,
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = load_pack(t1=TABLE % (fields, where))
    monkeypatch.setenv("RULEENGINE_BULK", way)
    others = [
        {"id": f"X{at}", "no": f"{at}", "a": "1", "s": "有效"}
        for at in range(100, 100 + more)
    ]
    rows = [*ROWS, *others]
    assert told(rules.check({"T1": rows})) == wanted
    assert told(rules.check({"T1": pl.DataFrame(rows)})) == wanted


@pytest.mark.parametrize("where", ['状态 = "有效"', "1 / 甲 = 1"])
def test_keys_that_are_brought_together_are_counted_alike(
    where: str, load_pack: PackWriter, tmp_path: Path
) -> None:
    rules = load_pack(t1=TABLE % ("id", where))
    found, left = told(rules.check({"T1": ROWS}))
    rows = [{"#": at, **row} for at, row in enumerate(ROWS, 1)]
    folder = next(path.parent for path in tmp_path.rglob("t1.yaml"))
    keys = arrow.keys(
        pa.Table.from_pylist(rows).to_batches(5),
        table="T1",
        rules=str(folder),
        number="#",
    )
    (batch,) = arrow.check_keys(keys, table="T1", rules=str(folder))
    decided = batch.to_pylist()
    assert [r["record"] for r in decided if r["kind"] == "unique"] == [
        record for record, _ in found
    ]
    (open_row,) = [row for row in decided if row["kind"] == "not-checked"]
    assert open_row["rule"] == "demo/T1.U1"
    assert open_row["params_json"] == f'{{"records": {left}}}'


def test_it_is_told_why_it_is_open_whether_a_record_counts(
    load_pack: PackWriter,
) -> None:
    report = load_pack(t1=TABLE % ("id", '状态 = "有效"')).check({"T1": ROWS})
    (entry,) = report.not_checked
    assert entry.why.zh == "“表1 报名”里有的记录不知道算不算：“状态”的值格式不对"


def test_a_condition_on_an_unknown_name_is_a_problem_of_the_rule(
    load_pack: PackWriter,
) -> None:
    from ruleengine import RulePackError

    with pytest.raises(RulePackError, match="况状"):
        load_pack(t1=TABLE % ("id", '况状 = "有效"'))
