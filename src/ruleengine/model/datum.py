"""Datum: one named value that a decision, calculation or identifier is given.

DMN calls it input data. In: a node. Out: a frozen dataclass with texts uncompiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.model.phrase import Phrase, phrase_of, phrases_of
from ruleengine.source.node import Listing

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping, Node

EMPTY_LIST = "[]"


@frozen(kw_only=True)
class Datum:
    """A value handed in: what it is called, and what it may be."""

    key: str
    name: str
    type: str
    """integer, number, string, boolean, date, list or context."""
    unit: str
    symbol: str
    covers: Phrase | None
    """A unary test that every acceptable value passes."""
    values: tuple[Phrase, ...]
    """The acceptable values, when they can be listed."""
    default: Phrase | None
    """A literal; the empty list is the phrase ``[]``."""
    optional: bool
    items: tuple[Datum, ...]
    """What each item of a list, or the context itself, is made of."""
    format: Phrase | None
    identifier: Phrase | None
    codes: Phrase | None
    clauses: tuple[str, ...]
    note: str
    position: Position
    """Where the key stands."""


def datum_of(node: Mapping) -> Datum:
    """Build a datum from a node that the schema has accepted."""
    return Datum(
        key=node.text("key"),
        name=node.text("name", node.text("key")),
        type=node.text("type", "string"),
        unit=node.text("unit"),
        symbol=node.text("symbol"),
        covers=phrase_of(node.get("covers")),
        values=phrases_of(node.get("values")),
        default=_default(node.get("default")),
        optional=node.value("optional") is True,
        items=tuple(datum_of(item) for item in node.mappings("items")),
        format=phrase_of(node.get("format")),
        identifier=phrase_of(node.get("identifier")),
        codes=phrase_of(node.get("codes")),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.place("key"),
    )


def _default(node: Node | None) -> Phrase | None:
    if isinstance(node, Listing):
        return Phrase(EMPTY_LIST, node.position)
    return phrase_of(node)
