"""The way back: from a clause to what cites it, from a rule to what calls it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from ruleengine.api.explain_tables import checks_of, item_id
from ruleengine.model.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.book.linked import Linker
    from ruleengine.model.calculation import Calculation
    from ruleengine.model.calendar import Calendar
    from ruleengine.model.code_list import CodeList
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.rule_pack import RulePack

Named = tuple[str, object]
"""A full id and the part of the model that goes by it."""


def citations(pack: RulePack) -> Mapping[str, tuple[str, ...]]:
    """Return clause id -> full ids of everything that cites it, in order of the pack."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for full, thing in _named(pack):
        for clause in cited(thing):
            found[clause].setdefault(full)
    return {clause: tuple(names) for clause, names in found.items()}


def _named(pack: RulePack) -> Iterator[Named]:
    for table in pack.tables:
        yield from ((item_id(pack, table, item), item) for item in table.fields)
        for check in checks_of(table):
            yield f"{pack.name}/{table.id}.{check.id}", check
        yield f"{pack.name}/{table.id}", table.clauses
    yield from callers(pack)
    lists: tuple[CodeList | Calendar, ...] = (*pack.code_lists, *pack.calendars)
    for each in lists:
        yield f"{pack.name}/{each.id}", each
    for reading in pack.document.readings:
        yield f"{pack.name}/{reading.name}", reading
    for erratum in pack.document.errata:
        yield f"{pack.name}/{erratum.id}", erratum


def callers(pack: RulePack) -> Iterator[Named]:
    """Yield what has formulas: decisions and identifiers."""
    things: tuple[DecisionTable | Calculation | Identifier, ...] = (
        *pack.decision_tables,
        *pack.calculations,
        *pack.identifiers,
    )
    for each in things:
        yield f"{pack.name}/{each.id}", each


def cited(thing: object) -> Iterator[str]:
    """Yield the clauses that any part of a thing cites."""
    if isinstance(thing, tuple):
        for each in thing:
            if isinstance(each, str):
                yield each
            else:
                yield from cited(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name == "clauses":
                yield from value
            elif isinstance(value, tuple) and not _texts(value):
                yield from cited(value)


def _texts(values: tuple[object, ...]) -> bool:
    return any(isinstance(value, str) for value in values)


def uses(
    packs: Iterable[tuple[RulePack, Linker]],
) -> Mapping[str, tuple[str, ...]]:
    """Return path of a page -> full ids of the decisions, checks ... that call it.

    Args:
        packs: packs, each with what finds the ids in its formulas.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for pack, linker in packs:
        for full, thing in _callers(pack):
            own = linker.chapter.place(full)
            for path in _led_to(thing, linker):
                if own is None or own.path != path:
                    found[path].setdefault(full)
    return {path: tuple(names) for path, names in found.items()}


def _callers(pack: RulePack) -> Iterator[Named]:
    for table in pack.tables:
        for item in table.fields:
            if item.codes:
                yield item_id(pack, table, item), item
        for check in checks_of(table):
            yield f"{pack.name}/{table.id}.{check.id}", check
    yield from callers(pack)


def _led_to(thing: object, linker: Linker) -> Iterator[str]:
    for text in _phrases(thing):
        place = linker.chapter.place(text) if " " not in text else None
        if place is not None and place.kind in {"code-list", "identifier"}:
            yield place.path
        for _, called in linker.pieces(text, is_code=True):
            if called is not None and not called.anchor:
                yield called.path


def _phrases(thing: object) -> Iterator[str]:
    """Yield every formula, condition and name of a code list inside a thing."""
    if isinstance(thing, Phrase):
        yield thing.text
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _phrases(each)
    elif hasattr(thing, "values") and callable(thing.values):
        for each in thing.values():
            yield from _phrases(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name == "codes" and isinstance(value, str) and value:
                yield value
            elif not isinstance(value, str):
                yield from _phrases(value)
