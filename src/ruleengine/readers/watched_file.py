"""Files that tell how far they have been read.

Comes in: a path, a Reading. Goes out: a raw stream of bytes that keeps the Reading right.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import WriteableBuffer

    from ruleengine.base.progress import Reading


class WatchedFile(io.FileIO):
    """A file that is read; below a buffer, so that it is asked for many bytes at once."""

    def __init__(self, path: Path, reading: Reading) -> None:
        """Open the file, from its beginning."""
        super().__init__(path)
        self._reading = reading
        reading.done = 0

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        """Read into a buffer; return how many bytes."""
        count = super().readinto(buffer)
        self._reading.done += count or 0
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place; return where it is."""
        self._reading.done = at = super().seek(offset, whence)
        return at
