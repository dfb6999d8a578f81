"""What stands in the bytes of files, counted; by the extra ``fast`` where it is there."""

from __future__ import annotations

import codecs

from ruleengine.base.compiled import compiled


def line_feeds(data: bytes) -> int:
    """Return how many line feeds there are."""
    fast = compiled()
    return data.count(b"\n") if fast is None else fast.counted(data, 0)[0]


def lines_in(data: bytes) -> int:
    """Return how many lines there are; the last one need not end."""
    return line_feeds(data) + (not data.endswith(b"\n"))


def quotes_and_joints(data: bytes, gap: int) -> tuple[int, int]:
    """Return how many quotes there are in JSON, and how many joints.

    Args:
        data: some JSON.
        gap: spaces in a joint, 0 or 1; it is a quote, a colon, these and another quote.
    """
    fast = compiled()
    if fast is None:
        return data.count(b'"'), data.count(b'":' + b" " * gap + b'"')
    _, quotes, joints = fast.counted(data, gap)
    return quotes, joints


class Utf8:
    """Tells of bytes that come in parts whether they are right UTF-8 all in all."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def takes(self, part: bytes) -> bool:
        """Return whether what came so far may be the beginning of right UTF-8."""
        return self._accepts(part, final=False)

    @property
    def is_whole(self) -> bool:
        """Whether no character is left that has only begun."""
        return self._accepts(b"", final=True)

    def _accepts(self, part: bytes, *, final: bool) -> bool:
        try:
            self._decoder.decode(part, final)
        except UnicodeDecodeError:
            return False
        return True


def utf8() -> Utf8:
    """Return what tells of bytes whether they are UTF-8."""
    fast = compiled()
    found: Utf8 = Utf8() if fast is None else fast.Utf8()
    return found
