"""Conditions that are always true, never true, against each other, or against a domain.

In: the conditions of a pack. Out: problems. Decided exactly by boxes; where that cannot
be, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE, text
from ruleengine.authoring.condition_boxes import (
    ANYWHERE,
    NOWHERE,
    Reader,
    Region,
    UndecidedError,
    both,
    exactly_known,
    meeting,
)
from ruleengine.authoring.conditions import (
    Spoken,
    formulas_of,
    place_of_table,
    places_of,
)
from ruleengine.base.suggest import did_you_mean, meant
from ruleengine.base.text import listed
from ruleengine.feel import ast
from ruleengine.table import everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.conditions import Place, Requirement
    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.base.text import Text
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import FieldPlan
    from ruleengine.model.phrase import Phrase


def condition_problems(linted: Linted) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of a pack."""
    for place, asked in places_of(linted):
        decided = [found for each in asked if (found := _decided(each))]
        for each in asked:
            yield from _strange_values(place, each)
        for one in decided:
            yield from _constant(one)
        for one, other in _near_pairs(decided):
            yield from _against(one, other)
    for place, spoken in formulas_of(linted):
        yield from strange_values(place, spoken.tree, spoken.phrase)
    yield from _obligations(linted)


@dataclass(frozen=True, slots=True)
class _Regions:
    """Where a condition may be true and where false, as far as it is asked at all."""

    true: Region
    false: Region
    present: Region
    """Where all that it needs is there; else it is not asked."""

    @property
    def holds(self) -> Region:
        """Where it is asked and may hold."""
        return both(self.true, self.present)

    @property
    def fails(self) -> Region:
        """Where it is asked and may fail."""
        return both(self.false, self.present)


UNGUARDED = _Regions(ANYWHERE, NOWHERE, ANYWHERE)
"""What stands for the guard of a condition that has none."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """A condition with its regions, the first choice of a reading standing for all."""

    asked: Requirement
    must: Spoken
    when: Spoken | None
    applies: Region
    """Where it is asked."""
    true: Region
    """Where it is asked and may hold."""
    false: Region
    """Where it is asked and may fail."""
    guard_true: Region
    guard_false: Region

    @property
    def local(self) -> str:
        return self.asked.id.rpartition(".")[2]

    @property
    def is_ruling(self) -> bool:
        """Whether every record that it is asked of must meet it, and some can."""
        return self.asked.is_error and self.asked.is_alone and bool(self.true)

    @property
    def axes(self) -> frozenset[str]:
        """What it speaks of."""
        return frozenset(axis for box in (*self.applies, *self.true) for axis in box)

    @property
    def is_met_throughout(self) -> bool:
        """Whether it may hold in every box in which it is asked."""
        return all(meeting((box,), self.true) for box in self.applies)


def _decided(asked: Requirement) -> _Decided | None:
    if len(asked.must) != 1 or len(asked.when) > 1:
        return None
    must, when = asked.must[0], asked.when[0] if asked.when else None
    try:
        guard = _regions(asked.place, when) if when else UNGUARDED
        found = _regions(asked.place, must)
        applies = both(guard.true, both(found.present, guard.present))
        return _Decided(
            asked,
            must,
            when,
            applies,
            true=both(applies, found.true),
            false=both(applies, found.false),
            guard_true=guard.holds,
            guard_false=guard.fails,
        )
    except UndecidedError:
        return None


def _regions(place: Place, spoken: Spoken) -> _Regions:
    """Return where a condition is true, where false, and where it is asked at all.

    Raises:
        UndecidedError: there are too many boxes to go on.
    """
    null = spoken.speaks_of_null
    named = {place.axes[name] for name in _names(spoken.tree) if name in place.axes}
    domains = {key: place.domain(key, null=null) for key in sorted(named)}
    truth = Reader(place.axes, domains).truth(spoken.tree)
    there = {key: everything(place.kinds[key], null=False) for key in domains}
    return _Regions(truth.true, truth.false, ({} if null else there,))


def _names(node: ast.Node) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.name
    for child in ast.children(node):
        yield from _names(child)


def _constant(one: _Decided) -> Iterator[Problem]:
    if one.when is not None and not one.guard_true:
        yield _problem("E511", one.when.phrase, one.local, "the-guard")
        return
    if one.when is not None and not one.guard_false:
        yield _problem("E510", one.when.phrase, one.local, "the-guard")
    if isinstance(one.must.tree, ast.BooleanLiteral):
        return  # ``must: 'false'`` says in so many words that the guard is the fault
    if not one.true:
        yield _problem("E511", one.must.phrase, one.local, "the-condition")
    elif not one.false:
        yield _problem("E510", one.must.phrase, one.local, "the-condition")


def _problem(code: str, phrase: Phrase, local: str, what: str) -> Problem:
    return CATALOGUE.problem(
        code, phrase.position, found=phrase.text, id=local, what=text(what)
    )


def _near_pairs(decided: Iterable[_Decided]) -> Iterator[tuple[_Decided, _Decided]]:
    """Yield the pairs that may contradict each other, each once.

    Two conditions that speak of nothing in common hold together wherever each of them
    holds, so only those that cannot hold everywhere are held against all others.
    """
    ruling = [one for one in decided if one.is_ruling]
    partial: list[int] = []
    about: dict[str, list[int]] = defaultdict(list)
    for at, other in enumerate(ruling):
        axes, throughout = other.axes, other.is_met_throughout
        near = (about[axis] for axis in axes) if throughout else [range(at)]
        for earlier in sorted({*partial, *chain.from_iterable(near)}):
            yield ruling[earlier], other
        for axis in axes:
            about[axis].append(at)
        if not throughout:
            partial.append(at)


def _against(one: _Decided, other: _Decided) -> Iterator[Problem]:
    if len(one.applies) == len(other.applies) == 1 and meeting(one.true, other.true):
        return  # each holds only where it is asked, so here both are asked and hold
    try:
        asked = [box for box in both(one.applies, other.applies) if exactly_known(box)]
        holds = both(both(tuple(asked), one.true), other.true)
    except UndecidedError:
        return
    if asked and not holds:
        yield CATALOGUE.problem(
            "E512",
            other.must.phrase.position,
            found=other.local,
            other=one.local,
            line=one.must.phrase.position.line,
        )


def _strange_values(place: Place, asked: Requirement) -> Iterator[Problem]:
    for spoken in (*asked.must, *asked.when):
        yield from strange_values(place, spoken.tree, spoken.phrase)


def strange_values(
    place: Place, tree: ast.Expression, phrase: Phrase
) -> Iterator[Problem]:
    """Yield comparisons of an item with a text that it can never be."""
    for name, literal in _compared_texts(tree):
        if can_be := _what_it_can_be(place, name, literal.value):
            wanted, near = can_be
            yield CATALOGUE.problem(
                "E513",
                phrase.at(literal.start),
                found=literal.value,
                name=name,
                wanted=wanted,
                near=near,
            )


def _what_it_can_be(
    place: Place, name: str, value: str
) -> tuple[Text, Text | str] | None:
    """Return what an item can be, and what was meant; None where it can be the value."""
    key = place.axes.get(name, "")
    values, codes = place.values.get(key, ()), place.codes.get(key)
    if values and value not in values:
        return listed(values), did_you_mean(value, values)
    if codes is None or codes.find(value) or value in codes.not_listed:
        return None
    near = next(iter(codes.near(value)), "")
    every = text("codes-of-list", title=codes.title, id=codes.id)
    return every, meant(near) if near else ""


def _compared_texts(node: ast.Node) -> Iterator[tuple[str, ast.StringLiteral]]:
    match node:
        case ast.Comparison(
            left=ast.Name(name=name), right=ast.StringLiteral() as value
        ):
            yield name, value
        case ast.Comparison(
            left=ast.StringLiteral() as value, right=ast.Name(name=name)
        ):
            yield name, value
        case ast.In(value=ast.Name(name=name)):
            for test in node.tests:
                items = test.items if isinstance(test, ast.ListLiteral) else (test,)
                yield from (
                    (name, item)
                    for item in items
                    if isinstance(item, ast.StringLiteral)
                )
        case ast.Filter():
            # Inside a filter a name may be that of the other record.
            yield from _compared_texts(node.base)
            return
        case _:
            pass
    for child in ast.children(node):
        yield from _compared_texts(child)


@dataclass(frozen=True, slots=True)
class _Obligation:
    """When an item must be there, or must not."""

    spoken: Spoken
    true: Region
    """Where it is asked and may hold."""
    false: Region
    """Where it is asked and may fail."""


def _obligations(linted: Linted) -> Iterator[Problem]:
    """Yield obligations that never or always hold, or demand and forbid at once."""
    for written in linted.pack.tables:
        plan = linted.compiled.tables[linted.full(written.id)]
        place = place_of_table(plan)
        for field in plan.fields:
            yield from _of_field(place, field)


def _of_field(place: Place, field: FieldPlan) -> Iterator[Problem]:
    required, name = field.model.required, field.ref.name
    demanding = _spoken(required.when, field.required_when)
    forbidding = _spoken(required.forbidden_when, field.forbidden_when)
    for spoken in (demanding, forbidding):
        if spoken:
            yield from strange_values(place, spoken.tree, spoken.phrase)
    one, other = _obligation(place, demanding), _obligation(place, forbidding)
    for found in (one, other):
        if found and not found.true:
            yield _problem("E511", found.spoken.phrase, name, "the-obligation")
        elif found and not found.false:
            yield _problem("E510", found.spoken.phrase, name, "the-obligation")
    if one and other and _meet(one.true, other.true):
        yield CATALOGUE.problem("E514", other.spoken.phrase.position, found=name)


def _spoken(phrase: Phrase | None, condition: Condition | None) -> Spoken | None:
    if phrase is None or condition is None:
        return None
    tree = next(iter(condition.programs)).tree
    return Spoken(phrase, tree, condition.speaks_of_null)


def _obligation(place: Place, spoken: Spoken | None) -> _Obligation | None:
    """Return where an obligation holds; None where that cannot be decided."""
    if spoken is None or any(strange_values(place, spoken.tree, spoken.phrase)):
        return None
    try:
        found = _regions(place, spoken)
        return _Obligation(spoken, found.holds, found.fails)
    except UndecidedError:
        return None


def _meet(one: Region, other: Region) -> bool:
    try:
        return any(map(exactly_known, both(one, other)))
    except UndecidedError:
        return False
