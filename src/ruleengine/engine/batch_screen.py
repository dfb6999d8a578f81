"""The screen for many records at once: the records of one shape, column by column.

In: a batch, the acceptors of the screen. Out: which of its records are not certainly
clean. A column that is not clean as a whole is gone through value by value; few records
of a shape are screened one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.engine.batches import SHAPES, Batch
from ruleengine.engine.scanned import scanned
from ruleengine.engine.sieve import RecordSieve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ruleengine.base.record import Block, Record
    from ruleengine.compile.screen import Screen
    from ruleengine.engine.batches import Shape
    from ruleengine.engine.judges import Column, Doubt, Group
    from ruleengine.engine.row_parts import RowParts
    from ruleengine.engine.scanned import ScannedRecords
    from ruleengine.engine.tallies import Tally

FEW = 8
"""Fewer records of one shape are screened one by one."""


@frozen
class _Asked:
    """What is asked of records of one shape; places are those in the shape."""

    columns: tuple[tuple[int, Column], ...]
    groups: tuple[tuple[Group, tuple[int | None, ...]], ...]
    grouped: frozenset[int]
    """The columns that groups look at."""


@dataclass(slots=True)
class BatchScreen:
    """Tells which records of a batch need a closer look."""

    keys: Sequence[str]
    columns: Sequence[Column]
    groups: Sequence[Group]
    screen: Screen
    """Screens records one by one."""
    parts: RowParts
    """What judges those that it does not let through."""
    tallies: Sequence[Tally] = ()
    """What clean records leave undecided."""
    _asked: dict[Shape, _Asked | None] = field(default_factory=dict)
    _sieve: RecordSieve = field(init=False)

    def __post_init__(self) -> None:
        self._sieve = RecordSieve(self.keys, self.columns, self.groups)

    @property
    def most(self) -> int:
        """How many records to judge together."""
        return self._sieve.most

    def batch(self, records: list[Record], skipped: int = 0) -> Batch:
        """Return records as a batch, in the way in which they are screened here.

        Args:
            records: the records.
            skipped: things before them that are no records and yet count.
        """
        sifted = self._sieve.sift(records)
        if sifted is None:
            return Batch.of(records, skipped)
        return Batch(records, {}, skipped, sifted)

    @property
    def scans(self) -> bool:
        """Whether records can be looked at where they lie in a text."""
        return self._sieve.is_compiled

    def scanned(self, block: Block) -> Iterator[ScannedRecords | Block]:
        """Yield the records of a block of text as they lie in it, as far as that works.

        Yields:
            Records that have been looked at in their lines, and blocks of what is left.
        """
        return scanned(block, self._sieve)

    def suspects(self, batch: Batch) -> dict[int, Doubt]:
        """Return the places of the records that are not certainly clean, in order."""
        found: dict[int, Doubt] = {}
        if batch.sifted is not None:
            found |= self._sieve.doubts(batch.records, batch.sifted)
            found |= self._screened(batch, batch.sifted.odd)
        for shape, places in batch.shapes.items():
            if shape is None or len(places) < FEW:
                found |= self._screened(batch, places)
            else:
                records = itemgetter(*places)(batch.records)
                doubts = self._of_shape(shape, records)
                found |= {places[at]: doubt for at, doubt in doubts.items()}
        return dict(sorted(found.items()))

    def _screened(self, batch: Batch, places: Sequence[int]) -> dict[int, Doubt]:
        """Screen records one by one."""
        screen, records = self.screen, batch.records
        return {at: None for at in places if not screen(records[at])}

    def _of_shape(
        self, shape: Shape, records: Sequence[dict[str, Any]]
    ) -> Mapping[int, Doubt]:
        asked = self._asked_of(shape)
        if asked is None:
            return dict.fromkeys(range(len(records)))
        columns = _columns(records, len(shape))
        found: defaultdict[int, list[str]] = defaultdict(list)
        gaps: set[int] = set()
        for at, column in asked.columns:
            is_asked = column.is_varied or at in asked.grouped
            is_full = column.acceptor.needed or (is_asked and _is_full(columns[at]))
            if not is_full:
                gaps.add(at)
            if refused := column.refused(columns[at], is_full=is_full):
                for place in refused:
                    found[place].append(shape[at])
                columns[at] = _mended(columns[at], refused)
        for group, members in asked.groups:
            values = [None if at is None else columns[at] for at in members]
            has_gaps = not gaps.isdisjoint(members)
            refused = group.refused(values, len(records), found, has_gaps=has_gaps)
            found.update((place, []) for place in refused)
        return found

    def _asked_of(self, shape: Shape) -> _Asked | None:
        if shape in self._asked:
            return self._asked[shape]
        asked = self._ask(shape)
        if len(self._asked) < SHAPES:
            self._asked[shape] = asked
        return asked

    def _ask(self, shape: Shape) -> _Asked | None:
        """Return what to ask of a shape; None when such a record is never clean."""
        at = {self.keys.index(key): place for place, key in enumerate(shape)}
        missing = {
            i for i, c in enumerate(self.columns) if c.acceptor.needed
        } - at.keys()
        if missing:
            return None
        groups = tuple(
            (group, tuple(at.get(index) for index in group.members))
            for group in self.groups
            if group.silent_without <= at.keys()
        )
        return _Asked(
            tuple((place, self.columns[index]) for index, place in at.items()),
            groups,
            frozenset(p for _, members in groups for p in members if p is not None),
        )


def _columns(records: Sequence[dict[str, Any]], width: int) -> list[Sequence[Any]]:
    """Return the values of records of one shape, item by item."""
    values: list[Any] = list(chain.from_iterable(map(dict.values, records)))
    return [values[at::width] for at in range(width)]


def _mended(values: Sequence[Any], wrong: Collection[int]) -> Sequence[Any]:
    """Return values with right ones for those of wrong form, which may be anything.

    Nobody asks about their places any more; but who looks at all should not stumble.
    """
    places = frozenset(wrong)
    right = next((value for at, value in enumerate(values) if at not in places), None)
    mended = list(values)
    for at in places:
        mended[at] = right
    return mended


def _is_full(values: Sequence[Any]) -> bool:
    """Tell whether surely none of some values is absent."""
    try:
        return all(values)
    except ValueError:  # as an array says
        return False
