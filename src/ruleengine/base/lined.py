"""Data that knows in which line of a file it begins."""

from __future__ import annotations


class Lined(dict[str, object]):
    """The members of an object, and the line where it begins, counted from 1."""

    __slots__ = ("line",)

    def __init__(self, members: dict[str, object], line: int) -> None:
        super().__init__(members)
        self.line = line
