"""Identifiers: numbers made of named parts, with a check character and relations.

In: a node that the schema has accepted. Out: frozen dataclasses; formats stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.model.datum import Datum, datum_of
from ruleengine.model.demand import Demand, demand_of
from ruleengine.model.phrase import Phrase, phrase_of, phrases_of

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping


@frozen(kw_only=True)
class Part:
    """One part, from left to right."""

    key: str
    name: str
    formats: tuple[Phrase, ...]
    """Any of these formats; empty when ``one_of`` says it all."""
    one_of: tuple[Phrase, ...]
    characters: tuple[Phrase, ...]
    """Single characters and ranges such as ``A-Z``; with ``length``."""
    length: Phrase | None
    """How many of those characters: ``9`` or ``1..64``."""
    codes: Phrase | None
    """A code list, or an identifier, that the part must pass."""
    codes_severity: str
    prefix: str
    """Text before the part that is not part of its value."""
    low: Phrase | None
    high: Phrase | None
    leading_zeros: bool
    optional: bool
    clauses: tuple[str, ...]
    note: str
    position: Position


@frozen(kw_only=True)
class Checksum:
    """How one part follows from the others."""

    part: Phrase
    over: tuple[Phrase, ...]
    alphabet: Phrase
    weights: tuple[Phrase, ...]
    modulus: Phrase
    mapping: Phrase
    """Remainder -> character, one character for each remainder."""
    position: Position


@frozen(kw_only=True)
class Example:
    """A number that must pass, or must fail at a part."""

    text: Phrase
    is_good: bool
    fails: Phrase | None
    """The part, or the check, at which a bad number fails; None when not said."""


@frozen(kw_only=True)
class Identifier:
    """An identifier as written."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    case: str
    """``upper`` or ``lower`` when letters have one case; else empty."""
    parts: tuple[Part, ...]
    codes: Phrase | None
    """A code list that the whole number must be in."""
    codes_severity: str
    checksum: Checksum | None
    facts: tuple[Datum, ...]
    checks: tuple[Demand, ...]
    examples: tuple[Example, ...]
    position: Position


def from_node(node: Mapping) -> Identifier:
    """Build an identifier from a node that the schema has accepted."""
    checksum = node.mapping("checksum")
    return Identifier(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        case=node.text("case"),
        parts=tuple(_part(item) for item in node.mappings("parts")),
        codes=phrase_of(node.get("codes")),
        codes_severity=node.text("codes-severity", "error"),
        checksum=_checksum(checksum) if checksum is not None else None,
        facts=tuple(datum_of(item) for item in node.mappings("facts")),
        checks=tuple(demand_of(item) for item in node.mappings("checks")),
        examples=_examples(node.mapping("examples")),
        position=node.place("id"),
    )


def _part(node: Mapping) -> Part:
    one = phrases_of(node.get("format")) if "format" in node else ()
    return Part(
        key=node.text("key"),
        name=node.text("name", node.text("key")),
        formats=one + phrases_of(node.get("any-of")),
        one_of=phrases_of(node.get("one-of")),
        characters=phrases_of(node.get("characters")),
        length=phrase_of(node.get("length")),
        codes=phrase_of(node.get("codes")),
        codes_severity=node.text("codes-severity", "error"),
        prefix=node.text("prefix"),
        low=phrase_of(node.get("from")),
        high=phrase_of(node.get("until")),
        leading_zeros=node.value("leading-zeros", default=True) is not False,
        optional=node.value("optional") is True,
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.place("key"),
    )


def _checksum(node: Mapping) -> Checksum:
    missing = Phrase("", node.position)
    return Checksum(
        part=phrase_of(node.get("part")) or missing,
        over=phrases_of(node.get("over")),
        alphabet=phrase_of(node.get("alphabet")) or missing,
        weights=phrases_of(node.get("weights")),
        modulus=phrase_of(node.get("modulus")) or missing,
        mapping=phrase_of(node.get("mapping")) or missing,
        position=node.position,
    )


def _examples(node: Mapping | None) -> tuple[Example, ...]:
    if node is None:
        return ()
    good = (
        Example(text=text, is_good=True, fails=None)
        for text in phrases_of(node.get("good"))
    )
    bad = (
        Example(text=text, is_good=False, fails=phrase_of(item.get("fails")))
        for item in node.mappings("bad")
        if (text := phrase_of(item.get("text")))
    )
    return (*good, *bad)
