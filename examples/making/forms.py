"""The tables as csv, json and json lines."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from making.shapes import Shape
    from making.tables import Record, Tables, Value

GB18030 = frozenset({"T12"})
"""Saved as an old Excel does."""
WITH_MARK = frozenset({"T06"})
"""UTF-8 with a byte-order mark, as a new Excel does."""
SEMICOLONS = frozenset({"T05"})

Files = dict[str, bytes]


def csv_files(tables: Tables, shapes: Mapping[str, Shape]) -> Files:
    """Return one csv a table; some in other encodings and with other separators."""
    return {
        f"{table}.csv": _csv(records, shapes[table]).encode(_encoding(table))
        for table, records in tables.items()
    }


def json_file(tables: Tables, shapes: Mapping[str, Shape]) -> Files:
    """Return all tables in one file, by printed names, one record a line."""
    parts = []
    for table, records in tables.items():
        names = {item.key: item.name for item in shapes[table].items}
        lines = ",\n".join(f"  {_object(record, names)}" for record in records)
        title = json.dumps(shapes[table].title.partition(" ")[0], ensure_ascii=False)
        parts.append(f"{title}: [\n{lines}\n]")
    return {"submission.json": ("{\n" + ",\n".join(parts) + "\n}\n").encode()}


def jsonl_files(tables: Tables) -> Files:
    """Return one file a table, by field keys."""
    return {
        f"{table}.jsonl": "".join(
            _object(record, {}) + "\n" for record in records
        ).encode()
        for table, records in tables.items()
    }


def columns(records: list[Record], shape: Shape) -> dict[str, str]:
    """Return key -> header of the columns of a sheet, strange ones at the end."""
    known = {item.key: item.name for item in shape.items}
    strange = {key: key for record in records for key in record if key not in known}
    return known | strange


def text_of(value: Value) -> str:
    """Return a value as a text file shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _encoding(table: str) -> str:
    if table in GB18030:
        return "gb18030"
    return "utf-8-sig" if table in WITH_MARK else "utf-8"


def _csv(records: list[Record], shape: Shape) -> str:
    stream = io.StringIO()
    separator = ";" if shape.id in SEMICOLONS else ","
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    header = columns(records, shape)
    writer.writerow(header.values())
    for record in records:
        writer.writerow([text_of(record.get(key)) for key in header])
    return stream.getvalue()


def _object(record: Record, names: Mapping[str, str]) -> str:
    members = (
        f"{json.dumps(names.get(key, key), ensure_ascii=False)}: {_json(value)}"
        for key, value in record.items()
        if value is not None
    )
    return "{" + ", ".join(members) + "}"


def _json(value: Value) -> str:
    # A Decimal keeps its digits, which json.dumps has no way to say.
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
