"""Checks that look at the records of other tables that belong to a record.

In: the rows kept of the tables, the records of one table. Out: findings. Thousands of
records often have the same related rows: their list is made once, for all checks, and
cases in which a check reads the same are asked once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.base.finding import Fact, Finding
    from ruleengine.compile.plan import CheckPlan, RelatedPlan
    from ruleengine.engine.keys import Key
    from ruleengine.engine.rows import RowChecker, Verdict
    from ruleengine.engine.typed_record import TypedRecord

Row = dict[str, Any]
REMEMBERED = 20_000
"""Lists, and cases of one check, that are remembered."""


@frozen(eq=False)
class Found:
    """Rows that belong together to some records; equal only to itself."""

    rows: list[Row]
    value: object
    """The same list as a value of FEEL."""

    def values(self, key: str) -> list[Any]:
        """Return the values of an item in the rows."""
        return [row[key] for row in self.rows]


@dataclass(slots=True)
class RelatedRows:
    """The rows of a table among which related ones are looked for."""

    by_key: Mapping[Key, list[Row]]
    distinct: tuple[str, ...]
    _found: dict[Key, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], one: RelatedPlan) -> RelatedRows:
        """Sort rows by the items that ``one`` matches."""
        by_key: dict[Key, list[Row]] = defaultdict(list)
        for row in rows:
            by_key[tuple(row[key] for key in one.there)].append(row)
        return cls(by_key, one.distinct)

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
            rows = self._matching(at, here)
            found = self._found[at] = Found(rows, feel.ready(rows))
        return found

    def _matching(self, at: Key, here: tuple[tuple[str, str], ...]) -> list[Row]:
        several = [
            dict.fromkeys(part.values(key) if isinstance(part, Found) else [part])
            for part, (_, key) in zip(at, here, strict=True)
        ]
        keys = product(*([v for v in part if v is not None] for part in several))
        rows = [row for key in keys for row in self.by_key.get(key, ())]
        return _distinct(rows, self.distinct) if self.distinct else rows


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
        self._verdicts: dict[Key, Verdict] = {}

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
        scope = {name: each.value for name, each in self._found(typed).items()}
        return self._checker.held_against(self._check, typed, scope)

    def _found(self, typed: TypedRecord) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for one in self._check.related:
            at = tuple(found[name] if name else typed[key] for name, key in one.here)
            found[one.name] = self._tables[one.name].found(at, one.here)
        return found

    def _verdict(self, typed: TypedRecord) -> Verdict:
        check = self._check
        if not typed.wrong.isdisjoint(self._keys):
            return True
        found = self._found(typed)
        # Texts, because numbers may be equal and yet be written otherwise.
        case = (*map(typed.text, self._keys), *found.values())
        verdict = self._verdicts.get(case)
        if verdict is None:
            if len(self._verdicts) >= REMEMBERED:
                self._verdicts.clear()
            scope = {name: each.value for name, each in found.items()}
            verdict = self._verdicts[case] = self._checker.verdict(check, typed, scope)
        return verdict


def _distinct(rows: list[Row], by: tuple[str, ...]) -> list[Row]:
    """Return the first row of each combination of some values."""
    first: dict[Key, Row] = {}
    for row in rows:
        first.setdefault(tuple(row[key] for key in by), row)
    return list(first.values())
