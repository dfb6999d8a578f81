"""Conditions on many figures that are all there, as source that is one expression.

What is computed row by row in ``compile.doubles``, the bounds on errors, is computed once
for all rows, from the largest and the smallest figure of each column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.compile.doubles import ODD, Double, Doubles, doubt, rounding

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class BoundedDoubles(Doubles):
    """Writes conditions on figures that are there; names in capitals hold for all rows.

    ``lines`` compute these, or raise ``ValueError`` where they cannot tell enough.
    """

    columns: list[str] = field(default_factory=list)
    """Doubles that are computed for all rows first."""

    def body(self, sure: str) -> list[str]:
        """Return the lines of a function that looks at all rows at once.

        It leaves few, unless some figure is of quite another size than the others.
        """
        return [
            "try:",
            *(f"    {line}" for line in (*self._readings(), *self.lines)),
            f"    return [at for {self._walk()} if not ({sure})]",
            f"except {ODD}:",
            "    return rows",
        ]

    def _readings(self) -> Iterator[str]:
        for at in sorted(self.used):
            doubles = f"map(float, columns[{at}])"
            is_once = at not in self.bounded and not self.columns
            yield f"x{at} = {doubles if is_once else f'list({doubles})'}"
        for at in sorted(self.bounded):
            yield f"S{at} = max(max(x{at}), -min(x{at}))"
            yield f"E{at} = {rounding(f'S{at}')}"

    def figure(self, at: int) -> Double:
        """Return the double of a figure as it was given."""
        return Double(f"v{at}", f"E{at}", f"S{at}", _least(f"x{at}"))

    def absolute(self, one: Double) -> Double:
        """Return the double of an absolute value."""
        return one._replace(value=f"abs({one.value})")

    def in_order(self, left: str, operator: str, right: str) -> str:
        """Return the source of a comparison; equal figures are left to the other way."""
        sides = self.read(self.figures[left]), self.read(self.figures[right])
        return f"({sides[0]} {operator[0]} {sides[1]})"

    def quotient(self, a: Double, b: Double) -> Double:
        """Return the double of a quotient, no number where the divisor is 0."""
        b = self._with_least(b)
        room = self._above_0(f"{b.least} - {b.error}")
        size = f"{a.size} / {room}"
        error = f"({a.error} + {size} * {b.error}) / {room}"
        return self.new(f"{a.value} / ({b.value} or nan)", error, size)

    def root(self, one: Double) -> Double:
        """Return the double of a square root, where all rows have one."""
        column = self._column(one)
        room = self._above_0(f"min({column}) - {one.error}")
        found = self.new(
            f"{column.lower()} ** 0.5",
            f"{one.error} / {room} ** 0.5",
            f"max({column}) ** 0.5",
        )
        return found._replace(least=f"{room} ** 0.5")

    def _with_least(self, one: Double) -> Double:
        """Return a double of which it is known how near to 0 it comes, besides 0."""
        if one.least:
            return one
        column = self._column(one)
        return one._replace(value=column.lower(), least=_least(column))

    def _column(self, one: Double) -> str:
        """Return the name of a column of doubles; the same in small stands for one."""
        name = f"Y{len(self.lines)}"
        self.lines.append(f"{name} = [{one.value} for {self._walk()}]")
        self.columns.append(name)
        return name

    def _above_0(self, source: str) -> str:
        room = f"R{len(self.lines)}"
        self.lines += [f"{room} = {source}", f"if not {room} > 0: raise ValueError"]
        return room

    def _walk(self) -> str:
        """Return the source that goes through all columns: names, and what they are of."""
        used = sorted(self.used)
        names = ", ".join(
            ["at", *(f"v{at}" for at in used), *map(str.lower, self.columns)]
        )
        columns = ", ".join(["rows", *(f"x{at}" for at in used), *self.columns])
        return f"{names}, in zip({columns})"

    def before(self, left: Double, right: Double) -> str:
        """Return the source of the test whether one double is certainly the less."""
        at = len(self.lines)
        self.lines.append(f"D{at} = {doubt(left, right)}")
        return f"({right.value} - {left.value} > D{at})"

    def new(self, value: str, error: str, size: str) -> Double:
        """Return a double that is computed from others."""
        at = len(self.lines)
        self.lines += [f"Z{at} = {size}", f"F{at} = {error} + {rounding(f'Z{at}')}"]
        return Double(f"({value})", f"F{at}", f"Z{at}")


def _least(column: str) -> str:
    """Return the source of the least absolute value of a column besides 0."""
    return f"min(filter(None, map(abs, {column})))"
