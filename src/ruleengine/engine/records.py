"""Records handed over in memory -> records by field key, as a reader would give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import Finding, Fix
from ruleengine.base.lexical import shown
from ruleengine.base.suggest import near_misses
from ruleengine.engine.batches import BATCH, SHAPES, Batch, lists_of

if TYPE_CHECKING:
    from ruleengine.base.finding import Fact
    from ruleengine.base.record import Record
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.batches import Shape, Sort


@dataclass(slots=True)
class MemoryRecords:
    """Streams records whose keys may be field keys, printed names or aliases.

    ``findings`` is complete when the records are exhausted.
    """

    plan: TablePlan
    given: Iterable[Any]
    findings: list[Finding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _shapes: dict[Shape, tuple[str, ...] | None] = field(default_factory=dict)
    """Names in their order -> the keys that they stand for."""

    def __iter__(self) -> Iterator[Record]:
        for batch in self.batches(BATCH):
            yield from batch.records

    @property
    def is_stream(self) -> bool:
        """Whether records come when they are asked for, and perhaps take their time."""
        return isinstance(self.given, Iterator)

    def batches(self, most: int, sort: Sort = Batch.of) -> Iterator[Batch]:
        """Yield the records in batches of at most ``most``, sorted in some way."""
        number, keys = 1, self.plan.by_key.keys()
        for several in lists_of(self.given, most):
            batch = sort(several)
            if batch.holds_only(keys):
                yield batch
            else:
                yield from self._keyed_batches(several, number, sort)
            number += len(several)

    def _keyed_batches(
        self, given: Iterable[Any], first: int, sort: Sort
    ) -> Iterator[Batch]:
        """Yield neighbouring records; each keeps the number of its place in the data."""
        number, skipped = first, 0
        for is_record, neighbours in groupby(given, _is_record):
            several = list(neighbours)
            if is_record:
                yield sort(list(self._keyed(several, number)), skipped)
                skipped = 0
            else:
                for at, stray in enumerate(several, number):
                    self._note("not-a-record", at, {"found": type(stray).__name__})
                skipped = len(several)
            number += len(several)
        if skipped:
            yield Batch.of([], skipped)

    def _keyed(
        self, given: Iterable[Mapping[str, Any]], first: int
    ) -> Iterator[Record]:
        for number, record in enumerate(given, first):
            is_plain = record.__class__ is dict
            keys = self._keys_of(tuple(record)) if is_plain else None
            if keys is None:
                yield self._renamed(record, number)
            else:
                yield dict(zip(keys, record.values(), strict=True))

    def _keys_of(self, names: Shape) -> tuple[str, ...] | None:
        """Return the keys that names stand for; None where something is to be told."""
        if names in self._shapes:
            return self._shapes[names]
        found = tuple([key for name in names if (key := self.plan.key_of.get(name))])
        keys = found if len(set(found)) == len(names) else None
        if len(self._shapes) < SHAPES:
            self._shapes[names] = keys
        return keys

    def _renamed(self, record: Mapping[str, Any], number: int) -> Record:
        key_of = self.plan.key_of
        renamed: dict[str, Any] = {}
        for name, value in record.items():
            key = key_of.get(name)
            if key is None:
                self._unknown(shown(name), number)
            elif key in renamed:
                first = self.plan.by_key[key].ref.name
                params: dict[str, Fact] = {"header": shown(name), "name": first}
                self._note("duplicate-key", number, params)
            else:
                renamed[key] = value
        return renamed

    def _unknown(self, name: str, number: int) -> None:
        if name in self._seen:
            return
        self._seen.add(name)
        near = near_misses(name, self.plan.key_of, 1)
        self.findings.append(
            Finding(
                by=self.plan.unknown_field,
                reason="unknown",
                record=number,
                value=name,
                params={"header": name, "suggestions": near},
                fix=Fix(near[0], certain=False) if near else None,
            )
        )

    def _note(self, reason: str, number: int, params: Mapping[str, Fact]) -> None:
        found = Finding(
            by=self.plan.unreadable, reason=reason, record=number, params=params
        )
        self.findings.append(found)


def _is_record(given: object) -> bool:
    return isinstance(given, Mapping)
