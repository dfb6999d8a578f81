"""Checks that look at the records of other tables that belong to a record.

In: the rows kept of the tables, the records of one table. Out: findings. Thousands of
records often have the same related rows: their list is made once, for all checks, and
cases in which a check reads the same are asked once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, product, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.compile.growing import stays_met
from ruleengine.engine.asked import NO_ROWS
from ruleengine.engine.chosen import Gaps, least, least_by
from ruleengine.engine.memory import Memory
from ruleengine.engine.nearby import Nearby
from ruleengine.engine.presence import asks_presence_only

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.finding import Fact, Finding
    from ruleengine.base.text import Text
    from ruleengine.compile.nearness import Nearness
    from ruleengine.compile.plan import CheckPlan, RelatedPlan, TablePlan
    from ruleengine.engine.asked import AskedCheck, Narrowing, Verdict
    from ruleengine.engine.chosen import Chosen, Row
    from ruleengine.engine.keys import Key
    from ruleengine.engine.rows import RowChecker
    from ruleengine.engine.typed_record import TypedRecord

Places = tuple[int, ...]
"""Of the values of a key."""


@dataclass(eq=False, slots=True)
class Found:
    """Rows that belong together to some records; equal only to itself."""

    rows: list[Row]
    unsure: Text | None
    """Why it is not known whether other rows belong to it too."""
    _value: object = None

    @property
    def value(self) -> object:
        """The same list as expressions read it; made once."""
        if self._value is None:
            self._value = feel.ready([row.value for row in self.rows])
        return self._value

    def values(self, key: str) -> list[Any]:
        """Return the values of an item in the rows."""
        return [row[key] for row in self.rows]


@dataclass(slots=True)
class RelatedRows:
    """The rows of a table among which related ones are looked for."""

    by_key: Mapping[Key, list[Row]]
    unsure: Mapping[Places, Mapping[Key, Text]]
    """Places of a key -> what stands there -> why it is not known whether other rows, of
    which no more is known, count; where there are such."""
    _found: Memory[Key, Found] = field(default_factory=Memory)

    @classmethod
    def of(cls, rows: Chosen, there: Sequence[str], table: TablePlan) -> RelatedRows:
        """Sort rows by the items that are matched.

        A row that lacks such an item, or has it in a wrong form, belongs to nobody knows
        which record: to any that the rest of its key fits, if there is a rest.
        """
        by_key: dict[Key, list[Row]] = defaultdict(list)
        unsure: dict[Places, list[tuple[Key, Text]]] = defaultdict(list)
        gaps = Gaps(there, table)
        for row, open_for in chain(zip(rows.taken, repeat(None)), rows.open):
            key = tuple(map(row.get, there))
            why = gaps.why(row, key) or open_for
            if why is None:
                by_key[key].append(row)
            elif known := gaps.known(row, key):
                unsure[known].append((tuple(key[at] for at in known), why))
        by_rest = {known: least_by(several) for known, several in unsure.items()}
        return cls(by_key, by_rest)

    def found(self, at: Key, one: RelatedPlan) -> Found:
        """Return the rows that match.

        Args:
            at: for each item of the match a value, or the rows that hold its values.
            one: what is matched, and of which rows only the first is wanted.
        """
        case = (at, one.here, one.distinct)
        found = self._found.get(case)
        if found is None:
            keys = _keys(at, one.here)
            rows = [row for key in keys for row in self.by_key.get(key, ())]
            if one.distinct:
                rows = _distinct(rows, one.distinct)
            found = self._found.keep(case, Found(rows, least(self._unsure(keys))))
        return found

    def _unsure(self, keys: Sequence[Key]) -> Iterator[Text]:
        for known, whys in self.unsure.items():
            rests = (tuple(key[at] for at in known) for key in keys)
            yield from (whys[rest] for rest in rests if rest in whys)


@dataclass(eq=False, slots=True)
class Surroundings:
    """The related rows of each name that some records share; equal only to itself."""

    found: Mapping[str, Found]
    unsure: Text | None
    """Why it is not known whether other rows of some name belong to them too."""
    _values: Mapping[str, object] | None = None

    @property
    def values(self) -> Mapping[str, object]:
        """The rows of each name as expressions read them; made once.

        What expressions compute of these alone is kept beside them.
        """
        if self._values is None:
            rows = {name: each.value for name, each in self.found.items()}
            self._values = {**rows, feel.KEPT: {}}
        return self._values


class _Guard:
    """Tells whether a check is asked at all; equal cases are asked once."""

    def __init__(
        self, asked: AskedCheck, check: CheckPlan, rows: Container[str]
    ) -> None:
        self._asked = asked
        when = check.when
        inputs = when.inputs if when else ()
        self.looks_away = any(name in rows for name, _ in inputs)
        self._read = tuple(key for name, key in inputs if name not in rows)
        self._by_presence = asks_presence_only((when,))
        self._is_open = when is None
        self._answers: Memory[Key, Verdict] = Memory()

    def asks(self, typed: TypedRecord, around: Surroundings | None) -> Verdict:
        """Return what the guard says of a record that the check is about.

        Args:
            typed: the record.
            around: the rows, where the guard looks at them.
        """
        if self._is_open:
            return True
        texts = map(typed.text, self._read)
        case = (around, *(map(_is_there, texts) if self._by_presence else texts))
        answer = self._answers.get(case)
        if answer is None:
            related = around.values if around else NO_ROWS
            answer = self._answers.keep(case, self._asked.guarded(typed, related))
        return answer


def _is_there(text: str | None) -> bool:
    return text is not None


class RelatedCheck:
    """Asks one check of records and the rows related to them."""

    def __init__(
        self,
        checker: RowChecker,
        check: CheckPlan,
        tables: Mapping[str, RelatedRows],
    ) -> None:
        """Take what judges, and where to look for the rows of each name."""
        self._checker = checker
        self._check = check
        self._tables = tables
        own = checker.plan.by_key
        self._keys = tuple({key: None for _, key in check.inputs if key in own})
        self._asked = checker.parts.asked(check)
        self._guard = _Guard(self._asked, check, tables)
        self._matched = tuple(
            dict.fromkeys(key for one in check.related for n, key in one.here if not n)
        )
        self._around: Memory[Key, Surroundings] = Memory()
        self._verdicts: Memory[Key, Verdict] = Memory()
        self._told_against: Memory[Key, Mapping[str, Fact]] = Memory()
        self._readings = checker.settings.readings_of(checker.plan.id)
        self._near = checker.parts.near(check)
        self._nearby: Memory[tuple[Nearness, Found], Nearby | None] = Memory()

    def findings(self, typed: TypedRecord, numbers: Iterable[int]) -> Iterator[Finding]:
        """Yield what is wrong with records that are equal in all that the check reads.

        Args:
            typed: one of them.
            numbers: their numbers.
        """
        verdict = self._verdict(typed)
        if verdict is not True:
            against = self._against(typed) if verdict is False else {}
            for number in numbers:
                yield from self._checker.told(
                    self._check, verdict, typed, number, against
                )

    def _against(self, typed: TypedRecord) -> Mapping[str, Fact]:
        """Return what the record was held against."""
        around = self._surroundings(typed)
        case = (around, *map(typed.text, self._read_by_sides))
        against = self._told_against.get(case)
        if against is None:
            against = self._checker.held_against(self._check, typed, around.values)
            self._told_against.keep(case, against)
        return against

    @cached_property
    def _read_by_sides(self) -> tuple[str, ...]:
        """Own items that what the record is held against hangs on."""
        names = self._checker.parts.held(self._check).names
        own = self._checker.plan.by_key
        pairs = self._check.must.inputs
        return tuple(key for name, key in pairs if name in names and key in own)

    def _surroundings(self, typed: TypedRecord) -> Surroundings:
        case = tuple(map(typed.text, self._matched))
        around = self._around.get(case)
        if around is None:
            found = self._found(typed)
            unsure = next((each.unsure for each in found.values() if each.unsure), None)
            around = self._around.keep(case, Surroundings(found, unsure))
        return around

    def _found(self, typed: TypedRecord) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for one in self._check.related:
            at = tuple(found[name] if name else typed[key] for name, key in one.here)
            found[one.name] = self._tables[one.name].found(at, one)
        return found

    def _verdict(self, typed: TypedRecord) -> Verdict:
        if not self._asked.concerns(typed):
            return True
        asked = None if self._guard.looks_away else self._guard.asks(typed, None)
        if asked is False:
            return True
        around = self._surroundings(typed)
        # Texts, because numbers may be equal and yet be written otherwise.
        case = (around, *map(typed.text, self._keys))
        verdict = self._verdicts.get(case)
        if verdict is None:
            verdict = self._verdicts.keep(case, self._judged(asked, typed, around))
        return verdict

    def _judged(
        self, asked: Verdict | None, typed: TypedRecord, around: Surroundings
    ) -> Verdict:
        """Return the verdict.

        No check is decided by rows that may not be all, but one that these meet
        already and that others cannot undo.

        Args:
            asked: whether the check is asked; None where that hangs on the rows.
            typed: the record.
            around: the rows of each name.
        """
        if around.unsure is not None:
            is_met = self._stays_met and self._asked.is_met(typed, around.values)
            return True if is_met else around.unsure
        if asked is None:
            asked = self._guard.asks(typed, around)
        if asked is False:
            return True
        return self._asked.judged(asked, typed, around.values, self._narrowing(around))

    @cached_property
    def _stays_met(self) -> bool:
        """Whether rows that are added cannot undo that the condition is met."""
        related = self._check.related
        tree = self._check.must.program(self._readings).tree
        # A row that is added may take the place of an equal one.
        is_plain = not any(one.distinct for one in related)
        return is_plain and stays_met(tree, {one.name for one in related})

    def _narrowing(self, around: Surroundings) -> Narrowing | None:
        """Return what leaves only those rows that can meet the condition."""
        several = [self._nearby_of(n, around.found[n.name]) for n in self._near]
        sorted_rows = [nearby for nearby in several if nearby]
        return partial(_narrowed, sorted_rows) if sorted_rows else None

    def _nearby_of(self, near: Nearness, rows: Found) -> Nearby | None:
        if (near, rows) not in self._nearby:
            calendar = self._checker.settings.session_of(self._checker.plan.id)
            made = Nearby.of(rows.rows, near, calendar)
            self._nearby.keep((near, rows), made)
        return self._nearby[near, rows]


def _narrowed(
    several: Sequence[Nearby], record: Mapping[str, object]
) -> dict[str, object]:
    """Return each name of rows that can be narrowed, with those that are left."""
    found: dict[str, object] = {}
    for nearby in several:
        found |= nearby.narrowed(record)
    return found


def _keys(at: Key, here: tuple[tuple[str, str], ...]) -> list[Key]:
    """Return the keys that match; one where each value of the match is given."""
    if not any(name for name, _ in here):
        return [] if None in at else [at]
    several = [
        dict.fromkeys(part.values(key) if isinstance(part, Found) else [part])
        for part, (_, key) in zip(at, here, strict=True)
    ]
    return list(product(*([v for v in part if v is not None] for part in several)))


def _distinct(rows: list[Row], by: tuple[str, ...]) -> list[Row]:
    """Return the first row of each combination of some values."""
    first: dict[object, Row] = {}
    values = itemgetter(*by)
    for row in rows:
        first.setdefault(values(row), row)
    return list(first.values())
