"""What ``explain`` says of a thing -> blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page as Explained
from ruleengine.authoring.book.blocks import (
    Heading,
    Line,
    Paragraph,
    bullets,
    line,
    run,
)
from ruleengine.authoring.book.citations import cited
from ruleengine.authoring.book.in_names import Names
from ruleengine.authoring.book.words import explained, word
from ruleengine.base.text import Text
from ruleengine.report.explanation import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.book.blocks import Block, Run, Style
    from ruleengine.model.phrase import ByReading, Phrase
    from ruleengine.model.rule_pack import RulePack

NOTE = "note"
TEXT = re.compile(r'"([^"]*)"')
QUOTED = re.compile(r'"[^"]*"(?:, *"[^"]*")*')
TRUTH = ("true", "false")
NO_NAMES = Names({}, {})
SAMPLES = ("good", "bad", "example-run")
"""Sections of what somebody may type."""


def sections(page: Explained, *names: str, level: int = 2) -> Iterator[Block]:
    """Yield sections of an explanation that it has, in the order asked for."""
    for name in names:
        if found := page.section(name):
            if name == NOTE:
                yield from (Paragraph(noted(each)) for each in found)
                continue
            yield Heading(line(explained(f"section.{name}")), level)
            if name in SAMPLES:
                yield bullets(line(each, style="code") for each in found)
            else:
                yield bullets(found)


def labelled(label: Text, text: Text | str, style: Style = "") -> Line:
    """Return a line that begins with what it is about."""
    return (marked(label), run(text, style=style))


def noted(text: Text | str) -> Line:
    """Return the note of an author as a line."""
    return labelled(explained("section.note"), text)


def marked(label: Text) -> Run:
    """Return what a line begins with to say what it is about."""
    return run(Text(f"{label.zh}：", f"{label.en}: "), style="strong")


def sourced(page: Explained, *names: str) -> Iterator[Line]:
    """Yield sections as single lines with a label, for things inside a page."""
    for name in names:
        label = explained(f"section.{name}")
        style: Style = "code" if name in SAMPLES else ""
        if name == "readings":
            yield from _readings(page)
        else:
            yield from (labelled(label, e, style) for e in page.section(name))


def _readings(page: Explained) -> Iterator[Line]:
    """Yield the readings in one line; their own page says what they are."""
    pack = page.pack
    used = set(page.facts.get("readings", ()))
    if pack is None or not used:
        return
    parts = [
        run(each.title, f"{pack.name}/{each.name}")
        for each in pack.document.readings
        if f"{pack.name}/{each.name}" in used
    ]
    mark = run(joined(("", "")))
    rest = (part for each in parts[1:] for part in (mark, each))
    yield (marked(explained("section.readings")), parts[0], *rest)


def basis(pack: RulePack, thing: object) -> Iterator[Block]:
    """Yield every clause that a thing or any part of it cites."""
    page = Explained("rule", "", "", pack)
    page.cite(cited(thing))
    yield from sections(page, "clauses")
    yield from errata(pack, thing)


def errata(pack: RulePack, thing: object) -> Iterator[Block]:
    """Yield the errata about clauses that a thing or any part of it cites."""
    if found := errata_lines(pack, cited(thing)):
        yield Heading(line(explained("section.errata")))
        yield bullets(found)


def errata_lines(pack: RulePack, clauses: Iterable[str]) -> list[Text]:
    """Return a line for each erratum about any of the clauses."""
    wanted = set(clauses)
    return [
        sentence(
            "erratum.line",
            id=f"{pack.name}/{each.id}",
            place=each.place,
            print=each.print,
            correction=each.correction,
        )
        for each in pack.document.errata
        if wanted & set(each.clauses)
    ]


def formulas(formula: ByReading, names: Names) -> Iterator[Line]:
    """Yield a formula, or one for each choice of the reading it depends on."""
    for choice, phrase in formula.choices.items():
        by: Line = ()
        if formula.reading is not None:
            label = word("by", reading=formula.reading.text, choice=choice)
            by = line(label, style="dim")
        yield (*by, run(phrase.text, style="code"))
        yield from _in_names(phrase.text, names)


def condition(when: Phrase | None, names: Names = NO_NAMES) -> Iterator[Line]:
    """Yield a line that says when something applies; nothing when it always does."""
    if when is not None:
        yield (run(word("when"), style="dim"), run(when.text, style="code"))
        yield from _in_names(when.text, names)


def _in_names(formula: str, names: Names) -> Iterator[Line]:
    """Yield the formula in the names of the document, which are Chinese."""
    named = names.put_in(formula)
    if named != formula:
        yield line(Text(word("in-names", formula=named).zh, ""), style="dim")


def ids(names: Iterable[str]) -> tuple[Line, ...]:
    """Return ids, one a line, each leading to its place."""
    return tuple(line(name, name, "id") for name in dict.fromkeys(names))


def enumerated(texts: Iterable[str]) -> Text:
    """Return texts in a row, with the mark of each language."""
    return joined(texts)


def plain(written: str) -> Text | str:
    """Return a cell of a table as one reads it.

    Texts that are only listed need no quotes, and true is yes.
    """
    if QUOTED.fullmatch(written):
        return joined(TEXT.findall(written))
    return word(written) if written in TRUTH else written
