"""Checks over Arrow record batches, for engines that spread work over many machines.

In: iterators of ``pyarrow.RecordBatch``. Out: iterators of batches of findings. The
functions hold no state and can be pickled; Spark (``mapInArrow``), Dask, Ray Data,
DuckDB and Polars call them as they are. Needs Polars
(the extra ``bulk``) and pyarrow.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it brings no stubs

from ruleengine.api.loading import load
from ruleengine.api.partition import KeyedTables, TablePart
from ruleengine.api.unknown import unknown
from ruleengine.base.outcome import NotChecked
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text
from ruleengine.engine.columns.frame_parts import to_frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Finding

FINDINGS = pa.schema(
    [
        ("rule", pa.string()),
        ("kind", pa.string()),
        ("severity", pa.string()),
        ("table", pa.string()),
        ("record", pa.int64()),
        ("field_no", pa.int32()),
        ("field_key", pa.string()),
        ("field_name", pa.string()),
        ("value", pa.string()),
        ("expected", pa.string()),
        ("clause", pa.string()),
        ("params_json", pa.string()),
        ("message_zh", pa.string()),
        ("message_en", pa.string()),
        ("fix_value", pa.string()),
        ("fix_certain", pa.bool_()),
    ]
)
"""Columns of findings. ``kind`` is ``not-checked`` for what was left undecided; then
``record`` is null and ``params_json`` tells how many records, where it is counted."""
KEYS = pa.schema(
    [
        ("rule", pa.string()),
        ("key", pa.binary()),
        ("role", pa.string()),
        ("shown", pa.string()),
        ("record", pa.int64()),
    ]
)
"""Columns of keys: BLAKE2b-128 of each key under the rule that asks about it."""
AT_ONCE = 10_000
"""Findings that are gathered before a batch of them is handed on."""


def check_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    table: str,
    rules: str | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: dt.date | str | None = None,
    number: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Check the records of a partition of one table, each by itself.

    What needs all records (keys that stand once, keys of other tables, related records)
    is named in rows of kind ``not-checked`` at the end; see ``keys`` and ``check_keys``.

    Args:
        batches: columns by field key, printed name or alias.
        table: id of the table.
        rules: folder or name of a rule pack; the shipped packs when left out.
        readings: reading -> choice.
        as_of: the date of the rules; today when left out, which is not the same day on
            every machine at midnight.
        number: an integer column that numbers the records; without it they are counted
            from 1 within the partition.

    Yields:
        Batches with the columns of ``FINDINGS``.

    Raises:
        UsageError: an unknown pack, table, column, reading or choice, or a column of a
            type that Polars lacks; told with the first batch.
    """
    part = TablePart(_rules(rules), table, readings, as_of)
    waiting: list[dict[str, Any]] = []
    before = 0
    for batch in batches:
        numbers, frame = _numbered(batch, number, before)
        before += batch.num_rows
        waiting += map(_finding_row, part.findings(frame, numbers))
        if len(waiting) >= AT_ONCE:
            yield _batch(waiting, FINDINGS)
            waiting = []
    waiting += map(_left_row, part.left())
    yield _batch(waiting, FINDINGS)


def keys(
    batches: Iterable[pa.RecordBatch],
    *,
    table: str,
    referring: Sequence[str] = (),
    rules: str | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: dt.date | str | None = None,
    number: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Return the keys of a partition, to be brought together by rule and key.

    Args:
        batches: as for ``check_batches``.
        table: id of the table.
        referring: tables whose references to this one are asked as well.
        rules: as for ``check_batches``.
        readings: as for ``check_batches``.
        as_of: as for ``check_batches``.
        number: as for ``check_batches``; needed, for numbers must be unique in the table.

    Yields:
        Batches with the columns of ``KEYS``.
    """
    made = KeyedTables(_rules(rules), table, referring, readings, as_of)
    before = 0
    for batch in batches:
        numbers, frame = _numbered(batch, number, before)
        before += batch.num_rows
        rows = made.rows(frame, numbers)
        arrays = [rows.get_column(f.name).to_arrow().cast(f.type) for f in KEYS]
        yield pa.RecordBatch.from_arrays(arrays, schema=KEYS)


def check_keys(
    batches: Iterable[pa.RecordBatch],
    *,
    table: str,
    submitted: Sequence[str] = (),
    rules: str | None = None,
    as_of: dt.date | str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Decide the rules about keys where all rows of one rule and key have come together.

    Args:
        batches: rows of ``keys``; those of equal ``rule`` and ``key`` in one partition.
        table: id of the table whose rules are asked.
        submitted: the tables that ``keys`` was asked for; references to others are left
            out, and named by ``check_batches``.
        rules: as for ``check_batches``.
        as_of: as for ``check_batches``.

    Yields:
        Batches with the columns of ``FINDINGS``.
    """
    frames = [pl.DataFrame(pl.from_arrow(batch)) for batch in batches]
    if not frames:
        return
    made = KeyedTables(_rules(rules), table, (), None, as_of)
    found = made.decide(pl.concat(frames), submitted)
    rows = [
        _left_row(each) if isinstance(each, NotChecked) else _finding_row(each)
        for each in found
    ]
    yield _batch(rows, FINDINGS)


@cache
def _rules(name: str | None) -> Ruleset:
    return load(name) if name else load()


def _numbered(
    batch: pa.RecordBatch, number: str | None, before: int
) -> tuple[Sequence[int], pl.DataFrame]:
    frame = _frame(batch)
    if number is None:
        return range(before + 1, before + 1 + batch.num_rows), frame
    if number not in frame.columns:
        raise unknown("列", "column", number, frame.columns)
    return frame.get_column(number).to_list(), frame.drop(number)


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    try:
        return to_frame(batch)
    except TypeError as error:
        said = str(error).split("\n")[0]
        raise UsageError(
            Text(
                f"有一列是 Polars 没有的类型，请先转成文本：{said}",
                f"a column is of a type that Polars lacks, make it texts first: {said}",
            )
        ) from error


def _finding_row(finding: Finding) -> dict[str, Any]:
    from ruleengine.report.document import finding_to_dict

    whole = finding_to_dict(finding)
    field, fix = whole["field"] or {}, whole["fix"] or {}
    return {
        **{name: whole[name] for name in ("rule", "kind", "severity", "table")},
        "record": whole["record"],
        "field_no": field.get("no"),
        "field_key": field.get("key"),
        "field_name": field.get("name"),
        **{name: whole[name] for name in ("value", "expected", "clause")},
        "params_json": json.dumps(whole["params"], ensure_ascii=False, sort_keys=True),
        "message_zh": whole["message"]["zh"],
        "message_en": whole["message"]["en"],
        "fix_value": fix.get("value"),
        "fix_certain": fix.get("certain"),
    }


def _left_row(left: NotChecked) -> dict[str, Any]:
    return {
        "rule": left.rule,
        "kind": "not-checked",
        "table": left.table,
        "params_json": json.dumps({"records": left.records}),
        "message_zh": left.why.zh,
        "message_en": left.why.en,
    }


def _batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=schema)
