"""A printed table of data items with the checks inside it and between tables."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from ruleengine.base.frozen import frozen
from ruleengine.model.phrase import (
    ByReading,
    Phrase,
    by_reading_of,
    phrase_of,
    phrases_of,
    sentence_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from ruleengine.base.finding import Kind, Severity
    from ruleengine.base.position import Position
    from ruleengine.base.text import Text
    from ruleengine.source.node import Mapping

Obligation = Literal["always", "optional", "system", "conditional"]
Places: TypeAlias = "Map[str, Position]"
"""Text -> where it stands; for what is told of single names in a list."""


@frozen(kw_only=True)
class Required:
    """Whether a value must be there."""

    obligation: Obligation
    when: Phrase | None = None
    """For ``conditional``: the condition under which it is required."""
    severity: Severity = "error"
    forbidden_when: Phrase | None = None
    """The condition under which it must be absent."""
    forbidden_otherwise: bool = False
    """Absent whenever ``when`` is false."""
    forbidden_severity: Severity = "error"


@frozen(kw_only=True)
class Field:
    """One data item as printed."""

    no: int
    key: str
    name: str
    corrected: str
    alias: str
    type: str
    """As printed; empty where nothing is written, because the format tells it."""
    format: Phrase
    """The text of the format with its place (a notation, not FEEL)."""
    values: tuple[str, ...]
    places: Places
    """Where each of the values stands."""
    codes: str
    codes_position: Position | None
    codes_severity: Severity
    under: str
    """Key of the field whose code must be the parent of this one."""
    separator: str
    required: Required
    clauses: tuple[str, ...]
    note: str
    position: Position

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the item goes by, the printed one first, none twice."""
        every = (self.name, self.corrected, self.alias, self.key)
        return tuple(dict.fromkeys(name for name in every if name))


@frozen
class Related:
    """Records of another table that belong to the one being checked."""

    name: str
    table: str
    match: tuple[tuple[str, str], ...]
    """Pairs (here, there); here may be ``<earlier related>.<key>``."""
    where: Phrase | None
    distinct: tuple[str, ...]
    places: Places
    position: Position


@frozen(kw_only=True)
class Check:
    """A condition that a record must meet."""

    id: str
    title: str
    when: ByReading | None
    related: tuple[Related, ...]
    must: ByReading
    fault: Text | None
    on: tuple[str, ...]
    severity: Severity
    kind: Kind
    clauses: tuple[str, ...]
    note: str
    places: Places
    position: Position


@frozen(kw_only=True)
class Unique:
    """Fields whose values together must not occur twice in the table."""

    id: str
    title: str
    fields: tuple[str, ...]
    where: Phrase | None
    """Which records count; all of them where nothing is said."""
    fault: Text | None
    severity: Severity
    clauses: tuple[str, ...]
    note: str
    places: Places
    position: Position


@frozen(kw_only=True)
class Reference:
    """Fields whose values must occur in another table."""

    id: str
    title: str
    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]
    where: Phrase | None
    fault: Text | None
    severity: Severity
    clauses: tuple[str, ...]
    note: str
    places: Places
    position: Position


@frozen(kw_only=True)
class FieldTable:
    """One printed table."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]
    unique: tuple[Unique, ...]
    references: tuple[Reference, ...]
    position: Position
    _named: dict[str, Field] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def place(self) -> str:
        """How the document calls the table, such as ``表6``."""
        return self.title.split()[0]

    @property
    def named(self) -> Map[str, Field]:
        """Every name of every item -> the item; made once."""
        if not self._named:
            self._named.update((n, item) for item in self.fields for n in item.names)
        return self._named

    @property
    def key_of(self) -> dict[str, str]:
        """Every name of every item -> its key."""
        return {name: item.key for name, item in self.named.items()}


def from_node(node: Mapping) -> FieldTable:
    """Make a table from its file; the schema has accepted the shape."""
    return FieldTable(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        fields=tuple(_field(item) for item in node.mappings("fields")),
        checks=tuple(_check(item) for item in node.mappings("checks")),
        unique=tuple(_unique(item) for item in node.mappings("unique")),
        references=tuple(_reference(item) for item in node.mappings("references")),
        position=node.position,
    )


def _field(node: Mapping) -> Field:
    number = node.value("no")
    assert isinstance(number, int), "the schema demands a whole number"
    return Field(
        no=number,
        key=node.text("key"),
        name=node.text("name"),
        corrected=node.text("corrected"),
        alias=node.text("alias"),
        type=node.text("type"),
        format=phrase_of(node.get("format")) or Phrase("", node.position),
        values=node.texts("values"),
        places=_places(node, "values", "under"),
        codes=node.text("codes"),
        codes_position=node.place("codes") if "codes" in node else None,
        codes_severity=_severity(node, "codes-severity"),
        under=node.text("under"),
        separator=node.text("separator"),
        required=_required(node),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.position,
    )


def _required(node: Mapping) -> Required:
    forbidden = node.mapping("forbidden")
    condition = node.mapping("required")
    grade = _severity(forbidden, "severity") if forbidden else "error"
    if condition is None:
        return Required(
            obligation=cast("Obligation", node.text("required")),
            forbidden_when=phrase_of(forbidden.get("when")) if forbidden else None,
            forbidden_severity=grade,
        )
    return Required(
        obligation="conditional",
        when=phrase_of(condition.get("when")),
        severity=_severity(condition, "severity"),
        forbidden_when=phrase_of(forbidden.get("when")) if forbidden else None,
        forbidden_otherwise=condition.text("otherwise") == "forbidden",
        forbidden_severity=_severity(condition, "otherwise-severity", grade),
    )


def _severity(
    node: Mapping, key: str = "severity", default: Severity = "error"
) -> Severity:
    return cast("Severity", node.text(key, default))


def _check(node: Mapping) -> Check:
    must, when = node.get("must"), node.get("when")
    assert must is not None, "the schema demands a condition"
    return Check(
        id=node.text("id"),
        title=node.text("title"),
        when=by_reading_of(when) if when else None,
        related=tuple(_related(item) for item in node.mappings("related")),
        must=by_reading_of(must),
        fault=sentence_of(node.get("fault")),
        on=node.texts("on"),
        severity=_severity(node),
        kind=cast("Kind", node.text("kind", "check")),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        places=_places(node, "on"),
        position=node.position,
    )


def _related(node: Mapping) -> Related:
    return Related(
        name=node.text("name"),
        table=node.text("table"),
        match=tuple(_pair(text) for text in node.texts("match")),
        where=phrase_of(node.get("where")),
        distinct=node.texts("distinct"),
        places=_places(node, "table", "match", "distinct"),
        position=node.position,
    )


def _places(node: Mapping, *keys: str) -> Places:
    """Return where the scalars under some keys stand; both sides of a pair alike."""
    found: dict[str, Position] = {}
    for phrase in (each for key in keys for each in phrases_of(node.get(key))):
        for text in (phrase.text, *_pair(phrase.text)):
            found.setdefault(text, phrase.position)
    return found


def _pair(text: str) -> tuple[str, str]:
    here, equals, there = (part.strip() for part in text.partition("="))
    return (here, there) if equals else (here, here)


def _unique(node: Mapping) -> Unique:
    return Unique(
        id=node.text("id"),
        title=node.text("title"),
        fields=node.texts("fields"),
        where=phrase_of(node.get("where")),
        fault=sentence_of(node.get("fault")),
        severity=_severity(node),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        places=_places(node, "fields"),
        position=node.position,
    )


def _reference(node: Mapping) -> Reference:
    return Reference(
        id=node.text("id"),
        title=node.text("title"),
        fields=node.texts("fields"),
        table=node.text("table"),
        target=node.texts("target") or node.texts("fields"),
        where=phrase_of(node.get("where")),
        fault=sentence_of(node.get("fault")),
        severity=_severity(node),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        places=_places(node, "fields", "table", "target"),
        position=node.position,
    )
