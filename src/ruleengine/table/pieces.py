"""What is left of a box without other boxes, all of them as bits.

In: boxes of the same columns, each column's set as the bits of its atoms. Out: disjoint
boxes. Nothing is kept but what is still to be looked at, so that one who asks for the
first piece only waits for that.
"""

from __future__ import annotations

from operator import and_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.table.atoms import Bits

MAXIMUM_PIECES = 100_000
"""So many are looked at; a table of which more come is not one that people read."""


class CoverLimitError(Exception):
    """The rows cut the space into too many pieces to go on."""


def without(box: Bits, others: Sequence[Bits]) -> Iterator[Bits]:
    """Yield disjoint boxes that hold what is left of a box without others.

    Raises:
        CoverLimitError: more than 100,000 pieces had to be looked at.
    """
    todo = [(box, 0)] if all(box) else []
    for _ in range(MAXIMUM_PIECES):
        if not todo:
            return
        piece, at = todo.pop()
        while at < len(others) and not is_met(piece, others[at]):
            at += 1
        if at < len(others):
            parts = subtract(piece, others[at])
            todo += [(part, at + 1) for part in reversed(parts)]
        else:
            yield piece
    raise CoverLimitError


def is_met(box: Bits, other: Bits) -> bool:
    """Tell whether two boxes have anything in common."""
    return all(map(and_, box, other))


def subtract(box: Bits, other: Bits) -> list[Bits]:
    """Return disjoint boxes that hold what is left of a box without one it meets."""
    common = tuple(map(and_, box, other))
    return [
        (*common[:i], own & ~both, *box[i + 1 :])
        for i, (own, both) in enumerate(zip(box, common, strict=True))
        if own != both
    ]


def merged(boxes: list[Bits]) -> list[Bits]:
    """Join disjoint boxes that differ in one column only, so that they read as one."""
    count = 0
    while len(boxes) != count:
        count = len(boxes)
        for column in range(len(boxes[0])):
            boxes = _merged_in(column, boxes)
    return boxes


def _merged_in(column: int, boxes: list[Bits]) -> list[Bits]:
    by_rest: dict[Bits, int] = {}
    for box in boxes:
        rest = (*box[:column], *box[column + 1 :])
        by_rest[rest] = by_rest.get(rest, 0) | box[column]
    return [
        (*rest[:column], joined, *rest[column:]) for rest, joined in by_rest.items()
    ]
