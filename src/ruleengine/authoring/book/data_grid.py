"""Inputs and facts of decisions and identifiers -> a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import Grid, GridRow, cell, line
from ruleengine.authoring.book.prose import enumerated, plain
from ruleengine.authoring.book.words import explained, word
from ruleengine.report.units import unit_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.book.blocks import Cell
    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.base.text import Text
    from ruleengine.model.datum import Datum


def data_grid(
    chapter: Chapter, caption: Text, owner: str, data: Sequence[Datum], needed: str = ""
) -> Grid:
    """Return a table of data; what a list is made of stands below it, indented.

    Args:
        chapter: where it stands.
        caption: of the table.
        owner: local id of what the data are given to.
        data: the inputs or facts.
        needed: key of what is said of all that have no default; else as declared.
    """
    columns = ("name", "key", "type", "unit", "allowed", "needed", "remark")
    return Grid(
        caption=caption,
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_rows(chapter, owner, data, needed)),
        name="data",
    )


def _rows(
    chapter: Chapter, owner: str, data: Sequence[Datum], needed: str, depth: int = 0
) -> Iterator[GridRow]:
    for each in data:
        own = f"{owner}.{each.key}"
        symbol = f" {each.symbol}" if each.symbol else ""
        indent = "– " * depth
        cells = (
            cell(f"{indent}{each.name}{symbol}"),
            cell(line(each.key, style="id")),
            cell(explained(f"datum.type.{each.type}")),
            cell(unit_text(each.unit)),
            _allowed(chapter, each),
            cell(_needed(each, needed)),
            cell(each.note),
        )
        yield GridRow(cells, own)
        yield from _rows(chapter, own, each.items, needed, depth + 1)


def _allowed(chapter: Chapter, datum: Datum) -> Cell:
    codes = [phrase.text for phrase in (datum.identifier, datum.codes) if phrase]
    values = [value.text for value in datum.values]
    written = [phrase.text for phrase in (datum.covers, datum.format) if phrase]
    return cell(
        *(line(e, style="code") for e in written if not _only_lists(e, values)),
        enumerated(values),
        *(line(title_of(chapter, name), name) for name in codes),
    )


def _only_lists(written: str, values: Sequence[str]) -> bool:
    """Tell whether a condition says no more than the values beside it."""
    return bool(values) and plain(written) == enumerated(values)


def title_of(chapter: Chapter, name: str) -> Text | str:
    """Return what an id is called, or the id when the book does not have it."""
    place = chapter.place(name)
    return place.title if place else name


def _needed(datum: Datum, said: str) -> Text:
    if datum.default:
        return word("default", value=datum.default.text)
    return word(said or ("optional" if datum.optional else "needed"))
