"""Pages -> HTML files that stand by themselves.

Nothing is loaded from elsewhere; the content security policy names the one style and
the one script by their hashes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import Bullets, Grid, Heading, Paragraph
from ruleengine.authoring.book.links import anchor_of
from ruleengine.authoring.book.words import heading, word
from ruleengine.report.markup import content_hash, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.book.blocks import (
        Block,
        Cell,
        GridRow,
        Line,
        Page,
        Run,
    )
    from ruleengine.authoring.book.links import Leading, Links
    from ruleengine.base.text import Language, Text

TAGS = {"zh": "zh-Hans", "en": "en"}
HAN = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff][\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]*"
)
"""Chinese inside an English page, which is to be read aloud as Chinese."""
OPENING = {
    "code": "<code>",
    "id": '<code class="id">',
    "strong": "<strong>",
    "dim": "<small>",
}
_SECTION = 2
"""The level of the headings that divide a page."""
CLOSING = {"code": "</code>", "id": "</code>", "strong": "</strong>", "dim": "</small>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a page."""

    links: Links
    language: Language
    others: tuple[Language, ...] = ()
    """The other languages of the book."""
    previous: Page | None = None
    next: Page | None = None
    chapter: Page | None = None
    """The contents of the document that the page belongs to."""
    content: str = ""
    """HTML that comes after the blocks."""


def html(page: Page, frame: Frame) -> str:
    """Return a page as an HTML file."""
    style, script = _resource("book.css"), _resource("book.js")
    writer = _Writer(page, frame)
    home = word("title")[frame.language]
    title = page.title[frame.language]
    return Template(_resource("page.html")).substitute(
        tag=TAGS[frame.language],
        title=safe(title if title == home else f"{title} - {home}"),
        style=style,
        style_hash=content_hash(style),
        script=script,
        script_hash=content_hash(script),
        skip=writer.text(word("skip")),
        path_label=writer.text(word("path")),
        crumbs="".join(writer.crumbs()),
        languages="".join(writer.languages()),
        search=safe(frame.links.to(page, "search")),
        search_label=writer.text(word("search")),
        search_hint=writer.text(word("search.hint")),
        heading=writer.spoken(page.title),
        about=writer.about(),
        main="\n".join(writer.blocks()) + frame.content,
        around="".join(writer.around()),
        contents_label=writer.text(word("contents")),
        made=writer.text(word("made")),
    )


def first_page(languages: tuple[Language, ...]) -> str:
    """Return the page outside of all languages: it leads to the first of them."""
    style = _resource("book.css")
    items = "".join(
        f'<li><a href="{each}/index.html" lang="{TAGS[each]}">'
        f"{safe(word('title')[each])} ({safe(word('language')[each])})</a></li>"
        for each in languages
    )
    return Template(_resource("first.html")).substitute(
        tag=TAGS[languages[0]],
        first=languages[0],
        title=safe(word("title")[languages[0]]),
        style=style,
        style_hash=content_hash(style),
        items=items,
    )


@cache
def _resource(name: str) -> str:
    return (resources.files("ruleengine.authoring.book") / name).read_text("utf-8")


@dataclass(slots=True)
class _Writer:
    """Writes one page in one language."""

    page: Page
    frame: Frame
    used: set[str] = field(default_factory=set)
    """Anchors that stand on the page already; one id stands once."""
    above: str = ""
    """The last heading, which tells tables below it apart that bear one name."""

    def text(self, text: Text) -> str:
        return safe(text[self.frame.language])

    def spoken(self, text: Text) -> str:
        """Return text in which Chinese on an English page is marked as such."""
        return self._marked(self.text(text))

    def _marked(self, escaped: str) -> str:
        if self.frame.language == "zh":
            return escaped
        return HAN.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', escaped)

    def about(self) -> str:
        """Return what kind of thing the page is about, and its id."""
        code = f" <code>{safe(self.page.id)}</code>" if self.page.id else ""
        kind = self.text(self.page.kind)
        return f'<p class="about">{kind}{code}</p>' if kind else ""

    def crumbs(self) -> Iterator[str]:
        links, page = self.frame.links, self.page
        if page.path != "index":
            home = safe(links.to(page, "index"))
            yield f'<a href="{home}">{self.text(word("title"))}</a>'
        chapter = self.frame.chapter
        if chapter is None:
            return
        address = safe(links.to(page, chapter.path))
        yield f' › <a href="{address}">{self.spoken(chapter.title)}</a>'
        yield '<span class="own">'
        for name in ("clauses", "readings", "errata"):
            address = safe(links.to(page, f"{page.chapter}/{name}"))
            yield f' <a href="{address}">{self.text(heading(name))}</a>'
        yield "</span>"

    def languages(self) -> Iterator[str]:
        for other in self.frame.others:
            up = "../" * (self.page.path.count("/") + 1)
            path = safe(f"{up}{other}/{self.page.path}{self.frame.links.ending}")
            name = safe(word("language")[other])
            tag = TAGS[other]
            yield f'<a href="{path}" lang="{tag}" hreflang="{tag}">{name}</a>'

    def around(self) -> Iterator[str]:
        for key, page in (("previous", self.frame.previous), ("next", self.frame.next)):
            if page is not None:
                address = safe(self.frame.links.to(self.page, page.path))
                label = f"{self.text(word(key))}"
                yield f'<a rel="{key[:4]}" href="{address}"><small>{label}</small> {self.spoken(page.title)}</a>'

    def blocks(self) -> Iterator[str]:
        for block in self.page.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return f"<p>{self._line(block.line)}</p>"
            case Bullets():
                items = "".join(f"<li>{self._line(e)}</li>" for e in block.items)
                return f"<ul>{items}</ul>"
            case Grid():
                return "".join(self._grid(block))

    def _heading(self, block: Heading) -> str:
        tag = f"h{block.level}"
        if block.level == _SECTION:
            first, *_ = block.line
            self.above = self.text(first.text)
        return f"<{tag}{self._id(block.anchor)}>{self._line(block.line)}</{tag}>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        label = self.text(grid.caption)
        if grid.level > _SECTION:
            label = f"{self.above} - {label}"
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
        yield f'<table class="{grid.name}">'
        yield f"<caption><h{grid.level}>{self.spoken(grid.caption)}</h{grid.level}></caption><thead>"
        if grid.groups:
            cells = "".join(
                f'<th scope="colgroup" colspan="{n}">{self.text(text)}</th>'
                if text.zh
                else f'<td colspan="{n}"></td>'
                for text, n in grid.groups
            )
            yield f"<tr>{cells}</tr>"
        heads = (f'<th scope="col">{self.spoken(each)}</th>' for each in grid.columns)
        yield f"<tr>{''.join(heads)}</tr></thead><tbody>\n"
        for row in grid.rows:
            yield self._row(row)
        yield "</tbody></table></div>"

    def _row(self, row: GridRow) -> str:
        first, *others = (self._cell(each) for each in row.cells)
        rest = "".join(f"<td>{each}</td>" for each in others)
        return f'<tr{self._id(row.anchor)}><th scope="row">{first}</th>{rest}</tr>\n'

    def _cell(self, cell: Cell) -> str:
        lines = (self._line(each) for each in cell if self._says(each))
        return "<br>".join(lines)

    def _says(self, line: Line) -> bool:
        return any(each.text[self.frame.language] for each in line)

    def _id(self, anchor: str) -> str:
        name = anchor_of(anchor)
        if not name or name in self.used:
            return ""
        self.used.add(name)
        return f' id="{safe(name)}"'

    def _line(self, line: Line) -> str:
        return "".join(self._run(each) for each in line)

    def _run(self, run: Run) -> str:
        text = run.text[self.frame.language]
        pieces = self.frame.links.pieces(self.page, run, text)
        inside = "".join(self._piece(piece) for piece in pieces)
        return f"{OPENING.get(run.style, '')}{inside}{CLOSING.get(run.style, '')}"

    def _piece(self, piece: Leading) -> str:
        shown = self._marked(safe(piece.text))
        if not piece.address:
            return shown
        about = piece.about[self.frame.language] if piece.about else ""
        title = f' title="{safe(about)}"' if about else ""
        return f'<a href="{safe(piece.address)}"{title}>{shown}</a>'
