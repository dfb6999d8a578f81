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
    line, column, first, *rest = plain
    place = Position(file, line, column)
    if isinstance(first, str):
        (quoted,) = rest
        return Scalar(first, bool(quoted), place)
    if not isinstance(first, list):
        raise ValueError(plain)  # noqa: TRY004  the caller asks for one error
    if not rest:
        return Listing(tuple([from_plain(item, file) for item in first]), place)
    (nodes,) = rest
    entries: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    for (key, *at), node in zip(first, nodes, strict=True):
        keys[key] = Position(file, *at)
        entries[key] = from_plain(node, file)
    return Mapping(entries, keys, place)
