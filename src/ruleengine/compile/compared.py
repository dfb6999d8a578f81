"""What a check holds the own items against.

Comes in: the tree of a condition. Goes out: the trees of the other side, such as
``count(计划)`` in ``count(计划) = 计划数`` or ``a + b`` in ``c = a + b``, so that a finding
can say what was counted, found or computed. Of many records only those at which the
condition fails are spoken of. Conditions of another shape have no such side, and where
something else may be at fault as well, the side would only mislead; then nothing is said.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ruleengine import feel
from ruleengine.compile.condition import called
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet

    from ruleengine.compile.condition import Condition

MOST = 2
"""Sides that can be told apart in one sentence."""


def compared_programs(
    condition: Condition, own: AbstractSet[str], readings: Mapping[str, str]
) -> tuple[feel.Program, ...]:
    """Return programs of the other sides of a condition; none where it has too many.

    Args:
        condition: over a record, or over it and its related records.
        own: the names in it that are items of the record.
        readings: the effective choices.
    """
    related = {name for name, _ in condition.inputs} - own
    tree = condition.program(readings).tree
    sides = list(dict.fromkeys(_Sides(own, related).of(tree)))
    if len(sides) > MOST:
        return ()
    return tuple(
        feel.compile(side, functions=called(side, condition.functions))
        for side in sides
    )


class _Sides:
    """Finds the other sides in a condition."""

    def __init__(
        self,
        own: AbstractSet[str],
        related: AbstractSet[str],
        *,
        of_one: bool = False,
    ) -> None:
        self._own = own
        self._related = related
        self._of_one = of_one
        """Whether the condition speaks of one of many records."""

    def of(self, node: ast.Expression) -> Iterator[ast.Expression]:
        match node:
            case ast.Or():
                yield from self._of_any(node)
            case ast.And():
                yield from self._of_all(node)
            case ast.Comparison():
                yield from self._of_comparison(node)
            case ast.Call():
                yield from self._of_list(node)
            case ast.Quantified(iterators=(one,)) if one.last is None:
                yield from self._of_each(one, node)

    def _of_any(self, node: ast.Or) -> Iterator[ast.Expression]:
        """Yield the sides of alternatives; none where another may be what is at fault."""
        sides = [list(self.of(operand)) for operand in node.operands]
        silent = (
            operand
            for operand, its in zip(node.operands, sides, strict=True)
            if not its and not _asks_whether_there(operand)
        )
        if not self._of_one or next(silent, None) is None:
            yield from chain.from_iterable(sides)

    def _of_all(self, node: ast.And) -> Iterator[ast.Expression]:
        """Yield the sides of demands, to be told when all others are met."""
        silent: list[ast.Expression] = []
        told: list[ast.Expression] = []
        for operand in node.operands:
            sides = list(self.of(operand))
            told += sides
            if not sides and not _asks_whether_there(operand):
                silent.append(operand)
        for side in told:
            yield _when(silent, side)

    def _of_comparison(self, node: ast.Comparison) -> Iterator[ast.Expression]:
        for here, there in ((node.left, node.right), (node.right, node.left)):
            if self._is_own(here) and self._is_telling(there):
                yield there
        match node.left:
            case ast.Call(
                function=ast.Name(name="abs"),
                arguments=(
                    ast.Argument(
                        value=ast.Arithmetic(operator="-", left=here, right=there)
                    ),
                ),
            ) if self._is_own(here) and self._is_telling(there):
                yield there

    def _of_list(self, node: ast.Call) -> Iterator[ast.Expression]:
        match node:
            case ast.Call(
                function=ast.Name(name="list contains"),
                arguments=(ast.Argument(value=there), ast.Argument(value=here)),
            ) if self._is_own(here) and self._is_telling(there):
                yield there

    def _of_each(
        self, one: ast.LoopVariable, node: ast.Quantified
    ) -> Iterator[ast.Expression]:
        inner = _Sides(self._own, self._related | {one.name}, of_one=True)
        for side in inner.of(node.condition):
            told = side
            if node.quantifier == "every":
                told = ast.If(node.condition, ast.NullLiteral(), side)
            yield ast.For((one,), told)

    def _is_own(self, node: ast.Expression) -> bool:
        return isinstance(node, ast.Name) and node.name in self._own

    def _is_telling(self, node: ast.Expression) -> bool:
        """Tell whether a side says more than the finding does by itself."""
        return isinstance(node, ast.Arithmetic) or any(
            isinstance(piece, ast.Name) and piece.name in self._related
            for piece in ast.pieces(node)
        )


def _asks_whether_there(node: ast.Expression) -> bool:
    """Tell whether a condition only asks if a value is there."""
    sides = (node.left, node.right) if isinstance(node, ast.Comparison) else ()
    return any(isinstance(side, ast.NullLiteral) for side in sides)


def _when(met: Sequence[ast.Expression], side: ast.Expression) -> ast.Expression:
    """Return a side that is null unless all of some conditions are met."""
    told = side
    for condition in met:
        told = ast.If(condition, told, ast.NullLiteral())
    return told
