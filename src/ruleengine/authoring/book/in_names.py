"""Formulas with the names of values in place of their keys, as an aid to reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.model.calculation import Calculation
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.identifier import Identifier

KEYWORDS = "and|between|else|every|for|if|in|or|return|satisfies|some|then"
PART = re.compile(
    r'"[^"]*"'
    rf"|(?P<call>\b(?!(?:{KEYWORDS})\b)[a-z][a-z0-9_]*"
    rf"(?: (?!(?:{KEYWORDS})\b)[a-z][a-z0-9_]*)*)(?=\()"
    r"|(?P<dot>\.)?(?P<word>\b[a-z][a-z0-9_]*\b)"
)
"""A text, a function up to its bracket, or a word, perhaps of what stands before it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys in formulas of one thing are called."""

    own: Mapping[str, str]
    items: Mapping[str, str]
    """Of what lists and contexts are made of, which stand after a point."""

    def put_in(self, formula: str) -> str:
        """Return a formula with names for keys; texts and functions stay."""
        return PART.sub(self._named, formula)

    def _named(self, part: re.Match[str]) -> str:
        word, dot = part["word"], part["dot"] or ""
        if not word:
            return part[0]
        return dot + (self.items if dot else self.own).get(word, word)


def names_of(thing: Calculation | DecisionTable | Identifier) -> Names:
    """Return the names of everything that formulas of a thing may mention."""
    data = getattr(thing, "inputs", ()) or getattr(thing, "facts", ())
    parts = getattr(thing, "steps", ()) or getattr(thing, "parts", ())
    own = {each.key: each.name for each in (*data, *parts)}
    return Names(own, _unambiguous(_items(data)))


def _items(data: Iterable[Datum]) -> Iterator[tuple[str, str]]:
    for each in data:
        for item in each.items:
            yield item.key, item.name
        yield from _items(each.items)


def _unambiguous(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for key, name in named:
        found.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}
