"""Packs -> the files of the book, as a mapping of path to text; touches no disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book.chapters import chapters
from ruleengine.authoring.book.html import Frame, first_page, html
from ruleengine.authoring.book.links import links
from ruleengine.authoring.book.markdown import first_file, markdown
from ruleengine.authoring.book.search_page import search_content, search_page
from ruleengine.authoring.book.shelf import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.authoring.book.blocks import Page
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.base.text import Language
    from ruleengine.model.rule_pack import RulePack

Chosen = tuple["RulePack", "Sequence[RulePack]"]
"""A pack, and the packs it loads together with, itself among them."""


def html_book(
    chosen: Iterable[Chosen], languages: tuple[Language, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every file of the site.

    Args:
        chosen: the packs to write out.
        languages: one or both; each has a folder of its own with the same paths.
    """
    shelf = chapters(chosen)
    every = tuple(pages(shelf))
    yield "index.html", first_page(languages)
    for language in languages:
        others = tuple(each for each in languages if each != language)
        for path, text in _site(shelf, every, language, others):
            yield f"{language}/{path}", text


def _site(
    shelf: Sequence[Chapter],
    every: Sequence[Page],
    language: Language,
    others: tuple[Language, ...],
) -> Iterator[tuple[str, str]]:
    to = links(shelf, ".html")
    contents = {page.chapter: page for page in every if page.path.endswith("/index")}
    for at, page in enumerate(every):
        frame = Frame(
            links=to,
            language=language,
            others=others,
            previous=every[at - 1] if at else None,
            next=every[at + 1] if at + 1 < len(every) else None,
            chapter=contents.get(page.chapter),
        )
        yield f"{page.path}.html", html(page, frame)
    content = search_content(shelf, language)
    frame = Frame(links=to, language=language, others=others, content=content)
    yield "search.html", html(search_page(), frame)


def markdown_book(
    chosen: Iterable[Chosen], languages: tuple[Language, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every file as Markdown; arguments as ``html_book``."""
    shelf = chapters(chosen)
    every = tuple(pages(shelf))
    to = links(shelf, ".md")
    yield "README.md", first_file(languages)
    for language in languages:
        for page in every:
            yield f"{language}/{page.path}.md", markdown(page, to, language)
