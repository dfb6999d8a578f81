"""Demand: a condition that must hold, and a notice given when a condition holds.

In: nodes of ``requires``, ``checks`` and ``needs-decision``. Out: frozen dataclasses;
conditions stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.model.phrase import (
    ByReading,
    Phrase,
    by_reading_of,
    phrase_of,
    phrases_of,
    sentence_of,
)

if TYPE_CHECKING:
    from ruleengine.base.finding import Severity
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping, Node


@frozen(kw_only=True)
class Demand:
    """``must`` has to hold whenever ``when`` does."""

    id: str
    title: str
    when: Phrase | None
    must: ByReading
    fault: Text | None
    """What a finding says when it does not hold."""
    on: tuple[Phrase, ...]
    """Keys of the values a finding points at; empty: those named in ``must``."""
    severity: Severity
    clauses: tuple[str, ...]
    note: str
    position: Position


@frozen(kw_only=True)
class OpenQuestion:
    """What the document leaves to people: ``says`` is given out when ``when`` holds."""

    id: str
    when: Phrase
    says: Text
    clauses: tuple[str, ...]
    position: Position


def demand_of(node: Mapping) -> Demand:
    """Build a demand from an item of ``requires`` or ``checks``."""
    return Demand(
        id=node.text("id"),
        title=node.text("title"),
        when=phrase_of(node.get("when")),
        must=by_reading_of(cast("Node", node.get("must"))),
        fault=sentence_of(node.get("fault")),
        on=phrases_of(node.get("on")),
        severity=cast("Severity", node.text("severity", "error")),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.place("id"),
    )


def open_question_of(node: Mapping) -> OpenQuestion:
    """Build an open question from an item of ``needs-decision``."""
    return OpenQuestion(
        id=node.text("id"),
        when=cast("Phrase", phrase_of(node.get("when"))),
        says=sentence_of(node.get("says")) or Text.same(""),
        clauses=node.texts("clauses"),
        position=node.place("id"),
    )
