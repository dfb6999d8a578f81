"""Arrow batches give the findings of the local run, whatever way they are cut."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")

from tests.columns.conftest import (  # noqa: E402
    AS_OF,
    TABLES,
    case_records,
    mutants,
    rules,
)

from ruleengine import UsageError, arrow  # noqa: E402  # after the skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLUMNS = ("rule", "kind", "severity", "table", "record", "value", "expected", "clause")


def batches_of(
    table: str, records: Sequence[Mapping[str, str]], size: int
) -> Iterator[Any]:
    keys = [*rules().tables()[table].by_key]
    rows = [
        {"#": at, **{key: record.get(key) or None for key in keys}}
        for at, record in enumerate(records, 1)
    ]
    schema = pa.schema([("#", pa.int64()), *((key, pa.string()) for key in keys)])
    return iter(pa.Table.from_pylist(rows, schema=schema).to_batches(size))


def plain(batches: Iterator[Any]) -> list[dict[str, Any]]:
    rows = [row for batch in batches for row in batch.to_pylist()]
    return sorted(
        (row for row in rows if row["kind"] != "not-checked"),
        key=lambda row: (row["record"], row["rule"], row["params_json"]),
    )


def local(table: str, given: Any, kinds: Any) -> list[dict[str, Any]]:
    found = rules().check(given, as_of=AS_OF, table=None).findings
    return sorted(
        (
            {name: getattr(f, name) for name in COLUMNS}
            | {"params": json.loads(json.dumps(dict(f.params)))}
            for f in found
            if f.table == table and kinds(f)
        ),
        key=lambda row: (
            row["record"],
            row["rule"],
            json.dumps(row["params"], ensure_ascii=False, sort_keys=True),
        ),
    )


def narrowed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in COLUMNS}
        | {"params": json.loads(row["params_json"])}
        for row in rows
    ]


def by_itself(finding: Any) -> bool:
    plan = rules().tables()[finding.table]
    later = {each.rule.id for each in plan.unique}
    later |= {each.rule.id for each in plan.references}
    later |= {each.rule.id for each in plan.related_checks}
    return finding.rule not in later


@pytest.mark.parametrize("table", TABLES)
def test_findings_of_each_record(table: str) -> None:
    records = [*case_records(table), *mutants(table, 200, seed=5)]
    check = partial(arrow.check_batches, table=table, as_of=AS_OF, number="#")
    found = plain(pickle.loads(pickle.dumps(check))(batches_of(table, records, 70)))
    given = {table: [{k: v for k, v in r.items() if v} for r in records]}
    assert narrowed(found) == local(table, given, by_itself)


def test_keys_are_decided_after_they_were_brought_together() -> None:
    own = [*case_records("ptdata/T06"), *mutants("ptdata/T06", 300, seed=6)]
    other = [*case_records("ptdata/T03")][:40]
    rows = [
        *arrow.keys(
            batches_of("ptdata/T06", own, 50), table="T06", as_of=AS_OF, number="#"
        ),
        *arrow.keys(
            batches_of("ptdata/T03", other, 50),
            table="T03",
            referring=["T06"],
            as_of=AS_OF,
            number="#",
        ),
    ]
    found = plain(
        arrow.check_keys(iter(rows), table="T06", submitted=["T03"], as_of=AS_OF)
    )
    given = {"ptdata/T06": own, "ptdata/T03": other}
    wanted = local("ptdata/T06", given, lambda f: f.kind in {"unique", "reference"})
    assert {row["kind"] for row in wanted} == {"unique", "reference"}
    assert narrowed(found) == wanted


def test_what_needs_all_records_is_named() -> None:
    found = arrow.check_batches(
        batches_of("ptdata/T06", [{}], 1), table="T06", as_of=AS_OF
    )
    rows = [row for batch in found for row in batch.to_pylist()]
    left = {row["rule"] for row in rows if row["kind"] == "not-checked"}
    assert left >= {"ptdata/T06.U1", "ptdata/T06.R1", "ptdata/T06.C2"}


@pytest.mark.parametrize("columns", [["x"], ["#", "x"], ["#"]])
def test_records_of_which_no_column_is_known_are_checked_all_the_same(
    columns: list[str],
) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([1, 2])] * len(columns), columns)
    number = "#" if "#" in columns else None
    whole: dict[str, Any] = {"table": "ptdata/T06", "as_of": AS_OF, "number": number}
    found = plain(arrow.check_batches([batch], **whole))
    wanted = [row["rule"] for row in found if row["kind"] == "required"]
    empty = rules().check([{}, {}], table="ptdata/T06", as_of=AS_OF).findings
    assert sorted(wanted) == sorted(f.rule for f in empty)
    assert not [
        row for part in arrow.keys([batch], **whole) for row in part.to_pylist()
    ]


def test_a_column_of_numbers_that_is_not_there_is_wrong_usage() -> None:
    batch = pa.record_batch([[1]], names=["row"])
    for ask in (arrow.check_batches, arrow.keys):
        with pytest.raises(UsageError, match="did you mean: row"):
            list(ask([batch], table="ptdata/T06", number="rwo"))


def test_a_column_that_polars_lacks_is_wrong_usage() -> None:
    column = pa.array([Decimal(20230228)], pa.decimal256(60, 0))
    batch = pa.record_batch([column], names=["结果提交日期"])
    for ask in (arrow.check_batches, arrow.keys):
        with pytest.raises(UsageError, match="make it texts first"):
            list(ask([batch], table="ptdata/T06"))
