"""Conditions that only ask which values are there: one answer for each pattern of them.

In: compiled conditions and the test of their values. Out: the same test, asked once for
each pattern. What a value is makes no difference to such a condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from ruleengine.compile.condition import Condition


def asks_presence_only(conditions: Iterable[Condition | None]) -> bool:
    """Tell whether every value in some conditions is only compared with null."""
    return all(_only_presence(condition) for condition in conditions if condition)


def by_presence(
    test: Callable[[Sequence[Any]], bool],
) -> Callable[[Sequence[Any]], bool]:
    """Return the test of a condition that only asks which values are there."""
    answers: dict[tuple[bool, ...], bool] = {}

    def is_met(values: Sequence[Any]) -> bool:
        there = tuple([value is not None and value != "" for value in values])
        if there not in answers:
            answers[there] = test(values)
        return answers[there]

    return is_met


def _only_presence(condition: Condition) -> bool:
    names = {name for name, _ in condition.inputs}
    for program in condition.programs:
        nodes = list(ast.pieces(program.tree))
        asked = [n for n in nodes if isinstance(n, ast.Name) and n.name in names]
        if len(asked) != sum(_is_about_null(node, names) for node in nodes):
            return False
    return True


def _is_about_null(node: object, names: Container[str]) -> bool:
    if not isinstance(node, ast.Comparison) or node.operator not in {"=", "!="}:
        return False
    sides = (node.left, node.right)
    name = any(isinstance(side, ast.Name) and side.name in names for side in sides)
    return name and any(isinstance(side, ast.NullLiteral) for side in sides)
