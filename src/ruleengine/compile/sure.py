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
from typing import TYPE_CHECKING, Any

from ruleengine.compile.bounded_doubles import BoundedDoubles
from ruleengine.compile.doubles import Doubles
from ruleengine.compile.screen import function_of

if TYPE_CHECKING:
    from ruleengine.feel import ast

ODD = "(TypeError, ValueError, OverflowError)"
"""What a value raises that writes no number."""
WORTH = 50
"""To make a function takes as long as to ask FEEL of so many rows."""
Absent = tuple[int, ...]
"""The places of the items that are absent."""
Columns = Sequence[Sequence[Any] | None]
"""The texts of each item in several rows; None for one that is absent in all of them."""


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
    _asked: Counter[Absent] = field(default_factory=Counter)
    _made: dict[Absent, Callable[[Columns], list[int]] | None] = field(
        default_factory=dict
    )
    """What finds them; None where nothing does."""

    @property
    def is_told(self) -> bool:
        """Whether doubles tell anything, and figures or days are read at all."""
        writer = Doubles(self.figures, self.days)
        return bool(_answers(writer, self.must, self.when) and writer.used)

    def __call__(self, columns: Columns) -> Sequence[int]:
        """Return the places of the rows about which nothing is sure, in order.

        Where all items are absent one row is supposed, about which nothing is sure.
        """
        there = next((column for column in columns if column is not None), (None,))
        every = range(len(there))
        absent = tuple([at for at, column in enumerate(columns) if column is None])
        if absent not in self._made:
            self._asked[absent] += len(every)
            if self._asked[absent] < WORTH:
                return every
            self._made[absent] = self._make(len(columns), absent)
        find = self._made[absent]
        return every if find is None else find(columns)

    def _make(
        self, count: int, absent: Absent
    ) -> Callable[[Columns], list[int]] | None:
        source = self.source(count, absent)
        if source is None:
            return None
        found: Callable[[Columns], list[int]] = function_of(source, "unsure", {})
        return found

    def source(self, count: int, absent: Absent = ()) -> str | None:
        """Return the source of a function for rows in which the same items are absent.

        None where doubles do not tell whether the condition is met.

        Args:
            count: the number of columns.
            absent: those in which nothing stands; any other holds a value in each row.
        """
        writer = Doubles(self.figures, self.days, absent=absent)
        sure = _answers(writer, self.must, self.when)
        there = [at for at in range(count) if at not in absent]
        if not sure or not there:
            return None
        names = "".join(f"c{place}, " for place in range(count))
        lines = [
            f"{names}= columns",
            "found = []",
            "nan = float('nan')",
            f"rows = range(len(c{there[0]}))",
            *self._at_once(absent),
            *_one_by_one(writer, sure),
            "return found",
        ]
        return "\n".join(["def unsure(columns):", *(f"    {x}" for x in lines), ""])

    def _at_once(self, absent: Absent) -> list[str]:
        """Return the lines that find the rows which have to be looked at one by one.

        They are few where no figure is of quite another size.
        """
        writer = BoundedDoubles(self.figures, self.days, absent=absent)
        sure = _answers(writer, self.must, self.when)
        if not sure:
            return []
        return [
            "try:",
            *(f"    {line}" for line in (*writer.readings(), *writer.lines)),
            f"    rows = [at for {writer.walk()} if not ({sure})]",
            f"except {ODD}:",
            "    pass",
        ]


def _one_by_one(writer: Doubles, sure: str) -> list[str]:
    """Return the lines that look at single rows."""
    return [
        "for at in rows:",
        *(f"    t{place} = c{place}[at]" for place in sorted(writer.used)),
        "    try:",
        *(f"        {line}" for line in writer.readings()),
        "        pass",
        f"    except {ODD}:",
        "        found.append(at)",
        "        continue",
        *(f"    {line}" for line in writer.lines),
        f"    if not ({sure}):",
        "        found.append(at)",
    ]


def _answers(writer: Doubles, must: ast.Expression, when: ast.Expression | None) -> str:
    """Return the source of the test whether a condition is met or not asked."""
    answers = [writer.told(writer.truth, must)]
    if when is not None:
        answers.append(writer.told(writer.falsity, when))
    return " or ".join(filter(None, answers))
