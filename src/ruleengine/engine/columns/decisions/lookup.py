"""Decision tables over columns: every class of inputs is decided once, rows look it up.

In: a compiled table, a session, columns. Out: columns of its outputs. Values between two
neighbouring bounds of the cells, and texts that no cell names, make one class each, so
that the table itself decides (hit policy, dates, default) for one value of each class.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product
from math import floor, prod
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.engine.columns.decisions.exact import rescaled
from ruleengine.engine.columns.decisions.values import (
    EXACT,
    Figures,
    Nothing,
    Texts,
    Truths,
    column_of,
    either,
    gathered,
    marked,
    places_of,
    scaled_of,
)
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.table import IntervalSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.compile.decisions_cells import SetOfValues
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.decisions_tables import CompiledTable
    from ruleengine.engine.columns.decisions.values import Plain

_Side = Literal["left", "right"]
MOST_CLASSES = 10_000
"""Of all inputs together; a table with more is asked row by row."""


@frozen
class _Classes:
    """The classes of one column of inputs."""

    number: pl.Series
    """The class of each row."""
    witnesses: Sequence[Any]
    """A FEEL value of each class."""


def looked_up(
    table: CompiledTable, columns: Sequence[Plain], session: Session
) -> dict[str, Plain]:
    """Return the outputs of a table for columns of its inputs, in order.

    Rows without a result, or with an input that the table does not take, are in doubt.

    Raises:
        NotLoweredError: the table is not told in classes.
    """
    places = range(len(table.inputs))
    classes = [_classes(table, place, columns[place]) for place in places]
    if prod(len(one.witnesses) for one in classes) > MOST_CLASSES:
        raise NotLoweredError("too many classes")
    at = classes[0].number
    for one in classes[1:]:
        at = at * len(one.witnesses) + one.number
    decided = [
        _decided(table, values, session)
        for values in product(*(one.witnesses for one in classes))
    ]
    none = (None,) * len(table.outputs)
    unclear = pl.Series([outputs is None for outputs in decided]).gather(at)
    doubt = either(unclear, *(column.doubt for column in columns))
    results = zip(*(outputs or none for outputs in decided), strict=True)
    return {
        output.key: marked(gathered(column_of(values), at), doubt)
        for output, values in zip(table.outputs, results, strict=True)
    }


def _decided(
    table: CompiledTable, values: Sequence[Any], session: Session
) -> Sequence[Any] | None:
    """Return the outputs for one value of each input; None where there are none."""
    pairs = zip(table.inputs, values, strict=True)
    if not all(datum.accepts(value) for datum, value in pairs):
        return None
    return table.decide(values, session).outputs


def _classes(table: CompiledTable, place: int, column: Plain) -> _Classes:
    """Return the classes of one input, for a column of its values."""
    datum = table.inputs[place]
    cells = [datum.covers, *(row.cells[place] for row in table.rows)]
    if any(cell is not None and cell.values is None for cell in cells):
        raise NotLoweredError("a cell that is no plain set")
    match column:
        case Figures():
            return _of_figures(column, _edges(datum, cells), datum)
        case Texts():
            return _of_texts(column, _named(datum, cells))
        case Truths():
            numbers = column.value.cast(pl.UInt32).fill_null(2)
            return _Classes(numbers, (False, True, None))
        case Nothing():
            return _Classes(_all(0, column.null), (None,))


def _edges(datum: CompiledDatum, cells: Sequence[SetOfValues | None]) -> list[Decimal]:
    """Return the numbers at which cells begin or end."""
    found = {value for value in datum.values if isinstance(value, Decimal)}
    for cell in cells:
        found.update(_bounds(cell.values) if cell is not None else ())
    return sorted(found)


def _bounds(values: object) -> Iterator[Decimal]:
    if not isinstance(values, IntervalSet) or values.domain == "date":
        raise NotLoweredError("no numbers")
    for span in values.spans:
        for rank, value, _ in span:
            if rank == 0:
                assert isinstance(value, Decimal)
                yield value


def _of_figures(
    column: Figures, edges: Sequence[Decimal], datum: CompiledDatum
) -> _Classes:
    """Return the classes of figures between and at the edges; null is the last one."""
    whole = datum.type == "integer" and not column.places
    if whole:
        numbers, witnesses = _whole_classes(column, edges)
    else:
        numbers, witnesses = _dense_classes(column, edges)
        if datum.type == "integer":
            # Between two edges there may be whole numbers and others.
            is_whole = (column.scaled % 10**column.places == 0).fill_null(value=True)
            numbers = numbers.zip_with(is_whole, _all(len(witnesses), numbers))
            witnesses = [*witnesses, Decimal("0.5")]
    if column.scaled.null_count():
        numbers = _all(len(witnesses), numbers).zip_with(column.null, numbers)
    return _Classes(numbers, (*witnesses, None))


def _all(number: int, rows: pl.Series) -> pl.Series:
    """Return one class for every row."""
    return pl.repeat(number, len(rows), dtype=pl.UInt32, eager=True)


def _search(scaled: pl.Series, bounds: Sequence[int], side: _Side) -> pl.Series:
    """Return how many bounds lie below each number, those equal to it with ``right``."""
    ordered = pl.lit(pl.Series(bounds, dtype=pl.Int64))
    asked = ordered.search_sorted(pl.col("at"), side=side)
    return scaled.to_frame("at").select(asked.alias("at")).to_series().cast(pl.UInt32)


def _whole_classes(
    column: Figures, edges: Sequence[Decimal]
) -> tuple[pl.Series, list[Decimal]]:
    """Return the classes from each edge to before the next one, of whole numbers."""
    starts = sorted(
        {start for edge in edges for start in (floor(edge), floor(edge) + 1)}
    )
    least = starts[0] - 1 if starts else 0
    limited = [scaled_of(Decimal(start), 0) for start in starts]
    numbers = _search(column.scaled, limited, "right")
    return numbers, [Decimal(least), *map(Decimal, starts)]


def _dense_classes(
    column: Figures, edges: Sequence[Decimal]
) -> tuple[pl.Series, list[Decimal]]:
    """Return the classes below, at, between and above the edges."""
    places = max([column.places, *map(places_of, edges)])
    scaled = rescaled(column, places)
    bounds = [scaled_of(edge, places) for edge in edges]
    numbers = _search(scaled, bounds, "left") + _search(scaled, bounds, "right")
    return numbers, list(_witnesses(edges))


def _witnesses(edges: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield a number below, at, between ... above the edges, whole where there is one."""
    if not edges:
        yield Decimal(0)
        return
    yield EXACT.subtract(edges[0], 1)
    for low, high in pairwise(edges):
        yield low
        whole = Decimal(floor(low) + 1)
        yield whole if whole < high else EXACT.divide(EXACT.add(low, high), 2)
    yield edges[-1]
    yield Decimal(floor(edges[-1]) + 1)


def _named(datum: CompiledDatum, cells: Sequence[SetOfValues | None]) -> list[str]:
    """Return the texts that cells name."""
    found = {value for value in datum.values if isinstance(value, str)}
    for cell in cells:
        if cell is None:
            continue
        if isinstance(cell.values, IntervalSet) or cell.values is None:
            raise NotLoweredError("no texts")
        found.update(value for value in cell.values.values if isinstance(value, str))
    return sorted(found)


def _of_texts(column: Texts, named: Sequence[str]) -> _Classes:
    """Return a class for each text named, one for all others and one for null."""
    other = "其他"
    while other in named:
        other += "其他"
    others, none = len(named), len(named) + 1
    numbers = column.value.replace_strict(
        list(named), list(range(others)), default=others, return_dtype=pl.UInt32
    )
    if column.value.null_count():
        numbers = _all(none, numbers).zip_with(column.null, numbers)
    return _Classes(numbers, (*named, other, None))
