"""Inputs and facts of decisions and identifiers -> a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book.blocks import Grid, GridRow, cell, line
from ruleengine.authoring.book.prose import enumerated
from ruleengine.authoring.book.words import explained, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.book.blocks import Cell
    from ruleengine.base.text import Text
    from ruleengine.model.datum import Datum


def data_grid(caption: Text, owner: str, data: Sequence[Datum]) -> Grid:
    """Return a table of data; what a list is made of stands below it, indented.

    Args:
        caption: of the table.
        owner: local id of what the data are given to.
        data: the inputs or facts.
    """
    columns = ("name", "key", "type", "unit", "allowed", "needed", "remark")
    return Grid(
        caption=caption,
        columns=tuple(word(f"column.{column}") for column in columns),
        rows=tuple(_rows(owner, data, 0)),
        name="data",
    )


def _rows(owner: str, data: Sequence[Datum], depth: int) -> Iterator[GridRow]:
    for each in data:
        own = f"{owner}.{each.key}"
        symbol = f" {each.symbol}" if each.symbol else ""
        indent = "– " * depth
        cells = (
            cell(f"{indent}{each.name}{symbol}"),
            cell(line(each.key, style="code")),
            cell(explained(f"datum.type.{each.type}")),
            cell(each.unit),
            _allowed(each),
            cell(_needed(each)),
            cell(each.note),
        )
        yield GridRow(cells, own)
        yield from _rows(own, each.items, depth + 1)


def _allowed(datum: Datum) -> Cell:
    codes = [phrase.text for phrase in (datum.identifier, datum.codes) if phrase]
    phrases = [phrase for phrase in (datum.covers, datum.format) if phrase]
    return cell(
        *(line(phrase.text, style="code") for phrase in phrases),
        enumerated(value.text for value in datum.values),
        *(line(name, name) for name in codes),
    )


def _needed(datum: Datum) -> Text:
    if datum.default:
        return word("default", value=datum.default.text)
    return word("optional" if datum.optional else "needed")
