"""The screen for many records at once: the records of one shape, column by column.

In: a batch, the acceptors of the screen. Out: which of its records are not certainly
clean. A column that is not clean as a whole is gone through value by value; few records
of a shape are screened one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain, compress, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import boolean_forms, is_absent, number_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from ruleengine.compile.screen import Acceptor, Screen
    from ruleengine.compile.sure import Columns, Unsure
    from ruleengine.engine.batches import Batch, Shape
    from ruleengine.engine.row_parts import RowParts
    from ruleengine.engine.tallies import Tally

FEW = 8
"""Fewer records of one shape are screened one by one."""
VARIED = 64
"""A column is known to be varied when so many values at once are mostly new."""
SHAPES = 200
"""Shapes that are remembered."""
Doubt = Collection[str] | None
"""The keys of the values that may not be clean; None where it is not known of any."""


@dataclass(slots=True)
class Column:
    """Judges the values of one item in many records."""

    acceptor: Acceptor
    refused_of: Callable[[Sequence[str]], Collection[str]]
    """Of texts those that are not clean; raises TypeError for what is no text."""
    of_numbers: Column | None = None
    """Judges the texts of values that came as numbers."""
    is_varied: bool = False
    """Whether most values are seen only once, so that remembering does not help."""

    def refused(self, values: Sequence[Any], *, is_full: bool = False) -> Sequence[int]:
        """Return the places of the values that are not certainly clean.

        Args:
            values: the values.
            is_full: whether it is known that none is absent.
        """
        judge, texts = self._judge_of(values)
        try:
            wrong = judge._wrong(texts, is_full=is_full)  # noqa: SLF001  another column
        except (TypeError, ValueError):
            takes = self.acceptor.takes
            return [at for at, value in enumerate(values) if not takes(value)]
        if not wrong:
            return ()
        return list(compress(range(len(texts)), map(wrong.__contains__, texts)))

    def _judge_of(self, values: Sequence[Any]) -> tuple[Column, Sequence[Any]]:
        """Return who judges values as they came, and their texts."""
        if not values or isinstance(values[0], str):
            return self, values
        if self.of_numbers and (texts := number_forms(values)):
            return self.of_numbers, texts
        return self, boolean_forms(values) or values

    def _wrong(self, values: Sequence[Any], *, is_full: bool) -> set[str]:
        """Return the texts that are not clean.

        Raises:
            TypeError: one is no text.
            ValueError: one is neither true nor false.
        """
        known = self.acceptor.accepted
        if self.is_varied:
            # To ask whether all are there is much quicker than to sort out those that are.
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
        self, columns: Columns, count: int, found: Container[int], *, has_gaps: bool
    ) -> list[int]:
        """Return the places at which values are not certainly clean together.

        Args:
            columns: for each member its values; None where all are absent.
            count: the number of records.
            found: the places of values that were refused before; not asked about.
            has_gaps: whether some of the values may be absent where others are there.
        """
        if not has_gaps:
            return self._refused_alike(range(count), columns, found)
        refused: list[int] = []
        for places, parts in _alike(columns, count):
            if not self._is_silent(parts):
                refused += self._refused_alike(places, parts, found)
        return sorted(refused)

    def _refused_alike(
        self, places: Sequence[int], columns: Columns, found: Container[int]
    ) -> list[int]:
        """Return those of some places at which the same values are absent."""
        takes = self.acceptor.takes
        if self.by_presence or not any(columns):  # one answer for all of them
            right = next((i for i, at in enumerate(places) if at not in found), None)
            if right is None or takes(_at(columns, right)):
                return []
            return [at for at in places if at not in found]
        if self.unsure:
            unsure = self.unsure(columns, len(places))
            asked = [(places[i], _at(columns, i)) for i in unsure]
        else:
            count = len(places)
            filled = (repeat(None, count) if c is None else c for c in columns)
            asked = list(zip(places, zip(*filled, strict=True), strict=True))
        return [at for at, values in asked if at not in found and not takes(values)]

    def _is_silent(self, parts: Columns) -> bool:
        members = zip(self.members, parts, strict=True)
        return any(part is None and at in self.silent_without for at, part in members)


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

    def suspects(self, batch: Batch) -> dict[int, Doubt]:
        """Return the places of the records that are not certainly clean, in order."""
        found: dict[int, Doubt] = {}
        for shape, places in batch.shapes.items():
            if shape is None or len(places) < FEW:
                screen, records = self.screen, batch.records
                found |= {at: None for at in places if not screen(records[at])}
            else:
                records = itemgetter(*places)(batch.records)
                doubts = self._of_shape(shape, records)
                found |= {places[at]: doubt for at, doubt in doubts.items()}
        return dict(sorted(found.items()))

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


def _alike(columns: Columns, count: int) -> Iterator[tuple[Sequence[int], Columns]]:
    """Yield the places at which the same values are absent, and the others' columns."""
    gaps = [
        repeat(True, count) if column is None else map(is_absent, column)  # noqa: FBT003
        for column in columns
    ]
    several: dict[tuple[bool, ...], list[int]] = {}
    for at, pattern in enumerate(zip(*gaps, strict=True)):
        several.setdefault(pattern, []).append(at)
    for pattern, places in several.items():
        yield (
            places,
            [
                None if column is None or is_gap else [column[at] for at in places]
                for column, is_gap in zip(columns, pattern, strict=True)
            ],
        )


def _at(columns: Columns, place: int) -> tuple[Any, ...]:
    return tuple([None if column is None else column[place] for column in columns])


def _present(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if not is_absent(value)]
