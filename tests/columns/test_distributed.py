"""Spark, Dask, Ray, DuckDB and Polars find what the local run finds, on the same records."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import AS_OF, case_records, mutants, rules

pa = pytest.importorskip("pyarrow")
import polars as pl  # noqa: E402  # after the skip

if TYPE_CHECKING:
    from types import ModuleType

EXAMPLES = Path(__file__).parents[2] / "examples" / "distributed"
T06, T03 = "ptdata/T06", "ptdata/T03"
Found = set[tuple[str, int, str]]
SOON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java that is gone in a minute: compiled once and not again, for more speed."""
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def frame(table: str, count: int) -> pl.DataFrame:
    """Return records with unlike keys, some of them twice, and one in 100 mutated."""
    chance = random.Random(4)
    bad = mutants(table, max(count // 100, 10), seed=14)
    check = rules().check
    good = next(
        record
        for record in case_records(table)
        if record and not check([record], table=table, as_of=AS_OF).findings
    )
    keys = [*rules().tables()[table].by_key]
    rows = []
    for at in range(1, count + 1):
        record = dict(chance.choice(bad) if at % 100 == 0 else good)
        number = at - 1 if at % 997 == 0 else at
        if at % 100:
            record |= {"sample_number": f"S{number}"} if table == T06 else {}
        rows.append({"row": at, **{key: record.get(key) or None for key in keys}})
    schema = {"row": pl.Int64, **dict.fromkeys(keys, pl.String)}
    return pl.DataFrame(rows, schema=schema)


def found_in(table: Any) -> Found:
    return {
        (row["rule"], row["record"], row["params_json"])
        for row in table.to_pylist()
        if row["kind"] != "not-checked"
    }


def local(data: dict[str, pl.DataFrame], *, keys: bool) -> Found:
    plan = rules().tables()[T06]
    later = {each.rule.id for each in plan.related_checks}
    later |= {r.rule.id for r in plan.references if r.table not in data}
    if not keys:
        later |= {each.rule.id for each in plan.unique}
        later |= {each.rule.id for each in plan.references}
    given = {table: rows.drop("row") for table, rows in data.items()}
    return {
        (
            f.rule,
            f.record or 0,
            json.dumps(_plain(f.params), ensure_ascii=False, sort_keys=True),
        )
        for f in rules().check(given, as_of=AS_OF).findings
        if f.table == T06 and f.rule not in later
    }


def _plain(params: Any) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}


@pytest.fixture(
    scope="module",
    params=[20_000, pytest.param(1_000_000, marks=pytest.mark.slow)],
)
def data(request: pytest.FixtureRequest) -> dict[str, pl.DataFrame]:
    return {T06: frame(T06, request.param), T03: frame(T03, 50)}


def test_polars_and_duckdb_streams(
    data: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb")
    assert duckdb
    wanted = local({T06: data[T06]}, keys=False)
    streamed = example("polars_check").check(
        data[T06].lazy(), T06, number="row", as_of=AS_OF
    )
    assert found_in(pa.Table.from_batches(streamed)) == wanted
    path = tmp_path / "t06.parquet"
    data[T06].write_parquet(path)
    query = f"select * from read_parquet('{path.as_posix()}')"
    streamed = example("duckdb_check").check(query, T06, number="row", as_of=AS_OF)
    assert found_in(pa.Table.from_batches(streamed)) == wanted


def test_dask_with_two_workers(data: dict[str, pl.DataFrame]) -> None:
    distributed = pytest.importorskip("dask.distributed")
    wanted = local(data, keys=True)
    parts = [part.to_arrow() for part in data[T06].iter_slices(len(data[T06]) // 4)]
    with distributed.Client(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as client:
        remote = client.scatter(parts)
        found = example("dask_check").check(
            remote, T06, {T03: [data[T03].to_arrow()]}, number="row", as_of=AS_OF
        )
    assert found_in(found) == wanted


def test_ray_on_this_machine(data: dict[str, pl.DataFrame]) -> None:
    ray_data = pytest.importorskip("ray.data", reason="pip install 'ray[data]'")
    ray = sys.modules["ray"]
    wanted = local(data, keys=True)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        given = {
            name: ray_data.from_arrow(
                [part.to_arrow() for part in rows.iter_slices(5000)]
            )
            for name, rows in data.items()
        }
        example_of_ray, options = (
            example("ray_check"),
            {"number": "row", "as_of": AS_OF},
        )
        each = example_of_ray.check(given[T06], T06, **options)
        keyed = example_of_ray.check_keys(given[T06], T06, {T03: given[T03]}, **options)
        found = {
            (row["rule"], row["record"], row["params_json"])
            for row in each.union(keyed).take_all()
            if row["kind"] != "not-checked"
        }
    finally:
        ray.shutdown()
    assert found == wanted


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_on_this_machine(
    data: dict[str, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
    wanted = local(data, keys=True)
    paths = {}
    for name, rows in data.items():
        paths[name] = (tmp_path / f"{name[-3:]}.parquet").as_posix()
        rows.write_parquet(paths[name])
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.extraJavaOptions", SOON)
        .getOrCreate()
    )
    try:
        frames = {name: session.read.parquet(path) for name, path in paths.items()}
        spark = example("spark_check")
        options = {"number": "row", "as_of": AS_OF}
        each = spark.check(frames[T06].repartition(4), T06, **options)
        keyed = spark.check_keys(frames[T06], T06, {T03: frames[T03]}, **options)
        found = {
            (row["rule"], row["record"], row["params_json"])
            for row in each.union(keyed).collect()
            if row["kind"] != "not-checked"
        }
    finally:
        session.stop()
    assert found == wanted
