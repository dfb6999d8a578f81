"""Links: from a page to where an id stands, as a relative address."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ruleengine.authoring.book.linked import Linker
from ruleengine.authoring.book.places import INDEX, Place
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.book.blocks import Page, Run
    from ruleengine.authoring.book.chapters import Chapter

SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Leading:
    """A piece of text, and where it leads."""

    text: str
    address: str = ""
    """Empty when it leads nowhere."""
    about: Text | None = None
    """What stands there, when the text is only an id."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of one book."""

    linkers: Mapping[str, Linker]
    """Folder of a chapter -> what finds ids in its texts."""
    ending: str
    """Of the files, such as ``.html``."""

    def pieces(self, page: Page, run: Run, text: str) -> Iterator[Leading]:
        """Yield a run of a page in pieces with their addresses.

        Args:
            page: where the run stands.
            run: the run.
            text: what the run says in the language wanted.
        """
        if run.to:
            place = self._place(page, run.to)
            yield self._leading(page, text, place, is_id=run.style == "id")
            return
        linker = self.linkers.get(page.chapter)
        if linker is None or run.style == "id":
            yield Leading(text)
            return
        for piece, place in linker.pieces(text, is_code=run.style == "code"):
            yield self._leading(page, piece, place, is_id=False)

    def _leading(
        self, page: Page, text: str, place: Place | None, *, is_id: bool
    ) -> Leading:
        if place is None:
            return Leading(text)
        return Leading(text, self.address(page, place), place.title if is_id else None)

    def address(self, page: Page, place: Place) -> str:
        """Return the address of a place as seen from a page; empty for that page."""
        anchor = f"#{quote(anchor_of(place.anchor))}" if place.anchor else ""
        if place.path == page.path:
            return anchor
        return self.to(page, place.path) + anchor

    def to(self, page: Page, path: str) -> str:
        """Return the address of another page."""
        return _relative(posixpath.dirname(page.path), path) + self.ending

    def _place(self, page: Page, name: str) -> Place | None:
        if name.startswith("@"):
            return Place(f"{name[1:]}/{INDEX}", "", Text.same(""), "pack")
        linker = self.linkers.get(page.chapter)
        return linker.chapter.place(name) if linker else None


def links(chapters: Iterable[Chapter], ending: str) -> Links:
    """Return the links of a book with files of that ending."""
    return Links({each.folder: Linker(each) for each in chapters}, ending)


@lru_cache(maxsize=10_000)
def _relative(folder: str, path: str) -> str:
    """Return the address of a page from a folder; a book asks for each many times."""
    return quote(posixpath.relpath(path, folder or "."))


def anchor_of(name: str) -> str:
    """Return a name as HTML can carry it in ``id``."""
    return SPACE.sub("_", name)
