"""Files that are read more than once, or for long: whether they are still the same.

Comes in: a path. Goes out: SeenFile (checksum, size, when it was changed), which tells
when another program has written to the file since. Knows no format.
"""

from __future__ import annotations

import hashlib
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import InputError
from ruleengine.readers.sentences import cannot_open, input_error

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruleengine.readers.limits import Limits

CHUNK = 1 << 18
"""Small enough that its characters do not need memory from the system each time."""
WORTH_A_THREAD = 1 << 20
"""Bytes of a file."""


@frozen
class SeenFile:
    """A file that has been looked at once, and what it was then."""

    path: Path
    name: str
    """As the user named it."""
    sha256: str
    size: int
    """Bytes."""
    changed_ns: int
    """When it was last changed before it was looked at."""

    def confirm(self) -> None:
        """Make sure that what was read is what the checksum stands for.

        Raises:
            InputError: another program has written to the file in the meantime.
        """
        if self.is_touched() and checksum(self.path, self.name) != self.sha256:
            raise input_error("changed", self.name)

    def is_touched(self) -> bool:
        """Tell whether the file has been written to, be it with the same bytes."""
        try:
            status = self.path.stat()
        except OSError:
            return False  # it is gone; what had been opened was read to its end
        return (status.st_size, status.st_mtime_ns) != (self.size, self.changed_ns)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Make sure at the end that the file has stayed the same.

        What cannot be read because another program is writing is not damaged: that is
        told instead.
        """
        try:
            yield
        except InputError as error:
            if not self.path.exists():
                raise input_error("changed", self.name) from error
            self.confirm()
            raise
        self.confirm()


def see(path: Path, name: str, status: os.stat_result) -> SeenFile:
    """Look at a file, read once from end to end.

    Args:
        path: the file.
        name: as the user named it.
        status: its status before it is read.
    """
    sha256 = checksum(path, name)
    return SeenFile(path, name, sha256, status.st_size, status.st_mtime_ns)


def check_file(path: Path, name: str, limits: Limits) -> os.stat_result:
    """Return the status of a regular file.

    Raises:
        InputError: it is missing or out of reach, no regular file, empty or too big.
    """
    try:
        status = path.stat()
    except PermissionError as error:
        raise cannot_open(name, error) from error
    except (OSError, ValueError) as error:
        raise input_error("no-such-file", name) from error
    if not stat.S_ISREG(status.st_mode):
        raise input_error("no-regular-file", name)
    if not status.st_size:
        raise input_error("empty-file", name)
    if status.st_size > limits.file_bytes:
        raise input_error("limit-file_bytes", name, limit=limits.file_bytes)
    return status


def chunks(path: Path, name: str) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except OSError as error:
        raise cannot_open(name, error) from error


def begin_checksum(path: Path, name: str, size: int) -> Callable[[], str]:
    """Begin with the SHA-256 of a file; return what waits for it.

    It is made in a thread where the file is so large that this is worth it.
    """
    if size < WORTH_A_THREAD:
        return lambda: checksum(path, name)
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(max_workers=1)
    made = pool.submit(checksum, path, name)
    pool.shutdown(wait=False)
    return made.result


def checksum(path: Path, name: str) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    for chunk in chunks(path, name):
        digest.update(chunk)
    return digest.hexdigest()
