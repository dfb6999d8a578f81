"""Check records with Ray Data: python ray_check.py records/ ptdata/T06 ROW.

ROW is an integer column that numbers the records; findings are shown by it. Needs
``pip install 'ray[data]'``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import ray

from ruleengine import arrow

if TYPE_CHECKING:
    from ray.data import Dataset

RECORDS = 65_536
"""So many are handed to a worker at once."""
BUCKET = "bucket"


def check(records: Dataset, table: str, **options: Any) -> Dataset:
    """Return what each record shows by itself."""

    def part(rows: pa.Table) -> pa.Table:
        found = arrow.check_batches(rows.to_batches(), table=table, **options)
        return pa.Table.from_batches(found, arrow.FINDINGS)

    return records.map_batches(part, batch_format="pyarrow", batch_size=RECORDS)


def keys(records: Dataset, table: str, **options: Any) -> Dataset:
    """Return the keys of records; equal ones have the same bucket."""

    def part(rows: pa.Table) -> pa.Table:
        made = arrow.keys(rows.to_batches(), table=table, **options)
        found = pa.Table.from_batches(made, arrow.KEYS)
        buckets = [key[0] for key in found.column("key").to_pylist()]
        return found.append_column(BUCKET, pa.array(buckets, pa.int64()))

    return records.map_batches(part, batch_format="pyarrow", batch_size=RECORDS)


def check_keys(
    records: Dataset, table: str, others: dict[str, Dataset], **options: Any
) -> Dataset:
    """Return double and missing keys; ``others`` are the tables that are referred to."""
    keyed = keys(records, table, **options)
    for other, rows in others.items():
        keyed = keyed.union(keys(rows, other, referring=[table], **options))
    same = {name: options[name] for name in ("rules", "as_of") if name in options}

    def decide(bucket: pa.Table) -> pa.Table:
        batches = bucket.drop_columns([BUCKET]).cast(arrow.KEYS).to_batches()
        found = arrow.check_keys(batches, table=table, submitted=[*others], **same)
        return pa.Table.from_batches(found, arrow.FINDINGS)

    return keyed.groupby(BUCKET).map_groups(decide, batch_format="pyarrow")


if __name__ == "__main__":
    folder, table_id, row = sys.argv[1:]
    given = ray.data.read_parquet(folder)
    for found in (check, check_keys):
        more = () if found is check else ({},)
        print(found(given, table_id, *more, number=row).to_pandas())
