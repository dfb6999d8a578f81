"""Files that a record names: do they stand in the submission folder, and are they real.

Comes in: a folder, a file name as submitted, the media formats allowed. Goes out: None
or an AttachmentFault. Opens nothing outside the folder. Holds no sentence.

What stands in folders is remembered for one check only: the next one may find other
files there, or another folder under the same name.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import near_misses

if TYPE_CHECKING:
    from collections.abc import Mapping

AttachmentReason = Literal["missing", "shut", "outside", "empty", "wrong-signature"]

MOST_FOLDERS = 200
"""Folders in which a file is looked for that is not where it should be."""
HEAD_BYTES = 1024
"""A PDF may begin anywhere in here (ISO 32000-1, annex H.3.4.1)."""

_DEVICE = re.compile(
    "(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:[.].*)?", re.IGNORECASE
)
"""Names that Windows gives to devices, whatever stands behind the dot."""
_SIGNATURES = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "TIFF": (b"II*\x00", b"MM\x00*"),
}
"""How files of each format begin; a PDF does not have to begin with its mark."""


@frozen
class AttachmentFault:
    """What is wrong with a file that a record names.

    missing: no such file; ``near`` has names, with their folder, that look like it.
    shut: there is no permission to read the file, or to look for it.
    outside: not a plain relative name, or it leads out of the folder.
    empty: the file has no bytes.
    wrong-signature: the file is none of the media formats; ``found`` is what it is.
    """

    reason: AttachmentReason
    near: tuple[str, ...] = ()
    found: str | None = None


class AttachmentFolder:
    """The folder of one submission, as one check looks into it.

    Folders that do not change are listed once; so make it anew for each check.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing outside it is opened."""
        self._folder = folder
        self._listing = lru_cache(maxsize=64)(_listing)
        self._near = lru_cache(maxsize=4096)(_near)

    def fault(self, name: str, media: tuple[str, ...]) -> AttachmentFault | None:
        r"""Return what is wrong with the file ``name`` of the submission, or None.

        Args:
            name: as submitted; ``/`` and ``\`` separate folders on every system.
            media: allowed formats, such as ``("PDF", "JPEG", "PNG")``; () for any.
        """
        parts = name.replace("\\", "/").removeprefix("./").split("/")
        if not name or any(_is_unusable(part) for part in parts):
            return AttachmentFault("outside")
        try:
            return self._check(parts, media)
        except PermissionError:
            return AttachmentFault("shut")
        # Up to Python 3.12 a loop of links is a RuntimeError.
        except (OSError, ValueError, RuntimeError):
            return AttachmentFault("missing")

    def _check(
        self, parts: list[str], media: tuple[str, ...]
    ) -> AttachmentFault | None:
        path = folder = self._folder
        for part in parts:
            wanted = unicodedata.normalize("NFC", part)
            listing = self._listing(os.fspath(path), path.stat().st_mtime_ns)
            if wanted not in listing.names:
                near = self._near(folder, path, part, listing)
                return AttachmentFault("missing", near)
            path /= listing.names[wanted]
        if not path.resolve(strict=True).is_relative_to(folder.resolve(strict=True)):
            return AttachmentFault("outside")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return AttachmentFault("missing")
        if not status.st_size:
            return AttachmentFault("empty")
        with path.open("rb") as stream:
            found = media_of(stream.read(HEAD_BYTES))
        if media and found not in {item.upper() for item in media}:
            return AttachmentFault("wrong-signature", found=found)
        return None


def _is_unusable(part: str) -> bool:
    return (
        part in {"", ".", ".."}
        or any(char in ':*?"<>|' or char < " " for char in part)
        or part.endswith((".", " "))
        or _DEVICE.fullmatch(part) is not None
    )


def _near(folder: Path, path: Path, part: str, listing: _Listing) -> tuple[str, ...]:
    """Return what may be meant instead, as it is written from the submission folder."""
    # A folder that may not be entered is no reason to call the file shut.
    below = os.fsdecode(part.encode("utf-8", "surrogateescape"))
    found = [
        f"{name}/{part}"
        for name in listing.folders
        if os.path.isfile(path / listing.names[name] / below)  # noqa: PTH113
    ]
    # The stem decides: all names of one kind share their extension.
    stems = listing.stems
    found += [stems[stem] for stem in near_misses(PurePath(part).stem, stems)]
    return tuple((path / each).relative_to(folder).as_posix() for each in found)


@frozen(eq=False)
class _Listing:
    """What stands in a folder."""

    names: Mapping[str, str]
    """NFC -> as stored; exact in case on every system: a Mac stores names decomposed
    and, like Windows, opens them in any case; the one who receives the submission may
    not."""
    stems: Mapping[str, str]
    folders: tuple[str, ...]
    """The first of the folders in it."""


def _listing(folder: str, _changed_ns: int) -> _Listing:
    with os.scandir(folder) as entries:
        is_folder = {each.name: each.is_dir(follow_symlinks=False) for each in entries}
    names = {unicodedata.normalize("NFC", _readable(name)): name for name in is_folder}
    stems = {PurePath(name).stem: name for name in names}
    folders = sorted(name for name in names if is_folder[names[name]])
    return _Listing(names, stems, tuple(folders[:MOST_FOLDERS]))


def _readable(stored: str) -> str:
    """Return a name in characters, also where the locale has none for its bytes."""
    if any("\udc80" <= letter <= "\udcff" for letter in stored):
        return os.fsencode(stored).decode("utf-8", "surrogateescape")
    return stored


def media_of(head: bytes) -> str | None:
    """Return the media format that the first bytes of a file show."""
    for name, signatures in _SIGNATURES.items():
        if head.startswith(signatures):
            return name
    return "PDF" if b"%PDF-" in head[:HEAD_BYTES] else None
