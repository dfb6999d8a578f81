"""Working calendars: for each published year, days off and make-up working days.

In: a node that the schema has accepted. Out: frozen dataclasses; dates stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.model.phrase import Phrase, phrase_of, phrases_of

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping


@frozen(kw_only=True)
class Year:
    """One year as its notice arranges it."""

    year: Phrase
    notice: str
    off: tuple[Phrase, ...]
    """Dates, or ``from..to`` with both ends off."""
    work: tuple[Phrase, ...]
    """Saturdays and Sundays that are worked."""


@frozen(kw_only=True)
class Calendar:
    """A working calendar as written."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    source: str
    years: tuple[Year, ...]
    position: Position


def from_node(node: Mapping) -> Calendar:
    """Build a calendar from a node that the schema has accepted."""
    return Calendar(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        source=node.text("source"),
        years=tuple(_year(item) for item in node.mappings("years")),
        position=node.place("id"),
    )


def _year(node: Mapping) -> Year:
    return Year(
        year=phrase_of(node.get("year")) or Phrase("", node.position),
        notice=node.text("notice"),
        off=phrases_of(node.get("off")),
        work=phrases_of(node.get("work")),
    )
