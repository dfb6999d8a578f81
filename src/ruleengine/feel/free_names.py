"""Which names an expression takes from its context, with their members."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.frozen_map import FrozenMap
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

Names = frozenset[str]
Members = Mapping[str, Collection[str]]
"""Name of a list -> the members that all its items have."""
NO_MEMBERS: Members = FrozenMap({})
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
    node: ast.Expression,
    functions: Container[str] = (),
    members: Members = NO_MEMBERS,
) -> frozenset[tuple[str, ...]]:
    """Return the paths of a tree: ``plan.start`` is ``("plan", "start")``.

    Inside a filter a name may be a member of the item; it is returned all the same where
    the members are not known.

    Args:
        node: the expression.
        functions: names that mean a function where they are called.
        members: names of lists -> the members that all their items have.
    """
    return frozenset(_Reader(functions, members).paths(node, frozenset()))


@frozen
class _Reader:
    """Finds the paths below nodes; ``bound`` are names that mean something local."""

    functions: Container[str]
    members: Members

    def paths(self, node: ast.Node, bound: Names) -> Iterator[tuple[str, ...]]:
        match node:
            case ast.Name():
                if node.name not in bound:
                    yield (node.name,)
            case ast.Path():
                yield from self._path(node, bound)
            case ast.Call():
                yield from self._call(node, bound)
            case ast.For() | ast.Quantified():
                yield from self._loop(node, bound)
            case ast.FunctionLiteral():
                names = bound.union(parameter.name for parameter in node.parameters)
                yield from self.paths(node.body, names)
            case ast.ContextLiteral():
                for entry in node.entries:
                    yield from self.paths(entry.value, bound)
                    bound = bound.union((entry.key,))
            case ast.In():
                yield from self.paths(node.value, bound)
                for test in node.tests:
                    yield from self.paths(test, bound.union((INPUT,)))
            case ast.Filter():
                yield from self.paths(node.base, bound)
                yield from self.paths(
                    node.condition, bound | self._of_item(node, bound)
                )
            case _:
                for child in ast.children(node):
                    yield from self.paths(child, bound)

    def _of_item(self, node: ast.Filter, bound: Names) -> Names:
        """Return what means something of each item that a filter looks at."""
        base = node.base
        if isinstance(base, ast.Name) and base.name not in bound:
            return frozenset(("item", *self.members.get(base.name, ())))
        return frozenset(("item",))

    def _path(self, node: ast.Path, bound: Names) -> Iterator[tuple[str, ...]]:
        members = [node.name]
        base: ast.Expression = node.base
        while isinstance(base, ast.Path):
            members.append(base.name)
            base = base.base
        if not isinstance(base, ast.Name):
            yield from self.paths(base, bound)
        elif base.name not in bound:
            yield (base.name, *reversed(members))

    def _call(self, node: ast.Call, bound: Names) -> Iterator[tuple[str, ...]]:
        called = node.function
        if not (isinstance(called, ast.Name) and called.name in self.functions):
            yield from self.paths(called, bound)
        for argument in node.arguments:
            yield from self.paths(argument.value, bound)

    def _loop(
        self, node: ast.For | ast.Quantified, bound: Names
    ) -> Iterator[tuple[str, ...]]:
        for variable in node.iterators:
            yield from self.paths(variable.domain, bound)
            if variable.last is not None:
                yield from self.paths(variable.last, bound)
            bound = bound.union((variable.name,))
        if isinstance(node, ast.For):
            yield from self.paths(node.body, bound.union(("partial",)))
        else:
            yield from self.paths(node.condition, bound)
