"""Code lists, long ones on several pages, and working calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_codes import code_list_page
from ruleengine.authoring.book.blocks import (
    Bullets,
    Grid,
    GridRow,
    Heading,
    Page,
    Paragraph,
    bullets,
    cell,
    line,
    run,
)
from ruleengine.authoring.book.places import CODES_ON_A_PAGE, part_path
from ruleengine.authoring.book.prose import (
    basis,
    enumerated,
    ids,
    noted,
    sections,
)
from ruleengine.authoring.book.words import explained, heading, word
from ruleengine.base.text import Text
from ruleengine.report.explanation import sentence, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.api.explain_page import Page as Explained
    from ruleengine.authoring.book.blocks import Block, Line
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.model.calendar import Calendar, Year
    from ruleengine.model.code_list import Code, CodeList
    from ruleengine.model.rule_pack import RulePack


def codes_pages(chapter: Chapter, codes: CodeList) -> Iterator[Page]:
    """Yield the pages of a code list; all but the first hold codes only."""
    about = code_list_page(chapter.pack, codes)
    first = chapter.places[about.id].path
    starts = range(0, max(1, len(codes.codes)), CODES_ON_A_PAGE)
    chunks = [codes.codes[at : at + CODES_ON_A_PAGE] for at in starts]
    names = {each.code: each.name for each in codes.codes}
    turn = tuple(_turn(codes, chunks, about.id))
    for number, chunk in enumerate(chunks):
        title = Text.same(codes.title)
        if number:
            title = word("part", title=title, n=number + 1)
        yield Page(
            path=part_path(first, number),
            title=title,
            kind=explained("kind.code-list"),
            id=about.id,
            chapter=chapter.folder,
            blocks=(
                *(_head(codes, about) if number == 0 else ()),
                *turn,
                *([_grid(codes, chunk, names)] if chunk else []),
                *(_foot(chapter.pack, codes, about) if number == 0 else ()),
            ),
        )


def _turn(
    codes: CodeList, chunks: Sequence[Sequence[Code]], full: str
) -> Iterator[Block]:
    """Yield the links between the pages of a long list."""
    if len(chunks) > 1:
        yield Paragraph(line(word("parts", n=len(codes.codes), pages=len(chunks))))
        yield Bullets(
            tuple(line(_span(chunk), f"{full}/{chunk[0].code}") for chunk in chunks)
        )


def _span(chunk: Sequence[Code]) -> str:
    first, last = chunk[0], chunk[-1]
    return f"{first.code} {first.name} … {last.code} {last.name}"


def _head(codes: CodeList, about: Explained) -> Iterator[Block]:
    yield bullets(about.says)
    yield from sections(about, "note")
    if codes.shape:
        label = run(explained("kind.format"), style="strong")
        yield Paragraph((label, run("  "), run(codes.shape.text, style="code")))


def _foot(pack: RulePack, codes: CodeList, about: Explained) -> Iterator[Block]:
    if codes.not_listed:
        yield Heading(line(explained("section.not-listed")))
        yield bullets(_unlisted(codes))
    yield from sections(about, "readings")
    yield from basis(pack, codes)


def _unlisted(codes: CodeList) -> Iterator[Line]:
    for each in codes.not_listed:
        instead = each.instead.text if each.instead else each.note
        cited = [run(f"  {clause}", clause) for clause in each.clauses]
        told = sentence("codes.instead", name=each.printed, instead=instead)
        note = f"  {each.note}" if each.instead and each.note else ""
        yield (run(told), run(note, style="dim"), *cited)


def _grid(codes: CodeList, chunk: Sequence[Code], names: Mapping[str, str]) -> Grid:
    columns = _columns(codes)
    return Grid(
        caption=explained("section.codes"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_row(columns, code, names) for code in chunk),
        name="codes",
    )


def _columns(codes: CodeList) -> tuple[str, ...]:
    """Return the columns in which any code of the list has something."""
    every = codes.codes
    has = {
        "code": True,
        "name": True,
        "parent": any(each.parent for each in every),
        "status": any(each.status != "current" for each in every),
        "dates": any(each.since or each.until for each in every),
        "remark": any(_remarks(each) for each in every),
        "basis": any(each.clauses for each in every),
    }
    return tuple(column for column, shown in has.items() if shown)


def _row(columns: Sequence[str], code: Code, names: Mapping[str, str]) -> GridRow:
    parent = code.parent.text if code.parent else ""
    cells = {
        "code": cell(line(code.code, style="id")),
        "name": cell(code.name),
        "parent": cell(f"{parent} {names.get(parent, '')}".strip()),
        "status": cell(status_in_words(code.status)),
        "dates": cell(_dates(code)),
        "remark": cell(*_remarks(code)),
        "basis": cell(*ids(code.clauses)),
    }
    return GridRow(tuple(cells[column] for column in columns), code.code)


def _dates(code: Code) -> str:
    if not (code.since or code.until):
        return ""
    start, end = code.since, code.until
    return f"{start.text if start else ''}..{end.text if end else ''}"


def _remarks(code: Code) -> list[Text]:
    remarks = []
    if code.printed:
        remarks.append(sentence("code.printed", printed=code.printed))
    if code.aliases:
        remarks.append(sentence("code.aliases", aliases=enumerated(code.aliases)))
    if code.note:
        remarks.append(Text.same(code.note))
    return remarks


def calendar_page(chapter: Chapter, calendar: Calendar) -> Page:
    """Return the page of a working calendar."""
    full = f"{chapter.pack.name}/{calendar.id}"
    return Page(
        path=chapter.places[full].path,
        title=Text.same(calendar.title),
        kind=word("calendar"),
        id=full,
        chapter=chapter.folder,
        blocks=tuple(_calendar(calendar)),
    )


def _calendar(calendar: Calendar) -> Iterator[Block]:
    yield bullets([sentence("codes.source", source=calendar.source)])
    if calendar.note:
        yield Paragraph(noted(calendar.note))
    yield Grid(
        caption=word("calendar"),
        columns=tuple(word(f"column.{c}") for c in ("year", "off", "work", "source")),
        rows=tuple(_year(each) for each in calendar.years),
        name="calendar",
    )
    if calendar.clauses:
        yield Heading(line(heading("clauses")))
        yield bullets(ids(calendar.clauses))


def _year(year: Year) -> GridRow:
    cells = (
        cell(year.year.text),
        cell(*(_days(each.text) for each in year.off)),
        cell(*(each.text for each in year.work)),
        cell(year.notice),
    )
    return GridRow(cells)


def _days(written: str) -> Text | str:
    start, several, end = written.partition("..")
    return word("from-to", start=start, until=end) if several else written
