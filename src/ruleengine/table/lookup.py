"""Index: the rows of a decision table that match given inputs, found at once.

In: rows as tuples of sets (None for a FEEL test). Out: ``Index.rows``. Each column maps
a value to the rows it allows, as the bits of one integer: by bisection where cells are
bands, by a dictionary where they are values; the columns are then and-ed.
"""

from __future__ import annotations

import datetime as dt
import operator
from bisect import bisect_left, bisect_right
from collections import defaultdict
from decimal import Decimal
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ruleengine.base.frozen import frozen
from ruleengine.table.interval import LOWEST, IntervalSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.table.cell import CellSet
    from ruleengine.table.interval import Cut, Domain
    from ruleengine.table.values import ValueSet

    Column = Sequence[CellSet | None]
    Find = Callable[[Any], int]

Found = TypeVar("Found")


class Index:
    """Rows of a table, compiled for lookup; immutable once built.

    Attributes:
        open_rows: rows that hold a FEEL test; when ``rows`` names one of them, the
            caller still has to evaluate its test.
    """

    __slots__ = ("_all", "_columns", "_single", "open_rows")

    def __init__(self, rows: Sequence[Sequence[CellSet | None]]) -> None:
        self.open_rows = frozenset(i for i, row in enumerate(rows) if None in row)
        columns = list(zip(*rows, strict=True))
        self._all = (1 << len(rows)) - 1
        self._columns = tuple(_column(column) for column in columns)
        self._single = _single(columns)

    def rows(self, values: Sequence[Any]) -> list[int]:
        """Return the rows that match, in order, counted from 0.

        Args:
            values: one value for each column: int, Decimal, date, str, bool or None.
                A value of another kind than the column's matches no set of it.
        """
        if self._single is not None:
            return list(self._single(values[0]))
        matching = self._all
        for find, value in zip(self._columns, values, strict=True):
            matching &= find(value)
            if not matching:
                return []
        return rows_in(matching)


def _column(cells: Column) -> Find:
    kinds = [cell for cell in cells if cell is not None]
    if not kinds:
        everything = (1 << len(cells)) - 1
        return lambda _value: everything
    if isinstance(kinds[0], IntervalSet):
        return _bands(cast("Sequence[IntervalSet | None]", cells), kinds[0].domain)
    return _table(cast("Sequence[ValueSet | None]", cells))


def _single(
    columns: list[tuple[CellSet | None, ...]],
) -> Callable[[Any], tuple[int, ...]] | None:
    """Return the direct lookup of a table with one column of integers, else None."""
    if len(columns) != 1:
        return None
    cells = columns[0]
    bands = all(isinstance(c, IntervalSet) and c.domain == "integer" for c in cells)
    if not cells or not bands:
        return None
    axis = _axis(cast("Sequence[IntervalSet | None]", cells), "integer")
    lists = tuple(tuple(rows_in(mask)) for mask in axis.masks)
    return _whole_finder(axis.edges, lists, tuple(rows_in(axis.null)), ())


def _whole_finder(
    edges: Sequence[int], between: Sequence[Found], null: Found, other: Found
) -> Callable[[Any], Found]:
    """Return what finds the place of a whole number between edges."""

    def find(value: Any) -> Found:
        kind = value.__class__
        if kind is int:
            return between[bisect_right(edges, value)]
        if kind is Decimal and value.is_finite():
            whole = int(value)
            return between[bisect_right(edges, whole)] if whole == value else other
        return null if value is None else other

    return find


@frozen
class _Axis:
    """The places where membership changes, and the rows between them."""

    edges: list[Any]
    masks: tuple[int, ...]
    """Of a dense axis, below and at each edge by turns; of a discrete one, from each."""
    null: int


def _axis(cells: Sequence[IntervalSet | None], domain: Domain) -> _Axis:
    bounds = {
        value
        for cell in cells
        if cell is not None
        for span in cell.spans
        for rank, value, _ in span
        if rank == 0
    }
    edges = sorted(bounds)
    if domain == "number":
        points: list[Cut] = [
            point for at in edges for point in ((0, at, False), (0, at, True))
        ]
    else:
        points = [(0, at, False) for at in edges]
    changes = _changes(cells)
    masks = tuple(accumulate((changes[at] for at in (LOWEST, *points)), operator.xor))
    figures = [int(cast("Decimal", e)) for e in edges] if domain == "integer" else edges
    return _Axis(figures, masks, _mask(cells, lambda cell: cell.null))


def _changes(cells: Sequence[IntervalSet | None]) -> defaultdict[Cut, int]:
    """Return at each cut the bits of the rows that begin or end to match there."""
    changes: defaultdict[Cut, int] = defaultdict(int)
    for row, cell in enumerate(cells):
        for cut in chain.from_iterable(cell.spans) if cell else (LOWEST,):
            changes[cut] ^= 1 << row
    return changes


def _mask(cells: Column, matches: Callable[[Any], bool]) -> int:
    """Return the bits of the rows whose cell matches or is a FEEL test."""
    return sum(1 << i for i, c in enumerate(cells) if c is None or matches(c))


def _bands(cells: Sequence[IntervalSet | None], domain: Domain) -> Find:
    axis = _axis(cells, domain)
    edges, masks, null = axis.edges, axis.masks, axis.null
    other = _mask(cells, lambda _cell: False)

    def find_date(value: Any) -> int:
        if value.__class__ is dt.date:
            return masks[bisect_right(edges, value)]
        return null if value is None else other

    def find_number(value: Any) -> int:
        kind = value.__class__
        if kind is int or (kind is Decimal and value.is_finite()):
            return masks[bisect_left(edges, value) + bisect_right(edges, value)]
        return null if value is None else other

    match domain:
        case "integer":
            return _whole_finder(edges, masks, null, other)
        case "date":
            return find_date
        case "number":
            return find_number


def _table(cells: Sequence[ValueSet | None]) -> Find:
    naming: defaultdict[Any, int] = defaultdict(int)
    for row, cell in enumerate(cells):
        for value in cell.values if cell else ():
            naming[value] |= 1 << row
    rest = _mask(cells, lambda cell: cell.complemented)
    # A set that is the complement of some values has all but those it names.
    found = {value: rest ^ rows for value, rows in naming.items()}
    none = _mask(cells, lambda _cell: False)
    kind = next(cell.domain for cell in cells if cell)
    wanted = {str, type(None)} if kind == "string" else {bool, type(None)}

    def find(value: Any) -> int:
        return found.get(value, rest) if value.__class__ in wanted else none

    return find


def rows_in(mask: int) -> list[int]:
    """Return the rows whose bits are set, in order."""
    rows = []
    while mask:
        lowest = mask & -mask
        rows.append(lowest.bit_length() - 1)
        mask ^= lowest
    return rows
