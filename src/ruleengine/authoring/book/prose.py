"""What ``explain`` says of a thing -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import (
    Bullets,
    Heading,
    Line,
    Paragraph,
    bullets,
    line,
    run,
)
from ruleengine.authoring.book.words import explained, word
from ruleengine.base.text import Text
from ruleengine.report.explanation import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.api.explain_page import Page as Explained
    from ruleengine.authoring.book.blocks import Block
    from ruleengine.model.phrase import ByReading, Phrase

NOTE = "note"


def said(page: Explained) -> tuple[Text, ...]:
    """Return the sentences at the head of an explanation."""
    return tuple(Text(**each) for each in page.to_dict()["says"])


def lines_of(page: Explained, section: str) -> tuple[Text, ...]:
    """Return the lines of one section of an explanation; empty when it has none."""
    for each in page.to_dict()["sections"]:
        if each["name"] == section:
            return tuple(Text(**each_line) for each_line in each["lines"])
    return ()


def sections(page: Explained, *names: str, level: int = 2) -> Iterator[Block]:
    """Yield sections of an explanation that it has, in the order asked for."""
    for name in names:
        if found := lines_of(page, name):
            yield Heading(line(explained(f"section.{name}")), level)
            if name == NOTE:
                yield from map(Paragraph, map(line, found))
            else:
                yield bullets(found)


def labelled(label: Text, text: Text | str, style: str = "") -> Line:
    """Return a line that begins with what it is about."""
    value = run(text, style="code" if style == "code" else "")
    return (run(Text(f"{label.zh}：", f"{label.en}: "), style="strong"), value)


def sourced(page: Explained, *names: str) -> Iterator[Block]:
    """Yield sections as single lines with a label, for things inside a page."""
    items = []
    for name in names:
        label = explained(f"section.{name}")
        items += [labelled(label, each) for each in lines_of(page, name)]
    if items:
        yield Bullets(tuple(items))


def formulas(formula: ByReading) -> Iterator[Line]:
    """Yield a formula, or one for each choice of the reading it depends on."""
    for choice, phrase in formula.choices.items():
        if formula.reading is None:
            yield line(phrase.text, style="code")
        else:
            by = word("by", reading=formula.reading.text, choice=choice)
            yield (run(by, style="dim"), run(phrase.text, style="code"))


def condition(when: Phrase | None) -> tuple[Line, ...]:
    """Return a line that says when something applies; nothing when it always does."""
    if when is None:
        return ()
    return ((run(word("when"), style="dim"), run(when.text, style="code")),)


def ids(names: Iterable[str]) -> tuple[Line, ...]:
    """Return ids, one a line, each leading to its place."""
    return tuple(line(name, name, "code") for name in dict.fromkeys(names))


def enumerated(texts: Iterable[str]) -> Text:
    """Return texts in a row, with the mark of each language."""
    return joined(texts)
