"""A file that is there whole or not at all; an earlier one stays until then.

What is written goes to a file of another name in the same folder, which takes the place
of the earlier one at the end. A full disk or an interrupt costs no earlier work.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = ".part"
"""Ending of a file that is being written."""
_LONGEST = 255
"""Bytes of the longest file name there can be."""
_NAME_KEPT = 56
"""Characters of a long file name that its unfinished file begins with."""


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose file is there whole or not at all.

    A link is followed. A device or a pipe is written as it comes: a file put in the
    place of ``/dev/null`` would be no ``/dev/null`` any more.

    Raises:
        OSError: the file cannot be written.
    """
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    place = real_place(target)
    _refuse_protected(place)
    unfinished = place.with_name(_unfinished_name(place.name))
    try:
        with unfinished.open("xb") as stream:
            yield stream
        _take_after(unfinished, place)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def real_place(target: Path) -> Path:
    """Return the file that a name leads to, links followed; it need not exist.

    Raises:
        OSError: the links lead in a circle. ``Path.resolve`` raises something else or
            nothing then, each release of Python in its own way.
    """
    place = Path(os.path.realpath(target))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    return place


def write_whole(
    target: Path, text: str, *, newline: str = "\n", errors: str = "strict"
) -> None:
    """Write a text as UTF-8; the file is there whole or not at all.

    Args:
        target: the file; an existing one is replaced.
        text: what to write.
        newline: what stands for the end of a line.
        errors: what becomes of a character that UTF-8 does not have.

    Raises:
        OSError: the file cannot be written; ``filename`` says which.
    """
    content = text if newline == "\n" else text.replace("\n", newline)
    raw = content.encode("utf-8", errors)
    try:
        with whole_file(target) as stream:
            stream.write(raw)
    except OSError as error:
        error.filename = str(target)  # nobody knows the name of the unfinished one
        raise


def _refuse_protected(place: Path) -> None:
    """Leave a file alone that is marked as read-only, though its folder is not."""
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _unfinished_name(name: str) -> str:
    """Return a name that no other file has; no longer than a file system takes."""
    ending = f".{os.urandom(4).hex()}{UNFINISHED}"
    is_long = len(name.encode("utf-8", "surrogatepass")) > _LONGEST - len(ending)
    return (name[:_NAME_KEPT] if is_long else name) + ending


def _take_after(unfinished: Path, place: Path) -> None:
    """Give a file the rights and the owner of the one that it will replace."""
    with contextlib.suppress(OSError):
        earlier = place.stat()
        unfinished.chmod(stat.S_IMODE(earlier.st_mode))
        if hasattr(os, "chown"):
            os.chown(unfinished, earlier.st_uid, earlier.st_gid)
