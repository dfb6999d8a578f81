"""Conditions on figures as tests on doubles that are never wrong where they say yes.

In: the syntax tree of a condition, and which of its names are figures or days. Out: the
source of a function of columns of their texts, for ``compile.screen``; it holds operators
and figures only. Days are compared as the whole numbers that YYYYMMDD reads as. Every double
is carried with a bound on its distance from the exact number, and a comparison counts
only where the bounds leave no doubt; the decimals of FEEL (34 digits) lie far inside
them. Where the function does not say yes, FEEL has to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUNDING = 2.0**-50
"""Relative error of one operation on doubles, eight times the true one."""
TINY = 1e-300
"""Absolute error of one operation, far above what doubles lose near zero."""
BEFORE = {"<": False, "<=": False, ">": True, ">=": True}
"""Operator -> whether its sides change places to make it ``<``."""


class Double(NamedTuple):
    """Pieces of source that stand for a double."""

    value: str
    error: str
    """A bound on its distance from the exact number."""
    size: str
    """Its absolute value."""


class NotSureError(Exception):
    """A piece of a condition that is not told with doubles."""


def unsure_source(
    tree: ast.Expression,
    figures: Mapping[str, int],
    days: Mapping[str, int],
    count: int,
) -> str | None:
    """Return the source of a function that finds where a condition may not be met.

    Given columns of texts, it returns the places of the rows about which it is not sure.
    None for a condition that is not told with doubles.

    Args:
        tree: the condition.
        figures: the place of each figure among the columns.
        days: the same for days that are written YYYYMMDD.
        count: the number of columns.
    """
    writer = _Writer(figures, days)
    try:
        answer = writer.truth(tree)
    except NotSureError:
        return None
    values = "".join(f"t{place}, " for place in range(count))
    return "\n".join(
        [
            "def unsure(columns):",
            "    found = []",
            f"    for at, ({values}) in enumerate(zip(*columns)):",
            "        try:",
            *(f"            v{at} = float(t{at})" for at in sorted(writer.used)),
            "        except (TypeError, ValueError, OverflowError):",
            "            found.append(at)",
            "            continue",
            *(f"        s{at} = abs(v{at})" for at in sorted(writer.bounded)),
            *(
                f"        e{at} = {_rounding(f's{at}')}"
                for at in sorted(writer.bounded)
            ),
            *(f"        {line}" for line in writer.lines),
            f"        if not {answer}:",
            "            found.append(at)",
            "    return found",
            "",
        ]
    )


@dataclass(slots=True)
class _Writer:
    """Writes the lines that compute every double a condition needs."""

    figures: Mapping[str, int]
    days: Mapping[str, int]
    lines: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """The places of the columns that are read."""
    bounded: set[int] = field(default_factory=set)
    """Those of which the error counts."""

    def truth(self, node: ast.Expression) -> str:
        """Return the source of a condition."""
        match node:
            case ast.And(operands):
                return "(" + " and ".join(map(self.truth, operands)) + ")"
            case ast.Or(operands):
                return "(" + " or ".join(map(self.truth, operands)) + ")"
            case ast.Comparison(operator, ast.Name(left), ast.Name(right)) if (
                operator in BEFORE and {left, right} <= self.days.keys()
            ):
                places = self.days[left], self.days[right]
                self.used.update(places)
                return f"(v{places[0]} {operator} v{places[1]})"
            case ast.Comparison(operator, ast.Name(left), ast.Name(right)) if (
                operator in BEFORE and {left, right} <= self.figures.keys()
            ):
                return self._in_order(left, operator, right)
            case ast.Comparison(operator, left, right) if operator in BEFORE:
                sides = self.double(left), self.double(right)
                return _before(*(sides[::-1] if BEFORE[operator] else sides))
            case ast.Between(value, low, high):
                middle = self.double(value)
                at_least = _before(self.double(low), middle)
                return f"({at_least} and {_before(middle, self.double(high))})"
            case _:
                raise NotSureError(type(node).__name__)

    def double(self, node: ast.Expression) -> Double:
        """Return the double of an expression."""
        match node:
            case ast.NumberLiteral(number):
                return self._literal(number)
            case ast.Name(name) if name in self.figures:
                at = self.figures[name]
                self.used.add(at)
                self.bounded.add(at)
                return Double(f"v{at}", f"e{at}", f"s{at}")
            case ast.Negation(value):
                inner = self.double(value)
                return inner._replace(value=f"(-{inner.value})")
            case ast.Call(ast.Name("abs"), (argument,)):
                inner = self.double(argument.value)
                return inner._replace(value=inner.size)
            case ast.Call(ast.Name("sqrt"), (argument,)):
                return self._root(self.double(argument.value))
            case ast.Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right)
            case _:
                raise NotSureError(type(node).__name__)

    def _in_order(self, left: str, operator: str, right: str) -> str:
        """Return the source of a comparison of two figures as they were given.

        The nearest doubles of two numbers are never the other way round, and equal texts
        are equal numbers.
        """
        one, other = self.figures[left], self.figures[right]
        self.used.update((one, other))
        strictly = f"v{one} {operator[0]} v{other}"
        same = f" or t{one} == t{other}" if operator.endswith("=") else ""
        return f"({strictly}{same})"

    def _literal(self, number: Decimal) -> Double:
        value = float(number)
        size = abs(value)
        return Double(repr(value), repr(size * ROUNDING + TINY), repr(size))

    def _arithmetic(
        self, operator: str, left: ast.Expression, right: ast.Expression
    ) -> Double:
        a, b = self.double(left), self.double(right)
        match operator:
            case "+" | "-":
                value = f"{a.value} {operator} {b.value}"
                return self._new(value, f"{a.error} + {b.error}")
            case "*":
                return self._product(a, b)
            case "**" if right == ast.NumberLiteral(Decimal(2)):
                return self._product(a, a)
            case "/":
                return self._quotient(a, b)
            case _:
                raise NotSureError(operator)

    def _product(self, a: Double, b: Double) -> Double:
        spread = f"{a.size} * {b.error} + {b.size} * {a.error} + {a.error} * {b.error}"
        return self._new(f"{a.value} * {b.value}", spread)

    def _quotient(self, a: Double, b: Double) -> Double:
        room = self._room(f"{b.size} - {b.error}")
        at = len(self.lines)
        self.lines.append(f"q{at} = {a.value} / {b.value}")
        return self._new(f"q{at}", f"({a.error} + abs(q{at}) * {b.error}) / {room}")

    def _root(self, one: Double) -> Double:
        room = self._room(f"{one.value} - {one.error}")
        return self._new(f"{one.value} ** 0.5", f"{one.error} / {room} ** 0.5")

    def _room(self, source: str) -> str:
        """Return the name of a number that must be above 0 for anything to be sure."""
        room = f"r{len(self.lines)}"
        self.lines += [
            f"{room} = {source}",
            f"if not {room} > 0:",
            "    found.append(at)",
            "    continue",
        ]
        return room

    def _new(self, value: str, error: str) -> Double:
        at = len(self.lines)
        self.lines += [
            f"w{at} = {value}",
            f"z{at} = abs(w{at})",
            f"f{at} = {error} + {_rounding(f'z{at}')}",
        ]
        return Double(f"w{at}", f"f{at}", f"z{at}")


def _rounding(size: str) -> str:
    """Return how far a computed double may be from the exact number."""
    return f"{size} * {ROUNDING} + {TINY}"


def _before(left: Double, right: Double) -> str:
    """Return that one double is certainly less than another."""
    rounded = _rounding(f"({left.size} + {right.size})")
    gap = f"{right.value} - {left.value}"
    return f"({gap} > {left.error} + {right.error} + {rounded})"
