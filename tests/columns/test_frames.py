"""Data frames give the findings of the same values as records."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st
from tests.columns.conftest import (
    AS_OF,
    TABLES,
    both_ways,
    case_records,
    mutants,
    rules,
)

import ruleengine
from ruleengine.base.lexical import lexical_form
from ruleengine.engine.columns.texts import UNCLEAR, texts_of

if TYPE_CHECKING:
    from pathlib import Path


def frame_of(table: str, records: Any) -> pl.DataFrame:
    keys = [*rules().tables()[table].by_key]
    rows = [{key: record.get(key) for key in keys} for record in records]
    return pl.DataFrame(rows, schema=dict.fromkeys(keys, pl.String))


@pytest.mark.parametrize("table", TABLES)
def test_frames_of_texts(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [*case_records(table), *mutants(table, 150, seed=11)]
    frame = frame_of(table, records)
    rows, columns = both_ways(monkeypatch, frame, table=table)
    assert rows == columns
    dicts = [{k: v for k, v in record.items() if v} for record in records]
    monkeypatch.setenv("RULEENGINE_BULK", "0")
    plain = rules().check(dicts, table=table, as_of=AS_OF).to_dict("zh")
    assert plain["findings"] == rows["findings"]


TYPED: dict[str, list[Any]] = {
    "doubles": [20260105.0, 1.5, -0.0, 0.0, 1e300, 1e-7, float("inf"), None, 3e15],
    "whole": [20260105, -1, 0, None],
    "days": [dt.date(2026, 1, 5), None],
    "moments": [dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 8, 1), None],  # noqa: DTZ001
    "flags": [True, False, None],
    "exact": [Decimal("1.50"), Decimal("-12.25"), None],
    "times": [dt.time(8, 1), None],
    "spans": [dt.timedelta(days=1), None],
    "bytes": [b"1", None],
    "lists": [["a"], [], None],
}


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize(
    "key", ["result_date", "result", "makeup_result", "evaluation"]
)
def test_columns_of_other_types(
    kind: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = case_records("ptdata/T06")[0]
    values = TYPED[kind]
    records = [
        {**base, key: None, "sample_number": f"S{n}"} for n in range(len(values))
    ]
    frame = frame_of("ptdata/T06", records).with_columns(
        pl.Series(key, values, strict=False)
    )
    rows, columns = both_ways(monkeypatch, frame, table="T06")
    assert rows == columns
    dicts = [{**r, key: value} for r, value in zip(records, values, strict=True)]
    alike = rules().check(dicts, table="T06", as_of=AS_OF).to_dict("zh")
    assert alike["findings"] == columns["findings"]


@given(
    st.lists(
        st.floats(allow_nan=False) | st.integers(-(10**15), 10**15).map(float),
        min_size=1,
    )
)
@settings(max_examples=60, deadline=None)
def test_the_texts_of_doubles(values: list[float]) -> None:
    frame = pl.DataFrame({"x": values})
    texts = frame.select(texts_of("x", frame.schema["x"])).to_series().to_list()
    for value, text in zip(values, texts, strict=True):
        assert text in {UNCLEAR, lexical_form(value)}


def test_unknown_and_repeated_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of("ptdata/T06", case_records("ptdata/T06")[:5])
    strange = frame.with_columns(pl.lit("x").alias("strange"))
    rows, columns = both_ways(monkeypatch, strange, table="T06")
    assert rows == columns
    assert "unknown-field" in {f["kind"] for f in rows["findings"]}
    twice = frame.with_columns(pl.col("plan_name").alias("计划名称"))
    rows, columns = both_ways(monkeypatch, twice, table="T06")
    assert rows == columns
    assert "unreadable" in {f["kind"] for f in rows["findings"]}


def test_parquet_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of("ptdata/T06", mutants("ptdata/T06", 200, seed=12))
    path = tmp_path / "T06.parquet"
    frame.write_parquet(path)
    rows, columns = both_ways(monkeypatch, path)
    assert rows == columns
    assert rows["inputs"][0]["records"] == 200
    memory = both_ways(monkeypatch, frame, table="T06")[0]["findings"]
    assert [f["rule"] for f in memory] == [f["rule"] for f in rows["findings"]]
    bad = tmp_path / "T07.parquet"
    bad.write_bytes(b"no such file")
    with pytest.raises(ruleengine.InputError):
        rules().check(bad)
    unknown = tmp_path / "x.parquet"
    pl.DataFrame({"a": ["b"]}).write_parquet(unknown)
    with pytest.raises(ruleengine.InputError):
        rules().check(unknown)


def test_frames_of_other_libraries() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    records = mutants("ptdata/T06", 50, seed=13)
    frame = frame_of("ptdata/T06", records)
    given: Any = frame
    wanted = rules().check(given, table="T06", as_of=AS_OF).findings
    others: list[Any] = [frame.to_arrow(), frame.lazy(), frame.to_pandas()]
    for other in others:
        assert rules().check(other, table="T06", as_of=AS_OF).findings == wanted
