"""Which rows of a decision table may meet, column by column, without trying each pair.

In: rows as tuples of sets, None for a FEEL test. Out: for each row the rows that may
have inputs in common with it, as the bits of one integer; those left out have none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import reduce
from itertools import accumulate
from operator import and_, or_
from typing import TYPE_CHECKING, cast

from ruleengine.table.interval import IntervalSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruleengine.table.cell import CellSet
    from ruleengine.table.interval import Cut
    from ruleengine.table.values import Value, ValueSet

    Near = Callable[[CellSet], int]


def perhaps_meeting(rows: Sequence[Sequence[CellSet | None]]) -> list[int]:
    """Return for each row the bits of the rows that it may meet."""
    every = (1 << len(rows)) - 1
    columns = [_near(cells) for cells in zip(*rows, strict=True)]
    return [
        reduce(
            and_,
            (
                near(cell)
                for near, cell in zip(columns, row, strict=True)
                if cell is not None
            ),
            every,
        )
        for row in rows
    ]


def _near(cells: Sequence[CellSet | None]) -> Near:
    """Return what gives the rows whose cell in a column may meet another cell."""
    told = [(1 << at, cell) for at, cell in enumerate(cells) if cell is not None]
    untold = _any(1 << at for at, cell in enumerate(cells) if cell is None)
    if told and isinstance(told[0][1], IntervalSet):
        near = _near_spans(cast("list[tuple[int, IntervalSet]]", told))
    else:
        near = _near_values(cast("list[tuple[int, ValueSet]]", told))
    return lambda cell: near(cell) | untold


def _near_spans(told: Sequence[tuple[int, IntervalSet]]) -> Near:
    null = _any(bit for bit, cell in told if cell.null)
    starts, begun = _ordered((s[0], bit) for bit, cell in told for s in cell.spans)
    ends, ended = _ordered((s[1], bit) for bit, cell in told for s in cell.spans)
    # Rows with a span that ends behind a place, not those whose every span does.
    open_yet = [*accumulate(reversed(ended), or_, initial=0)][::-1]
    begun_yet = [*accumulate(begun, or_, initial=0)]

    def near(cell: CellSet) -> int:
        assert isinstance(cell, IntervalSet), "one column holds one kind"
        found = null if cell.null else 0
        for low, high in cell.spans:
            before = begun_yet[bisect_left(starts, high)]
            found |= before & open_yet[bisect_right(ends, low)]
        return found

    return near


def _ordered(ends: Iterable[tuple[Cut, int]]) -> tuple[list[Cut], list[int]]:
    ordered = sorted(ends)
    return [at for at, _ in ordered], [bit for _, bit in ordered]


def _near_values(told: Sequence[tuple[int, ValueSet]]) -> Near:
    named: dict[Value, int] = {}
    for bit, cell in told:
        if not cell.complemented:
            for value in cell.values:
                named[value] = named.get(value, 0) | bit
    others = _any(bit for bit, cell in told if cell.complemented)
    every = _any(bit for bit, _ in told)

    def near(cell: CellSet) -> int:
        assert not isinstance(cell, IntervalSet), "one column holds one kind"
        if cell.complemented:
            return every
        return others | _any(named.get(value, 0) for value in cell.values)

    return near


def _any(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
