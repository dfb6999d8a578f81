"""The XML of a workbook's part on its way through the parser.

Comes in: bytes. Goes out: events. A document type declaration is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from ruleengine.readers.sentences import input_error

if TYPE_CHECKING:
    from collections.abc import Mapping


class Events(Protocol):
    """What takes the events of one XML part; names come without prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""


class Taker(Protocol):
    """What takes the bytes of one XML part."""

    def take(self, data: bytes, *, is_last: bool = False) -> None:
        """Take the next bytes; nothing comes after the last."""

    @property
    def waiting(self) -> int:
        """How many bytes are held because the end of their tag has not come."""


class XmlParser:
    """Sends the bytes of one part through ``events``."""

    def __init__(self, events: Events, file: str) -> None:
        self.expat = _expat(events, file)
        self._given = 0

    def take(self, data: bytes, *, is_last: bool = False) -> None:
        """Parse the next bytes."""
        self._given += len(data)
        self.expat.Parse(data, is_last)

    @property
    def waiting(self) -> int:
        """How many bytes are held because the end of their tag has not come."""
        return self._given - max(self.expat.CurrentByteIndex, 0)


def _expat(events: Events, file: str) -> expat.XMLParserType:
    def start(name: str, attributes: dict[str, str]) -> None:
        events.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        events.end(name.rpartition(":")[2])

    def doctype(*_: object) -> None:
        raise input_error("xlsx-doctype", file)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = events.text
    return parser
