"""Parts of an expression that many evaluations share: computed for the first one only.

Comes in: a tree, the names that stand for the same in all of these evaluations. Goes
out: the largest parts that read nothing else, and code that keeps what they came to in a
dict that the context brings along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast, limits
from ruleengine.feel.free_names import free_paths
from ruleengine.feel.print import to_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ruleengine.feel.free_names import Members
    from ruleengine.feel.runtime import Scope
    from ruleengine.feel.static import Code
    from ruleengine.feel.values import Value

_COMPUTED = (
    *(ast.Call, ast.For, ast.Quantified, ast.Filter, ast.Path, ast.If),
    *(ast.Arithmetic, ast.Negation, ast.Comparison, ast.And, ast.Or),
    *(ast.Between, ast.In, ast.InstanceOf),
)
"""Whose value is worth keeping, and hangs on nothing but the names that are read."""


def shared_parts(
    tree: ast.Expression, shared: Members, functions: Container[str]
) -> list[ast.Expression]:
    """Return the largest parts that read shared names and no other.

    Args:
        tree: the expression.
        shared: the names, each with the members that all items of its list have.
        functions: names that mean a function where they are called.
    """
    if not shared or any(_is_in_the_way(piece, shared) for piece in ast.pieces(tree)):
        return []
    return list(_below(tree, shared, functions))


def _is_in_the_way(piece: object, shared: Members) -> bool:
    """Tell whether a name may mean something else, or a value outlive its evaluation."""
    match piece:
        case ast.LoopVariable(name=name) | ast.ContextEntry(key=name):
            return name in shared
        case ast.Name(name="item" | "partial" as name):
            return name in shared
        case _:
            return isinstance(piece, ast.FunctionLiteral)


def _below(
    node: ast.Node, shared: Members, functions: Container[str]
) -> Iterator[ast.Expression]:
    if isinstance(node, _COMPUTED):
        names = {path[0] for path in free_paths(node, functions, shared)}
        if names.isdisjoint(shared):
            return
        if names <= shared.keys():
            yield node
            return
    # In the condition of a filter, names are members of its items first of all.
    parts = [node.base] if isinstance(node, ast.Filter) else ast.children(node)
    for part in parts:
        yield from _below(part, shared, functions)


def kept(node: ast.Expression, code: Code) -> Code:
    """Return code that keeps the value of a part, where the context brings a dict."""
    key = to_text(node)

    def recalled(scope: Scope) -> Value:
        run = scope.run
        if run.kept is None:
            return code(scope)
        found = run.kept.get(key)
        if found is None:
            before = len(run.reasons)
            value = code(scope)
            # Reasons that went beyond the limit are lost, and would be next time.
            if len(run.reasons) < limits.REASONS:
                run.kept[key] = value, run.reasons[before:]
            return value
        value, reasons = found
        run.reasons += reasons[: limits.REASONS - len(run.reasons)]
        return value

    return recalled
