"""The parts of a workbook file, defended against hostile ones.

Comes in: a path. Goes out: sheet names and streams of XML events. Every entry of the
zip file is looked at before anything is unpacked; a document type declaration, an
encrypted or old workbook, a bomb are refused. Knows nothing of tables.
"""

from __future__ import annotations

import posixpath
import struct
import time
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from ruleengine.base.frozen import frozen
from ruleengine.readers.sentences import cannot_open, input_error
from ruleengine.readers.strange import OLE, sentence_key
from ruleengine.readers.xlsx_xml import XmlParser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ruleengine.readers.limits import Budget, Limits
    from ruleengine.readers.xlsx_xml import Events, Taker

CHUNK = 1 << 16
TOKEN_BYTES = 4 << 20
"""One XML tag or comment longer than this is hostile; expat would hold it whole."""
SHEETS = 1_000
TAIL_BYTES = 66_000
"""The end record of a zip file stands in the last 65,557 bytes."""
ENTRY_BYTES = 512
"""What one entry takes in the directory of a zip file, with a long name."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What the zip and XML libraries raise for damaged files."""


@frozen
class Sheet:
    """One sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool
    size: int
    """Bytes of its part, unzipped."""


@frozen
class Package:
    """A workbook file whose entries have been looked at."""

    path: Path
    name: str
    sheets: tuple[Sheet, ...]
    strings_part: str | None
    styles_part: str | None
    is_1904: bool


@contextmanager
def archive(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """Open the zip file; all faults of the file come out as InputError."""
    try:
        with zipfile.ZipFile(path) as opened:
            yield opened
    except BROKEN as error:
        raise input_error("xlsx-broken", name) from error


def open_package(path: Path, name: str, limits: Limits, budget: Budget) -> Package:
    """Look at a workbook file and list its sheets.

    Raises:
        InputError: no workbook, damaged, encrypted, or over a limit.
    """
    _refuse_other_formats(path, name, limits)
    with archive(path, name) as opened:
        entries = opened.infolist()
        _refuse_bombs(entries, name, limits)
        names = [entry.filename for entry in entries]
        parts = {_slashed(name).lower(): name for name in names}
        return _package(opened, parts, path, name, budget)


def _refuse_other_formats(path: Path, name: str, limits: Limits) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(len(OLE))
            stream.seek(max(path.stat().st_size - TAIL_BYTES, 0))
            tail = stream.read(TAIL_BYTES)
    except OSError as error:
        raise cannot_open(name, error) from error
    if head == OLE:
        raise input_error("xlsx-old-or-encrypted", name)
    if not head.startswith(b"PK"):
        raise input_error(sentence_key(path, is_workbook=True), name)
    if _directory_bytes(tail) > limits.zip_entries * ENTRY_BYTES:
        raise input_error("limit-zip_entries", name, limit=limits.zip_entries)


def _directory_bytes(tail: bytes) -> int:
    """Return how big the zip file says its directory is; zipfile reads it whole."""
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return 0
    (size,) = struct.unpack_from("<I", tail, end + 12)
    end64 = tail[max(end - 76, 0) : end]
    if len(end64) == 76 and end64.startswith(b"PK\x06\x06"):
        (size,) = struct.unpack_from("<Q", end64, 40)
    return int(size)


def _refuse_bombs(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise input_error("limit-zip_entries", name, limit=limits.zip_entries)
    unzipped = sum(entry.file_size for entry in entries)
    if unzipped > limits.unzipped_bytes:
        raise input_error("limit-unzipped_bytes", name, limit=limits.unzipped_bytes)
    for entry in entries:
        if entry.flag_bits & 1:
            raise input_error("xlsx-old-or-encrypted", name)
        too_dense = entry.file_size > entry.compress_size * limits.zip_ratio
        if too_dense and entry.file_size > limits.zip_ratio_from:
            raise input_error("limit-zip_ratio", name, limit=limits.zip_ratio)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise input_error("xlsx-broken", name)


def _slashed(name: str) -> str:
    """Return the name of a part; some exporters write it as Windows does a path."""
    return name.replace("\\", "/")


def _package(
    opened: zipfile.ZipFile,
    parts: Mapping[str, str],
    path: Path,
    name: str,
    budget: Budget,
) -> Package:
    main = _main_part(opened, parts, budget)
    if main is None or main.endswith(".bin"):
        raise input_error("xlsx-no-workbook", name)
    book = _Book()
    feed(opened, main, book, budget)
    links = _links(opened, parts, main, budget)
    sheets = tuple(
        Sheet(
            title,
            part := links.by_id[link].part,
            is_hidden,
            opened.getinfo(part).file_size,
        )
        for title, link, is_hidden in book.sheets
        if link in links.by_id and links.by_id[link].kind == "worksheet"
    )
    return Package(
        path, name, sheets, links.of("sharedStrings"), links.of("styles"), book.is_1904
    )


def feed(opened: zipfile.ZipFile, part: str, events: Events, budget: Budget) -> None:
    """Send a whole part through ``events``."""
    for _ in feeding(opened, part, XmlParser(events, budget.file), budget):
        pass


def feeding(
    opened: zipfile.ZipFile, part: str, taker: Taker, budget: Budget
) -> Iterator[None]:
    """Give the bytes of a part to ``taker``, stopping after each chunk."""
    with opened.open(part) as stream:
        while True:
            since = time.perf_counter()
            chunk = stream.read(CHUNK)
            budget.reading.done += len(chunk)
            taker.take(chunk, is_last=not chunk)
            budget.spent(since)
            yield
            if not chunk:
                return
            if taker.waiting > TOKEN_BYTES:
                raise input_error("xlsx-broken", budget.file)


@frozen
class _Link:
    kind: str
    part: str


@dataclass(slots=True)
class _Links:
    """The relationships of one part, and what they point to."""

    folder: str
    parts: Mapping[str, str]
    by_id: dict[str, _Link] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or len(self.by_id) > SHEETS:
            return
        target = posixpath.join("/", self.folder, attributes.get("Target", ""))
        part = self.parts.get(posixpath.normpath(target).lstrip("/").lower())
        if part is not None:
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.by_id[attributes.get("Id", "")] = _Link(kind, part)

    def end(self, name: str) -> None:
        """Nothing ends here."""

    def text(self, text: str) -> None:
        """No text is wanted."""

    def of(self, kind: str) -> str | None:
        return next((x.part for x in self.by_id.values() if x.kind == kind), None)


def _links(
    opened: zipfile.ZipFile, parts: Mapping[str, str], part: str, budget: Budget
) -> _Links:
    folder, base = posixpath.split(_slashed(part))
    links = _Links(folder, parts)
    rels = parts.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
    if rels is not None:
        feed(opened, rels, links, budget)
    return links


def _main_part(
    opened: zipfile.ZipFile, parts: Mapping[str, str], budget: Budget
) -> str | None:
    main = _links(opened, parts, "", budget).of("officeDocument")
    return main or parts.get("xl/workbook.xml")


@dataclass(slots=True)
class _Book:
    """What the workbook part says."""

    is_1904: bool = False
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    """Title, relationship id, hidden."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}
        elif name == "sheet" and len(self.sheets) < SHEETS:
            link = next(
                (at for key, at in attributes.items() if key.endswith(":id")), ""
            )
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), link, hidden))

    def end(self, name: str) -> None:
        """Nothing ends here."""

    def text(self, text: str) -> None:
        """No text is wanted."""
