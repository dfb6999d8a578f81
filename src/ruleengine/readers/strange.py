"""Files that are not what their ending says, or that no reader reads.

Comes in: a path and its ending. Goes out: the key of the sentence that tells the
submitter what the file seems to be and how to mend it. Reads the first bytes only.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<div")
"""How the "workbooks" begin that many systems export: a table of a web page."""
HEAD = 512
LOOKED_INTO = 16 << 20
"""An archive of more bytes is not opened: its directory alone may be huge."""


def sentence_key(path: Path, *, is_workbook: bool) -> str:
    """Return the key of the sentence about a file that cannot be read as it is.

    Args:
        path: the file; one that cannot be opened is told by its ending only.
        is_workbook: whether the ending is that of a workbook, new or old.
    """
    fallback = "xlsx-old-or-encrypted" if is_workbook else "unknown-format"
    head = _head(path)
    if head.startswith(OLE):
        return fallback
    if head.startswith(ARCHIVES):
        return _archive(path, fallback)
    if not is_workbook:
        return fallback
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(WEB):
        return "web-page-as-workbook"
    return "xlsx-no-workbook" if b"\0" in head else "text-as-workbook"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError:
        return OLE


def _archive(path: Path, fallback: str) -> str:
    try:
        if path.stat().st_size > LOOKED_INTO:
            return fallback
        with zipfile.ZipFile(path) as opened:
            names = frozenset(opened.namelist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        names = frozenset()
    if "xl/workbook.xml" in names:
        return "xlsx-under-another-ending"
    is_document = bool(names & {"[Content_Types].xml", "content.xml", "mimetype"})
    return fallback if is_document else "archive"
