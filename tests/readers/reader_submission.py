"""Tables and files that the tests of the readers share."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

from ruleengine.base.record import FieldShape, Record, TableShape
from ruleengine.readers import Limits, Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ruleengine.base.finding import Finding
    from ruleengine.base.record import TableInput

RESULTS = TableShape(
    "demo/T06",
    ("demo/T06", "T06", "表6", "表6 参加者提交的结果信息", "参加者提交的结果信息"),
    (
        FieldShape("lab", ("实验室代码", "lab")),
        FieldShape("name", ("样品名称（中文）", "样品名称", "name")),
        FieldShape("value", ("结果/数值", "value")),
        FieldShape("date", ("结果提交日期", "date"), "YYYYMMDD"),
        FieldShape("year", ("年份", "year"), "YYYY"),
        FieldShape("ok", ("是否满意", "ok")),
        FieldShape("file", ("附件", "file")),
    ),
)
PLANS = TableShape(
    "demo/T07",
    ("demo/T07", "T07", "表7", "表7 计划信息"),
    (
        FieldShape("lab", ("实验室代码", "lab")),
        FieldShape("plan", ("计划编号", "plan")),
        FieldShape("start", ("开始时间", "start"), "YYYYMMDDhhmmss"),
        FieldShape("clock", ("时刻", "clock"), "hhmm"),
        FieldShape("note", ("备注", "note")),
    ),
)
SHAPES = (RESULTS, PLANS)
HEADERS = [item.names[0] for item in RESULTS.fields]
KEYS = [item.key for item in RESULTS.fields]


def one(
    path: Path,
    *,
    table: str | None = None,
    limits: Limits | None = None,
    load_yaml: Callable[[str, str], object] | None = None,
) -> TableInput:
    """Read a file that holds one table."""
    (found,) = read(
        [path], SHAPES, table=table, limits=limits, load_yaml=load_yaml
    ).inputs
    return found


def drain(found: TableInput) -> tuple[list[Record], list[Finding]]:
    """Return all records and all findings of an input."""
    records = list(found.records)
    return records, list(found.findings)


def drain_all(reading: Reading) -> list[tuple[str, list[Record], list[Finding]]]:
    """Return table, records and findings of every input."""
    return [(found.table, *drain(found)) for found in reading.inputs]


def reasons(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return kind and reason of each finding."""
    return [(finding.kind, finding.reason) for finding in findings]


def write_json(path: Path, data: object) -> Path:
    """Write data as JSON in UTF-8."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData>{after}</worksheet>"
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '{properties}<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
RELS = (
    "<Relationships>"
    '<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/s.xml"/>'
    '<Relationship Id="rId2" Type="http://x/styles" Target="/xl/styles.xml"/>'
    '<Relationship Id="rId3" Type="http://x/sharedStrings" Target="strings.xml"/>'
    "</Relationships>"
)


def write_xlsx(
    path: Path,
    rows: str,
    *,
    after: str = "",
    styles: str = "<styleSheet/>",
    strings: str = "<sst/>",
    properties: str = "",
    sheet: str | None = None,
    name: str = "表6",
    rels: str = RELS,
) -> Path:
    """Write a workbook from the XML of its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", BOOK.format(properties=properties, name=name))
        out.writestr("xl/_rels/workbook.xml.rels", rels)
        out.writestr("xl/styles.xml", styles)
        out.writestr("xl/strings.xml", strings)
        out.writestr(
            "xl/worksheets/s.xml", sheet or SHEET.format(rows=rows, after=after)
        )
    return path


def xml_row(number: int, cells: Sequence[str]) -> str:
    """Return one row; a cell is XML, or a plain text for an inline string."""
    parts = (
        cell
        if cell.startswith("<")
        else f'<c r="{chr(64 + at)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for at, cell in enumerate(cells, start=1)
    )
    return f'<row r="{number}">{"".join(parts)}</row>'


def write_text(path: Path, text: str | bytes) -> Path:
    """Write a file of text, as UTF-8 unless it comes in bytes."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def begun(path: Path) -> Iterator[Record]:
    """Return the records of a file of which the first one has been read."""
    (given,) = read([path], SHAPES).inputs
    records = iter(given.records)
    next(records)
    return records
