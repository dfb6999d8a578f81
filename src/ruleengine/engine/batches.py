"""Records in batches, those of one batch sorted by their shape.

In: records one after another. Out: lists of them, with the places of the records that
hold the same keys in the same order. What the keys mean is not known here.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import (
        Iterable,
        Iterator,
        Mapping,
        Sequence,
        Set as AbstractSet,
    )

    from ruleengine.base.record import Record

Shape = tuple[Any, ...]
"""The keys of a record in their order."""
BATCH = 512
"""Records that are judged together; more of them do not stay near the processor."""

SHAPES = 200
"""Shapes that are remembered."""


class Sifted(NamedTuple):
    """What a sieve did not let through, as places in the records."""

    odd: Sequence[int]
    """Those that are no plain dict, or hold other keys."""
    lacking: Sequence[int]
    """Those in which a needed item is absent."""
    asked: Mapping[int, list[int]]
    """Item -> those whose value is not certainly clean."""
    loud: Mapping[int, list[int]]
    """What is there of the grouped items, as bits -> those in which that is so."""


@frozen
class Batch:
    """Neighbouring records of one table."""

    records: list[Any]
    shapes: Mapping[Shape | None, Sequence[int]]
    """Shape -> places in ``records``; None for records that are no plain dict."""
    skipped: int = 0
    """Things before them that are no records and yet count."""
    sifted: Sifted | None = None
    """What a sieve left of them; then they are not sorted."""

    def holds_only(self, keys: AbstractSet[str]) -> bool:
        """Tell whether all records are plain dicts that hold no other keys."""
        if self.sifted is not None:
            return not self.sifted.odd
        return all(shape is not None and keys >= set(shape) for shape in self.shapes)

    @classmethod
    def of(cls, records: list[Any], skipped: int = 0) -> Batch:
        """Sort records by their shape."""
        shapes: dict[Shape | None, list[int]] = {}
        last: Shape | None = ()
        places = shapes.setdefault(last, [])
        are_plain = all(kind is dict for kind in set(map(type, records)))
        for at, shape in enumerate(map(tuple if are_plain else _shape, records)):
            # To compare with the shape before is quicker than to look it up.
            if shape != last:
                places = shapes.setdefault(shape, [])
                last = shape
            places.append(at)
        found = {shape: places for shape, places in shapes.items() if places}
        return cls(records, found, skipped)


def _shape(record: Record) -> Shape | None:
    return tuple(record) if record.__class__ is dict else None


def lists_of(records: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Yield all records in lists of ``most``; the last may be shorter."""
    left = iter(records)
    while taken := list(islice(left, most)):
        yield taken


class Sort(Protocol):
    """Makes a batch of records in some way."""

    def __call__(self, records: list[Any], skipped: int = 0) -> Batch:
        """Return the batch, after so many things that are no records."""


def in_batches(
    records: Iterable[Record], most: int = BATCH, sort: Sort = Batch.of
) -> Iterator[Batch]:
    """Yield all records in batches of ``most``."""
    return map(sort, lists_of(records, most))
