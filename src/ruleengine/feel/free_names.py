"""Which names an expression takes from its context, with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

Names = frozenset[str]
INPUT = "?"
"""The name of the value that a test is about."""


def asks_input(node: ast.Node) -> bool:
    """Tell whether a test names its value; what stands behind ``in`` has its own."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, ast.Name) and current.name == INPUT:
            return True
        if isinstance(current, ast.In):
            stack.append(current.value)
        else:
            stack.extend(ast.children(current))
    return False


def free_paths(
    node: ast.Expression, functions: Container[str] = ()
) -> frozenset[tuple[str, ...]]:
    """Return the paths of a tree: ``plan.start`` is ``("plan", "start")``.

    Inside a filter a name may be a member of the item; it is returned all the same.

    Args:
        node: the expression.
        functions: names that mean a function where they are called.
    """
    return frozenset(_paths(node, frozenset(), functions))


def _paths(
    node: ast.Node, bound: Names, functions: Container[str]
) -> Iterator[tuple[str, ...]]:
    match node:
        case ast.Name():
            if node.name not in bound:
                yield (node.name,)
        case ast.Path():
            yield from _path(node, bound, functions)
        case ast.Call():
            yield from _call(node, bound, functions)
        case ast.For() | ast.Quantified():
            yield from _loop(node, bound, functions)
        case ast.FunctionLiteral():
            names = bound.union(parameter.name for parameter in node.parameters)
            yield from _paths(node.body, names, functions)
        case ast.ContextLiteral():
            for entry in node.entries:
                yield from _paths(entry.value, bound, functions)
                bound = bound.union((entry.key,))
        case ast.In():
            yield from _paths(node.value, bound, functions)
            for test in node.tests:
                yield from _paths(test, bound.union((INPUT,)), functions)
        case ast.Filter():
            yield from _paths(node.base, bound, functions)
            yield from _paths(node.condition, bound.union(("item",)), functions)
        case _:
            for child in ast.children(node):
                yield from _paths(child, bound, functions)


def _path(
    node: ast.Path, bound: Names, functions: Container[str]
) -> Iterator[tuple[str, ...]]:
    members = [node.name]
    base: ast.Expression = node.base
    while isinstance(base, ast.Path):
        members.append(base.name)
        base = base.base
    if not isinstance(base, ast.Name):
        yield from _paths(base, bound, functions)
    elif base.name not in bound:
        yield (base.name, *reversed(members))


def _call(
    node: ast.Call, bound: Names, functions: Container[str]
) -> Iterator[tuple[str, ...]]:
    called = node.function
    if not (isinstance(called, ast.Name) and called.name in functions):
        yield from _paths(called, bound, functions)
    for argument in node.arguments:
        yield from _paths(argument.value, bound, functions)


def _loop(
    node: ast.For | ast.Quantified, bound: Names, functions: Container[str]
) -> Iterator[tuple[str, ...]]:
    for variable in node.iterators:
        yield from _paths(variable.domain, bound, functions)
        if variable.last is not None:
            yield from _paths(variable.last, bound, functions)
        bound = bound.union((variable.name,))
    if isinstance(node, ast.For):
        yield from _paths(node.body, bound.union(("partial",)), functions)
    else:
        yield from _paths(node.condition, bound, functions)
