"""Who judges many values at once: those of one item, or of several items together.

In: the values of records that hold the same items. Out: the places of those that are not
certainly clean.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import boolean_forms, is_absent, number_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from ruleengine.compile.screen import Acceptor
    from ruleengine.compile.sure import Columns, Unsure
    from ruleengine.notation.outline import Outline

VARIED = 64
"""A column is known to be varied when so many values at once are mostly new."""
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
    outline: Outline | None = None
    """What texts are surely clean, in figures."""
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
