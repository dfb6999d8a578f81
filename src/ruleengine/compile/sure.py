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
from typing import TYPE_CHECKING

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUNDING = 2.0**-50
"""Relative error of one operation on doubles, eight times the true one."""
TINY = 1e-300
"""Absolute error of one operation, far above what doubles lose near zero."""
BEFORE = {"<": False, "<=": False, ">": True, ">=": True}
"""Operator -> whether its sides change places to make it ``<``."""

Double = tuple[str, str]
"""Names in the source: a double and the bound on its error."""


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
            *(f"        e{at} = {_rounding(f'v{at}')}" for at in sorted(writer.used)),
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
                return f"v{at}", f"e{at}"
            case ast.Negation(value):
                inner, error = self.double(value)
                return f"(-{inner})", error
            case ast.Call(ast.Name("abs"), (argument,)):
                inner, error = self.double(argument.value)
                return f"abs({inner})", error
            case ast.Call(ast.Name("sqrt"), (argument,)):
                return self._root(self.double(argument.value))
            case ast.Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right)
            case _:
                raise NotSureError(type(node).__name__)

    def _literal(self, number: Decimal) -> Double:
        value = float(number)
        return repr(value), repr(abs(value) * ROUNDING + TINY)

    def _arithmetic(
        self, operator: str, left: ast.Expression, right: ast.Expression
    ) -> Double:
        a, b = self.double(left), self.double(right)
        match operator:
            case "+" | "-":
                return self._new(f"{a[0]} {operator} {b[0]}", f"{a[1]} + {b[1]}")
            case "*":
                return self._product(a, b)
            case "**" if right == ast.NumberLiteral(Decimal(2)):
                return self._product(a, a)
            case "/":
                return self._quotient(a, b)
            case _:
                raise NotSureError(operator)

    def _product(self, a: Double, b: Double) -> Double:
        spread = f"abs({a[0]}) * {b[1]} + abs({b[0]}) * {a[1]} + {a[1]} * {b[1]}"
        return self._new(f"{a[0]} * {b[0]}", spread)

    def _quotient(self, a: Double, b: Double) -> Double:
        room = self._room(f"abs({b[0]}) - {b[1]}")
        at = len(self.lines)
        self.lines.append(f"q{at} = {a[0]} / {b[0]}")
        return self._new(f"q{at}", f"({a[1]} + abs(q{at}) * {b[1]}) / {room}")

    def _root(self, one: Double) -> Double:
        room = self._room(f"{one[0]} - {one[1]}")
        return self._new(f"{one[0]} ** 0.5", f"{one[1]} / {room} ** 0.5")

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
            f"f{at} = {error} + {_rounding(f'w{at}')}",
        ]
        return f"w{at}", f"f{at}"


def _rounding(name: str) -> str:
    """Return how far a computed double may be from the exact number."""
    return f"abs({name}) * {ROUNDING} + {TINY}"


def _before(left: Double, right: Double) -> str:
    """Return that one double is certainly less than another."""
    rounded = f"(abs({left[0]}) + abs({right[0]})) * {ROUNDING} + {TINY}"
    return f"({right[0]} - {left[0]} > {left[1]} + {right[1]} + {rounded})"
