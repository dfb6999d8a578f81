"""Workbooks that are damaged, foreign or hostile: refused with a clear sentence."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    BOOK,
    HEADERS,
    SHEET,
    drain,
    one,
    write_xlsx,
    xml_row,
)

from ruleengine.base.problem import InputError
from ruleengine.readers import Limits

if TYPE_CHECKING:
    from pathlib import Path


HEAD = xml_row(1, HEADERS)


def _refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        drain(one(path, limits=limits))
    assert caught.value.file == path.as_posix()
    return caught.value.message.en


ROWS_REFUSED = [
    '<row r="x"/>',
    '<row r="99999999"/>',
    '<row r="1048577"/>',
    '<row r="2"><c r="1A"><v>1</v></c></row>',
    "<row",
    "<row></c>",
]


@pytest.mark.parametrize("rows", ROWS_REFUSED)
def test_damaged_sheets_are_refused(rows: str, tmp_path: Path) -> None:
    assert "damaged" in _refused(write_xlsx(tmp_path / "x.xlsx", rows))


def test_document_types_are_refused(tmp_path: Path) -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET.format(rows=HEAD, after="")
    path = write_xlsx(tmp_path / "x.xlsx", "", sheet=sheet)
    assert "document type" in _refused(path)


def test_endless_tags_are_refused(tmp_path: Path) -> None:
    sheet = "<worksheet><!--" + "x" * (6 << 20)
    path = write_xlsx(tmp_path / "x.xlsx", "", sheet=sheet)
    assert "damaged" in _refused(path)


def test_unknown_encodings_are_refused(tmp_path: Path) -> None:
    sheet = '<?xml version="1.0" encoding="x-none"?><worksheet/>'
    path = write_xlsx(tmp_path / "x.xlsx", "", sheet=sheet)
    assert "damaged" in _refused(path)


@pytest.mark.parametrize(
    "limits",
    [
        Limits(unzipped_bytes=100),
        Limits(zip_ratio=1, zip_ratio_from=100),
        Limits(zip_entries=2),
        Limits(cells=5),
        Limits(columns=2),
        Limits(text_chars=2),
        Limits(seconds=0),
        Limits(file_bytes=10),
    ],
)
def test_limits_are_kept(limits: Limits, tmp_path: Path) -> None:
    rows = HEAD + "".join(xml_row(at, ["L1"]) for at in range(2, 50))
    _refused(write_xlsx(tmp_path / "x.xlsx", rows), limits)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or an encrypted"),
        (b"hello", "holds text, no workbook"),
        (b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_other_formats_are_named(head: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(head)
    assert word in _refused(path)


def test_zip_files_that_are_no_workbook_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "no xlsx workbook" in _refused(path)


def test_exotic_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as out:
        out.writestr("xl/workbook.xml", BOOK)
    assert "damaged" in _refused(path)


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", HEAD)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert "encrypted" in _refused(path)


def _with_directory(path: Path, end: bytes) -> None:
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[:at] + end)


def test_endless_directories_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", HEAD)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 1 << 30, 0, 0)
    _with_directory(path, end)
    assert "more than 10000 files" in _refused(path)
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 1 << 40, 0
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    path = write_xlsx(tmp_path / "y.xlsx", HEAD)
    _with_directory(path, record + locator + end[:12] + b"\xff" * 8 + b"\0\0")
    assert "more than 10000 files" in _refused(path)
