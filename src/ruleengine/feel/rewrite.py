"""A syntax tree with other nodes in the place of some of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[ast.Node], ast.Expression | None]


def rewritten(node: ast.Expression, change: Change) -> ast.Expression:
    """Return a tree in which ``change`` has been asked of each node, from the top.

    Args:
        node: the tree.
        change: returns what stands in the place of a node with all below it, or None.
    """
    other = change(node)
    if other is not None:
        return other
    parts = {name: _part(getattr(node, name), change) for name in node.__match_args__}
    return replace(node, **parts)


def _part(part: Any, change: Change) -> Any:
    if isinstance(part, tuple):
        return tuple(_part(each, change) for each in part)
    if isinstance(part, ast.Node):
        return rewritten(cast("ast.Expression", part), change)
    return part
