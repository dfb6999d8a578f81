"""Checks that look at the records of other tables that belong to a record.

In: the rows kept of the tables, the records of one table. Out: findings. Thousands of
records often have the same related rows: their list is made once, for all checks, and
cases in which a check reads the same are asked once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.compile.growing import stays_met
from ruleengine.engine.chosen import Gaps, least, least_by
from ruleengine.engine.nearby import Nearby

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
REMEMBERED = 20_000
"""Lists, and cases of one check, that are remembered."""


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
    distinct: tuple[str, ...]
    _found: dict[Key, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Chosen, one: RelatedPlan, table: TablePlan) -> RelatedRows:
        """Sort rows by the items that ``one`` matches.

        A row that lacks such an item, or has it in a wrong form, belongs to nobody knows
        which record: to any that the rest of its key fits, if there is a rest.
        """
        by_key: dict[Key, list[Row]] = defaultdict(list)
        unsure: dict[Places, list[tuple[Key, Text]]] = defaultdict(list)
        gaps = Gaps(one.there, table)
        for row, open_for in (*((row, None) for row in rows.taken), *rows.open):
            key = tuple(map(row.get, one.there))
            why = gaps.why(row, key) or open_for
            if why is None:
                by_key[key].append(row)
            elif known := gaps.known(row, key):
                unsure[known].append((tuple(key[at] for at in known), why))
        by_rest = {known: least_by(several) for known, several in unsure.items()}
        return cls(by_key, by_rest, one.distinct)

    def found(self, at: Key, here: tuple[tuple[str, str], ...]) -> Found:
        """Return the rows that match.

        Args:
            at: for each item of the match a value, or the rows that hold its values.
            here: the own side of the match, as in a plan.
        """
        found = self._found.get(at)
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            keys = _keys(at, here)
            rows = [row for key in keys for row in self.by_key.get(key, ())]
            if self.distinct:
                rows = _distinct(rows, self.distinct)
            found = self._found[at] = Found(rows, least(self._unsure(keys)))
        return found

    def _unsure(self, keys: Sequence[Key]) -> Iterator[Text]:
        for known, whys in self.unsure.items():
            rests = (tuple(key[at] for at in known) for key in keys)
            yield from (whys[rest] for rest in rests if rest in whys)


class _OwnSide:
    """What the own values of a record say before related rows are looked for."""

    def __init__(
        self, asked: AskedCheck, check: CheckPlan, tables: Container[str]
    ) -> None:
        self._asked = asked
        guard = check.when.inputs if check.when else ()
        self._looks_away = any(name in tables for name, _ in guard)
        self._read = tuple(key for _, key in guard)
        self._answers: dict[Key, Verdict] = {}

    def asks(self, typed: TypedRecord) -> Verdict | None:
        """Tell whether the check is asked; None where that hangs on related rows."""
        if not self._asked.concerns(typed):
            return False
        if self._looks_away:
            return None
        case = tuple(map(typed.text, self._read))
        answer = self._answers.get(case)
        if answer is None:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            answer = self._answers[case] = self._asked.guarded(typed)
        return answer


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
        self._asked = checker.asked(check)
        self._own_side = _OwnSide(self._asked, check, tables)
        self._verdicts: dict[Key, Verdict] = {}
        self._told_against: dict[Key, Mapping[str, Fact]] = {}
        self._readings = checker.settings.of_pack(checker.plan.id)
        self._near = checker.near(check)
        self._nearby: dict[tuple[Nearness, Found], Nearby | None] = {}

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
        found = self._found(typed)
        case = (*map(typed.text, self._read_by_sides), *found.values())
        against = self._told_against.get(case)
        if against is None:
            if len(self._told_against) >= REMEMBERED:
                self._told_against.clear()
            scope = {name: each.value for name, each in found.items()}
            against = self._checker.held_against(self._check, typed, scope)
            self._told_against[case] = against
        return against

    @cached_property
    def _read_by_sides(self) -> tuple[str, ...]:
        """Own items that what the record is held against hangs on."""
        names = self._checker.held(self._check).names
        own = self._checker.plan.by_key
        pairs = self._check.must.inputs
        return tuple(key for name, key in pairs if name in names and key in own)

    def _found(self, typed: TypedRecord) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for one in self._check.related:
            at = tuple(found[name] if name else typed[key] for name, key in one.here)
            found[one.name] = self._tables[one.name].found(at, one.here)
        return found

    def _verdict(self, typed: TypedRecord) -> Verdict:
        asked = self._own_side.asks(typed)
        if asked is False:
            return True
        found = self._found(typed)
        # Texts, because numbers may be equal and yet be written otherwise.
        case = (*map(typed.text, self._keys), *found.values())
        verdict = self._verdicts.get(case)
        if verdict is None:
            if len(self._verdicts) >= REMEMBERED:
                self._verdicts.clear()
            verdict = self._verdicts[case] = self._judged(asked, typed, found)
        return verdict

    def _judged(
        self, asked: Verdict | None, typed: TypedRecord, found: Mapping[str, Found]
    ) -> Verdict:
        """Return the verdict.

        No check is decided by rows that may not be all, but one that these meet
        already and that others cannot undo.

        Args:
            asked: whether the check is asked; None where that hangs on the rows.
            typed: the record.
            found: the rows of each name.
        """
        unsure = next((each.unsure for each in found.values() if each.unsure), None)
        if unsure is not None and not self._stays_met:
            return unsure
        related = {name: each.value for name, each in found.items()}
        if unsure is not None:
            return True if self._asked.is_met(typed, related) else unsure
        if asked is None:
            asked = self._asked.guarded(typed, related)
        if asked is False:
            return True
        return self._asked.judged(asked, typed, related, self._narrowing(found))

    @cached_property
    def _stays_met(self) -> bool:
        """Whether rows that are added cannot undo that the condition is met."""
        related = self._check.related
        tree = self._check.must.program(self._readings).tree
        # A row that is added may take the place of an equal one.
        is_plain = not any(one.distinct for one in related)
        return is_plain and stays_met(tree, {one.name for one in related})

    def _narrowing(self, found: Mapping[str, Found]) -> Narrowing | None:
        """Return what leaves only those rows that can meet the condition."""
        several = [self._nearby_of(near, found[near.name]) for near in self._near]
        sorted_rows = [nearby for nearby in several if nearby]
        return partial(_narrowed, sorted_rows) if sorted_rows else None

    def _nearby_of(self, near: Nearness, rows: Found) -> Nearby | None:
        if (near, rows) not in self._nearby:
            if len(self._nearby) >= REMEMBERED:
                self._nearby.clear()
            calendar = self._checker.settings.session(self._checker.plan.id)
            self._nearby[near, rows] = Nearby.of(rows.rows, near, calendar)
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
    first: dict[Key, Row] = {}
    for row in rows:
        first.setdefault(tuple(row[key] for key in by), row)
    return list(first.values())
