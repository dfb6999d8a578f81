"""Bands: a decision table of one ordered input, decided beforehand for every value.

In: a compiled table and a session. Out: cut points and the result between each two, so
that one bisection answers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.compile.decisions_hits import LISTING
from ruleengine.table import IntervalSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.compile.decisions_hits import Outputs
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.decisions_tables import CompiledTable
    from ruleengine.table import CellSet


@frozen
class Bands:
    """The results of a table by bands of whole numbers."""

    key: str
    """The input."""
    starts: tuple[int, ...]
    """The first value of each band but the lowest, ascending."""
    results: tuple[Outputs | None, ...]
    """The result of each band; None where the table has none."""


def bands_of(table: CompiledTable, session: Session, digits: int) -> Bands | None:
    """Return the bands of a table; None where it needs more than a whole number.

    Args:
        table: the table.
        session: what it is decided in.
        digits: numbers of more digits are refused.
    """
    if len(table.inputs) != 1 or table.inputs[0].type != "integer":
        return None
    if table.hit.pick(session.readings) in LISTING:
        return None  # an answer is a list that its caller may change
    datum = table.inputs[0]
    cells = [row.cells[0] for row in table.rows]
    if datum.values or any(cell and cell.program for cell in (*cells, datum.covers)):
        return None
    sets = (cell.values for cell in (*cells, datum.covers) if cell)
    starts = sorted({start for each in sets for start in _starts(each)})
    if not starts:
        return None
    far = 10**digits
    near = [1 - far, *(start for start in starts if abs(start) < far)]
    results = (_result(table, number, session) for number in near)
    return Bands(datum.key, (*near, far), (None, *results, None))


def _starts(values: CellSet | None) -> Iterator[int]:
    """Yield the first whole numbers inside and after each span of a set."""
    if not isinstance(values, IntervalSet):
        return
    for span in values.spans:
        (low, _), (high, _) = values.bounds(span)
        if low is not None:
            yield int(cast("Decimal", low))
        if high is not None:
            yield int(cast("Decimal", high)) + 1


def _result(table: CompiledTable, number: int, session: Session) -> Outputs | None:
    value = Decimal(number)
    if not table.inputs[0].in_domain(value):
        return None
    return table.decide([value], session).outputs
