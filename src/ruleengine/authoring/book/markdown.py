"""Pages -> Markdown files, with tables as GitHub and GitLab show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import Bullets, Grid, Heading, Paragraph
from ruleengine.authoring.book.links import anchor_of
from ruleengine.authoring.book.words import heading, word
from ruleengine.report.markup import safe
from ruleengine.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.book.blocks import Block, Cell, GridRow, Line, Page, Run
    from ruleengine.authoring.book.links import Links
    from ruleengine.base.text import Language

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~^$&-])")
"""What Markdown would take for its own; ``.`` and ``)`` only after a first number."""
NUMBERED = re.compile(r"^([0-9]+)([.)])")


def markdown(page: Page, links: Links, language: Language) -> str:
    """Return a page as a Markdown file."""
    return "\n".join(_lines(page, links, language)) + "\n"


def first_file(languages: tuple[Language, ...]) -> str:
    """Return the file outside of all languages."""
    items = (
        f"- [{escaped(word('title')[each])} ({escaped(word('language')[each])})]({each}/index.md)"
        for each in languages
    )
    return "\n".join(("# " + escaped(word("title")[languages[0]]), "", *items)) + "\n"


def escaped(text: str) -> str:
    """Return text that stands for itself."""
    shown = SPECIAL.sub(r"\\\1", visible(text))
    return NUMBERED.sub(r"\1\\\2", shown)


def _lines(page: Page, links: Links, language: Language) -> Iterator[str]:
    yield f"# {escaped(page.title[language])}"
    yield ""
    yield " · ".join(_about(page, links, language))
    for block in page.blocks:
        yield ""
        yield from _block(block, page, links, language)


def _about(page: Page, links: Links, language: Language) -> Iterator[str]:
    yield escaped(page.kind[language]) + (f" `{page.id}`" if page.id else "")
    if page.path != "index":
        yield f"[{escaped(word('title')[language])}]({links.to(page, 'index')})"
    if page.chapter:
        for name in ("index", "clauses", "readings", "errata"):
            label = word("contents") if name == "index" else heading(name)
            path = f"{page.chapter}/{name}"
            yield f"[{escaped(label[language])}]({links.to(page, path)})"


def _block(block: Block, page: Page, links: Links, language: Language) -> Iterator[str]:
    match block:
        case Heading():
            anchor = _anchor(block.anchor)
            line = _line(block.line, page, links, language)
            yield f"{'#' * block.level} {anchor}{line}"
        case Paragraph():
            yield _line(block.line, page, links, language)
        case Bullets():
            for each in block.items:
                yield f"- {_line(each, page, links, language)}"
        case Grid():
            yield from _grid(block, page, links, language)


def _grid(grid: Grid, page: Page, links: Links, language: Language) -> Iterator[str]:
    yield f"{'#' * grid.level} {escaped(grid.caption[language])}"
    yield ""
    heads = [escaped(each[language]) for each in grid.columns]
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in grid.rows:
        yield _row(row, page, links, language)


def _row(row: GridRow, page: Page, links: Links, language: Language) -> str:
    first, *others = (_cell(each, page, links, language) for each in row.cells)
    return f"| {' | '.join((_anchor(row.anchor) + first, *others))} |"


def _cell(cell: Cell, page: Page, links: Links, language: Language) -> str:
    there = (each for each in cell if any(run.text[language] for run in each))
    return "<br>".join(_line(each, page, links, language) for each in there)


def _anchor(name: str) -> str:
    return f'<a id="{safe(anchor_of(name))}"></a>' if name else ""


def _line(line: Line, page: Page, links: Links, language: Language) -> str:
    return "".join(_run(each, page, links, language) for each in line)


def _run(run: Run, page: Page, links: Links, language: Language) -> str:
    text = run.text[language]
    if run.style in {"code", "id"}:
        return "".join(
            f"[{_code(each.text)}]({each.address})"
            if each.address
            else _code(each.text)
            for each in links.pieces(page, run, text)
        )
    inside = "".join(
        f"[{escaped(each.text)}]({each.address})"
        if each.address
        else escaped(each.text)
        for each in links.pieces(page, run, text)
    )
    return _strong(inside) if run.style == "strong" else inside


def _strong(text: str) -> str:
    """Return text in bold; a mark at its end stays outside, else bold would not end."""
    inside = text.rstrip("：: ")
    return f"**{inside}**{text[len(inside) :]}" if inside else text


def _code(text: str) -> str:
    """Return text as code; a bar would end the cell of a table even there."""
    shown = visible(text).replace("|", "\\|")
    if not shown.strip():
        return shown
    before = " " * (len(shown) - len(shown.lstrip()))
    after = " " * (len(shown) - len(shown.rstrip()))
    inner = shown.strip()
    fence = "`" * (max(map(len, re.findall("`+", inner)), default=0) + 1)
    pad = " " if "`" in inner else ""
    return f"{before}{fence}{pad}{inner}{pad}{fence}{after}"
