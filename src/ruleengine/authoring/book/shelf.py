"""Chapters -> every page of the book, in reading order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.api.explain_tables import titles_of
from ruleengine.authoring.book.blocks import Heading, bullets, line
from ruleengine.authoring.book.citations import uses
from ruleengine.authoring.book.code_list_pages import calendar_page, codes_pages
from ruleengine.authoring.book.decision_pages import decision_page, steps_page
from ruleengine.authoring.book.document_pages import document_pages, home_page, named
from ruleengine.authoring.book.identifier_pages import number_page
from ruleengine.authoring.book.linked import Linker
from ruleengine.authoring.book.table_pages import field_table_page
from ruleengine.authoring.book.words import explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.book.blocks import Page
    from ruleengine.authoring.book.chapters import Chapter


def pages(chapters: Sequence[Chapter]) -> Iterator[Page]:
    """Yield all pages: the first one, then chapter by chapter."""
    yield home_page(chapters)
    called = uses((chapter.pack, Linker(chapter)) for chapter in chapters)
    for chapter in chapters:
        for page in _of_chapter(chapter):
            yield _with_callers(chapter, page, called.get(page.path, ()))


def _of_chapter(chapter: Chapter) -> Iterator[Page]:
    pack = chapter.pack
    yield from document_pages(chapter)
    titles = titles_of(chapter.around)
    for table in sorted(pack.tables, key=lambda table: table.id):
        yield field_table_page(chapter, table, titles)
    for decision in pack.decision_tables:
        yield decision_page(chapter, decision)
    for calculation in pack.calculations:
        yield steps_page(chapter, calculation)
    for identifier in pack.identifiers:
        yield number_page(chapter, identifier)
    for codes in pack.code_lists:
        yield from codes_pages(chapter, codes)
    for calendar in pack.calendars:
        yield calendar_page(chapter, calendar)


def _with_callers(chapter: Chapter, page: Page, callers: Sequence[str]) -> Page:
    if not callers:
        return page
    more = (
        Heading(line(explained("section.used-by"))),
        bullets(named(chapter, full) for full in callers),
    )
    return replace(page, blocks=(*page.blocks, *more))
