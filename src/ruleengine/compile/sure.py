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
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
    must: ast.Expression,
    when: ast.Expression | None,
    figures: Mapping[str, int],
    days: Mapping[str, int],
    count: int,
) -> str | None:
    """Return the source of a function that finds where a condition may not be met.

    Given columns of texts, it returns the places of the rows about which it is not sure.
    None for a condition that is not told with doubles.

    Args:
        must: the condition.
        when: where it is asked; None for everywhere.
        figures: the place of each figure among the columns.
        days: the same for days that are written YYYYMMDD.
        count: the number of columns.
    """
    writer = _Writer(figures, days)
    answers = [writer.told(writer.truth, must)]
    if when is not None:
        answers.append(writer.told(writer.falsity, when))
    sure = " or ".join(filter(None, answers))
    if not sure:
        return None
    values = "".join(f"t{place}, " for place in range(count))
    return "\n".join(
        [
            "def unsure(columns):",
            "    found = []",
            "    nan = float('nan')",
            f"    for at, ({values}) in enumerate(zip(*columns)):",
            "        try:",
            *(f"            {line}" for line in writer.readings()),
            "        except (TypeError, ValueError, OverflowError):",
            "            found.append(at)",
            "            continue",
            *(f"        {line}" for line in writer.lines),
            f"        if not ({sure}):",
            "            found.append(at)",
            "    return found",
            "",
        ]
    )


@dataclass(slots=True)
class _Writer:
    """Writes the lines that compute every double a condition needs.

    What cannot be computed is no number (nan), of which no comparison holds.
    """

    figures: Mapping[str, int]
    days: Mapping[str, int]
    lines: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """The places of the columns that are read."""
    bounded: set[int] = field(default_factory=set)
    """Those of which the error counts."""
    may_be_absent: bool = False
    """Whether the condition asks what is there."""
    bound: dict[str, ast.Expression] = field(default_factory=dict)
    """What the name of a loop stands for."""

    def readings(self) -> Iterator[str]:
        """Yield the lines that read the texts."""
        for at in sorted(self.used):
            absent = f"nan if t{at} is None or t{at} == '' else "
            yield f"v{at} = {absent if self.may_be_absent else ''}float(t{at})"
        for at in sorted(self.bounded):
            yield f"s{at} = abs(v{at})"
            yield f"e{at} = {_rounding(f's{at}')}"

    def told(self, write: Callable[[ast.Expression], str], node: ast.Expression) -> str:
        """Return the source of a condition; nothing where doubles do not tell it."""
        try:
            return write(node)
        except NotSureError:
            return ""

    def truth(self, node: ast.Expression) -> str:
        """Return the source of a test that is true only where a condition is."""
        match node:
            case ast.And(operands):
                return _joined(" and ", map(self.truth, operands))
            case ast.Or(operands):
                return _joined(" or ", map(self.truth, operands))
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
            case ast.Comparison("=" | "!=" as operator, value, ast.NullLiteral()):
                return self._presence(value, "!=" if operator == "=" else "==")
            case ast.Comparison("!=", left, right):
                return self._apart(left, right)
            case ast.Comparison(operator, left, right) if operator in BEFORE:
                sides = self.double(left), self.double(right)
                return _before(*(sides[::-1] if BEFORE[operator] else sides))
            case ast.Between(value, low, high):
                middle = self.double(value)
                at_least = _before(self.double(low), middle)
                return f"({at_least} and {_before(middle, self.double(high))})"
            case ast.Quantified(quantifier, (loop,), condition):
                parts = self._of_each(loop, condition)
                return _joined(" or " if quantifier == "some" else " and ", parts)
            case _:
                raise NotSureError(type(node).__name__)

    def falsity(self, node: ast.Expression) -> str:
        """Return the source of a test that is true only where a condition is false."""
        match node:
            case ast.And(operands):
                told = [self.told(self.falsity, each) for each in operands]
                if not any(told):
                    raise NotSureError("no part")
                return _joined(" or ", filter(None, told))
            case ast.Or(operands):
                return _joined(" and ", map(self.falsity, operands))
            case ast.Comparison("=", left, right) if right != ast.NullLiteral():
                return self._apart(left, right)
            case ast.Comparison(operator, left, right) if operator in BEFORE:
                sides = self.double(left), self.double(right)
                return _before(*(sides if BEFORE[operator] else sides[::-1]))
            case _:
                raise NotSureError(type(node).__name__)

    def _presence(self, node: ast.Expression, operator: str) -> str:
        """Return the source of the test whether a figure is there (``==``) or not."""
        if not isinstance(self._named(node), ast.Name):
            raise NotSureError("what is computed may be absent for many reasons")
        value = self.double(node).value
        self.may_be_absent = True
        return f"({value} {operator} {value})"

    def _apart(self, left: ast.Expression, right: ast.Expression) -> str:
        """Return the source of the test whether two figures are surely not equal."""
        one, other = self.double(left), self.double(right)
        return f"({_before(one, other)} or {_before(other, one)})"

    def _of_each(
        self, loop: ast.LoopVariable, condition: ast.Expression
    ) -> Iterator[str]:
        """Yield the source of a condition for each item of a list."""
        if not isinstance(loop.domain, ast.ListLiteral) or loop.last is not None:
            raise NotSureError("a loop over something else than a list of items")
        if loop.name in {*self.figures, *self.days, *self.bound}:
            raise NotSureError("a name that stands for two things")
        for item in loop.domain.items:
            self.bound[loop.name] = item
            yield self.truth(condition)
            del self.bound[loop.name]

    def _named(self, node: ast.Expression) -> ast.Expression:
        """Return what a name of a loop stands for."""
        while isinstance(node, ast.Name) and node.name in self.bound:
            node = self.bound[node.name]
        return node

    def double(self, node: ast.Expression) -> Double:
        """Return the double of an expression."""
        match self._named(node):
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
        if not operator.endswith("="):
            return f"({strictly})"
        return f"({strictly} or v{one} == v{other} and t{one} == t{other})"

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
        self.lines.append(f"q{at} = {a.value} / {b.value} if {room} == {room} else nan")
        return self._new(f"q{at}", f"({a.error} + abs(q{at}) * {b.error}) / {room}")

    def _root(self, one: Double) -> Double:
        room = self._room(f"{one.value} - {one.error}")
        value = f"{one.value} ** 0.5 if {room} == {room} else nan"
        return self._new(value, f"{one.error} / {room} ** 0.5")

    def _room(self, source: str) -> str:
        """Return the name of a number that is above 0, or no number."""
        room = f"r{len(self.lines)}"
        self.lines += [f"{room} = {source}", f"if not {room} > 0: {room} = nan"]
        return room

    def _new(self, value: str, error: str) -> Double:
        at = len(self.lines)
        self.lines += [
            f"w{at} = {value}",
            f"z{at} = abs(w{at})",
            f"f{at} = {error} + {_rounding(f'z{at}')}",
        ]
        return Double(f"w{at}", f"f{at}", f"z{at}")


def _joined(word: str, parts: Iterable[str]) -> str:
    return f"({word.join(parts)})"


def _rounding(size: str) -> str:
    """Return how far a computed double may be from the exact number."""
    return f"{size} * {ROUNDING} + {TINY}"


def _before(left: Double, right: Double) -> str:
    """Return that one double is certainly less than another."""
    rounded = _rounding(f"({left.size} + {right.size})")
    gap = f"{right.value} - {left.value}"
    return f"({gap} > {left.error} + {right.error} + {rounded})"
