"""Keys of records: how they are made, and in which records they were met.

In: records, rules about keys. Out: in the end, the keys of several records and those
that are not known. What the rules want of them is not known here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ruleengine.base.compiled import compiled
from ruleengine.base.frozen import frozen
from ruleengine.engine.typed_record import TypedRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.compile.plan import ReferencePlan, TablePlan, UniquePlan
    from ruleengine.engine.chosen import Counts
    from ruleengine.engine.scanned import ScannedRecords

Key = tuple[Any, ...]


class Values(tuple[Any, ...]):  # noqa: SLOT001  tuples take no slots
    """A key of values other than texts; equal ones may be written otherwise."""

    text: str
    """How the record writes it."""

    @classmethod
    def of(cls, values: Iterable[Any], texts: Iterable[str | None]) -> Values:
        """Return a key of values with the texts that stand for them."""
        made = cls(values)
        made.text = JOINT.join(text or "" for text in texts)
        return made


Mark = str | Key
"""A key as it is kept: texts joined into one, which is smaller, else the values."""
Met = tuple[int, Mark]
"""The number of a record, and the key as this record writes it."""
MANY = 64
"""So many keys at once are worth compiled code."""
JOINT = "\x1f"
"""Between the texts of a joined key; no text of right form holds it."""


@dataclass(slots=True)
class KeyNotes:
    """Which keys were met in which records; looked at only in the end."""

    _keys: list[Mark | None] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _open: list[tuple[Mark, Text]] = field(default_factory=list)

    def note(self, key: Mark | None, number: int) -> None:
        """Remember that a record holds a key; records may come in any order."""
        self._keys.append(key)
        self._numbers.append(number)

    def note_all(self, keys: Iterable[Mark | None], numbers: Iterable[int]) -> None:
        """Remember which keys several records hold; None for none."""
        self._keys += keys
        self._numbers += numbers

    def note_counted(self, key: Mark, number: int, counts: Counts) -> None:
        """Remember that a record holds a key, if it counts or why that is open."""
        if counts is True:
            self.note(key, number)
        elif counts is not False:
            self._open.append((key, counts))

    def unsettled(self) -> Iterator[Text]:
        """Yield why it is open of records whether they repeat a key, or are repeated."""
        if self._open:
            times = Counter(self._keys)
            times.update(key for key, _ in self._open)
            yield from (why for key, why in self._open if times[key] > 1)

    def repeated(self) -> list[list[Met]]:
        """Return for each key of several records where it was met, as they came about."""
        if len(set(self._keys)) == len(self._keys):
            return []
        times = Counter(self._keys)
        found = self._records_of(lambda key: times[key] > 1)
        return sorted(found, key=lambda records: records[1][0])

    def missing(self, known: Container[Mark | None]) -> list[list[Met]]:
        """Return for each key that is not known where it was met, as they came about."""
        found = self._records_of(lambda key: key not in known)
        return sorted(found, key=lambda records: records[0][0])

    def _records_of(self, wanted: Callable[[Mark], bool]) -> list[list[Met]]:
        found: dict[Mark, list[Met]] = defaultdict(list)
        for key, number in zip(self._keys, self._numbers, strict=True):
            if key is not None and wanted(key):
                found[key].append((number, key))
        return [sorted(met, key=itemgetter(0)) for met in found.values()]


@frozen
class Keyed:
    """A rule about keys, and how a record's key is made."""

    rule: str
    names: tuple[str, ...]
    take: Callable[[Record], Key] | None
    """The quick way from a clean record; None when a part is no text."""
    is_complete: bool
    """Whether no part is absent from a clean record."""

    def of_clean(self, plan: TablePlan, record: Record) -> Mark | None:
        """Return the key of a record without faults; None when a part is absent."""
        if self.take is not None:
            try:
                key = self.take(record)
                return None if "" in key else JOINT.join(key)
            except (KeyError, TypeError):
                pass
        return self.of_typed(TypedRecord.of_clean(plan, record, self.names))

    def of_all_clean(
        self, plan: TablePlan, records: list[Record]
    ) -> Sequence[Mark | None]:
        """Return the keys of records without faults."""
        if self.take is not None and self.is_complete:
            try:
                return self._joined(self.take, records)
            except (KeyError, TypeError):
                pass
        return [self.of_clean(plan, record) for record in records]

    def _joined(
        self, take: Callable[[Record], Key], records: list[Record]
    ) -> Sequence[Mark]:
        """Return the keys of records that hold all their parts as texts.

        Raises:
            KeyError: a part is absent.
            TypeError: a part is no text, a record no dict.
        """
        fast = compiled() if len(records) >= MANY else None
        if fast is None:
            return list(map(JOINT.join, map(take, records)))
        marks: list[Mark] = fast.joined(records, self.names, JOINT)
        return marks

    def of_scanned(
        self, records: ScannedRecords, places: list[int]
    ) -> Sequence[Mark | None]:
        """Return the keys, made of texts, of some records in a text."""
        if self.is_complete:
            return records.joined(places, self.names, JOINT)
        rows = zip(*records.columns(places, self.names), strict=True)
        return [None if None in row else JOINT.join(row) for row in rows]

    def of_typed(self, typed: TypedRecord) -> Mark | None:
        """Return the key of a record; None when a part is absent or wrong."""
        mark = mark_of(typed.pick(self.names))
        if mark is None or isinstance(mark, str):
            return mark
        return Values.of(mark, map(typed.text, self.names))


def keyed_by(plan: TablePlan, found: UniquePlan | ReferencePlan) -> Keyed:
    """Return how the keys of a rule are made."""
    obligations = {plan.by_key[k].model.required.obligation for k in found.keys}
    take = _text_key(plan, found.keys)
    return Keyed(found.rule.id, found.keys, take, obligations == {"always"})


def _text_key(
    plan: TablePlan, names: tuple[str, ...]
) -> Callable[[Record], Key] | None:
    """Return the quick way to a key that is made of texts only."""
    if any(plan.by_key[name].convert is not str for name in names):
        return None
    if len(names) == 1:
        only = names[0]
        return lambda record: (record[only],)
    return itemgetter(*names)


def mark_of(key: Key) -> Mark | None:
    """Return a key as it is kept; None when a part is absent."""
    if None in key:
        return None
    return JOINT.join(key) if all(part.__class__ is str for part in key) else key


def shown(mark: Mark) -> str:
    """Return a key as a finding shows it: as the record writes it."""
    text = mark.text if isinstance(mark, Values) else mark
    assert isinstance(text, str), "keys of other tables are not shown"
    return text.replace(JOINT, "、")
