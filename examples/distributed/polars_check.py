"""Check what a Polars query gives: python polars_check.py 'records/*.parquet' ptdata/T06.

The file is read slice by slice, so it may be larger than memory.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

ROWS = 65_536


def check(frame: pl.LazyFrame, table: str, **options: Any) -> Iterator[pa.RecordBatch]:
    """Yield the findings of a lazy frame's rows in batches."""
    height = frame.select(pl.len()).collect().item()
    parts = (frame.slice(at, ROWS).collect() for at in range(0, height, ROWS))
    batches = (batch for part in parts for batch in part.to_arrow().to_batches())
    return arrow.check_batches(batches, table=table, **options)


if __name__ == "__main__":
    for found in check(pl.scan_parquet(sys.argv[1]), sys.argv[2]):
        for finding in found.to_pylist():
            print(finding["rule"], finding["record"], finding["message_zh"], sep="\t")
