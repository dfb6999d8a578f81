"""Files that are not what their ending says, or that no reader reads.

Comes in: a path and its ending. Goes out: the key of the sentence that tells the
submitter what the file seems to be and how to mend it. Reads the first bytes only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<div")
"""How the "workbooks" begin that many systems export: a table of a web page."""
MEDIA = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
"""How scans and pictures begin."""
MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins; the bytes 0 in it are right."""
MARK_32 = b"\xff\xfe\0\0"
NULS = (4, 32)
"""Text holds fewer bytes 0 than this, at least and one in so many."""
HELD_OPEN = "~$"
"""How the names begin of what Office keeps beside a file while it is open."""
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
    if path.name.startswith(HELD_OPEN):
        return "held-open"
    if not is_workbook:
        return fallback
    start = _start(head)
    if start.startswith(WEB):
        return "web-page-as-workbook"
    if start.startswith(b"<?xml"):
        return "xml"
    return "xlsx-no-workbook" if b"\0" in head else "text-as-workbook"


def text_key(path: Path, *, is_separated: bool) -> str | None:
    """Return the key of the sentence about a file whose text is none, or another.

    Args:
        path: the file.
        is_separated: whether the ending is that of separated text.
    """
    head = _head(path)
    if head.startswith(MEDIA):
        return "media-as-text"
    if head.startswith(ARCHIVES):
        return "archive"
    if _is_binary(head):
        return "no-text"
    start = _start(head)
    if start.startswith(WEB):
        return "web-page-as-text"
    if start.startswith(b"<?xml"):
        return "xml"
    is_json = is_separated and start[:1] in {b"[", b"{"} and _looks_like_json(start)
    return "json-as-text" if is_json else None


def _start(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _is_binary(head: bytes) -> bool:
    if head.startswith(MARKS_16) and not head.startswith(MARK_32):
        return False
    least, part = NULS
    count = head.count(b"\0")
    return count >= least and count * part >= len(head)


def _looks_like_json(start: bytes) -> bool:
    bare = b"".join(start.split())
    return bare.startswith((b'{"', b'[{"', b'[["'))


def _head(path: Path) -> bytes:
    """Return the first bytes; of what cannot be opened such as nothing is told of."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError:
        return OLE


def _archive(path: Path, fallback: str) -> str:
    import zipfile

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
