"""Records as files: csv, jsonl, xlsx; written by hand-held means, the same each time."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from benchmarks.tables import TABLE_6

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.records import Record

KEYS = [column.key for column in TABLE_6]


def write_jsonl(records: Sequence[Record], path: Path) -> None:
    """Write one record a line."""
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def write_csv(records: Sequence[Record], path: Path) -> None:
    """Write a header of keys and one record a line."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, KEYS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def write_xlsx(records: Sequence[Record], path: Path) -> None:
    """Write one sheet with texts in shared strings, as spreadsheets do."""
    import xlsxwriter  # an extra of the benchmarks

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表6")
        sheet.write_row(0, 0, KEYS)
        for row, record in enumerate(records, 1):
            for column, key in enumerate(KEYS):
                if value := record.get(key):
                    sheet.write_string(row, column, value)
