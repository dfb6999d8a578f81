"""Conditions as expressions: the syntax tree of FEEL told in columns, where exact.

In: a tree, and what each name stands for. Out: ``Truth``. Whatever is not told exactly
raises ``NotLoweredError``; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.compile.written_days import digits_of_day
from ruleengine.engine.columns import figures
from ruleengine.engine.columns.figures import Figure
from ruleengine.engine.columns.truth import (
    ALWAYS,
    NEVER,
    NotLoweredError,
    Truth,
    conjunction,
    disjunction,
)
from ruleengine.feel import ast
from ruleengine.feel.errors import Fault
from ruleengine.feel.regex_dialect import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.engine.columns.sheet import Keeper

_UNEQUAL_DIALECTS = re.compile(r"\\[pPdDwWsSbBAzCQ]|\[\[|\(\?|&&|--|~~")
"""What RE2 and Polars may read differently."""


@frozen
class Words:
    """Texts that are compared as texts: strings, and dates as YYYYMMDD."""

    value: pl.Expr
    kind: str
    """``string`` or ``date``; the two are not compared with each other."""

    @property
    def null(self) -> pl.Expr:
        """Where there is none."""
        return self.value.is_null()


@frozen
class Opaque:
    """A value of which only its presence is known."""

    null: pl.Expr


Operand = Figure | Words | Truth | Opaque | None
"""None is the literal null."""


@frozen
class Scope:
    """What the names of a condition stand for, and who keeps the steps of its formulas."""

    names: Mapping[str, Operand]
    keeper: Keeper

    def binding(self, name: str, value: Operand) -> Scope:
        """Return the scope inside a loop."""
        return Scope({**self.names, name: value}, self.keeper)

    def figure(self, made: Figure) -> Figure:
        """Return a figure whose value and error are computed once."""
        keep = self.keeper.keep
        return replace(made, value=keep(made.value), error=keep(made.error))

    def truth(self, made: Truth) -> Truth:
        """Return a truth whose sides are computed once."""
        return Truth(*map(self.keeper.keep, (made.yes, made.no, made.null)))


def truth_of(node: ast.Expression, scope: Scope) -> Truth:
    """Return where a condition is true, false or null.

    Raises:
        NotLoweredError: it holds a piece that is not told in columns.
    """
    return scope.truth(_truth_of(node, scope))


def _truth_of(node: ast.Expression, scope: Scope) -> Truth:
    match node:
        case ast.BooleanLiteral(value):
            return Truth(ALWAYS, NEVER, NEVER) if value else Truth(NEVER, ALWAYS, NEVER)
        case ast.And(operands):
            return conjunction([truth_of(each, scope) for each in operands])
        case ast.Or(operands):
            return disjunction([truth_of(each, scope) for each in operands])
        case ast.Comparison(operator, left, right):
            return _comparison(operator, operand(left, scope), operand(right, scope))
        case ast.Between(value, low, high):
            middle = operand(value, scope)
            return conjunction(
                [
                    _comparison(">=", middle, operand(low, scope)),
                    _comparison("<=", middle, operand(high, scope)),
                ]
            )
        case ast.Quantified():
            return _quantified(node, scope)
        case ast.Call(ast.Name(function), arguments):
            return _call(function, [each.value for each in arguments], scope)
        case ast.Name(name):
            found = scope.names.get(name)
            if isinstance(found, Truth):
                return found
        case _:
            pass
    raise NotLoweredError(type(node).__name__)


def operand(node: ast.Expression, scope: Scope) -> Operand:
    """Return the values of an expression.

    Raises:
        NotLoweredError: it holds a piece that is not told in columns.
    """
    found = _operand(node, scope)
    return scope.figure(found) if isinstance(found, Figure) else found


def _operand(node: ast.Expression, scope: Scope) -> Operand:
    match node:
        case ast.NullLiteral():
            return None
        case ast.StringLiteral(text):
            return Words(pl.lit(text), "string")
        case ast.NumberLiteral(number):
            return figures.figure_of_literal(number)
        case ast.AtLiteral() if digits := digits_of_day(node):
            return Words(pl.lit(digits), "date")
        case ast.Name(name) if name in scope.names:
            return scope.names[name]
        case ast.Negation(value):
            return figures.negative(_figure(value, scope))
        case ast.Arithmetic(operator, left, right):
            return _arithmetic(operator, left, right, scope)
        case ast.Call(ast.Name("abs"), (argument,)):
            return figures.absolute(_figure(argument.value, scope))
        case ast.Call(ast.Name("sqrt"), (argument,)):
            return figures.root(_figure(argument.value, scope))
        case ast.Call(ast.Name("min" | "max" as which), (_, _, *_) as several):
            extreme = figures.least if which == "min" else figures.greatest
            return reduce(extreme, (_figure(each.value, scope) for each in several))
        case ast.If(condition, yes, no):
            return _choice(
                truth_of(condition, scope), _figure(yes, scope), _figure(no, scope)
            )
        case _:
            return truth_of(node, scope)


def _figure(node: ast.Expression, scope: Scope) -> Figure:
    found = operand(node, scope)
    if not isinstance(found, Figure):
        raise NotLoweredError("no figure")
    return found


def _arithmetic(
    operator: str,
    left: ast.Expression,
    right: ast.Expression,
    scope: Scope,
) -> Figure:
    a = _figure(left, scope)
    if operator == "**":
        if right != ast.NumberLiteral(Decimal(2)):
            raise NotLoweredError("a power other than 2")
        return figures.product(a, a)
    b = _figure(right, scope)
    match operator:
        case "+":
            return figures.total(a, b)
        case "-":
            return figures.total(a, figures.negative(b))
        case "*":
            return figures.product(a, b)
        case _:
            return figures.quotient(a, b)


def _choice(condition: Truth, yes: Figure, no: Figure) -> Figure:
    def pick(a: pl.Expr, b: pl.Expr) -> pl.Expr:
        return pl.when(condition.yes).then(a).otherwise(b)

    told = condition.yes | condition.no | condition.null
    unsafe = pl.lit(float("inf"))
    error = pl.when(told).then(pick(yes.error, no.error)).otherwise(unsafe)
    return Figure(pick(yes.value, no.value), error)


def _comparison(operator: str, left: Operand, right: Operand) -> Truth:
    if operator == "!=":
        return _equality(left, right).negated()
    if operator == "=":
        return _equality(left, right)
    if operator in (">", ">="):
        left, right, operator = right, left, operator.replace(">", "<")
    match left, right:
        case Figure(), Figure():
            return figures.before(left, right, or_equal=operator == "<=")
        case Words(), Words() if left.kind == right.kind:
            or_equal = operator == "<="
            a, b = left.value, right.value
            return Truth.where(a <= b if or_equal else a < b, left.null | right.null)
    raise NotLoweredError("no order")


def _equality(left: Operand, right: Operand) -> Truth:
    if left is None or right is None:
        # Where a formula fails it is null, though no figure that it reads is.
        null = _null_of(left) & _null_of(right)
        return Truth(null, _there(left) | _there(right), NEVER)
    match left, right:
        case Figure(), Figure():
            both = figures.same(left, right)
        case Words(), Words() if left.kind == right.kind:
            both = Truth.where(left.value == right.value, left.null | right.null)
        case Truth(), Truth():
            yes = (left.yes & right.yes) | (left.no & right.no)
            no = (left.yes & right.no) | (left.no & right.yes)
            both = Truth(yes, no, left.null | right.null)
        case _:
            raise NotLoweredError("no equality")
    # Null equals null, and nothing else: the outcome itself is never null.
    a, b = _null_of(left), _null_of(right)
    one_sided = (a & _there(right)) | (_there(left) & b)
    return Truth(both.yes | (a & b), both.no | one_sided, NEVER)


def _null_of(one: Operand) -> pl.Expr:
    return ALWAYS if one is None else one.null


def _there(one: Operand) -> pl.Expr:
    """Return where a value is surely there."""
    match one:
        case None:
            return NEVER
        case Truth():
            return one.yes | one.no
        case Figure():
            return (~one.null) & one.error.is_finite().fill_null(value=False)
        case _:
            return ~one.null


def _quantified(node: ast.Quantified, scope: Scope) -> Truth:
    if len(node.iterators) != 1:
        raise NotLoweredError("several loops")
    loop = node.iterators[0]
    if not isinstance(loop.domain, ast.ListLiteral) or loop.last is not None:
        raise NotLoweredError("a loop over something else than a list of items")
    parts = [
        truth_of(node.condition, scope.binding(loop.name, operand(item, scope)))
        for item in loop.domain.items
    ]
    return disjunction(parts) if node.quantifier == "some" else conjunction(parts)


def _call(function: str, arguments: list[ast.Expression], scope: Scope) -> Truth:
    match function, arguments:
        case "not", [inner]:
            return truth_of(inner, scope).negated()
        case "matches", [text, ast.StringLiteral(pattern)]:
            return _matches(operand(text, scope), pattern)
        case _:
            pass
    raise NotLoweredError(function)


def _matches(text: Operand, pattern: str) -> Truth:
    if not isinstance(text, Words) or text.kind != "string":
        raise NotLoweredError("no text")
    try:
        dialect = translate(pattern, "")
    except Fault as fault:
        raise NotLoweredError(pattern) from fault
    if _UNEQUAL_DIALECTS.search(dialect):
        raise NotLoweredError(pattern)
    try:
        pl.select(pl.lit("").str.contains(dialect))
    except pl.exceptions.ComputeError as error:
        raise NotLoweredError(pattern) from error
    return Truth.where(text.value.str.contains(dialect), text.null)
