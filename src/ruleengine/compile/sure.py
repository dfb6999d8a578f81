"""Conditions on figures as tests on doubles that are never wrong where they say yes.

In: the syntax tree of a condition, and which of its names are figures or days. Out: the
source of a function of columns of their texts, for ``compile.screen``; it holds operators
and figures only. Days are compared as the whole numbers that YYYYMMDD reads as. A
comparison counts only where the bounds on the errors of doubles leave no doubt. Where the
function does not say yes, FEEL has to be asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ruleengine.compile.bounded_doubles import BoundedDoubles
from ruleengine.compile.doubles import Doubles
from ruleengine.compile.screen import function_of

if TYPE_CHECKING:
    from ruleengine.feel import ast

WORTH = 30
"""To make a function takes as long as to ask FEEL of so many rows."""
Absent = tuple[int, ...]
"""The places of the items that are absent."""
Columns = Sequence[Sequence[Any] | None]
"""The texts of each item in several rows; None for one that is absent in all of them."""
Find = Callable[[Columns, Sequence[int]], Sequence[int]]
"""Leaves of some rows those that are unsure: all at once, or one by one."""
Way = tuple[type[Doubles], Absent]
SEVERAL = (BoundedDoubles, Doubles)
ONE = (Doubles,)
"""The ways that are tried, in turn."""


@dataclass(slots=True)
class Unsure:
    """Finds the rows in which a condition may not be met."""

    must: ast.Expression
    when: ast.Expression | None
    """Where it is asked; None for everywhere."""
    figures: Mapping[str, int]
    """The place of each figure among the columns."""
    days: Mapping[str, int]
    """The same for days that are written YYYYMMDD."""
    _asked: Counter[Way] = field(default_factory=Counter)
    """Rows for which each way would have been of use."""
    _made: dict[Way, Find | None] = field(default_factory=dict)
    """None where doubles tell nothing."""

    @property
    def is_told(self) -> bool:
        """Whether doubles tell anything, and figures or days are read at all."""
        writer = Doubles(self.figures, self.days)
        return bool(_answers(writer, self.must, self.when) and writer.used)

    def __call__(self, columns: Columns, count: int = 1) -> Sequence[int]:
        """Return the places of the rows about which nothing is sure, in order.

        Args:
            columns: the texts of each item.
            count: how many rows there are.
        """
        absent = tuple([at for at, column in enumerate(columns) if column is None])
        rows: Sequence[int] = range(count)
        for writer in SEVERAL if count > 1 else ONE:
            find = self._find((writer, absent), len(rows))
            if find is None:
                return rows
            rows = find(columns, rows)
            if not rows:
                return rows
        return rows

    def _find(self, way: Way, count: int) -> Find | None:
        """Return what sorts out rows, once there have been enough of them."""
        if way not in self._made:
            self._asked[way] += count
            if self._asked[way] < WORTH:
                return None
            source = self.source(*way)
            self._made[way] = _function(source) if source else None
        return self._made[way]

    def source(self, write: type[Doubles], absent: Absent = ()) -> str | None:
        """Return the source of a function that leaves of some rows the unsure ones.

        None where doubles do not tell whether the condition is met.

        Args:
            write: writes it for all rows at once, or one by one.
            absent: the columns in which nothing stands; others hold a value in each row.
        """
        writer = write(self.figures, self.days, absent=absent)
        sure = _answers(writer, self.must, self.when)
        if not sure:
            return None
        lines = "".join(f"    {line}\n" for line in writer.body(sure))
        return f"def unsure(columns, rows):\n    nan = float('nan')\n{lines}"


@lru_cache(maxsize=512)
def _function(source: str) -> Find:
    """Return the function of a source; rules that are loaded again need no other one."""
    found: Find = function_of(source, "unsure", {})
    return found


def _answers(writer: Doubles, must: ast.Expression, when: ast.Expression | None) -> str:
    """Return the source of the test whether a condition is met or not asked."""
    answers = [writer.told(writer.truth, must)]
    if when is not None:
        answers.append(writer.told(writer.falsity, when))
    return " or ".join(filter(None, answers))
