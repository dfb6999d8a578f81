"""Identifiers whose parts can be read in two ways.

In: compiled identifiers. Out: problems with a text and both ways to read it. Two runs
over the parts are walked side by side; where they take the same characters and yet part
company, the text so far is the witness.
"""

from __future__ import annotations

import string
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from ruleengine.api.selection import day_of
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.base.text import Text
from ruleengine.compile.identifiers_examples import example_problems

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.compile.identifiers_shape import Shape
    from ruleengine.compile.identifiers_split import Slot

LIMIT = 20_000
"""Pairs of places that are looked at before an identifier is left undecided."""
STRETCH = 12
"""Characters that a part of open length is tried with."""


@dataclass(frozen=True, slots=True)
class _At:
    """A place in a number: which way of which part, and how many characters in."""

    part: int
    way: int
    count: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two runs over the same characters, and where each of them is."""

    one: _At
    other: _At
    apart: bool = False
    """Whether they have ever put a character into different places."""
    text: str = ""
    left: tuple[int, ...] = ()
    """The part of each character in the first run."""
    right: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[_At, _At, bool]:
        return self.one, self.other, self.apart


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write one part, its prefix included."""

    prefix: str
    shape: Shape

    @property
    def shortest(self) -> int:
        return len(self.prefix) + self.shape.shortest

    @property
    def longest(self) -> int:
        most = max(self.shape.shortest + STRETCH, len(self.shape.places))
        return len(self.prefix) + min(self.shape.longest, most)

    def characters(self, count: int) -> Container[str]:
        """Return what may stand after ``count`` characters."""
        if count < len(self.prefix):
            return self.prefix[count]
        place = count - len(self.prefix)
        places = self.shape.places
        return places[place] if place < len(places) else self.shape.more


def wrong_examples(linted: Linted) -> Iterator[Problem]:
    """Yield a problem for each example that an identifier judges otherwise."""
    decisions = linted.compiled.decisions
    session = decisions.session({}, day_of(None))
    for identifier in decisions.identifiers.values():
        yield from example_problems(identifier, session)


def identifier_problems(linted: Linted) -> Iterator[Problem]:
    """Yield identifiers of a pack that can be read in two ways."""
    for written in linted.pack.identifiers:
        compiled = linted.compiled.decisions.identifiers[linted.full(written.id)]
        found = two_ways(compiled)
        if found is not None:
            text, one, other = found
            part = next(
                i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b
            )
            yield CATALOGUE.problem(
                "E530",
                written.parts[part].position,
                found=text,
                one=_shown(compiled, one),
                other=_shown(compiled, other),
            )


def _shown(identifier: CompiledIdentifier, spans: Sequence[str | None]) -> Text:
    pairs = zip(identifier.parts, spans, strict=True)
    return Text.same(
        " ".join(f"{part.name}={span}" for part, span in pairs if span is not None)
    )


Spans = tuple[str | None, ...]


def two_ways(identifier: CompiledIdentifier) -> tuple[str, Spans, Spans] | None:
    """Return a number and two ways to take it apart; None when there is no such one."""
    return _Walk(identifier).find()


@dataclass(frozen=True)
class _Walk:
    identifier: CompiledIdentifier

    @cached_property
    def ways(self) -> list[list[_Way]]:
        return [
            [_Way(slot.prefix, shape) for shape in slot.shapes]
            for slot in self.identifier.slots
        ]

    @cached_property
    def alphabet(self) -> str:
        prefixes = "".join(slot.prefix for slot in self.identifier.slots)
        return "".join(
            dict.fromkeys(
                string.digits[1:]
                + "0"
                + string.ascii_uppercase
                + string.ascii_lowercase
                + prefixes
                + string.punctuation
                + " "
            )
        )

    def find(self) -> tuple[str, Spans, Spans] | None:
        queue = deque([_Pair(_START, _START)])
        seen: set[tuple[_At, _At, bool]] = set()
        while queue and len(seen) < LIMIT:
            pair = queue.popleft()
            for one, other in product(self._next(pair.one), self._next(pair.other)):
                if one is None and other is None:
                    if pair.apart and (found := self._both(pair)):
                        return found
                elif one is not None and other is not None:
                    step = self._step(pair, one, other)
                    if step is not None and step.key not in seen:
                        seen.add(step.key)
                        queue.append(step)
        return None

    def _step(self, pair: _Pair, one: _At, other: _At) -> _Pair | None:
        character = self._common(one, other)
        if character is None:
            return None
        return _Pair(
            one,
            other,
            pair.apart or (one.part, one.count) != (other.part, other.count),
            pair.text + character,
            (*pair.left, one.part),
            (*pair.right, other.part),
        )

    def _next(self, at: _At) -> Iterator[_At | None]:
        """Yield the places one character on; None for the end."""
        if at.part >= 0:
            way = self.ways[at.part][at.way]
            if at.count < way.longest:
                yield _At(at.part, at.way, at.count + 1)
            if at.count < way.shortest:
                return
        yield from self._begin(at.part + 1)

    def _begin(self, part: int) -> Iterator[_At | None]:
        slots = self.identifier.slots
        while part < len(slots):
            skip = slots[part].optional
            for number, way in enumerate(self.ways[part]):
                if way.longest:
                    yield _At(part, number, 1)
                skip = skip or not way.shortest
            if not skip:
                return
            part += 1
        yield None

    def _common(self, one: _At, other: _At) -> str | None:
        first = self.ways[one.part][one.way].characters(one.count - 1)
        second = self.ways[other.part][other.way].characters(other.count - 1)
        return next((c for c in self.alphabet if c in first and c in second), None)

    def _both(self, pair: _Pair) -> tuple[str, Spans, Spans] | None:
        one = self._spans(pair.text, pair.left)
        other = self._spans(pair.text, pair.right)
        if one == other or not (self._holds(one) and self._holds(other)):
            return None
        return pair.text, one, other

    def _spans(self, text: str, parts: Sequence[int]) -> Spans:
        spans: list[str | None] = []
        for number, slot in enumerate(self.identifier.slots):
            found = "".join(
                c for c, part in zip(text, parts, strict=True) if part == number
            )
            spans.append(found[len(slot.prefix) :] if found else None)
        return tuple(spans)

    def _holds(self, spans: Spans) -> bool:
        return all(
            span is None or _fits(slot, span)
            for slot, span in zip(self.identifier.slots, spans, strict=True)
        )


_START = _At(-1, 0, 0)


def _fits(slot: Slot, span: str) -> bool:
    return any(shape.accepts(span) for shape in slot.shapes) and not slot.breach(span)
