"""Identifiers: their parts from left to right, and what they must agree with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_identifiers import identifier_page, part_line
from ruleengine.authoring.book.blocks import Grid, GridRow, Page, bullets, cell, line
from ruleengine.authoring.book.data_grid import data_grid, title_of
from ruleengine.authoring.book.decision_pages import demands
from ruleengine.authoring.book.prose import basis, ids, sections
from ruleengine.authoring.book.words import explained, word
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.api.explain_page import Page as Explained
    from ruleengine.authoring.book.blocks import Block
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.model.identifier import Identifier, Part


def number_page(chapter: Chapter, identifier: Identifier) -> Page:
    """Return the page of an identifier."""
    about = identifier_page(chapter.pack, identifier)
    return Page(
        path=chapter.places[about.id].path,
        title=Text.same(identifier.title),
        kind=explained("kind.identifier"),
        id=about.id,
        chapter=chapter.folder,
        blocks=tuple(_blocks(chapter, identifier, about)),
    )


def _blocks(
    chapter: Chapter, identifier: Identifier, about: Explained
) -> Iterator[Block]:
    yield bullets(about.says)
    yield from sections(about, "note")
    columns = ("no", "name", "key", "content", "remark", "basis")
    yield Grid(
        caption=explained("section.parts"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(
            _part(chapter, identifier.id, at, part)
            for at, part in enumerate(identifier.parts, 1)
        ),
        name="parts",
    )
    if identifier.facts:
        yield data_grid(
            chapter,
            explained("section.facts"),
            identifier.id,
            identifier.facts,
            "optional",
        )
    yield from demands(identifier, identifier.checks, "section.rules")
    yield from sections(about, "good", "bad", "readings")
    yield from basis(chapter.pack, identifier)


def _part(chapter: Chapter, owner: str, at: int, part: Part) -> GridRow:
    codes = part.codes.text if part.codes else ""
    cells = (
        cell(str(at)),
        cell(part.name),
        cell(line(part.key, style="id")),
        cell(_content(part), line(title_of(chapter, codes), codes)),
        cell(part.note),
        cell(*ids(part.clauses)),
    )
    return GridRow(cells, f"{owner}.{part.key}")


def _content(part: Part) -> Text:
    """Return what the part may be, without the key and name that stand beside it."""
    whole = part_line(part)
    zh = whole.zh.removeprefix(f"{part.key}  {part.name}：")
    return Text(zh, whole.en.removeprefix(f"{part.key}  {part.name}: "))
