"""Sets of one column as bits, so that sets of many columns are compared at little cost.

In: the sets of a column. They cut its axis into atoms, pieces that none of them divides;
a set is the bits of its atoms in one integer. Out: sets as bits, and bits as sets again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from ruleengine.table.interval import IntervalSet
from ruleengine.table.values import ValueSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.table.cell import CellSet
    from ruleengine.table.interval import Span
    from ruleengine.table.values import Value

Bits = tuple[int, ...]
"""A box: the atoms of one set for each column."""


class Atoms:
    """The columns of some boxes, cut into atoms."""

    def __init__(self, boxes: Sequence[Sequence[CellSet]]) -> None:
        self._columns = [_column(cells) for cells in zip(*boxes, strict=True)]

    def bits(self, box: Sequence[CellSet]) -> Bits:
        """Return one of the boxes as bits."""
        columns = zip(self._columns, box, strict=True)
        return tuple(column.bits(cell) for column, cell in columns)

    def box(self, bits: Bits) -> tuple[CellSet, ...]:
        """Return the sets that bits stand for."""
        columns = zip(self._columns, bits, strict=True)
        return tuple(column.cell(found) for column, found in columns)


def _column(cells: Sequence[CellSet]) -> _Spans | _Values:
    if isinstance(cells[0], IntervalSet):
        return _Spans(cast("Sequence[IntervalSet]", cells))
    return _Values(cast("Sequence[ValueSet]", cells))


class _Spans:
    """The first bit is null; each other one is all between two neighbouring cuts."""

    def __init__(self, cells: Sequence[IntervalSet]) -> None:
        self._domain = cells[0].domain
        self._cuts = sorted({at for cell in cells for s in cell.spans for at in s})
        self._place = {at: place for place, at in enumerate(self._cuts, start=1)}

    def bits(self, cell: CellSet) -> int:
        assert isinstance(cell, IntervalSet), "one column holds one kind"
        found = int(cell.null)
        for low, high in cell.spans:
            found |= (1 << self._place[high]) - (1 << self._place[low])
        return found

    def cell(self, bits: int) -> IntervalSet:
        spans: list[Span] = []
        for place, (low, high) in enumerate(pairwise(self._cuts), start=1):
            if bits >> place & 1:
                touches = spans and spans[-1][1] == low
                spans.append((spans.pop()[0] if touches else low, high))
        return IntervalSet(self._domain, tuple(spans), null=bool(bits & 1))


class _Values:
    """The first bit is all values that no set names; each other one is a value."""

    def __init__(self, cells: Sequence[ValueSet]) -> None:
        self._domain = cells[0].domain
        named = dict.fromkeys(value for cell in cells for value in cell.values)
        self._bit: dict[Value, int] = {
            value: 2 << place for place, value in enumerate(named)
        }
        self._every = (2 << len(named)) - 1

    def bits(self, cell: CellSet) -> int:
        assert isinstance(cell, ValueSet), "one column holds one kind"
        found = sum(self._bit[value] for value in cell.values)
        return self._every ^ found if cell.complemented else found

    def cell(self, bits: int) -> ValueSet:
        others = bool(bits & 1)
        wanted = self._every ^ bits if others else bits
        values = frozenset(value for value, bit in self._bit.items() if bit & wanted)
        return ValueSet(self._domain, values, complemented=others)
