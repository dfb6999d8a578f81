"""Nodes: a rule file as it was typed, every part with its place.

Nothing is guessed: a scalar keeps its text and whether it was quoted; what a bare
scalar means is decided by one small table, ``Scalar.value``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping as Map

    from ruleengine.base.position import Position

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

ScalarValue = str | bool | int | Decimal | None


@frozen
class Scalar:
    """A single value as typed."""

    text: str
    quoted: bool
    position: Position

    @property
    def value(self) -> ScalarValue:
        """What the scalar means: bare true, false, null and plain numbers; else text.

        ``NO``, ``01``, ``12:30`` and ``2026-01-01`` stay the text they are, and
        ``1.10`` is the exact decimal 1.10.
        """
        if self.quoted:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        if INTEGER.fullmatch(self.text):
            return whole(self.text)
        return Decimal(self.text) if NUMBER.fullmatch(self.text) else self.text


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "null": None}


@frozen
class Listing:
    """A list of nodes."""

    items: tuple[Node, ...]
    position: Position

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@frozen
class Mapping:
    """Keys with nodes, in the order typed.

    The readers below are for models built from nodes that a schema has accepted:
    they answer absent keys with an empty value and never meet a wrong shape.
    """

    entries: Map[str, Node]
    keys: Map[str, Position]
    """Where each key itself stands."""
    position: Position

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> Node | None:
        """Return the node under ``key``, or None."""
        return self.entries.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return the scalar under ``key`` as typed."""
        node = self.entries.get(key)
        return node.text if isinstance(node, Scalar) else default

    def value(self, key: str, default: ScalarValue = None) -> ScalarValue:
        """Return what the scalar under ``key`` means."""
        node = self.entries.get(key)
        return node.value if isinstance(node, Scalar) else default

    def integer(self, key: str) -> int | None:
        """Return the whole number under ``key``, or None."""
        value = self.value(key)
        return value if isinstance(value, int) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the scalars of a list under ``key``; one bare scalar counts as one."""
        node = self.entries.get(key)
        if isinstance(node, Scalar):
            return (node.text,)
        return tuple(n.text for n in self.nodes(key) if isinstance(n, Scalar))

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list under ``key``."""
        node = self.entries.get(key)
        return node.items if isinstance(node, Listing) else ()

    def mappings(self, key: str) -> tuple[Mapping, ...]:
        """Return the mappings in the list under ``key``."""
        return tuple(n for n in self.nodes(key) if isinstance(n, Mapping))

    def mapping(self, key: str) -> Mapping | None:
        """Return the mapping under ``key``, or None."""
        node = self.entries.get(key)
        return node if isinstance(node, Mapping) else None

    def place(self, key: str) -> Position:
        """Return where the value of ``key`` stands, or the mapping itself."""
        node = self.entries.get(key)
        return node.position if node is not None else self.position


Node = Scalar | Listing | Mapping


def scalar_at(node: Node, position: Position) -> Scalar:
    """Return the last scalar that begins at or before a place."""
    found = [each for each in _scalars(node) if each.position <= position]
    return max(found, key=lambda each: each.position)


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Listing():
            for item in node:
                yield from _scalars(item)
        case Mapping():
            for item in node.entries.values():
                yield from _scalars(item)


def plain(node: Node) -> object:
    """Return the node as plain Python data (dict, list, str, bool, int, Decimal)."""
    match node:
        case Scalar():
            return node.value
        case Listing():
            return [plain(item) for item in node]
        case Mapping():
            return {key: plain(item) for key, item in node.entries.items()}


def one_line(node: Node, brackets: tuple[str, str] = ("[", "]")) -> str:
    """Return a node as one line of text.

    Args:
        node: the node.
        brackets: what stands around a list.
    """
    match node:
        case Scalar():
            return node.text
        case Listing():
            items = ", ".join(one_line(item, brackets) for item in node)
            return f"{brackets[0]}{items}{brackets[1]}"
        case Mapping():
            entries = node.entries.items()
            return ", ".join(f"{key}: {one_line(n, brackets)}" for key, n in entries)
