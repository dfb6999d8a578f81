"""Check what a DuckDB query gives: python duckdb_check.py QUERY ptdata/T06.

The result streams through in batches, so it may be larger than memory.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import duckdb

from ruleengine import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa


def check(query: str, table: str, **options: Any) -> Iterator[pa.RecordBatch]:
    """Yield the findings of a query's rows in batches."""
    rows = duckdb.sql(query).to_arrow_reader(65_536)
    return arrow.check_batches(rows, table=table, **options)


if __name__ == "__main__":
    for batch in check(sys.argv[1], sys.argv[2]):
        for finding in batch.to_pylist():
            print(finding["rule"], finding["record"], finding["message_zh"], sep="\t")
