"""Field tables: the table as printed, then its checks and items one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_tables import (
    check_page,
    checks_of,
    field_page,
    item_id,
    kinds_of,
    table_page,
)
from ruleengine.api.listing import domain_of
from ruleengine.authoring.book.blocks import (
    Grid,
    GridRow,
    Heading,
    Page,
    bullets,
    cell,
    line,
    run,
)
from ruleengine.authoring.book.prose import (
    condition,
    errata,
    errata_lines,
    labelled,
    sections,
    sourced,
)
from ruleengine.authoring.book.words import explained, heading, word
from ruleengine.base.ids import bare, full_id
from ruleengine.base.text import Text
from ruleengine.report.explanation import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.api.explain_tables import Titles
    from ruleengine.authoring.book.blocks import Block, Cell
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.model.field_table import Field, FieldTable

SHOWN = 8
"""Values of a domain that stand in the overview; the item itself has them all."""


def field_table_page(chapter: Chapter, table: FieldTable, titles: Titles) -> Page:
    """Return the page of a field table.

    Args:
        chapter: where it stands.
        table: the table.
        titles: of the code lists and identifiers that items may name.
    """
    place = chapter.places[f"{chapter.pack.name}/{table.id}"]
    return Page(
        path=place.path,
        title=Text.same(table.title),
        kind=explained("kind.table"),
        id=f"{chapter.pack.name}/{table.id}",
        chapter=chapter.folder,
        blocks=tuple(_blocks(chapter, table, titles)),
    )


def _blocks(chapter: Chapter, table: FieldTable, titles: Titles) -> Iterator[Block]:
    about = table_page(chapter.pack, table)
    yield bullets(about.says[:1])
    yield from sections(about, "note")
    yield _overview(chapter, table, titles)
    checks = checks_of(table)
    if checks:
        yield Heading(line(explained("section.rules")))
    for check in checks:
        page = check_page(chapter.pack, table, check)
        title = check.title or (check.fault or Text.same(check.id))
        yield _heading(page.id, title)
        rest = sourced(page, "related", "note", "readings", "clauses")
        yield bullets([*map(line, page.says), *rest])
    yield Heading(line(word("one-by-one")))
    for item in table.fields:
        yield from _item(chapter, table, item, titles)
    yield from sections(about, "clauses")
    yield from errata(chapter.pack, (*table.fields, *checks, table))


def _heading(full: str, title: Text | str) -> Heading:
    local = bare(full)
    mark = run(f"  {full}", full, "dim")
    return Heading((run(title), mark), 3, local)


def _overview(chapter: Chapter, table: FieldTable, titles: Titles) -> Grid:
    columns = ("no", "name", "key", "format", "required", "domain", "remark")
    return Grid(
        caption=explained("section.fields"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_row(chapter, table, item, titles) for item in table.fields),
        name="fields",
    )


def _row(chapter: Chapter, table: FieldTable, item: Field, titles: Titles) -> GridRow:
    full = item_id(chapter.pack, table, item)
    corrected = word("corrected", name=item.corrected) if item.corrected else ""
    required = (
        line(sentence(f"short.{item.required.obligation}")),
        *condition(item.required.when),
    )
    return GridRow(
        (
            cell(str(item.no)),
            cell(line(item.name, full), corrected),
            cell(line(item.key, style="id")),
            cell(line(item.format.text, style="code")),
            required,
            _domain(chapter, item, titles),
            cell(item.note),
        )
    )


def _domain(chapter: Chapter, item: Field, titles: Titles) -> Cell:
    values = domain_of(item)
    shown = joined(values[:SHOWN])
    if len(values) > SHOWN:
        shown = word("and-more", values=shown, n=len(values))
    full = full_id(chapter.pack.name, item.codes)
    codes = line(titles.of(full), full) if item.codes else ""
    return cell(shown, codes)


def _item(
    chapter: Chapter, table: FieldTable, item: Field, titles: Titles
) -> Iterator[Block]:
    page = field_page(chapter.pack, table, item, titles)
    yield _heading(page.id, f"{item.no}. {item.name}")
    kinds = kinds_of(item, titles, chapter.pack.name)
    rules = joined(f"{page.id}.{kind}" for kind in kinds)
    about = [
        *map(line, page.says[1:]),
        *sourced(page, "note", "good", "bad", "readings", "clauses"),
        *(
            labelled(explained("kind.erratum"), each)
            for each in errata_lines(chapter.pack, item.clauses)
        ),
        labelled(heading("rules"), rules, "id"),
    ]
    yield bullets(about)
