"""Text -> pieces, those that are ids with the place they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ruleengine.base.ids import SHARED
from ruleengine.compile.callables import spoken_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.authoring.book.places import Place

LONGEST = 120
"""Characters of an id; what is longer is looked at in pieces."""
TOKEN = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_./()-]{{0,{LONGEST - 1}}}")
SHORTER = re.compile(r"[_./()-][A-Za-z0-9]*\Z")
LOOKS_LIKE_AN_ID = re.compile(r"[0-9./-]")
AFTER_READING = re.compile(r"(?:取法|[Rr]eading) ?\Z")
"""A word after this is the name of a reading; else it may be any word."""
Piece = tuple[str, "Place | None"]


@dataclass(frozen=True)
class Linker:
    """Finds ids in the texts of one chapter."""

    chapter: Chapter
    _seen: dict[tuple[str, bool], tuple[Piece, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Most texts of a chapter stand in it several times."""

    def pieces(self, text: str, *, is_code: bool = False) -> tuple[Piece, ...]:
        """Return the text in pieces; together they are the text."""
        found = self._seen.get((text, is_code))
        if found is None:
            found = self._seen[text, is_code] = tuple(
                self._pieces(text, is_code=is_code)
            )
        return found

    def _pieces(self, text: str, *, is_code: bool) -> Iterator[Piece]:
        start = 0
        for begin, end, place in self._found(text, is_code=is_code):
            if begin < start:
                continue
            if begin > start:
                yield text[start:begin], None
            yield text[begin:end], place
            start = end
        if start < len(text):
            yield text[start:], None

    def _found(self, text: str, *, is_code: bool) -> list[tuple[int, int, Place]]:
        found = []
        for match in TOKEN.finditer(text):
            if known := self._known(
                match[0], text[max(0, match.start() - 9) : match.start()]
            ):
                length, place = known
                found.append((match.start(), match.start() + length, place))
        if is_code:
            found += self._called(text)
        return sorted(found, key=lambda each: (each[0], -each[1]))

    def _known(self, token: str, before: str) -> tuple[int, Place] | None:
        """Return the longest start of the token that is an id, and its place."""
        named = AFTER_READING.search(before) is not None
        while token:
            if named or LOOKS_LIKE_AN_ID.search(token):
                place = self.chapter.place(token)
                if place is not None:
                    return len(token), place
            shorter = SHORTER.sub("", token)
            token = shorter if shorter != token else ""
        return None

    @cached_property
    def _calls(self) -> re.Pattern[str] | None:
        """What formulas call by its id, hyphens as spaces."""
        chapter = self.chapter
        names = spoken_names(chapter.around, chapter.pack.name)
        if not names:
            return None
        longest = sorted(names, key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, longest))
        return re.compile(rf"(?<![A-Za-z0-9_])({either})(?=\()")

    def _called(self, text: str) -> Iterator[tuple[int, int, Place]]:
        for match in self._calls.finditer(text) if self._calls else ():
            local = match[1].replace(" ", "-")
            for name in (local, f"{SHARED}/{local}"):
                if place := self.chapter.place(name):
                    yield match.start(1), match.end(1), place
                    break
