"""Reductions of the grammar -> nodes of ``ast.py``, one method per rule.

Comes in: tokens and finished nodes from Lark. Goes out: nodes with their place.
"""
# ruff: noqa: D102  a method is one rule of the grammar and says so by its name

from __future__ import annotations

from dataclasses import replace
from decimal import Context, DecimalException, Overflow
from typing import TYPE_CHECKING, Any, cast

from lark import Token, Transformer

from ruleengine.base.frozen import frozen
from ruleengine.feel import ast, limits
from ruleengine.feel.names import normalised

if TYPE_CHECKING:
    from ruleengine.feel.ast import Expression

_NUMBERS = Context(prec=34, Emax=limits.EXPONENT, traps=[Overflow])


class TreeFault(Exception):  # noqa: N818  becomes a FeelError in parser.py
    """A text that the grammar takes but the language does not."""

    def __init__(self, code: str, start: int, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.start = start
        self.facts: dict[str, Any] = facts


@frozen
class _Many:
    """Several nodes of one rule, such as the arguments of a call."""

    items: tuple[Any, ...]
    start: int
    end: int


def _start(part: Any) -> int:
    return cast("int", part.start_pos if isinstance(part, Token) else part.start)


def _end(part: Any) -> int:
    return cast("int", part.end_pos if isinstance(part, Token) else part.end)


def _place(parts: list[Any]) -> dict[str, Any]:
    return {"start": _start(parts[0]), "end": _end(parts[-1])}


def _nodes(parts: list[Any]) -> tuple[Any, ...]:
    return tuple(part for part in parts if not isinstance(part, Token))


class TreeBuilder(Transformer[Any, Any]):
    """Builds nodes while Lark parses; keeps no state."""

    # Leaves

    def number_literal(self, parts: list[Any]) -> Expression:
        try:
            value = _NUMBERS.create_decimal(str(parts[0]))
        except DecimalException:
            found = str(parts[0])
            raise TreeFault("number-too-large", _start(parts[0]), found=found) from None
        return ast.NumberLiteral(value, **_place(parts))

    def string_literal(self, parts: list[Any]) -> Expression:
        return ast.StringLiteral(str(parts[0]), **_place(parts))

    def at_literal(self, parts: list[Any]) -> Expression:
        return ast.AtLiteral(str(parts[0]), **_place(parts))

    def true_literal(self, parts: list[Any]) -> Expression:
        return ast.BooleanLiteral(value=True, **_place(parts))

    def false_literal(self, parts: list[Any]) -> Expression:
        return ast.BooleanLiteral(value=False, **_place(parts))

    def null_literal(self, parts: list[Any]) -> Expression:
        return ast.NullLiteral(**_place(parts))

    def name(self, parts: list[Any]) -> Expression:
        return ast.Name(str(parts[0]), **_place(parts))

    # Collections

    def group(self, parts: list[Any]) -> Expression:
        inner: Expression = replace(parts[1], **_place(parts))
        return inner

    def range_literal(self, parts: list[Any]) -> Expression:
        opener, low, _, high, closer = parts
        return ast.RangeLiteral(
            low, high, opener == "[", closer == "]", **_place(parts)
        )

    def list_literal(self, parts: list[Any]) -> Expression:
        return ast.ListLiteral(_nodes(parts), **_place(parts))

    def entry(self, parts: list[Any]) -> ast.ContextEntry:
        key = str(parts[0])
        if parts[0].type == "NAME":
            key = normalised(key)
        return ast.ContextEntry(key, parts[2], **_place(parts))

    def context_literal(self, parts: list[Any]) -> Expression:
        return ast.ContextLiteral(_nodes(parts), **_place(parts))

    # Operators

    def comparator(self, parts: list[Any]) -> Token:
        token: Token = parts[0]
        return token

    def unary_test(self, parts: list[Any]) -> Expression:
        return ast.UnaryTest(str(parts[0]), parts[1], **_place(parts))

    def disjunction(self, parts: list[Any]) -> Expression:
        return ast.Or(_nodes(parts), **_place(parts))

    def conjunction(self, parts: list[Any]) -> Expression:
        return ast.And(_nodes(parts), **_place(parts))

    def comparison(self, parts: list[Any]) -> Expression:
        left, operator, right = parts
        return ast.Comparison(str(operator), left, right, **_place(parts))

    def between(self, parts: list[Any]) -> Expression:
        return ast.Between(*_nodes(parts), **_place(parts))

    def is_in(self, parts: list[Any]) -> Expression:
        return ast.In(parts[0], (parts[2],), **_place(parts))

    def is_in_list(self, parts: list[Any]) -> Expression:
        value, *tests = _nodes(parts)
        return ast.In(value, tuple(tests), **_place(parts))

    def arithmetic(self, parts: list[Any]) -> Expression:
        left, operator, right = parts
        return ast.Arithmetic(str(operator), left, right, **_place(parts))

    power = arithmetic

    def negation(self, parts: list[Any]) -> Expression:
        return ast.Negation(parts[1], **_place(parts))

    def instance_of(self, parts: list[Any]) -> Expression:
        return ast.InstanceOf(parts[0], parts[2], **_place(parts))

    # Types

    def simple_type(self, parts: list[Any]) -> ast.TypeName:
        return ast.TypeName(str(parts[0]), **_place(parts))

    def generic_type(self, parts: list[Any]) -> ast.TypeName:
        return ast.TypeName(str(parts[0]), (parts[2],), **_place(parts))

    def type_entry(self, parts: list[Any]) -> tuple[str, ast.TypeName]:
        return str(parts[0]), parts[2]

    def context_type(self, parts: list[Any]) -> ast.TypeName:
        entries = [part for part in parts if isinstance(part, tuple)]
        keys = tuple(key for key, _ in entries)
        types = tuple(kind for _, kind in entries)
        return ast.TypeName(str(parts[0]), types, keys, **_place(parts))

    def function_type(self, parts: list[Any]) -> ast.TypeName:
        *arguments, result = _nodes(parts)
        return ast.TypeName("function", tuple(arguments), (), result, **_place(parts))

    # Paths, filters and calls

    def path(self, parts: list[Any]) -> Expression:
        return ast.Path(parts[0], str(parts[2]), **_place(parts))

    def filter_path(self, parts: list[Any]) -> Expression:
        return ast.Filter(parts[0], parts[2], **_place(parts))

    def positional(self, parts: list[Any]) -> ast.Argument:
        return ast.Argument("", parts[0], **_place(parts))

    def named(self, parts: list[Any]) -> ast.Argument:
        return ast.Argument(str(parts[0]), parts[2], **_place(parts))

    def many(self, parts: list[Any]) -> _Many:
        return _Many(_nodes(parts), **_place(parts))

    arguments = parameters = loop_variables = positive_tests = many

    def call(self, parts: list[Any]) -> Expression:
        function, *given = _nodes(parts)
        arguments: tuple[ast.Argument, ...] = given[0].items if given else ()
        if len({bool(argument.name) for argument in arguments}) > 1:
            raise TreeFault("mixed-arguments", arguments[0].start)
        return ast.Call(function, arguments, **_place(parts))

    # Control

    def conditional(self, parts: list[Any]) -> Expression:
        return ast.If(*_nodes(parts), **_place(parts))

    def loop_over(self, parts: list[Any]) -> ast.LoopVariable:
        return ast.LoopVariable(str(parts[0]), parts[2], **_place(parts))

    def loop_range(self, parts: list[Any]) -> ast.LoopVariable:
        return ast.LoopVariable(str(parts[0]), parts[2], parts[4], **_place(parts))

    def for_loop(self, parts: list[Any]) -> Expression:
        return ast.For(parts[1].items, parts[3], **_place(parts))

    def some(self, parts: list[Any]) -> Expression:
        quantifier = str(parts[0])
        return ast.Quantified(quantifier, parts[1].items, parts[3], **_place(parts))

    every = some

    def parameter(self, parts: list[Any]) -> ast.Parameter:
        written = parts[2] if len(parts) > 1 else None
        return ast.Parameter(str(parts[0]), written, **_place(parts))

    def function_literal(self, parts: list[Any]) -> Expression:
        return self._function(parts, external=False)

    def external_function(self, parts: list[Any]) -> Expression:
        return self._function(parts, external=True)

    def _function(self, parts: list[Any], *, external: bool) -> Expression:
        *parameters, body = _nodes(parts)
        declared = parameters[0].items if parameters else ()
        return ast.FunctionLiteral(declared, body, external, **_place(parts))

    # Cells of decision tables

    def any_value(self, parts: list[Any]) -> Expression:
        return ast.UnaryTests((), **_place(parts))

    def positive(self, parts: list[Any]) -> Expression:
        return ast.UnaryTests(parts[0].items, **_place(parts))

    def negated(self, parts: list[Any]) -> Expression:
        return ast.UnaryTests(parts[2].items, negated=True, **_place(parts))
