"""Phrases: pieces of a small language inside a rule file, as typed, with their places.

In: nodes. Out: ``Phrase`` for one expression or format, ``ByReading`` where the choice
among several is a named reading. Parses nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.position import Position
from ruleengine.base.text import Text
from ruleengine.source.node import Listing, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from ruleengine.source.node import ScalarValue

READING = "reading"
"""The key that names the reading; every other key beside it is a choice."""


@frozen
class Phrase:
    """One scalar of a rule file: text, meaning as bare scalar, and place."""

    text: str
    position: Position
    quoted: bool = False

    @property
    def value(self) -> ScalarValue:
        """What the scalar means by the table of the source room."""
        return Scalar(self.text, self.quoted, self.position).value

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written, which a bare ``null`` is not."""
        return not self.text and not self.quoted

    def at(self, offset: int) -> Position:
        """Return the place of the character at ``offset``, exact on a single line."""
        if "\n" in self.text or offset <= 0:
            return self.position
        shift = offset + (1 if self.quoted else 0)
        place = self.position
        return Position(place.file, place.line, place.column + shift)


@frozen
class ByReading:
    """A phrase, or one phrase for each choice of a reading."""

    reading: Phrase | None
    """Name of the reading; None when there is only one phrase, under ``""``."""
    choices: Map[str, Phrase]
    places: Map[str, Position]
    """Where each choice is named."""
    position: Position


def phrase_of(node: Node | None) -> Phrase | None:
    """Return a scalar as a phrase; None for anything else."""
    if not isinstance(node, Scalar):
        return None
    return Phrase(node.text, node.position, node.quoted)


def phrases_of(node: Node | None) -> tuple[Phrase, ...]:
    """Return the scalars of a list; one bare scalar counts as a list of one."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(phrase for item in items if (phrase := phrase_of(item)))


def by_reading_of(node: Node) -> ByReading:
    """Return a scalar, or a mapping with ``reading:`` and its choices."""
    if isinstance(node, Mapping):
        choices = {
            key: phrase
            for key, item in node.entries.items()
            if key != READING and (phrase := phrase_of(item))
        }
        reading = phrase_of(node.get(READING))
        return ByReading(reading, MappingProxyType(choices), node.keys, node.position)
    only = phrase_of(node) or Phrase("", node.position)
    return ByReading(
        None, MappingProxyType({"": only}), MappingProxyType({}), node.position
    )


def sentence_of(node: Node | None) -> Text | None:
    """Return a sentence: one text for both languages, or a mapping of ``zh``, ``en``."""
    if isinstance(node, Mapping):
        zh = node.text("zh")
        return Text(zh, node.text("en", zh))
    return Text.same(node.text) if isinstance(node, Scalar) else None
