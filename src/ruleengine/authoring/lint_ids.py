"""Ids: unique where they must be, and never used again once they are retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.rule_index import ids_of
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.authoring.rule_places import places_of_rules
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.model.decision_table import Row
    from ruleengine.model.demand import OpenQuestion
    from ruleengine.model.field_table import Check, FieldTable, Reference, Unique
    from ruleengine.model.rule_pack import RulePack


def id_problems(linted: Linted) -> Iterator[Problem]:
    """Yield ids used twice in one place, and retired ids that are in use."""
    for table in linted.pack.tables:
        yield from _repeated((c.id, c.position) for c in _numbered(table))
        yield from _repeated_numbers(table)
        yield from _shared_names(table)
    document = linted.pack.document
    yield from _repeated(
        (reading.name, reading.position) for reading in document.readings
    )
    node = linted.pack.folder.read(DOCUMENT)
    yield from _repeated(
        (erratum.text("id"), erratum.place("id")) for erratum in node.mappings("errata")
    )
    yield from _retired(linted)


def _numbered(table: FieldTable) -> Iterator[Check | Unique | Reference]:
    yield from table.checks
    yield from table.unique
    yield from table.references


def _repeated(named: Iterable[tuple[str, Position]]) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for name, position in named:
        if name in lines:
            yield CATALOGUE.problem("E560", position, found=name, line=lines[name])
        lines.setdefault(name, position.line)


def _repeated_numbers(table: FieldTable) -> Iterator[Problem]:
    yield from _repeated((str(field.no), field.position) for field in table.fields)


def _shared_names(table: FieldTable) -> Iterator[Problem]:
    """Yield names by which two items go: printed, corrected, short, or key."""
    owners: dict[str, int] = {}
    for field in table.fields:
        for name in field.names:
            other = owners.setdefault(name, field.no)
            if other != field.no:
                yield CATALOGUE.problem(
                    "E562", field.position, found=name, no=field.no, other=other
                )


def _pieces_of_decisions(pack: RulePack) -> Iterator[tuple[str, Position]]:
    """Yield what never fires and still has an id: rows, steps, open questions."""
    for table in pack.decision_tables:
        inside: list[Row | OpenQuestion] = [*table.rows, *table.needs_decision]
        for item in inside:
            yield f"{pack.name}/{table.id}.{item.id}", item.position
    for calculation in pack.calculations:
        full = f"{pack.name}/{calculation.id}"
        for step in calculation.steps:
            yield f"{full}.{step.key}", step.position
        for question in calculation.needs_decision:
            yield f"{full}.{question.id}", question.position


def _retired(linted: Linted) -> Iterator[Problem]:
    node = linted.pack.folder.read(DOCUMENT)
    pieces = dict(_pieces_of_decisions(linted.pack))
    known = ids_of(linted.compiled) | pieces.keys()
    places = places_of_rules(linted.pack) | pieces
    for entry in node.mappings("retired"):
        full = linted.full(entry.text("id"))
        if full in known:
            yield CATALOGUE.problem(
                "E561",
                places.get(full, entry.position),
                found=entry.text("id"),
                since=entry.text("since") or "—",
                line=entry.position.line,
            )
