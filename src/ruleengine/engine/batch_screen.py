"""The screen for many records at once: the records of one shape, column by column.

In: a batch, the acceptors of the screen. Out: which of its records are not certainly
clean. A column that is not clean as a whole is gone through value by value; few records
of a shape are screened one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import itemgetter, methodcaller
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Sequence

    from ruleengine.base.record import Record
    from ruleengine.compile.screen import Acceptor, Screen
    from ruleengine.engine.batches import Batch, Shape
    from ruleengine.engine.row_checks import RowCheck, Unsure
    from ruleengine.engine.tallies import Tally

FEW = 8
"""Fewer records of one shape are screened one by one."""
VARIED = 64
"""A column is known to be varied when so many values at once are mostly new."""
SHAPES = 200
"""Shapes that are remembered."""
_VALUES = methodcaller("values")


@dataclass(slots=True)
class Column:
    """Judges the values of one item in many records."""

    acceptor: Acceptor
    refused_of: Callable[[Sequence[str]], Collection[str]]
    """Of texts those that are not clean; raises TypeError for what is no text."""
    is_varied: bool = False
    """Whether most values are seen only once, so that remembering does not help."""

    def refused(self, values: Sequence[Any]) -> Sequence[int]:
        """Return the places of the values that are not certainly clean."""
        try:
            wrong = self._wrong(values)
        except TypeError:
            takes = self.acceptor.takes
            return [at for at, value in enumerate(values) if not takes(value)]
        if not wrong:
            return ()
        return list(compress(range(len(values)), map(wrong.__contains__, values)))

    def _wrong(self, values: Sequence[Any]) -> set[str]:
        """Return the texts that are not clean; raise TypeError for what is no text."""
        known = self.acceptor.accepted
        if self.is_varied:
            # To ask whether all are there is much quicker than to sort out those that are.
            is_full = self.acceptor.needed or all(values)
            there = values if is_full else _present(values)
            return set(self.refused_of(there))
        if known.issuperset(values):
            return set()
        new = set(values).difference(known)
        wrong = set(self.refused_of(list(new)))
        if len(values) >= VARIED and 2 * len(new) > len(values):
            self.is_varied = True
        else:
            self.acceptor.remember(new - wrong)
        return wrong


@frozen
class Group:
    """Judges the values of several items together."""

    members: tuple[int, ...]
    """Indexes of the items."""
    acceptor: Acceptor
    silent_without: frozenset[int] = frozenset()
    """The items of which none may be absent for anything to be said."""
    by_presence: bool = False
    """Whether it only matters which of the values are there."""
    unsure: Unsure | None = None
    """Sorts out most places at once."""

    def refused(
        self, columns: Sequence[Sequence[Any] | None], count: int, found: Container[int]
    ) -> list[int]:
        """Return the places at which values are not certainly clean together.

        Args:
            columns: for each member its values; None where all are absent.
            count: the number of records.
            found: the places of values that were refused before; not asked about.
        """
        takes = self.acceptor.takes
        if not columns:  # what looks at no item is the same for every record
            return [] if takes(()) else [at for at in range(count) if at not in found]
        filled = [column or (None,) * count for column in columns]
        if self.by_presence:
            return self._refused_patterns(filled, found)
        places = self._spoken_of(filled, count)
        if self.unsure:
            asked = filled
            if len(places) < count:
                asked = [[column[at] for at in places] for column in filled]
            places = [places[at] for at in self.unsure(asked)]
        return [
            at
            for at in places
            if at not in found and not takes(tuple([column[at] for column in filled]))
        ]

    def _spoken_of(self, columns: Sequence[Sequence[Any]], count: int) -> Sequence[int]:
        """Return the places at which nothing is absent that has to be there."""
        places: Sequence[int] = range(count)
        for member, column in zip(self.members, columns, strict=True):
            if member in self.silent_without and not all(column):
                places = [at for at in places if not _is_absent(column[at])]
        return places

    def _refused_patterns(
        self, columns: Sequence[Sequence[Any]], found: Container[int]
    ) -> list[int]:
        """Return the places at which other values are there than may be.

        Of the places with the same pattern one is asked.
        """
        takes = self.acceptor.takes
        patterns = list(zip(*map(_absences, columns), strict=True))
        refused: list[int] = []
        for pattern in set(patterns):
            places = (at for at, each in enumerate(patterns) if each == pattern)
            right = next((at for at in places if at not in found), None)
            if right is not None and not takes(tuple([c[right] for c in columns])):
                refused += [right, *(at for at in places if at not in found)]
        return sorted(refused)


@frozen
class _Asked:
    """What is asked of records of one shape; places are those in the shape."""

    columns: tuple[tuple[int, Column], ...]
    groups: tuple[tuple[Group, tuple[int | None, ...]], ...]


@dataclass(slots=True)
class BatchScreen:
    """Tells which records of a batch need a closer look."""

    keys: Sequence[str]
    columns: Sequence[Column]
    groups: Sequence[Group]
    screen: Screen
    """Screens records one by one."""
    checks: Sequence[RowCheck]
    """The checks of one record, for those that it does not let through."""
    tallies: Sequence[Tally] = ()
    """What clean records leave undecided."""
    _asked: dict[Shape, _Asked | None] = field(default_factory=dict)

    def suspects(self, batch: Batch) -> list[int]:
        """Return the places of the records that are not certainly clean, in order."""
        found: list[int] = []
        for shape, places in batch.shapes.items():
            if shape is None or len(places) < FEW:
                screen, records = self.screen, batch.records
                found += [at for at in places if not screen(records[at])]
            else:
                records = itemgetter(*places)(batch.records)
                found += [places[at] for at in self._of_shape(shape, records)]
        return sorted(found)

    def _of_shape(self, shape: Shape, records: Sequence[Record]) -> Collection[int]:
        asked = self._asked_of(shape)
        if asked is None:
            return range(len(records))
        columns: list[Sequence[Any]] = list(zip(*map(_VALUES, records), strict=True))
        found: set[int] = set()
        for at, column in asked.columns:
            if refused := column.refused(columns[at]):
                found.update(refused)
                columns[at] = _without(columns[at], refused)
        for group, members in asked.groups:
            values = [None if at is None else columns[at] for at in members]
            found.update(group.refused(values, len(records), found))
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
        return _Asked(
            tuple((place, self.columns[index]) for index, place in at.items()),
            tuple(
                (group, tuple(at.get(index) for index in group.members))
                for group in self.groups
                if group.silent_without <= at.keys()
            ),
        )


def _without(values: Sequence[Any], places: Iterable[int]) -> list[Any]:
    """Return values without those of wrong form, of which nobody knows what they are."""
    left = list(values)
    for at in places:
        left[at] = None
    return left


def _is_absent(value: Any) -> bool:
    return value is None or value == ""


def _absences(values: Sequence[Any]) -> Iterable[bool]:
    if all(values):
        return repeat(False, len(values))  # noqa: FBT003  what is repeated
    return list(map(_is_absent, values))


def _present(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if not _is_absent(value)]
