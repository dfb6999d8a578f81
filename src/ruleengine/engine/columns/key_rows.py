"""Keys of records as short hashes, for checks that need all records of several machines.

In: frames of one table. Out: one row for each key of each rule about keys. Rows of equal
rule and hash belong together; whoever has all of them can decide.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.base.text import Text
from ruleengine.engine.chosen import Answers
from ruleengine.engine.columns.dataset import canonical, kind_of_key, typed_of
from ruleengine.engine.columns.row_log import NUMBER, WRONG
from ruleengine.engine.columns.screen import ColumnScreen
from ruleengine.engine.columns.texts import field_texts
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.compile.plan import TablePlan, UniquePlan
    from ruleengine.engine.settings import Settings

HASH_BYTES = 16
"""Two different keys among 10^10 share a hash with a chance of about 10^-19."""
OWN, TARGET, OPEN = "own", "target", "open"
"""Roles of a key; open is whether a record counts to which it belongs."""

SCHEMA = {
    "rule": pl.String,
    "key": pl.Binary,
    "role": pl.String,
    "shown": pl.String,
    "record": pl.Int64,
}
"""Rule id, hash, role (``own``, ``target``, ``open``), key as shown, record."""


class KeyRows:
    """Makes the keys of one table."""

    def __init__(
        self, plan: TablePlan, settings: Settings, others: Sequence[TablePlan]
    ) -> None:
        """Take the tables whose references to this one are asked too."""
        self._plan = plan
        self._counted = [
            (unique, Answers(unique.where, settings, plan))
            for unique in plan.unique
            if unique.where is not None
        ]
        self._own = [(u.rule.id, u.keys) for u in plan.unique if u.where is None]
        self._own += [(r.rule.id, r.keys) for r in plan.references]
        self._targets = [
            (reference.rule.id, reference.target)
            for other in others
            for reference in other.references
            if reference.table == plan.id and reference.where is None
        ]
        self._screen = ColumnScreen(plan, settings)
        self._checker = RowChecker(plan, settings, Undecided())

    def of(self, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
        """Return the keys of the records of a frame; wrong and absent values have none."""
        texts = self._right_texts(frame, numbers)
        parts = [
            self._rows(rule, keys, role, texts)
            for role, rules in ((OWN, self._own), (TARGET, self._targets))
            for rule, keys in rules
        ]
        for unique, answers in self._counted:
            parts += self._parted(unique, answers, texts)
        return pl.concat([pl.DataFrame(schema=SCHEMA), *parts])

    def _parted(
        self, unique: UniquePlan, answers: Answers, texts: pl.DataFrame
    ) -> Iterator[pl.DataFrame]:
        """Yield the keys of the records that count, and of those that may."""
        there = texts.drop_nulls(list(unique.keys))
        records = there.select(*unique.reads, WRONG).iter_rows(named=True)
        counts = [answers.of_record(typed_of(self._plan, each)) for each in records]
        sure = pl.Series([each is True for each in counts], dtype=pl.Boolean)
        open_ = pl.Series([isinstance(each, Text) for each in counts], dtype=pl.Boolean)
        for role, rows in ((OWN, sure), (OPEN, open_)):
            yield self._rows(unique.rule.id, unique.keys, role, there.filter(rows))

    def _right_texts(self, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
        """Return the texts whose form is right, with the numbers of their records."""
        texts = field_texts(frame, self._plan)
        suspects = self._screen.suspects(texts)
        texts = texts.with_columns(
            pl.Series(NUMBER, numbers, dtype=pl.Int64),
            pl.lit(None, dtype=pl.String).alias(WRONG),
        )
        right = [
            self._right_row(frame.row(at, named=True), numbers[at])
            for at in suspects.arg_true().to_list()
        ]
        return pl.concat(
            [texts.filter(~suspects), pl.DataFrame(right, schema=texts.schema)]
        )

    def _right_row(self, row: Mapping[str, Any], number: int) -> dict[str, Any]:
        typed = self._checker.check(row, number).typed
        right = {key: typed.text(key) for key in self._plan.by_key}
        return {NUMBER: number, WRONG: ",".join(sorted(typed.wrong)) or None, **right}

    def _rows(
        self, rule: str, keys: Sequence[str], role: str, texts: pl.DataFrame
    ) -> pl.DataFrame:
        plans = [self._plan.by_key[key] for key in keys]
        kinds = pl.lit("|".join(kind_of_key(plan) for plan in plans))
        same = (canonical(plan).alias(plan.ref.key) for plan in plans)
        there = texts.drop_nulls(list(keys))
        found = there.select(
            pl.lit(rule).alias("rule"),
            pl.concat_str(kinds, *same, separator="\x1f").alias("key"),
            pl.lit(role).alias("role"),
            pl.concat_str(keys, separator="、").alias("shown"),
            pl.col(NUMBER).alias("record"),
        )
        hashes = list(map(hash_of, found.get_column("key")))
        return found.with_columns(pl.Series("key", hashes, dtype=pl.Binary))


def hash_of(text: str) -> bytes:
    """Return the hash of a key: of what its texts stand for and of the texts, joined."""
    return hashlib.blake2b(text.encode(), digest_size=HASH_BYTES).digest()
