"""What a decision takes: type, listed values and range of an input, over a column.

In: a compiled datum, a column. Out: the column with its default, in doubt where the
value is not one that the decision takes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.columns.decisions.exact import rescaled
from ruleengine.engine.columns.decisions.values import (
    Doubt,
    Figures,
    Items,
    Members,
    Nothing,
    Texts,
    Truths,
    column_of,
    either,
    everywhere,
    marked,
    places_of,
    repeated,
    scaled_of,
)
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.table import IntervalSet

if TYPE_CHECKING:
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.engine.columns.decisions.values import Column, Plain

FIGURES = frozenset({"integer", "number"})


def accepted(datum: CompiledDatum, column: Column) -> Column:
    """Return the values that a decision takes for one of its inputs.

    Raises:
        NotLoweredError: what is taken is not told in columns.
    """
    if isinstance(column, Items) and datum.type == "list":
        return column
    if isinstance(column, Items | Members):
        raise NotLoweredError("a list or context")
    if isinstance(column, Nothing):
        return _absent(datum, column)
    if datum.has_default and column.null.any():
        raise NotLoweredError("a default for some rows")
    doubt = None
    if datum.is_required and column.null.any():
        doubt = column.null
    return marked(column, either(doubt, refused(datum, column)))


def _absent(datum: CompiledDatum, column: Nothing) -> Plain | Items:
    if datum.has_default:
        if datum.default == []:
            return Items((), column.doubt)
        default = repeated(column_of([datum.default]), len(column.null))
        return marked(default, column.doubt)
    return Nothing(column.null, column.null) if datum.is_required else column


def refused(datum: CompiledDatum, column: Figures | Texts | Truths) -> Doubt:
    """Return where a value is not of the type or outside what it may be."""
    if datum.covers is not None and datum.covers.values is None:
        raise NotLoweredError("a range that is no plain set")
    match column:
        case Figures() if datum.type in FIGURES:
            return _refused_figures(datum, column)
        case Texts() if datum.type == "string":
            return _refused_values(datum, column.value)
        case Truths() if datum.type == "boolean":
            return _refused_values(datum, column.value)
        case _:
            raise NotLoweredError("a value of another type")


def _refused_values(datum: CompiledDatum, values: pl.Series) -> Doubt:
    if not datum.values and datum.covers is None:
        return None
    different = values.unique().drop_nulls()
    bad = [value for value in different.to_list() if not datum.in_domain(value)]
    return values.is_in(bad).fill_null(value=False) if bad else None


def _refused_figures(datum: CompiledDatum, column: Figures) -> Doubt:
    good = []
    if datum.type == "integer" and column.places:
        good.append(column.scaled % 10**column.places == 0)
    if datum.values:
        good.append(_listed(column, datum.values))
    if datum.covers is not None:
        good.append(_inside(column, datum.covers.values))
    if not good:
        return None
    frame = pl.DataFrame([part.alias(str(at)) for at, part in enumerate(good)])
    every = frame.select(pl.all_horizontal(pl.all().fill_null(value=True)))
    return None if every.to_series().all() else ~every.to_series()


def _listed(column: Figures, values: tuple[Decimal, ...]) -> pl.Series:
    places = max([column.places, *map(places_of, values)])
    listed = [scaled_of(value, places) for value in values]
    return rescaled(column, places).is_in(listed)


def _inside(column: Figures, values: object) -> pl.Series:
    """Return whether figures lie in one of the spans of a set."""
    if not isinstance(values, IntervalSet) or values.domain == "date":
        raise NotLoweredError("no range of numbers")
    all_rows = everywhere(len(column.scaled))
    found = ~all_rows
    for span in values.spans:
        (low, from_low), (high, to_high) = values.bounds(span)
        inside = all_rows
        if isinstance(low, Decimal):
            inside &= _beyond(column, low, closed=from_low, up=True)
        if isinstance(high, Decimal):
            inside &= _beyond(column, high, closed=to_high, up=False)
        found |= inside
    return found


def _beyond(column: Figures, bound: Decimal, *, closed: bool, up: bool) -> pl.Series:
    places = max(column.places, places_of(bound))
    scaled, limit = rescaled(column, places), scaled_of(bound, places)
    if closed:
        return scaled >= limit if up else scaled <= limit
    return scaled > limit if up else scaled < limit
