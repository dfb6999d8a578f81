"""A form as plain JSON values and back, so that a parsed format can be stored.

In: a ``Form``, or what ``to_plain`` made of one. Out: the other. Needs no parser.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from ruleengine.notation import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.notation.ast import Form, Node

_NODES = {
    node.__name__: node
    for node in (
        ast.Fixed,
        ast.UpTo,
        ast.Between,
        ast.Unlimited,
        ast.DecimalUpTo,
        ast.DecimalFixed,
        ast.Mask,
        ast.AnyLetter,
        ast.AnyDigit,
        ast.Quoted,
        ast.Temporal,
        ast.Boolean,
        ast.Media,
    )
}


def to_plain(form: Form) -> dict[str, Any]:
    """Return the form as a mapping of JSON values; places in the text are left out."""
    return _to_plain(form)


def _to_plain(node: Node) -> dict[str, Any]:
    own = (field.name for field in fields(node) if field.compare)
    return {
        "form": type(node).__name__,
        **{name: _value_to_plain(getattr(node, name)) for name in own},
    }


def _value_to_plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value_to_plain(item) for item in value]
    return _to_plain(value) if isinstance(value, ast.Node) else value


def from_plain(plain: Mapping[str, Any]) -> Form:
    """Return the form that ``to_plain`` was given.

    Raises:
        KeyError: the mapping was not made by ``to_plain``.
    """
    return cast("Form", _from_plain(plain))


def _from_plain(plain: Mapping[str, Any]) -> Node:
    values = {name: _value(value) for name, value in plain.items() if name != "form"}
    return _NODES[plain["form"]](**values)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    return _from_plain(value) if isinstance(value, dict) else value
