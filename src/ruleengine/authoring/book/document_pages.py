"""Documents: what each holds, its clauses, readings and errata; and the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_documents import pack_page, reading_page
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
from ruleengine.authoring.book.citations import citations
from ruleengine.authoring.book.prose import ids, noted, sections
from ruleengine.authoring.book.words import explained, heading, word
from ruleengine.base.ids import full_id
from ruleengine.base.text import Text
from ruleengine.model.clauses import clauses_in
from ruleengine.report.explanation import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.authoring.book.blocks import Block, Cell, Line, Run
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.authoring.book.places import Place
    from ruleengine.model.calculation import Calculation
    from ruleengine.model.clauses import Clause
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.document import Erratum, Reading

CHECKABLE = ("data", "declared", "human", "none")


def home_page(chapters: Sequence[Chapter]) -> Page:
    """Return the first page: the documents of the book."""
    keys = ("title", "number", "edition", "effective", "clauses", "fields", "decisions")
    rows = tuple(_home_row(chapter) for chapter in chapters)
    return Page(
        path="index",
        title=word("title"),
        kind=Text.same(""),
        blocks=(
            Paragraph(line(word("intro"))),
            Grid(word("documents"), tuple(map(heading, keys)), rows, name="home"),
            Heading(line(word("how"))),
            bullets([word("how.find"), word("how.rule"), word("how.wrong")]),
        ),
    )


def _home_row(chapter: Chapter) -> GridRow:
    pack, document = chapter.pack, chapter.pack.document
    facts = pack_page(pack).facts
    counts = (str(facts[key]) for key in ("clauses", "fields", "decisions"))
    cells = (
        cell(line(document.title, f"@{chapter.folder}"), line(pack.name, style="dim")),
        cell(document.number),
        cell(document.edition),
        cell(_in_force(chapter)),
        *map(cell, counts),
    )
    return GridRow(cells)


def _in_force(chapter: Chapter) -> Text:
    document = chapter.pack.document
    if not (document.effective_from or document.effective_until):
        return heading("always")
    return word(
        "from-to",
        start=document.effective_from or "…",
        until=document.effective_until or "…",
    )


def document_pages(chapter: Chapter) -> Iterator[Page]:
    """Yield the pages of a document itself: contents, clauses, readings, errata."""
    title = chapter.pack.document.title
    blocks = {
        "index": (Text.same(title), _contents(chapter)),
        "clauses": (_of(title, "clauses"), _clauses(chapter)),
        "readings": (_of(title, "readings"), _readings(chapter)),
        "errata": (_of(title, "errata"), _errata(chapter)),
    }
    for name, (named, content) in blocks.items():
        yield Page(
            path=f"{chapter.folder}/{name}",
            title=named,
            kind=explained("kind.pack") if name == "index" else heading(name),
            id=chapter.pack.name if name == "index" else "",
            chapter=chapter.folder,
            blocks=tuple(content),
        )


def _of(title: str, name: str) -> Text:
    named = heading(name)
    return Text(f"{title}：{named.zh}", f"{title}: {named.en}")


def _contents(chapter: Chapter) -> Iterator[Block]:
    pack, document = chapter.pack, chapter.pack.document
    yield bullets([*pack_page(pack).says, *_provenance(chapter)])
    if document.note:
        yield Paragraph(noted(document.note))
    yield Bullets(tuple(_own_pages(chapter)))
    decisions: tuple[DecisionTable | Calculation, ...] = (
        *pack.decision_tables,
        *pack.calculations,
    )
    yield from _index(
        pack.name,
        "tables",
        ((each.id, each.title, len(each.fields)) for each in pack.tables),
    )
    yield from _index(
        pack.name, "decisions", ((each.id, each.title, "") for each in decisions)
    )
    identifiers = ((each.id, each.title, "") for each in pack.identifiers)
    yield from _index(pack.name, "identifiers", identifiers)
    lists = ((each.id, each.title, len(each.codes)) for each in pack.code_lists)
    yield from _index(pack.name, "codes", lists)
    if pack.calendars:
        yield Heading(line(word("calendar")))
        yield bullets(
            line(each.title, f"{pack.name}/{each.id}") for each in pack.calendars
        )


def _provenance(chapter: Chapter) -> Iterator[Text]:
    document = chapter.pack.document
    if document.issued:
        yield word("issued", day=document.issued)
    if document.supersedes:
        yield word("supersedes", title=document.supersedes)
    yield word("sha256", sha256=chapter.pack.folder.sha256)


def _own_pages(chapter: Chapter) -> Iterator[Line]:
    document = chapter.pack.document
    counts = {
        "clauses": len(clauses_in(chapter.pack.folder)),
        "readings": len(document.readings),
        "errata": len(document.errata),
    }
    for name, n in counts.items():
        yield (run(heading(name), f"#{name}"), run(word("how-many", n=n), style="dim"))


def _index(
    pack: str, noun: str, things: Iterable[tuple[str, str, int | str]]
) -> Iterator[Block]:
    found = [(f"{pack}/{local}", title, n) for local, title, n in things]
    if not found:
        return
    counted = any(n != "" for *_, n in found)
    rows = (
        (cell(line(title, full)), cell(line(full, full, "id")), cell(str(n)))
        for full, title, n in found
    )
    size = 3 if counted else 2
    yield Grid(
        caption=heading(noun),
        columns=(heading("title"), heading("id"), heading("count"))[:size],
        rows=tuple(GridRow(cells[:size]) for cells in rows),
        name="index",
    )


def _clauses(chapter: Chapter) -> Iterator[Block]:
    clauses = clauses_in(chapter.pack.folder)
    if not clauses:
        yield Paragraph(line(word("none")))
        return
    yield bullets(_states(clauses))
    cited = citations(chapter.pack)
    columns = ("clause", "place", "gist", "checkable", "rules")
    yield Grid(
        caption=heading("clauses"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_clause(chapter, each, cited) for each in clauses),
        name="clauses",
    )


def _states(clauses: Sequence[Clause]) -> Iterator[Text]:
    for state in CHECKABLE:
        there = [each for each in clauses if each.checkable == state]
        without = sum(not each.rules for each in there)
        key = "count-without" if state == "data" and without else "count"
        if there:
            name = word(f"checkable.{state}")
            yield word(key, name=name, n=len(there), without=without)


def _clause(
    chapter: Chapter, clause: Clause, cited: Mapping[str, Sequence[str]]
) -> GridRow:
    derived = line(sentence("clause.derived"), style="dim") if clause.derived else ""
    cells = (
        cell(line(clause.id, clause.id, "id")),
        cell(clause.place),
        cell(clause.gist, derived),
        cell(word(f"checkable.{clause.checkable}")),
        _enforced(chapter, clause, cited.get(clause.id, ())),
    )
    return GridRow(cells, clause.id)


def _enforced(chapter: Chapter, clause: Clause, citing: Sequence[str]) -> Cell:
    """Return the rules of a clause, why there is none, and what else rests on it."""
    own = [full_id(chapter.pack.name, rule) for rule in clause.rules]
    lines = [named(chapter, rule) for rule in own]
    if clause.why:
        lines.append(line(clause.why))
    known = {(p.path, p.anchor) for rule in own if (p := chapter.place(rule))}
    for other in citing:
        place = chapter.place(other)
        if place is None or (place.path, place.anchor) not in known:
            lines.append((_also(place), *named(chapter, other)))
    return cell(*lines)


def _also(place: Place | None) -> Run:
    kind = place.kind if place else ""
    if kind not in {"reading", "erratum"}:
        return run(word("also"), style="dim")
    label = explained(f"kind.{kind}")
    return run(Text(f"{label.zh}：", f"{label.en}: "), style="dim")


def named(chapter: Chapter, full: str) -> Line:
    """Return a line that names a rule by its title, leads to it, and gives its id."""
    place = chapter.place(full)
    if place is None or not place.title.zh:
        return line(full, full, "id")
    return (run(place.title, full), run(f"  {full}", style="dim"))


def _readings(chapter: Chapter) -> Iterator[Block]:
    if not chapter.pack.document.readings:
        yield Paragraph(line(word("none")))
        return
    yield Paragraph(line(word("readings.about")))
    for reading in chapter.pack.document.readings:
        yield from _reading(chapter, reading)


def _reading(chapter: Chapter, reading: Reading) -> Iterator[Block]:
    page = reading_page(chapter.pack, reading)
    mark = run(f"  {page.id}", page.id, "dim")
    yield Heading((run(reading.title), mark), 2, reading.name)
    rows = (
        (
            cell(line(choice.choice, style="code")),
            cell(choice.says),
            cell(heading("default") if choice.choice == reading.default else ""),
        )
        for choice in reading.choices
    )
    yield Grid(
        caption=explained("section.choices"),
        columns=(word("column.choice"), word("column.says"), heading("default")),
        rows=tuple(map(GridRow, rows)),
        level=3,
        name="choices",
    )
    yield bullets(page.says)
    used = page.facts["used_by"]
    if used:
        yield Heading(line(explained("section.used-by")), 3)
        yield bullets(named(chapter, each) for each in used)
    yield from sections(page, "clauses", level=3)


def _errata(chapter: Chapter) -> Iterator[Block]:
    errata = chapter.pack.document.errata
    if not errata:
        yield Paragraph(line(word("none")))
        return
    yield Paragraph(line(word("errata.about")))
    columns = ("id", "place", "print", "correction", "reason", "basis")
    yield Grid(
        caption=heading("errata"),
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(map(_erratum, errata)),
        name="errata",
    )


def _erratum(erratum: Erratum) -> GridRow:
    cells = (
        cell(line(erratum.id, erratum.id, "id")),
        cell(erratum.place),
        cell(erratum.print),
        cell(erratum.correction),
        cell(erratum.reason),
        cell(*ids(erratum.clauses)),
    )
    return GridRow(cells, erratum.id)
