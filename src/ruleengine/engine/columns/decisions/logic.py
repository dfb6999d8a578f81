"""Comparisons and three-valued logic over columns of FEEL values.

In: columns. Out: ``Truths``, and what one of them chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.columns.decisions import exact
from ruleengine.engine.columns.decisions.values import (
    Figures,
    Items,
    Members,
    Nothing,
    Texts,
    Truths,
    either,
    figures_in,
    where,
)
from ruleengine.engine.columns.truth import NotLoweredError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.engine.columns.decisions.values import Column, Doubt, Plain


def compared(operator: str, left: Column, right: Column) -> Truths:
    """Return ``left operator right``."""
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        return negated(equal(left, right))
    return exact.compared(operator, figures_in(left), figures_in(right))


def equal(left: Column, right: Column) -> Truths:
    """Return ``left = right``: null equals null, and nothing else."""
    if isinstance(left, Members | Items) or isinstance(right, Members | Items):
        raise NotLoweredError("contexts or lists")
    match left, right:
        case (Nothing(), _) | (_, Nothing()):
            value = left.null & right.null
        case Figures(), Figures():
            a, b, _ = exact.aligned(left, right)
            value = a.eq_missing(b)
        case Texts(), Texts():
            value = left.value.eq_missing(right.value)
        case Truths(), Truths():
            value = left.value.eq_missing(right.value)
        case _:
            raise NotLoweredError("values of two kinds")
    return Truths(value, either(left.doubt, right.doubt))


def negated(one: Truths) -> Truths:
    """Return ``not``."""
    return Truths(~one.value, one.doubt)


def joined(parts: Sequence[Truths], *, both: bool) -> Truths:
    """Return ``and`` or ``or`` of several truths."""
    value = parts[0].value
    for part in parts[1:]:
        value = value & part.value if both else value | part.value
    return Truths(value, either(*(part.doubt for part in parts)))


def chosen(condition: Truths, yes: Plain, no: Plain) -> Plain:
    """Return ``if condition then yes else no``; null is no yes."""
    rows = condition.yes
    doubt = either(
        condition.doubt,
        where(rows, yes.doubt),
        where(~rows, no.doubt),
    )
    match yes, no:
        case Nothing(), Nothing():
            return Nothing(yes.null, doubt)
        case Nothing(), _:
            return _kept(no, ~rows, doubt)
        case _, Nothing():
            return _kept(yes, rows, doubt)
        case Figures(), Figures():
            a, b, places = exact.aligned(yes, no)
            return Figures(a.zip_with(rows, b), places, doubt)
        case Texts(), Texts():
            return Texts(yes.value.zip_with(rows, no.value), doubt)
        case Truths(), Truths():
            return Truths(yes.value.zip_with(rows, no.value), doubt)
        case _:
            raise NotLoweredError("values of two kinds")


def kept(column: Plain, rows: pl.Series) -> Plain:
    """Return a column where rows hold, and null elsewhere."""
    return _kept(column, rows, where(rows, column.doubt))


def _kept(column: Plain, rows: pl.Series, doubt: Doubt) -> Plain:
    def masked(series: pl.Series) -> pl.Series:
        none = pl.Series([None], dtype=series.dtype).new_from_index(0, len(series))
        return series.zip_with(rows, none)

    match column:
        case Figures():
            return Figures(masked(column.scaled), column.places, doubt)
        case Texts():
            return Texts(masked(column.value), doubt)
        case Truths():
            return Truths(masked(column.value), doubt)
        case Nothing():
            return Nothing(column.null, doubt)
