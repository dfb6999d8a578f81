"""Gaps, overlaps, hidden and mergeable rows of a decision table, exactly.

In: rows as tuples of sets, one for each input; None stands for a FEEL test that is no
plain set. Out: boxes (one set for each input) with a concrete witness each. Boxes are
subtracted from one another, as bits; nothing is sampled.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.table.atoms import Atoms
from ruleengine.table.cell import CellSet, everything, print_set
from ruleengine.table.interval import IntervalSet
from ruleengine.table.lookup import rows_in
from ruleengine.table.meeting import perhaps_meeting
from ruleengine.table.pieces import is_met, merged, without

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from ruleengine.table.atoms import Bits
    from ruleengine.table.interval import Ordered
    from ruleengine.table.values import Value

    Row = Sequence[CellSet | None]

Box = tuple[CellSet, ...]
"""One set for each input; the inputs that lie in all of them."""
Witness = tuple["Ordered | Value", ...]
"""One concrete value for each input."""

TOGETHER = 2000
"""So many boxes without a row are joined to gaps."""


@frozen
class Gap:
    """Inputs that should have a row and have none."""

    box: Box
    witness: Witness
    perhaps: tuple[int, ...] = ()
    """Rows with a FEEL test that may match there after all."""

    def __str__(self) -> str:
        return describe(self.box)


@frozen
class Overlap:
    """Inputs that two rows match; rows count from 0."""

    first: int
    second: int
    box: Box
    certain: bool = True
    """False when a FEEL test in one of the rows may keep them apart."""


@frozen
class Hidden:
    """A row that never hits; ``by`` names the rows before it that take its inputs."""

    row: int
    by: tuple[int, ...]


@frozen
class Mergeable:
    """Two rows with equal outputs whose cells differ in one column and join there."""

    first: int
    second: int
    column: int
    joined: CellSet


def describe(box: Box) -> str:
    """Write a box as the cells of a row."""
    return " | ".join(map(print_set, box))


def gaps(rows: Sequence[Row], covers: Box) -> Iterator[Gap]:
    """Find the inputs inside ``covers`` that no row matches.

    Args:
        rows: the rows of the table.
        covers: what the table must cover, one set for each input.

    Raises:
        CoverLimitError: the rows cut the space into more than 100,000 boxes; there
            may be other gaps than those yielded.
    """
    plain = [_box(row) for row in rows if None not in row]
    open_rows = [index for index, row in enumerate(rows) if None in row]
    atoms = Atoms([covers, *plain])
    left = without(atoms.bits(covers), [*map(atoms.bits, plain)])
    while some := list(islice(left, TOGETHER)):
        for box in map(atoms.box, merged(some)):
            yield _gap(box, rows, open_rows)


def _gap(box: Box, rows: Sequence[Row], open_rows: list[int]) -> Gap:
    perhaps = (i for i in open_rows if meet(box, _filled(rows[i], box)) is not None)
    return Gap(box, witness(box), tuple(perhaps))


def overlaps(rows: Sequence[Row]) -> tuple[Overlap, ...]:
    """Find each pair of rows that match the same inputs."""
    return tuple(_overlaps(rows))


def _overlaps(rows: Sequence[Row]) -> Iterator[Overlap]:
    universe = tuple(map(_universe, zip(*rows, strict=True)))
    for i, (one, near) in enumerate(zip(rows, perhaps_meeting(rows), strict=True)):
        for j in rows_in(near >> i + 1 << i + 1):
            other = rows[j]
            box = meet(_filled(one, universe), _filled(other, universe))
            if box is not None:
                certain = None not in one and None not in other
                yield Overlap(i, j, box, certain)


def _universe(column: Sequence[CellSet | None]) -> CellSet:
    known = next((cell for cell in column if cell is not None), None)
    return everything(known.domain if known else "number")


def never_hit(rows: Sequence[Row], hit_policy: str) -> tuple[Hidden, ...]:
    """Find rows that can never hit.

    Under ``first`` and ``any`` a row is hidden when the rows before it take all its
    inputs; under every policy a row with an empty cell never hits.

    Args:
        rows: the rows of the table.
        hit_policy: as DMN spells it, in small letters.
    """
    return tuple(_hidden(rows, earlier_wins=hit_policy in {"first", "any"}))


def _hidden(rows: Sequence[Row], *, earlier_wins: bool) -> Iterator[Hidden]:
    near = perhaps_meeting(rows) if earlier_wins else ()
    boxes = _as_bits(rows) if earlier_wins else {}
    for index, row in enumerate(rows):
        if any(cell is not None and cell.is_empty for cell in row):
            yield Hidden(index, ())
        elif box := boxes.get(index):
            earlier = rows_in(near[index] & ((1 << index) - 1))
            by = tuple(i for i in earlier if i in boxes and is_met(box, boxes[i]))
            if by and not any(without(box, [boxes[i] for i in by])):
                yield Hidden(index, by)


def _as_bits(rows: Sequence[Row]) -> dict[int, Bits]:
    """Return the rows without a FEEL test, by their numbers."""
    plain = {index: _box(row) for index, row in enumerate(rows) if None not in row}
    atoms = Atoms([*plain.values()])
    return {index: atoms.bits(box) for index, box in plain.items()}


def mergeable(
    rows: Sequence[Row], outputs: Sequence[Hashable]
) -> tuple[Mergeable, ...]:
    """Find pairs of rows with equal outputs that could be one row.

    Args:
        rows: the rows of the table.
        outputs: for each row its outputs, as anything that compares.
    """
    found = (
        _merge(rows, i, j)
        for i, j in combinations(range(len(rows)), 2)
        if outputs[i] == outputs[j]
    )
    return tuple(merge for merge in found if merge)


def _merge(rows: Sequence[Row], i: int, j: int) -> Mergeable | None:
    different = [
        c for c, (a, b) in enumerate(zip(rows[i], rows[j], strict=True)) if a != b
    ]
    if len(different) != 1:
        return None
    one, other = rows[i][different[0]], rows[j][different[0]]
    joined = _join(one, other) if one and other else None
    return Mergeable(i, j, different[0], joined) if joined else None


def _join(one: CellSet, other: CellSet) -> CellSet | None:
    """Return the union where it is as plain as its parts, else None."""
    both = _union(one, other)
    if isinstance(both, IntervalSet):
        assert isinstance(one, IntervalSet)
        assert isinstance(other, IntervalSet)
        plain = len(both.spans) < len(one.spans) + len(other.spans)
        return both if plain else None
    return both


def witness(box: Box) -> Witness:
    """Return one concrete input inside a box that is not empty."""
    return tuple(cell.witness() for cell in box)


def meet(one: Box, other: Box) -> Box | None:
    """Return the common part of two boxes, or None."""
    common: list[CellSet] = []
    for a, b in zip(one, other, strict=True):
        both = _intersection(a, b)
        if both.is_empty:
            return None
        common.append(both)
    return tuple(common)


def _box(row: Row) -> Box:
    return cast("Box", tuple(row))


def _filled(row: Row, box: Box) -> Box:
    return tuple(b if cell is None else cell for cell, b in zip(row, box, strict=True))


def _union(one: CellSet, other: CellSet) -> CellSet:
    return one.union(other)  # type: ignore[arg-type]  # one column holds one kind


def _intersection(one: CellSet, other: CellSet) -> CellSet:
    return one.intersection(other)  # type: ignore[arg-type]  # one column holds one kind
