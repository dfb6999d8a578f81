"""Clauses and rules: each must know the other.

In: a pack with the list of its clauses. Out: rules without clause, clauses without rule
or reason, and citations of what does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.api.rule_index import ids_of
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.base.suggest import did_you_mean
from ruleengine.source.node import Listing, Mapping, Scalar
from ruleengine.source.packs import CLAUSES, DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.model.rule_pack import RulePack
    from ruleengine.source.node import Node

CITING = "clauses"


def clause_problems(linted: Linted) -> Iterator[Problem]:
    """Yield what is wrong between rules and clauses; nothing for a pack without a list."""
    yield from _repeated(linted)
    yield from _of_another_pack(linted)
    if not linted.clauses:
        return
    known = {clause.id for clause in linted.clauses}
    for place in _citations(linted.pack):
        if place.clause not in known:
            yield CATALOGUE.problem(
                "E552",
                place.position,
                found=place.clause,
                near=did_you_mean(place.clause, known),
            )
    for named in _named(linted.pack):
        if not named.clauses:
            yield CATALOGUE.problem("E550", named.position, found=named.id)
    yield from _of_clauses(linted)


def _repeated(linted: Linted) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for clause in linted.clauses:
        if clause.id in lines:
            yield CATALOGUE.problem(
                "E554", clause.position, found=clause.id, line=lines[clause.id]
            )
        lines.setdefault(clause.id, clause.position.line)


def _of_another_pack(linted: Linted) -> Iterator[Problem]:
    """Yield the name of a pack that was left there when the file was copied."""
    if not linted.clauses:
        return
    node = linted.pack.folder.read(CLAUSES)
    named = node.text("document", linted.pack.name)
    if named != linted.pack.name:
        place = node.place("document")
        yield CATALOGUE.problem("E555", place, found=named, wanted=linted.pack.name)


def _of_clauses(linted: Linted) -> Iterator[Problem]:
    known = frozenset(chain.from_iterable(map(ids_of, linted.together.values())))
    for clause in linted.clauses:
        unknown = [rule for rule in clause.rules if linted.full(rule) not in known]
        for rule in unknown:
            yield CATALOGUE.problem(
                "E553",
                _place_of(linted, clause.id, rule) or clause.position,
                found=rule,
                clause=clause.id,
                near=did_you_mean(linted.full(rule), known),
            )
        if not clause.rules and not clause.why:
            yield CATALOGUE.problem("E551", clause.position, found=clause.id)


def _place_of(linted: Linted, clause: str, rule: str) -> Position | None:
    for node in linted.pack.folder.read(CLAUSES).mappings("clauses"):
        if node.text("id") == clause:
            for item in node.nodes("rules"):
                if isinstance(item, Scalar) and item.text == rule:
                    return item.position
    return None


@dataclass(frozen=True, slots=True)
class _Citation:
    clause: str
    position: Position


def _citations(pack: RulePack) -> Iterator[_Citation]:
    for name in pack.folder.rule_files:
        yield from _cited(pack.folder.read(name))


def _cited(node: Node) -> Iterator[_Citation]:
    match node:
        case Mapping():
            for key, item in node.entries.items():
                if key == CITING and isinstance(item, Listing):
                    for each in item:
                        if isinstance(each, Scalar):
                            yield _Citation(each.text, each.position)
                else:
                    yield from _cited(item)
        case Listing():
            for item in node:
                yield from _cited(item)
        case Scalar():
            pass


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    clauses: tuple[str, ...]
    position: Position


def _named(pack: RulePack) -> Iterator[_Named]:
    """Yield whatever must rest on a clause, its own or that of what it belongs to."""
    for name in pack.folder.rule_files:
        if name == DOCUMENT:
            continue
        node = pack.folder.read(name)
        if node.text("kind") == "calendar":
            continue
        yield from _parts(node, name)


def _parts(node: Mapping, name: str) -> Iterator[_Named]:
    own = node.texts(CITING)
    if not own:
        nested = [
            item
            for key in ("fields", "checks", "rows", "parts", "steps", "codes")
            for item in node.mappings(key)
        ]
        if not nested or not all(item.texts(CITING) for item in nested):
            yield _Named(node.text("id", name), own, node.place("id"))
