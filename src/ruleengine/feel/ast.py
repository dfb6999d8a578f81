"""The syntax tree of FEEL: plain frozen data, one class per form of expression.

Comes in: nothing. Goes out: nodes that can be printed, stored and lowered to
another backend. It may not know how a text is parsed or a value computed.
Every node knows where it stood (``start``, ``end``: offsets in the text, end
exclusive); positions take no part in equality.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


@frozen(kw_only=True, guarded=True)
class Node:
    """What every node has: its place in the text."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen(guarded=True)
class NumberLiteral(Node):
    """``12.50``; always >= 0, a sign is a Negation."""

    value: Decimal


@frozen(guarded=True)
class StringLiteral(Node):
    """``"text"``, escapes resolved."""

    value: str


@frozen(guarded=True)
class BooleanLiteral(Node):
    """``true`` or ``false``."""

    value: bool


@frozen(guarded=True)
class NullLiteral(Node):
    """``null``."""


@frozen(guarded=True)
class AtLiteral(Node):
    """``@"2026-01-31"``: a date, time, date and time or duration."""

    text: str


@frozen(guarded=True)
class Name(Node):
    """A name, white space normalised; ``?`` is the input value of a unary test."""

    name: str


@frozen(guarded=True)
class ListLiteral(Node):
    """``[a, b]``."""

    items: tuple[Expression, ...]


@frozen(guarded=True)
class ContextEntry(Node):
    """``key: value`` inside a context."""

    key: str
    value: Expression


@frozen(guarded=True)
class ContextLiteral(Node):
    """``{key: value, ...}``; later entries see earlier ones."""

    entries: tuple[ContextEntry, ...]


@frozen(guarded=True)
class RangeLiteral(Node):
    """``[low..high]``, ``(low..high)`` and the mixed forms."""

    low: Expression
    high: Expression
    low_included: bool
    high_included: bool


@frozen(guarded=True)
class UnaryTest(Node):
    """``< 5``: as an expression (in brackets) an unbounded range."""

    operator: str
    value: Expression


@frozen(guarded=True)
class Negation(Node):
    """``-value``."""

    value: Expression


@frozen(guarded=True)
class Arithmetic(Node):
    """``left operator right`` with one of ``+ - * / **``."""

    operator: str
    left: Expression
    right: Expression


@frozen(guarded=True)
class Comparison(Node):
    """``left operator right`` with one of ``= != < <= > >=``."""

    operator: str
    left: Expression
    right: Expression


@frozen(guarded=True)
class And(Node):
    """Two or more operands joined by ``and``."""

    operands: tuple[Expression, ...]


@frozen(guarded=True)
class Or(Node):
    """Two or more operands joined by ``or``."""

    operands: tuple[Expression, ...]


@frozen(guarded=True)
class Between(Node):
    """``value between low and high``, both ends included."""

    value: Expression
    low: Expression
    high: Expression


@frozen(guarded=True)
class In(Node):
    """``value in test`` or ``value in (test, test)``: true when any test holds."""

    value: Expression
    tests: tuple[Expression, ...]


@frozen(guarded=True)
class TypeName(Node):
    """A type as written: ``number``, ``list<string>``, ``context<a: number>``.

    ``arguments`` are item types (and parameter types of a function), ``keys`` the
    entry names of a context, ``result`` the result type of a function.
    """

    name: str
    arguments: tuple[TypeName, ...] = ()
    keys: tuple[str, ...] = ()
    result: TypeName | None = None


@frozen(guarded=True)
class InstanceOf(Node):
    """``value instance of type``."""

    value: Expression
    type: TypeName


@frozen(guarded=True)
class Path(Node):
    """``base.name``."""

    base: Expression
    name: str


@frozen(guarded=True)
class Filter(Node):
    """``base[condition]`` or ``base[index]``."""

    base: Expression
    condition: Expression


@frozen(guarded=True)
class Argument(Node):
    """One argument of a call; ``name`` is empty when it is given by position."""

    name: str
    value: Expression


@frozen(guarded=True)
class Call(Node):
    """``function(arguments)``."""

    function: Expression
    arguments: tuple[Argument, ...]


@frozen(guarded=True)
class If(Node):
    """``if condition then yes else no``."""

    condition: Expression
    yes: Expression
    no: Expression


@frozen(guarded=True)
class LoopVariable(Node):
    """``name in domain`` or ``name in domain..last`` of a loop."""

    name: str
    domain: Expression
    last: Expression | None = None


@frozen(guarded=True)
class For(Node):
    """``for name in domain, ... return body``."""

    iterators: tuple[LoopVariable, ...]
    body: Expression


@frozen(guarded=True)
class Quantified(Node):
    """``some`` or ``every`` ``name in domain, ... satisfies condition``."""

    quantifier: str
    iterators: tuple[LoopVariable, ...]
    condition: Expression


@frozen(guarded=True)
class Parameter(Node):
    """A parameter of a function literal, with its type where one is written."""

    name: str
    type: TypeName | None = None


@frozen(guarded=True)
class FunctionLiteral(Node):
    """``function(a, b) body``; ``external`` bodies are kept but never run."""

    parameters: tuple[Parameter, ...]
    body: Expression
    external: bool = False


@frozen(guarded=True)
class UnaryTests(Node):
    """A cell of a decision table: tests joined by comma; none means ``-`` (any)."""

    tests: tuple[Expression, ...]
    negated: bool = False


Expression = (
    NumberLiteral
    | StringLiteral
    | BooleanLiteral
    | NullLiteral
    | AtLiteral
    | Name
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | UnaryTest
    | Negation
    | Arithmetic
    | Comparison
    | And
    | Or
    | Between
    | In
    | InstanceOf
    | Path
    | Filter
    | Call
    | If
    | For
    | Quantified
    | FunctionLiteral
    | UnaryTests
)


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly below ``node``, in the order of the text."""
    for name in _parts(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))


def pieces(node: Node) -> Iterator[object]:
    """Yield everything a tree is made of: nodes, texts, numbers. Never recurses."""
    stack: list[object] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, tuple):
            stack.extend(reversed(current))
            continue
        yield current
        if isinstance(current, Node):
            names = reversed(_parts(current))
            stack.extend(getattr(current, name) for name in names)


def _parts(node: Node) -> tuple[str, ...]:
    """Return the names of what a node is made of; its place is no part."""
    return node.__match_args__


def depth(node: Node) -> int:
    """Return how deep ``node`` is nested; a leaf is 1. Never recurses."""
    deepest = 0
    stack: list[tuple[Node, int]] = [(node, 1)]
    while stack:
        current, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(current))
    return deepest


def mentions(node: Node, name: str) -> bool:
    """Tell whether a name stands anywhere in a tree."""
    return any(isinstance(one, Name) and one.name == name for one in pieces(node))
