"""The page on which the book is searched: the index stands in it as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import Page
from ruleengine.authoring.book.search import search_index
from ruleengine.authoring.book.words import word
from ruleengine.base.text import Text
from ruleengine.report.markup import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.base.text import Language


def search_page() -> Page:
    """Return the page without its content, which differs by language."""
    return Page(path="search", title=word("search"), kind=Text.same(""), blocks=())


def search_content(chapters: Sequence[Chapter], language: Language) -> str:
    """Return the form, the place for results, and the index, as HTML."""
    told = {
        key: safe(word(f"search.{key}", n="{n}")[language])
        for key in ("start", "count", "more", "none")
    }
    data = "".join(f' data-{key}="{said}"' for key, said in told.items())
    label = safe(word("search")[language])
    hint = safe(word("search.hint")[language])
    return (
        f'<form id="searching" hidden><input type="search" id="words"'
        f' aria-label="{label}" placeholder="{hint}"></form>'
        f"<noscript><p>{safe(word('search.script')[language])}</p></noscript>"
        f'<p id="state" role="status"{data}></p><ol id="results"></ol>'
        f'<script type="application/json" id="index">'
        f"{search_index(chapters, language)}</script>"
    )
