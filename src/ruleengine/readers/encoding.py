"""Text files: which encoding, which checksum, and their characters as a stream.

Comes in: a path. Goes out: TextFile (encoding, sha256) and open streams in which every
damaged byte is U+FFFD. Never looks at the locale.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.octets import utf8
from ruleengine.base.progress import Reading
from ruleengine.readers.seen_file import SeenFile, begin_checksum, check_file, chunks
from ruleengine.readers.sentences import cannot_open, input_error
from ruleengine.readers.watched_file import WatchedFile

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.readers.limits import Limits

WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks begin: xlsx, and the old or encrypted form."""
DAMAGED = "\ufffd"
MOSTLY_UTF8 = 4
"""A file is damaged UTF-8, not GB18030, from so many good characters per bad one."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@frozen
class TextFile(SeenFile):
    """A text file that has been looked at once."""

    encoding: str
    is_sound: bool
    """Whether all of it is right UTF-8."""

    reading: Reading
    """How far whoever opened it last has come."""

    def open(self, newline: str | None = "") -> io.TextIOWrapper:
        """Open the file as a stream of characters."""
        return io.TextIOWrapper(self.octets(), self.encoding, "replace", newline)

    def octets(self) -> io.BufferedReader:
        """Open the file as a stream of bytes."""
        try:
            return io.BufferedReader(WatchedFile(self.path, self.reading))
        except OSError as error:
            raise cannot_open(self.name, error) from error


def look(path: Path, name: str, limits: Limits) -> TextFile:
    """Return encoding and checksum of a text file, read from end to end.

    An encoding that is guessed from the beginning is wrong for a file whose first
    Chinese character stands at its end.
    """
    status = check_file(path, name, limits)
    digest = begin_checksum(path, name, status.st_size)
    characters = utf8()
    head, is_utf8 = b"", True
    for chunk in chunks(path, name):
        head = head or chunk
        is_utf8 = is_utf8 and characters.takes(chunk)
    if head.startswith(WORKBOOK_MARKS):
        raise input_error("workbook-as-text", name)
    is_utf8 = is_utf8 and characters.is_whole
    encoding = next((code for mark, code in _MARKS if head.startswith(mark)), None)
    if encoding is None:
        encoding = "utf-8" if is_utf8 else _likely(path, name)
    return TextFile(
        path=path,
        name=name,
        sha256=digest(),
        size=status.st_size,
        changed_ns=status.st_mtime_ns,
        encoding=encoding,
        is_sound=is_utf8 and encoding in {"utf-8", "utf-8-sig"},
        reading=Reading(status.st_size),
    )


def _likely(path: Path, name: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    for chunk in chunks(path, name):
        text = decoder.decode(chunk)
        damaged = text.count(DAMAGED)
        bad += damaged
        good += sum(char > "\x7f" for char in text) - damaged
    return "utf-8" if good > MOSTLY_UTF8 * bad else "gb18030"
