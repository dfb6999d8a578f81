"""Check records with Spark: python spark_check.py 'records/*.parquet' ptdata/T06 ROW.

ROW is an integer column that numbers the records; findings are shown by it.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from ruleengine import arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FINDINGS = """rule string, kind string, severity string, `table` string, record bigint,
    field_no int, field_key string, field_name string, value string, expected string,
    clause string, params_json string, message_zh string, message_en string,
    fix_value string, fix_certain boolean"""
KEYS = "rule string, key binary, role string, shown string, record bigint"


def check(frame: DataFrame, table: str, **options: Any) -> DataFrame:
    """Return what each record shows by itself."""
    work = partial(arrow.check_batches, table=table, **options)
    return frame.mapInArrow(work, FINDINGS)


def check_keys(
    frame: DataFrame, table: str, others: dict[str, DataFrame], **options: Any
) -> DataFrame:
    """Return double keys and keys that no other table has; Spark shuffles by key."""
    keys = frame.mapInArrow(partial(arrow.keys, table=table, **options), KEYS)
    for other, rows in others.items():
        work = partial(arrow.keys, table=other, referring=[table], **options)
        keys = keys.union(rows.mapInArrow(work, KEYS))
    same = {name: options[name] for name in ("rules", "as_of") if name in options}
    decide = partial(arrow.check_keys, table=table, submitted=[*others], **same)
    return keys.repartition("rule", "key").mapInArrow(decide, FINDINGS)


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    source, table_id, row = sys.argv[1:]
    records = session.read.parquet(source)
    found = check(records, table_id, number=row)
    found.union(check_keys(records, table_id, {}, number=row)).show(50)
