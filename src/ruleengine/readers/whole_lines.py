"""Runs of whole lines of an open file.

Comes in: a stream of bytes. Goes out: bytes that end where a line ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

FIRST_BYTES = 8 << 20


def growing(most: int) -> Iterator[int]:
    """Yield the sizes of blocks, without end: small ones first, so that work can begin.

    Args:
        most: bytes of the largest.
    """
    size = min(FIRST_BYTES, most)
    while True:
        yield size
        size = min(2 * size, most)


def whole_lines(stream: io.BufferedReader, count: int, longest: int) -> bytes:
    """Return the next ``count`` bytes of a file and the rest of the line they end in.

    Where they end is found out first: to put the rest behind so many bytes would copy
    them all.

    Args:
        stream: a file that can be read again.
        count: bytes.
        longest: bytes of the rest of a line at most; a longer one is cut.
    """
    at = stream.tell()
    stream.seek(at + count)
    stream.readline(longest)
    end = stream.tell()
    stream.seek(at)
    return stream.read(end - at)
