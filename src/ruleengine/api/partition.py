"""A share of the records of one table, checked where it is; keys brought together later.

In: frames whose columns go by any accepted name. Out: findings, keys, what is left to
decide. The same rules on every machine; no machine knows of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.finding import Finding
from ruleengine.base.outcome import NotChecked
from ruleengine.base.text import Text
from ruleengine.engine.columns.key_rows import OPEN, TARGET, KeyRows
from ruleengine.engine.columns.partition import Partition
from ruleengine.engine.records import MemoryRecords

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.plan import ReferencePlan, TablePlan, UniquePlan

NEEDS_ALL = Text(
    "需要全部记录，由 keys 和 check_keys（或按键分组后整体检查）完成",
    "needs all records: made by keys and check_keys, or by checking whole groups",
)

MAY_COUNT = Text(
    "键相同的记录里，有的不知道算不算",
    "of records with the same key, it cannot be told whether some count",
)


class TablePart:
    """Checks the records of one partition, each by itself."""

    def __init__(
        self,
        rules: Ruleset,
        table: str,
        readings: Mapping[str, str] | None,
        as_of: dt.date | str | None,
    ) -> None:
        self._plan, settings = rules.table_settings(table, readings, as_of)
        self._partition = Partition(self._plan, settings)
        self._names_told = False

    def findings(
        self, frame: pl.DataFrame, numbers: Sequence[int]
    ) -> Iterator[Finding]:
        """Yield the findings of a frame; unknown columns are told once."""
        if not self._names_told and numbers:
            self._names_told = True
            yield from _unknown_names(self._plan, frame.columns, numbers[0])
        yield from self._partition.findings(
            by_key(self._plan, frame, len(numbers)), numbers
        )

    def left(self) -> Iterator[NotChecked]:
        """Yield what was not decided, and what cannot be decided in one partition."""
        yield from self._partition.undecided.entries()
        plan = self._plan
        later = [each.rule.id for each in plan.unique]
        later += [each.rule.id for each in plan.references]
        later += [each.rule.id for each in plan.related_checks]
        for rule in later:
            yield NotChecked(rule, plan.id, None, NEEDS_ALL)


class KeyedTables:
    """Makes the keys of one table, and decides the rules about them."""

    def __init__(
        self,
        rules: Ruleset,
        table: str,
        referring: Sequence[str],
        readings: Mapping[str, str] | None,
        as_of: dt.date | str | None,
    ) -> None:
        self._rules = rules
        self._plan, settings = rules.table_settings(table, readings, as_of)
        plans = [rules.table_settings(other, None, as_of)[0] for other in referring]
        self._keys = KeyRows(self._plan, settings, plans)
        self._as_of = as_of

    def rows(self, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
        """Return the keys of a frame."""
        return self._keys.of(by_key(self._plan, frame, len(numbers)), numbers)

    def decide(
        self, keys: pl.DataFrame, submitted: Sequence[str]
    ) -> Iterator[Finding | NotChecked]:
        """Yield the findings of the rules about keys, and what was not decided.

        Args:
            keys: rows of keys, all of one rule and key among them.
            submitted: the tables that keys were made of.
        """
        plans = [self._rules.table_settings(t, None, self._as_of)[0] for t in submitted]
        titles = {plan.id: plan.model.title for plan in plans}
        for unique in self._plan.unique:
            yield from _twice(unique, _of_rule(keys, unique))
        for reference in self._plan.references:
            if reference.table in titles and reference.where is None:
                rows = _of_rule(keys, reference)
                yield from _missing(reference, rows, titles[reference.table])


def _of_rule(keys: pl.DataFrame, plan: UniquePlan | ReferencePlan) -> pl.DataFrame:
    return keys.filter(pl.col("rule") == plan.rule.id)


def _twice(unique: UniquePlan, keys: pl.DataFrame) -> Iterator[Finding | NotChecked]:
    repeated = keys.filter(pl.col("key").is_duplicated())
    if left := repeated.filter(pl.col("role") == OPEN).height:
        yield NotChecked(unique.rule.id, unique.rule.table, left, MAY_COUNT)
    sure = keys.filter(pl.col("role") != OPEN)
    several = sure.filter(pl.col("key").is_duplicated()).sort("record")
    for _, group in several.group_by("key", maintain_order=True):
        (first, _), *others = group.select("record", "shown").iter_rows()
        for number, shown in others:
            yield Finding(
                by=unique.rule,
                reason="duplicate",
                record=number,
                value=shown,
                params={"first": first, "count": len(group)},
            )


def _missing(
    reference: ReferencePlan, keys: pl.DataFrame, title: str
) -> Iterator[Finding]:
    known = keys.filter(pl.col("role") == TARGET)
    own = keys.filter(pl.col("role") != TARGET)
    missing = own.join(known, on="key", how="anti").sort("record")
    for shown, number in missing.select("shown", "record").iter_rows():
        yield Finding(
            by=reference.rule,
            reason="missing",
            record=number,
            value=shown,
            params={"table": title},
        )


def by_key(plan: TablePlan, frame: pl.DataFrame, height: int) -> pl.DataFrame:
    """Return the known columns of a frame under their field keys, the first of each.

    A frame without columns would have no rows: where none is known, one is absent.
    """
    found: dict[str, str] = {}
    for name in frame.columns:
        key = plan.key_of.get(name)
        if key is not None:
            found.setdefault(key, name)
    if not found:
        return pl.DataFrame({key: [None] * height for key in list(plan.by_key)[:1]})
    return frame.select(pl.col(name).alias(key) for key, name in found.items())


def _unknown_names(
    plan: TablePlan, names: Sequence[str], number: int
) -> Iterator[Finding]:
    streamed = MemoryRecords(plan, [dict.fromkeys(names)])
    for _ in streamed:
        pass
    for finding in streamed.findings:
        yield Finding(
            by=finding.by,
            reason=finding.reason,
            record=number,
            value=finding.value,
            params=finding.params,
            fix=finding.fix,
        )
