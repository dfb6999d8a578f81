"""Node trees as plain data, and back: what a rule file held, without its YAML.

Comes in: a Node tree of a file that was found right. Goes out: lists of texts and
numbers that JSON can hold, and from such lists the same tree.
"""

from __future__ import annotations

from typing import Any

from ruleengine.base.position import Position
from ruleengine.source.node import Listing, Mapping, Node, Scalar


def to_plain(node: Node) -> list[Any]:
    """Return a tree as nested lists."""
    line, column = node.position.line, node.position.column
    match node:
        case Scalar(text, quoted):
            return [line, column, text, int(quoted)]
        case Listing(items):
            return [line, column, [to_plain(item) for item in items]]
        case Mapping(entries, keys):
            return [
                line,
                column,
                [[key, at.line, at.column] for key, at in keys.items()],
                [to_plain(entries[key]) for key in keys],
            ]


def from_plain(plain: list[Any], file: str) -> Node:
    """Return the tree of nested lists.

    Args:
        plain: as ``to_plain`` made it.
        file: how the file is called in positions.

    Raises:
        ValueError: it is something else.
    """
    line, column, *content = plain
    place = Position(file, line, column)
    match content:
        case [str(text), quoted]:
            return Scalar(text, bool(quoted), place)
        case [list(items)]:
            return Listing(tuple(from_plain(item, file) for item in items), place)
        case [list(keys), list(nodes)]:
            entries = {
                key: from_plain(node, file)
                for (key, *_), node in zip(keys, nodes, strict=True)
            }
            return Mapping(entries, {k: Position(file, *at) for k, *at in keys}, place)
        case _:
            raise ValueError(plain)
