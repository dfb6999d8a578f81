"""Formula: a FEEL text with its place, or one text per choice of a reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.source.node import Mapping, Scalar

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Node


@dataclass(frozen=True, slots=True)
class Formula:
    """One FEEL text as typed."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class ByReading:
    """A formula that depends on how an ambiguous clause is read."""

    reading: str
    position: Position
    choices: tuple[tuple[str, Formula], ...]


Expression = Formula | ByReading


def expression(node: Node | None) -> Expression | None:
    """Make the formula of a node: a text, or a mapping with ``reading`` and choices."""
    match node:
        case Scalar():
            return Formula(node.text, node.position)
        case Mapping():
            choices = tuple(
                (key, Formula(item.text, item.position))
                for key, item in node.entries.items()
                if key != "reading" and isinstance(item, Scalar)
            )
            return ByReading(node.text("reading"), node.place("reading"), choices)
        case _:
            return None


def formula(parent: Mapping, key: str) -> Formula | None:
    """Make the formula under ``key`` where only a plain text may stand."""
    node = parent.get(key)
    return Formula(node.text, node.position) if isinstance(node, Scalar) else None
