"""What a check holds the own items against.

Comes in: the tree of a condition. Goes out: the other side of its comparisons, such as
``count(计划)`` in ``count(计划) = 计划数`` or ``a + b`` in ``c = a + b``, so that a finding
can say what was counted, found or computed, and what the item had to be. Of many
records only those at which the condition fails are spoken of. Conditions of another
shape have no such side, and where something else may be at fault as well, the side would
only mislead; then nothing is said.

Of a list that a person wrote (``every u in split(小类, "，") satisfies ...``) no comparison
need be told: the items at which the condition fails are what a person has to look for.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.as_of import names_date
from ruleengine.feel import ast
from ruleengine.feel.free_names import free_paths
from ruleengine.feel.library import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Container,
        Iterable,
        Iterator,
        Sequence,
        Set as AbstractSet,
    )

MOST = 2
"""Sides that can be told apart in one sentence."""
_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}
_BOUNDS = frozenset({">=", "<=", ">", "<"})
_DATED = frozenset(map(ast.Name, ("duration", "add working days")))
"""What dates are reckoned with."""


@frozen
class Side:
    """The other side of one comparison."""

    there: ast.Expression
    """What is told; null where that is not at fault."""
    broken: ast.Expression
    """The same, and null also where the comparison itself is met."""
    here: ast.Expression
    """The own side."""
    plain: ast.Expression
    """The other side as written."""
    operator: str
    """How the own side must stand to the other one; empty where that is not all."""
    is_choice: bool = False
    """Whether it is one of several values, each of which would have been right."""
    is_listed: bool = False
    """Whether it is no value, but the items of a list at which the condition fails."""

    def changed(self, change: Callable[[ast.Expression], ast.Expression]) -> Side:
        """Return the same side with what is told put into something else."""
        return replace(self, there=change(self.there), broken=change(self.broken))


@frozen(kw_only=True)
class Names:
    """What the names in a condition stand for."""

    own: AbstractSet[str]
    """Items that were submitted."""
    related: AbstractSet[str] = frozenset()
    """Records of other tables."""
    computed: AbstractSet[str] = frozenset()
    """What nobody submitted: the date of the rules, steps."""
    declared: Container[str] = ()
    """Functions that rule files declare."""

    def read_by(self, node: ast.Expression) -> set[str]:
        """Return the names that an expression reads."""
        called = {piece.name for piece in _called(node)}
        known = {name for name in called if name in FUNCTIONS or name in self.declared}
        return {path[0] for path in free_paths(node, known)}

    def is_related(self, node: ast.Expression) -> bool:
        """Tell whether an expression reads records of other tables."""
        return not self.related.isdisjoint(self.read_by(node))

    def are_known(self, node: ast.Expression) -> bool:
        """Tell whether an expression reads nothing but what a person knows by name."""
        return self.read_by(node) <= {*self.own, *self.computed}

    def is_decided(self, node: ast.Expression) -> bool:
        """Tell whether an expression asks a decision, or for what nobody submitted."""
        return not self.computed.isdisjoint(self.read_by(node)) or any(
            piece.name in self.declared and piece.name not in FUNCTIONS
            for piece in _called(node)
        )

    def is_made(self, node: ast.Expression) -> bool:
        """Tell whether an expression makes something else of what was submitted."""
        is_call = isinstance(node, ast.Call) and bool(self.read_by(node))
        return is_call or self.is_decided(node)


def _called(node: ast.Expression) -> Iterator[ast.Name]:
    """Yield the names of the functions that an expression calls."""
    for piece in ast.pieces(node):
        if isinstance(piece, ast.Call) and isinstance(piece.function, ast.Name):
            yield piece.function


def compared(tree: ast.Expression, names: Names) -> tuple[Side, ...]:
    """Return the other sides of a condition; none where it has too many."""
    sides = tuple(dict.fromkeys(_Sides(names).of(tree)))
    if isinstance(tree, ast.Comparison):
        # It is all that can have failed, and need not be asked again.
        sides = tuple(replace(side, broken=side.there) for side in sides)
    values = {side.there for side in sides if not side.is_listed}
    return sides if len(values) <= MOST else tuple(s for s in sides if s.is_listed)


class _Sides:
    """Finds the other sides in a condition."""

    def __init__(self, names: Names, *, of_one: bool = False) -> None:
        self._names = names
        self._of_one = of_one
        """Whether the condition speaks of one of many records."""

    def of(self, node: ast.Expression) -> Iterator[Side]:
        match node:
            case ast.Or():
                yield from self._of_any(node)
            case ast.And():
                yield from self._of_all(node)
            case ast.Comparison():
                yield from self._of_comparison(node)
            case ast.Between():
                yield from self._of_all(_between(node))
            case ast.Call():
                yield from self._of_list(node)
            case ast.Quantified(iterators=(one,)) if one.last is None:
                yield from self._of_each(one, node)

    def _of_any(self, node: ast.Or) -> Iterator[Side]:
        """Yield the sides of alternatives; none where another may be what is at fault."""
        every = [list(self.of(operand)) for operand in node.operands]
        # None is met, so the items of each are at fault, whatever the others say.
        yield from (side for side in chain.from_iterable(every) if side.is_listed)
        sides = [_values(its) for its in every]
        silent = (
            operand
            for operand, its in zip(node.operands, sides, strict=True)
            if not its and not _asks_whether_there(operand)
        )
        is_all = next(silent, None) is None
        if is_all or not self._of_one:
            yield from _alternatives(list(chain.from_iterable(sides)), is_all=is_all)

    def _of_all(self, node: ast.And) -> Iterator[Side]:
        """Yield the sides of demands, to be told when all others are met."""
        silent: list[ast.Expression] = []
        told: list[Side] = []
        for operand in node.operands:
            sides = list(self.of(operand))
            told += sides
            if not _values(sides) and not _asks_whether_there(operand):
                silent.append(operand)
        for side in told:
            if side.is_listed:
                yield side
            else:
                yield side.changed(lambda value: _when(silent, value))

    def _of_comparison(self, node: ast.Comparison) -> Iterator[Side]:
        turned = ast.Comparison(_TURNED[node.operator], node.right, node.left)
        for way in self._ways(node, turned):
            yield self._side(way, is_turned=way is turned)
        yield from self._of_distance(node)

    def _ways(
        self, node: ast.Comparison, turned: ast.Comparison
    ) -> Sequence[ast.Comparison]:
        """Return a comparison as it tells something: what is told stands on the right."""
        for each in (node, turned):
            if names_date(each.left) and not self._is_item(each.right):
                return (each,)
        if names_date(node.left):
            return (node,)
        ways = [each for each in (node, turned) if self._is_item(each.left)]
        told = [each for each in ways if self._is_telling(each.right)]
        return told or [each for each in (node, turned) if self._is_held(each)][:1]

    def _side(self, node: ast.Comparison, *, is_turned: bool) -> Side:
        fails = ast.Comparison("=", node, ast.BooleanLiteral(value=False))
        return Side(
            there=node.right,
            broken=_if(fails, node.right),
            here=node.left,
            plain=node.right,
            operator=node.operator if self._binds(node, is_turned=is_turned) else "",
        )

    def _binds(self, node: ast.Comparison, *, is_turned: bool) -> bool:
        """Tell whether it is known that the own side is what has to give way."""
        names, there = self._names, node.right
        is_one = self._is_item(node.left) or names_date(node.left)
        if is_turned and (names.is_related(there) or not is_one):
            return False
        if node.operator == "=":
            # Counts that do not add up do not tell which of them is wrong.
            return names.is_decided(there) or (
                not names.is_related(there) and not _DATED.isdisjoint(_called(there))
            )
        return node.operator in _BOUNDS

    def _of_distance(self, node: ast.Comparison) -> Iterator[Side]:
        match node.left:
            case ast.Call(
                function=ast.Name(name="abs"),
                arguments=(
                    ast.Argument(
                        value=ast.Arithmetic(operator="-", left=here, right=there)
                    ),
                ),
            ) if self._is_item(here) and self._is_telling(there):
                yield _neutral(here, there)

    def _of_list(self, node: ast.Call) -> Iterator[Side]:
        match node:
            case ast.Call(
                function=ast.Name(name="list contains"),
                arguments=(ast.Argument(value=there), ast.Argument(value=here)),
            ) if self._is_item(here) and self._is_telling(there):
                yield _neutral(here, there)

    def _of_each(self, one: ast.LoopVariable, node: ast.Quantified) -> Iterator[Side]:
        names = replace(self._names, related=self._names.related | {one.name})
        is_every = node.quantifier == "every"

        def each(value: ast.Expression) -> ast.Expression:
            told = ast.If(node.condition, ast.NullLiteral(), value)
            return ast.For((one,), told if is_every else value)

        sides = list(_Sides(names, of_one=True).of(node.condition))
        for side in _values(sides):
            found = side.changed(each)
            yield found if is_every else replace(found, operator="")
        if is_every:
            yield from (side.changed(each) for side in sides if side.is_listed)
        if is_every and not sides and _is_written(one.domain):
            fails = ast.Comparison("=", node.condition, ast.BooleanLiteral(value=False))
            yield _listed(ast.For((one,), _if(fails, ast.Name(one.name))))

    def _is_item(self, node: ast.Expression) -> bool:
        return isinstance(node, ast.Name) and node.name in self._names.own

    def _is_telling(self, node: ast.Expression) -> bool:
        """Tell whether a side says more than the finding does by itself."""
        return isinstance(node, ast.Arithmetic) or self._names.is_related(node)

    def _is_held(self, node: ast.Comparison) -> bool:
        """Tell whether what is made of items stands against what is computed."""
        names, read = self._names, self._names.read_by(node.left)
        is_own = bool(read) and read <= names.own and not names.is_decided(node.left)
        there = node.right
        if self._is_item(node.left):
            return node.operator != "!=" and names.is_made(there)
        return is_own and (names.is_decided(there) or names.is_related(there))


def _between(node: ast.Between) -> ast.And:
    low = ast.Comparison(">=", node.value, node.low)
    return ast.And((low, ast.Comparison("<=", node.value, node.high)))


def _neutral(here: ast.Expression, there: ast.Expression) -> Side:
    return Side(there=there, broken=there, here=here, plain=there, operator="")


def _alternatives(sides: Sequence[Side], *, is_all: bool) -> Iterable[Side]:
    """Return the sides of alternatives: one alone binds only where no other could."""
    ways = {(side.operator, side.here) for side in sides}
    if is_all and len(sides) == 1:
        return sides
    if is_all and len(ways) == 1 and sides[0].operator == "=":
        return [replace(side, is_choice=True) for side in sides]
    return [replace(side, operator="") for side in sides]


def _asks_whether_there(node: ast.Expression) -> bool:
    """Tell whether a condition only asks if a value is there."""
    sides = (node.left, node.right) if isinstance(node, ast.Comparison) else ()
    return any(isinstance(side, ast.NullLiteral) for side in sides)


def _when(met: Sequence[ast.Expression], side: ast.Expression) -> ast.Expression:
    """Return a side that is null unless all of some conditions are met."""
    told = side
    for condition in met:
        told = _if(condition, told)
    return told


def _if(condition: ast.Expression, told: ast.Expression) -> ast.Expression:
    return ast.If(condition, told, ast.NullLiteral())


def _values(sides: Iterable[Side]) -> list[Side]:
    return [side for side in sides if not side.is_listed]


def _listed(items: ast.Expression) -> Side:
    nothing = ast.NullLiteral()
    return Side(items, nothing, nothing, nothing, operator="", is_listed=True)


def _is_written(node: ast.Expression) -> bool:
    """Tell whether a list holds the words of a person: of one item, or of the rule."""
    match node:
        case ast.Call(function=ast.Name(name="split")):
            return True
        case ast.ListLiteral(items=items):
            return all(isinstance(item, ast.StringLiteral) for item in items)
        case _:
            return False
