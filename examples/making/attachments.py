"""Tiny files that are really PDF, PNG and JPEG."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from making.tables import Tables

_JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////"
    "////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAA"
    "AAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z"
)


def attachments(tables: Tables) -> Mapping[str, bytes]:
    """Return name -> content of every file that the records name."""
    names = sorted(
        {
            str(value)
            for records in tables.values()
            for record in records
            for value in record.values()
            if str(value).startswith("attachments/")
        }
    )
    return {name: _content(name) for name in names}


def _content(name: str) -> bytes:
    if name.endswith(".pdf"):
        title = name.rpartition("/")[2]
        return pdf(title if title.isascii() else "certificate")
    return png() if name.endswith(".png") else base64.b64decode(_JPEG)


def pdf(title: str) -> bytes:
    """Return a PDF of one page that shows one line of ASCII text."""
    text = f"BT /F1 12 Tf 40 100 Td ({title}) Tj ET".encode("ascii")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200]"
        b" /Contents 4 0 R /Resources << /Font << /F1 " + font + b" >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % size
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def png() -> bytes:
    """Return a PNG of one white pixel."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    # Stored, not compressed: the same bytes with every zlib.
    pixel = zlib.compress(b"\x00\xff", 0)
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", pixel) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
