"""The doubles that a condition on figures needs, as lines of source, with their errors.

Every double is carried with a bound on its distance from the exact number; the decimals
of FEEL (34 digits) lie far inside the bounds. Whole columns are asked in the same way
(``engine/columns/figures.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial, reduce
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.compile.written_days import digits_of_day
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

ROUNDING = 2.0**-50
"""Relative error of one operation on doubles, eight times the true one."""
TINY = 1e-300
"""Absolute error of one operation, far above what doubles lose near zero."""
ODD = "(TypeError, ValueError, OverflowError)"
"""What a value raises that writes no number."""
EXTREMES = {"min": "<", "max": ">"}
"""Function -> how its result compares with the other arguments."""
BEFORE = {"<": False, "<=": False, ">": True, ">=": True}
"""Operator -> whether its sides change places to make it ``<``."""


class Double(NamedTuple):
    """Pieces of source that stand for a double."""

    value: str
    error: str
    """A bound on its distance from the exact number."""
    size: str
    """Its absolute value."""
    least: str = ""
    """A figure that its absolute value is not below, where one is known."""


class NotSureError(Exception):
    """A piece of a condition that is not told with doubles."""


class AbsentError(Exception):
    """A figure that is absent: nothing is sure of what is computed from it."""


@dataclass(slots=True)
class Doubles:
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
    absent: Container[int] = ()
    """The places of columns in which nothing stands; in the others no value lacks."""
    bound: dict[str, ast.Expression] = field(default_factory=dict)
    """What the name of a loop stands for."""

    def body(self, sure: str) -> list[str]:
        """Return the lines of a function that leaves the rows of which a test is not true.

        They look at single ``rows`` of ``columns``.
        """
        return [
            *(f"c{at} = columns[{at}]" for at in sorted(self.used)),
            "found = []",
            "for at in rows:",
            "    try:",
            *(f"        {line}" for line in self._readings()),
            "        pass",
            f"    except {ODD}:",
            "        found.append(at)",
            "        continue",
            *(f"    {line}" for line in self.lines),
            f"    if not ({sure}):",
            "        found.append(at)",
            "return found",
        ]

    def _readings(self) -> Iterator[str]:
        for at in sorted(self.used):
            yield f"t{at} = c{at}[at]"
            yield f"v{at} = float(t{at})"
        for at in sorted(self.bounded):
            yield f"s{at} = abs(v{at})"
            yield f"e{at} = {rounding(f's{at}')}"

    def told(self, write: Callable[[ast.Expression], str], node: ast.Expression) -> str:
        """Return the source of a condition; nothing where doubles do not tell it."""
        try:
            return write(node)
        except NotSureError:
            return ""

    def truth(self, node: ast.Expression) -> str:
        """Return the source of a test that is true only where a condition is."""
        try:
            return self._truth(node)
        except AbsentError:
            return "False"

    def _truth(self, node: ast.Expression) -> str:
        match node:
            case ast.And(operands):
                return _joined(" and ", map(self.truth, operands))
            case ast.Or(operands):
                return _joined(" or ", map(self.truth, operands))
            case ast.Comparison(operator, left, right) if operator in BEFORE and (
                days := self._days(left, right)
            ):
                return f"({days[0]} {operator} {days[1]})"
            case ast.Comparison(operator, ast.Name(left), ast.Name(right)) if (
                operator in BEFORE and {left, right} <= self.figures.keys()
            ):
                return self.in_order(left, operator, right)
            case ast.Comparison("=" | "!=" as operator, value, ast.NullLiteral()):
                return self.presence(value, "!=" if operator == "=" else "==")
            case ast.Comparison("!=", left, right):
                return self._apart(left, right)
            case ast.Comparison(operator, left, right) if operator in BEFORE:
                sides = self.double(left), self.double(right)
                return self.before(*(sides[::-1] if BEFORE[operator] else sides))
            case ast.Between(value, low, high):
                middle = self.double(value)
                at_least = self.before(self.double(low), middle)
                return f"({at_least} and {self.before(middle, self.double(high))})"
            case ast.Quantified(quantifier, (loop,), condition):
                parts = self._of_each(loop, condition)
                return _joined(" or " if quantifier == "some" else " and ", parts)
            case _:
                raise NotSureError(type(node).__name__)

    def falsity(self, node: ast.Expression) -> str:
        """Return the source of a test that is true only where a condition is false."""
        try:
            return self._falsity(node)
        except AbsentError:
            return "False"

    def _falsity(self, node: ast.Expression) -> str:
        match node:
            case ast.And(operands):
                told = [self.told(self.falsity, each) for each in _asked(operands)]
                if not any(told):
                    raise NotSureError("no part")
                return _joined(" or ", filter(None, told))
            case ast.Or(operands):
                return _joined(" and ", map(self.falsity, operands))
            case ast.Comparison("=", left, right) if right != ast.NullLiteral():
                return self._apart(left, right)
            case ast.Comparison(operator, left, right) if operator in BEFORE:
                sides = self.double(left), self.double(right)
                return self.before(*(sides if BEFORE[operator] else sides[::-1]))
            case _:
                raise NotSureError(type(node).__name__)

    def _days(self, *sides: ast.Expression) -> list[str]:
        """Return the sources of days, not all of them literals; none for others."""
        read = [side.name for side in sides if isinstance(side, ast.Name)]
        literals = [digits_of_day(side) for side in sides]
        is_told = read and all(name in self.days for name in read)
        if not is_told or len(read) + sum(map(bool, literals)) < len(sides):
            return []
        names = iter(read)
        return [digits or self.read(self.days[next(names)]) for digits in literals]

    def presence(self, node: ast.Expression, operator: str) -> str:
        """Return the source of the test whether a figure is there (``==``) or not."""
        name = self.named(node)
        if not isinstance(name, ast.Name) or name.name not in self.figures:
            raise NotSureError("what is computed may be absent for many reasons")
        is_there = self.figures[name.name] not in self.absent
        return str(is_there is (operator == "=="))

    def _apart(self, left: ast.Expression, right: ast.Expression) -> str:
        """Return the source of the test whether two figures are surely not equal."""
        one, other = self.double(left), self.double(right)
        return f"({self.before(one, other)} or {self.before(other, one)})"

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

    def named(self, node: ast.Expression) -> ast.Expression:
        """Return what a name of a loop stands for."""
        while isinstance(node, ast.Name) and node.name in self.bound:
            node = self.bound[node.name]
        return node

    def double(self, node: ast.Expression) -> Double:
        """Return the double of an expression."""
        match self.named(node):
            case ast.NumberLiteral(number):
                return self._literal(number)
            case ast.Name(name) if name in self.figures:
                return self._figure(self.figures[name])
            case ast.Negation(value):
                inner = self.double(value)
                return inner._replace(value=f"(-{inner.value})")
            case ast.Call(ast.Name("abs"), (argument,)):
                return self.absolute(self.double(argument.value))
            case ast.Call(ast.Name("sqrt"), (argument,)):
                return self.root(self.double(argument.value))
            case ast.Call(ast.Name("min" | "max" as which), (_, _, *_) as several):
                doubles = (self.double(each.value) for each in several)
                return reduce(partial(self._extreme, EXTREMES[which]), doubles)
            case ast.Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right)
            case _:
                raise NotSureError(type(node).__name__)

    def read(self, at: int) -> str:
        """Return the source of a figure or day of which no error counts."""
        if at in self.absent:
            raise AbsentError(at)
        self.used.add(at)
        return f"v{at}"

    def _figure(self, at: int) -> Double:
        self.read(at)
        self.bounded.add(at)
        return self.figure(at)

    def figure(self, at: int) -> Double:
        """Return the double of a figure that is there, as it was given."""
        return Double(f"v{at}", f"e{at}", f"s{at}")

    def absolute(self, one: Double) -> Double:
        """Return the double of an absolute value."""
        return one._replace(value=one.size)

    def in_order(self, left: str, operator: str, right: str) -> str:
        """Return the source of a comparison of two figures as they were given.

        The nearest doubles of two numbers are never the other way round, and equal texts
        are equal numbers.
        """
        one, other = self.figures[left], self.figures[right]
        strictly = f"{self.read(one)} {operator[0]} {self.read(other)}"
        if not operator.endswith("="):
            return f"({strictly})"
        return f"({strictly} or v{one} == v{other} and t{one} == t{other})"

    def _literal(self, number: Decimal) -> Double:
        value = float(number)
        size = abs(value)
        return Double(repr(value), repr(size * ROUNDING + TINY), *[repr(size)] * 2)

    def _arithmetic(
        self, operator: str, left: ast.Expression, right: ast.Expression
    ) -> Double:
        a, b = self.double(left), self.double(right)
        match operator:
            case "+" | "-":
                value = f"{a.value} {operator} {b.value}"
                return self.new(value, f"{a.error} + {b.error}", f"{a.size} + {b.size}")
            case "*":
                return self._product(a, b)
            case "**" if right == ast.NumberLiteral(Decimal(2)):
                return self._product(a, a)
            case "/":
                return self.quotient(a, b)
            case _:
                raise NotSureError(operator)

    def _product(self, a: Double, b: Double) -> Double:
        spread = f"{a.size} * {b.error} + {b.size} * {a.error} + {a.error} * {b.error}"
        return self.new(f"{a.value} * {b.value}", spread, f"{a.size} * {b.size}")

    def _extreme(self, before: str, a: Double, b: Double) -> Double:
        """Return the one of two doubles that stands before the other, if both are there."""
        # Python's own ``min`` may overlook what is no number.
        a_wins, b_wins = (
            f"{a.value} {before}= {b.value}",
            f"{b.value} {before} {a.value}",
        )
        value = f"{a.value} if {a_wins} else {b.value} if {b_wins} else nan"
        return self.new(value, f"{a.error} + {b.error}", f"max({a.size}, {b.size})")

    def quotient(self, a: Double, b: Double) -> Double:
        """Return the double of a quotient."""
        room = self._room(f"{b.size} - {b.error}")
        at = len(self.lines)
        self.lines.append(f"q{at} = {a.value} / {b.value} if {room} == {room} else nan")
        error = f"({a.error} + abs(q{at}) * {b.error}) / {room}"
        return self.new(f"q{at}", error, "")

    def root(self, one: Double) -> Double:
        """Return the double of a square root."""
        room = self._room(f"{one.value} - {one.error}")
        value = f"{one.value} ** 0.5 if {room} == {room} else nan"
        return self.new(value, f"{one.error} / {room} ** 0.5", "")

    def _room(self, source: str) -> str:
        """Return the name of a number that is above 0, or no number."""
        room = f"r{len(self.lines)}"
        self.lines += [f"{room} = {source}", f"if not {room} > 0: {room} = nan"]
        return room

    def before(self, left: Double, right: Double) -> str:
        """Return the source of the test whether one double is certainly the less."""
        return f"({right.value} - {left.value} > {doubt(left, right)})"

    def new(self, value: str, error: str, _size: str) -> Double:
        """Return a double that is computed from others.

        Args:
            value: the source of its value.
            error: the source of a bound on what the errors of the others make of it.
            _size: the source of a bound on its absolute value, where sizes are bounds.
        """
        at = len(self.lines)
        self.lines += [
            f"w{at} = {value}",
            f"z{at} = abs(w{at})",
            f"f{at} = {error} + {rounding(f'z{at}')}",
        ]
        return Double(f"w{at}", f"f{at}", f"z{at}")


def _asked(operands: Sequence[ast.Expression]) -> Iterator[ast.Expression]:
    """Yield the operands of ``and`` before which no error can come up.

    An error is told, even though a later operand is false.
    """
    for operand in operands:
        yield operand
        if not all(map(_is_safe, ast.pieces(operand))):
            return


def _is_safe(piece: object) -> bool:
    match piece:
        case ast.Arithmetic(operator):
            return operator in {"+", "-", "*"}
        case ast.Node():
            return isinstance(piece, _SAFE)
        case _:
            return True


_SAFE = (
    ast.And,
    ast.BooleanLiteral,
    ast.Comparison,
    ast.Name,
    ast.NullLiteral,
    ast.NumberLiteral,
    ast.Or,
    ast.StringLiteral,
)
"""What cannot fail on values of the types that the compiler has held it to."""


def _joined(word: str, parts: Iterable[str]) -> str:
    return f"({word.join(parts)})"


def rounding(size: str) -> str:
    """Return the source of how far a computed double may be from the exact number."""
    return f"{size} * {ROUNDING} + {TINY}"


def doubt(left: Double, right: Double) -> str:
    """Return the source of a bound on the error of the difference of two doubles."""
    rounded = rounding(f"({left.size} + {right.size})")
    return f"{left.error} + {right.error} + {rounded}"
