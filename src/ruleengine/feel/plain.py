"""Syntax trees as plain JSON values and back, so that a parsed text can be stored.

In: a tree, or what ``to_plain`` made of one. Out: the other. Needs no parser.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any, cast

from ruleengine.feel import ast

NUMBER = "#"
"""Marks an exact number, which JSON has no type for."""


def to_plain(node: ast.Expression) -> list[Any]:
    """Return a tree as nested lists of JSON values, places in the text included."""
    return cast("list[Any]", _plain(node))


def from_plain(data: list[Any]) -> ast.Expression:
    """Return the tree that ``to_plain`` made the data of.

    Raises:
        ValueError: the data was made of something else.
    """
    try:
        return cast("ast.Expression", _node(data))
    except (KeyError, TypeError, IndexError, ArithmeticError) as error:
        raise ValueError("no stored syntax tree") from error


def _plain(value: Any) -> Any:
    if isinstance(value, ast.Node):
        parts = [_plain(getattr(value, name)) for name in _names(type(value))]
        return [type(value).__name__, *parts]
    if isinstance(value, tuple):
        return {"": [_plain(item) for item in value]}
    return [NUMBER, str(value)] if isinstance(value, Decimal) else value


def _node(data: Any) -> Any:
    if isinstance(data, dict):
        return tuple(_node(item) for item in data[""])
    if not isinstance(data, list):
        return data
    if data[0] == NUMBER:
        return Decimal(data[1])
    kind, names = _kinds()[data[0]]
    named = zip(names, data[1:], strict=True)
    return kind(**{name: _node(item) for name, item in named})


def _names(kind: type[ast.Node]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _kinds() -> dict[str, tuple[type[ast.Node], tuple[str, ...]]]:
    kinds = ast.Node.__subclasses__()
    return {kind.__name__: (kind, _names(kind)) for kind in kinds}
