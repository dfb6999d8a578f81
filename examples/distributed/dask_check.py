"""Check records with Dask: python dask_check.py records/ ptdata/T06 ROW.

ROW is an integer column that numbers the records; findings are shown by it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dask
import pyarrow as pa
import pyarrow.parquet as pq

from ruleengine import arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

BUCKETS = 16


@dask.delayed
def check_part(part: pa.Table, table: str, **options: Any) -> pa.Table:
    """Return what the records of one partition show by themselves."""
    found = arrow.check_batches(part.to_batches(), table=table, **options)
    return pa.Table.from_batches(found, arrow.FINDINGS)


@dask.delayed(nout=BUCKETS)
def keys_part(part: pa.Table, table: str, **options: Any) -> list[pa.Table]:
    """Return the keys of one partition in buckets: equal keys go to the same one."""
    made = arrow.keys(part.to_batches(), table=table, **options)
    keys = pa.Table.from_batches(made, arrow.KEYS)
    bucket = [key[0] % BUCKETS for key in keys.column("key").to_pylist()]
    return [
        keys.filter(pa.array([each == number for each in bucket], pa.bool_()))
        for number in range(BUCKETS)
    ]


@dask.delayed
def decide(parts: Sequence[pa.Table], table: str, **options: Any) -> pa.Table:
    """Decide the rules about keys for one bucket."""
    batches = pa.concat_tables(parts).to_batches()
    found = arrow.check_keys(batches, table=table, **options)
    return pa.Table.from_batches(found, arrow.FINDINGS)


def check(
    parts: Sequence[Any], table: str, others: dict[str, Sequence[Any]], **options: Any
) -> pa.Table:
    """Return all findings; ``parts`` are Arrow tables or delayed ones."""
    keyed = [keys_part(part, table, **options) for part in parts]
    for other, pieces in others.items():
        keyed += [keys_part(p, other, referring=[table], **options) for p in pieces]
    work = [check_part(part, table, **options) for part in parts]
    same = {name: options[name] for name in ("rules", "as_of") if name in options}
    work += [
        decide(list(bucket), table, submitted=[*others], **same)
        for bucket in zip(*keyed, strict=True)
    ]
    return pa.concat_tables(dask.compute(*work))


if __name__ == "__main__":
    from distributed import Client

    folder, table_id, row = sys.argv[1:]
    with Client(n_workers=2, threads_per_worker=1):
        files = [
            dask.delayed(pq.read_table)(path)
            for path in sorted(Path(folder).glob("*.parquet"))
        ]
        print(check(files, table_id, {}, number=row).to_pandas())
