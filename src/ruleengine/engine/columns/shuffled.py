"""Keys of records as short hashes, for checks that need all records of several machines.

In: frames of one table. Out: one row for each key of each rule about keys. Rows of equal
rule and hash belong together; whoever has all of them can decide.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.columns.dataset import canonical, kind_of_key
from ruleengine.engine.columns.partition import lexical
from ruleengine.engine.columns.screen import Screen
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings

HASH_BYTES = 16
"""Two different keys among 10^10 share a hash with a chance of about 10^-19."""
OWN, TARGET = "own", "target"

KeyRow = tuple[str, bytes, str, str, int]
"""Rule id, hash, role (``own`` or ``target``), key as shown, record."""


class KeyRows:
    """Makes the keys of one table."""

    def __init__(
        self, plan: TablePlan, settings: Settings, others: Sequence[TablePlan]
    ) -> None:
        """Take the tables whose references to this one are asked too."""
        self._plan = plan
        self._own = [(u.rule.id, u.keys) for u in plan.unique]
        self._own += [(r.rule.id, r.keys) for r in plan.references]
        self._targets = [
            (reference.rule.id, reference.target)
            for other in others
            for reference in other.references
            if reference.table == plan.id and reference.where is None
        ]
        self._screen = Screen(plan, settings)
        self._checker = RowChecker(plan, settings, Undecided())

    def of(self, frame: pl.DataFrame, numbers: Sequence[int]) -> Iterator[KeyRow]:
        """Yield the keys of the records of a frame; wrong and absent values have none."""
        texts = self._right_texts(frame)
        for role, rules in ((OWN, self._own), (TARGET, self._targets)):
            for rule, keys in rules:
                yield from self._rows(rule, keys, role, texts, numbers)

    def _right_texts(self, frame: pl.DataFrame) -> pl.DataFrame:
        texts = lexical(frame, self._plan)
        doubtful = self._screen.suspects(texts).arg_true().to_list()
        if not doubtful:
            return texts
        right = {}
        for at in doubtful:
            typed = self._checker.check(frame.row(at, named=True), 0).typed
            right[at] = {key: typed.text(key) for key in texts.columns}
        rows = texts.rows(named=True)
        merged = [right.get(at, row) for at, row in enumerate(rows)]
        return pl.DataFrame(merged, schema=texts.schema)

    def _rows(
        self,
        rule: str,
        keys: Sequence[str],
        role: str,
        texts: pl.DataFrame,
        numbers: Sequence[int],
    ) -> Iterator[KeyRow]:
        plans = [self._plan.by_key[key] for key in keys]
        kinds = "|".join(kind_of_key(plan) for plan in plans)
        same = texts.select(canonical(plan).alias(plan.ref.key) for plan in plans)
        shown = texts.select(keys).rows()
        for at, key in enumerate(same.rows()):
            if None not in key:
                yield (
                    rule,
                    hash_of(kinds, key),
                    role,
                    "、".join(shown[at]),
                    numbers[at],
                )


def hash_of(kinds: str, key: Sequence[str]) -> bytes:
    """Return the hash of a key: of its texts and of what they stand for."""
    whole = "\x1f".join((kinds, *key))
    return hashlib.blake2b(whole.encode(), digest_size=HASH_BYTES).digest()
