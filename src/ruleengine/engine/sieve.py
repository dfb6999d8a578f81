"""The screen for many records by the compiled extra ``fast``, where that is installed.

In: records, the columns and groups of a screen. Out: which records are not certainly
clean. Compiled code only lets values through that are certainly clean; whatever it is
not sure of is asked of the same columns and groups as without it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ruleengine.base.compiled import compiled
from ruleengine.compile.screen import REMEMBERED
from ruleengine.engine.batches import BATCH, Sifted
from ruleengine.notation.outline import DayOutline, DigitsOutline, TextOutline
from ruleengine.notation.repertoire import known_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Mapping
    from types import ModuleType

    import ruleengine_fast

    from ruleengine.base.record import Record
    from ruleengine.engine.judges import Column, Doubt, Group
    from ruleengine.notation.outline import Outline

WORTH = 64
"""Fewer records at once are not worth a sieve."""
SIFTED = 2048
"""Records that are sifted together: each is looked at once only, so they need not stay
near the processor."""

Columns = Callable[[list[int], Sequence[int]], list[list[Any]]]
"""The values of some items in some records, item by item: (places, indexes of items)."""


@dataclass(slots=True)
class RecordSieve:
    """Sifts the records of one table."""

    keys: Sequence[str]
    columns: Sequence[Column]
    groups: Sequence[Group]
    _quiet: set[int] = field(default_factory=set)
    """What may be there of the grouped items without a closer look."""
    _groups_of: dict[int, Sequence[Group]] = field(default_factory=dict)
    """What is there of them -> the groups that have something to say of it."""
    _sieve: ruleengine_fast.Sieve | None = None

    @property
    def most(self) -> int:
        """How many records to judge together."""
        return SIFTED if self.is_compiled else BATCH

    @property
    def is_compiled(self) -> bool:
        """Whether there is a sieve for the records of this table."""
        return self._extra() is not None

    def sift(self, records: list[Record]) -> Sifted | None:
        """Return what to look at; None where there is no sieve for them."""
        sieve = self._compiled() if len(records) >= WORTH else None
        return None if sieve is None else Sifted(*sieve.sift(records))

    def scanner(
        self, members: Iterable[tuple[str, str | None]], separator: str
    ) -> ruleengine_fast.Scanner | None:
        """Return what sifts records where they lie in a text; None without the extra.

        Args:
            members: of the objects of JSON, or of the cells of a line, the name and the
                key of the item, None for a cell of no item.
            separator: what stands between cells; "" for objects of JSON.
        """
        fast, sieve = self._extra(), self._compiled()
        if fast is None or sieve is None:
            return None
        places = {key: at for at, key in enumerate(self.keys)}
        found = [(name.encode(), places.get(key or "", -1)) for name, key in members]
        made: ruleengine_fast.Scanner = fast.Scanner(sieve, found, separator.encode())
        return made

    def _compiled(self) -> ruleengine_fast.Sieve | None:
        fast = self._extra()
        if fast is not None and self._sieve is None:
            self._sieve = self._made(fast)
        return None if fast is None else self._sieve

    def _extra(self) -> ModuleType | None:
        fast = compiled()
        return fast if fast is not None and len(self.keys) <= fast.MOST else None

    def _made(self, fast: ModuleType) -> ruleengine_fast.Sieve:
        items = [
            (
                key,
                column.acceptor.needed,
                column.acceptor.accepted,
                told(column.outline),
            )
            for key, column in zip(self.keys, self.columns, strict=True)
        ]
        grouped = {index for group in self.groups for index in group.members}
        made: ruleengine_fast.Sieve = fast.Sieve(items, grouped, self._quiet)
        return made

    def doubts(self, records: list[Record], sifted: Sifted) -> dict[int, Doubt]:
        """Return the records of which it is known that they are not certainly clean.

        Args:
            records: those that have been sifted.
            sifted: what the sieve left of them; odd ones are not looked at.
        """
        assert self._sieve is not None, "records have been sifted"
        return self.doubts_among(sifted, partial(self._sieve.columns, records))

    def doubts_among(self, sifted: Sifted, columns: Columns) -> dict[int, Doubt]:
        """Return the same of records of any kind.

        Args:
            sifted: what was left of them.
            columns: gives the values of some items in some of them.
        """
        found: defaultdict[int, list[str]] = defaultdict(list)
        found.update((place, []) for place in sifted.lacking)
        for index, places in sifted.asked.items():
            (values,) = columns(places, (index,))
            for at in self.columns[index].refused(values):
                found[places[at]].append(self.keys[index])
        for there, places in sifted.loud.items():
            others = [place for place in places if place not in found]
            if others:
                asked = {index for g in self._asked(there) for index in g.members}
                indexes = [index for index in asked if there >> index & 1]
                values_of = dict(zip(indexes, columns(others, indexes), strict=True))
                refused = self._refused(there, values_of, len(others))
                found.update((others[at], []) for at in refused)
        return dict(found)

    def _refused(
        self, there: int, columns: Mapping[int, Sequence[Any]], count: int
    ) -> set[int]:
        """Return where values are not certainly clean together."""
        groups = self._asked(there)
        refused: set[int] = set()
        for group in groups:
            values = list(map(columns.get, group.members))
            refused.update(group.refused(values, count, (), has_gaps=False))
        hang_on_presence = all(_hangs_on_presence(g, columns.keys()) for g in groups)
        if hang_on_presence and not refused and len(self._quiet) < REMEMBERED:
            self._quiet.add(there)
        return refused

    def _asked(self, there: int) -> Sequence[Group]:
        """Return the groups that have something to say of what is there."""
        asked = self._groups_of.get(there)
        if asked is None:
            asked = [
                group
                for group in self.groups
                if all(there >> index & 1 for index in group.silent_without)
            ]
            if len(self._groups_of) < REMEMBERED:
                self._groups_of[there] = asked
        return asked


def _hangs_on_presence(group: Group, there: KeysView[int]) -> bool:
    """Tell whether one answer holds wherever the same values are there."""
    return group.by_presence or there.isdisjoint(group.members)


def told(outline: Outline | None) -> tuple[Any, ...] | None:
    """Return an outline as the extra wants it."""
    match outline:
        case TextOutline(least, most, excluded):
            return "text", least, most or sys.maxsize, known_codes(excluded)
        case DigitsOutline(least, most, fewest, longest, is_signed):
            return "digits", least, most or sys.maxsize, fewest, longest, is_signed
        case DayOutline():
            return ("day",)
        case None:
            return None
