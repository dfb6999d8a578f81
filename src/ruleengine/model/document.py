"""The document a pack stands for: title, edition, validity, readings, errata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping


@frozen
class ReadingChoice:
    """One way to read an ambiguous clause."""

    choice: str
    says: str
    position: Position


@frozen
class Reading:
    """An ambiguous or damaged place, the ways to read it, and the one taken."""

    name: str
    title: str
    default: str
    choices: tuple[ReadingChoice, ...]
    why: str
    clauses: tuple[str, ...]
    position: Position

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the choices."""
        return tuple(choice.choice for choice in self.choices)


@frozen
class Erratum:
    """A place where the print is wrong, and what is done about it."""

    id: str
    clauses: tuple[str, ...]
    place: str
    print: str
    correction: str
    reason: str


@frozen(kw_only=True)
class Document:
    """The source document of a pack in one edition."""

    pack: str
    title: str
    number: str
    edition: str
    issued: str
    effective_from: str | None
    """ISO date of the first day in force; None means always."""
    effective_until: str | None
    supersedes: str
    source: str
    note: str
    readings: tuple[Reading, ...]
    errata: tuple[Erratum, ...]
    position: Position


def from_node(node: Mapping) -> Document:
    """Make a document from its file; the schema has accepted the shape."""
    effective = node.mapping("effective")
    return Document(
        pack=node.text("pack"),
        title=node.text("title"),
        number=node.text("number"),
        edition=node.text("edition"),
        issued=node.text("issued"),
        effective_from=_day(effective, "from"),
        effective_until=_day(effective, "until"),
        supersedes=node.text("supersedes"),
        source=node.text("source"),
        note=node.text("note"),
        readings=tuple(_reading(item) for item in node.mappings("readings")),
        errata=tuple(_erratum(item) for item in node.mappings("errata")),
        position=node.position,
    )


def _day(effective: Mapping | None, key: str) -> str | None:
    value = effective.value(key) if effective else None
    return str(value) if value is not None else None


def _reading(node: Mapping) -> Reading:
    return Reading(
        name=node.text("name"),
        title=node.text("title"),
        default=node.text("default"),
        choices=tuple(
            ReadingChoice(
                choice.text("choice"), choice.text("says"), choice.place("choice")
            )
            for choice in node.mappings("choices")
        ),
        why=node.text("why"),
        clauses=node.texts("clauses"),
        position=node.position,
    )


def _erratum(node: Mapping) -> Erratum:
    return Erratum(
        id=node.text("id"),
        clauses=node.texts("clauses"),
        place=node.text("place"),
        print=node.text("print"),
        correction=node.text("correction"),
        reason=node.text("reason"),
    )
