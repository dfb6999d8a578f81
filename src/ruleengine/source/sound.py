"""What can still be read of a rule file that is refused for its shape.

In: the text of a file. Out: the node tree without the parts that are at fault, and the
words of these parts: what speaks of them cannot be judged before they are mended.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import RulePackError
from ruleengine.source.heads import HEAD_MISSING
from ruleengine.source.node import Listing, Mapping
from ruleengine.source.read import KEY_TWICE, read_faulty
from ruleengine.source.shape import (
    KEY_MISSING,
    KEY_UNKNOWN,
    in_order,
    shape_problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.problem import Problem
    from ruleengine.source.node import Node

WORD = re.compile(r"\w+")
NAMELESS = ("clauses", "note", "checks", "unique", "references", "requires", "rows")
"""Keys of a file under which nothing is named that other parts speak of."""
NAMING = frozenset(["key", "name", "code"])
"""Keys that name the item they stand in."""
Part = tuple[str, int | None]
"""A key of the file, and the number of the item in its list."""


@frozen
class Sound:
    """The parts of a file that hold to its schema."""

    node: Mapping
    lost: frozenset[str]
    """Words of the parts that are left out, and of the id where names are among them."""
    is_named: bool
    """Whether every part that is left out says how it is called."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, such as names and ids are made of."""
    return frozenset(WORD.findall(text))


def sound_parts(text: str, name: str, needed: tuple[str, ...]) -> Sound | None:
    """Return what is sound in the text of a rule file; None when it is not to be used.

    Args:
        text: what the file holds.
        name: how the file is called in problems.
        needed: keys without which nothing can be done with a file.
    """
    try:
        node, problems = read_faulty(text, name)
    except RulePackError:
        return None
    problems += shape_problems(node)
    node = in_order(node)
    found = [(_part_at(node, each), each) for each in problems]
    parts = {part for part, _ in found if part is not None}
    if any(key not in node or (key, None) in parts for key in needed):
        return None
    lost = _lost(text, node, parts, problems)
    return Sound(_without(node, parts), lost, _is_named(found))


def _is_named(found: list[tuple[Part | None, Problem]]) -> bool:
    # A name that is missing may still be there, under a key that is not known. Keys
    # stand twice where the line is missing with which the next item begins.
    misspelt = {part for part, each in found if each.code == KEY_UNKNOWN}
    for part, each in found:
        if each.code == KEY_TWICE and part is not None:
            return False
        if each.code == KEY_MISSING and each.wanted in NAMING and part not in misspelt:
            return False
    return True


def _part_at(root: Mapping, problem: Problem) -> Part | None:
    """Return the part with a problem; None where the file only lacks a key or has two."""
    if problem.code == HEAD_MISSING:
        return None
    if problem.code == KEY_MISSING and problem.position == root.position:
        return None
    if _is_root_twice(root, problem):
        return None
    key = [key for key, at in root.keys.items() if at <= problem.position][-1]
    node = root.entries[key]
    items = node.items if isinstance(node, Listing) else ()
    begun = [item for item in items if item.position <= problem.position]
    return (key, len(begun) - 1 if begun else None)


def _is_root_twice(root: Mapping, problem: Problem) -> bool:
    same_column = problem.position.column == root.position.column
    return problem.code == KEY_TWICE and same_column


def _without(root: Mapping, parts: set[Part]) -> Mapping:
    entries = {
        key: _kept(key, node, parts)
        for key, node in root.entries.items()
        if (key, None) not in parts
    }
    keys = {key: root.keys[key] for key in entries}
    return Mapping(entries, keys, root.position)


def _kept(key: str, node: Node, parts: set[Part]) -> Node:
    if not isinstance(node, Listing):
        return node
    kept = [item for number, item in enumerate(node) if (key, number) not in parts]
    return Listing(tuple(kept), node.position)


def _lost(
    text: str, root: Mapping, parts: set[Part], problems: Iterable[Problem]
) -> frozenset[str]:
    twice = {each.position.line for each in problems if _is_root_twice(root, each)}
    keys = twice | {at.line for at in root.keys.values()}
    lines = text.split("\n")
    named = [part for part in parts if part[0] not in NAMELESS]
    spans = [_span(line, keys) for line in twice]
    spans += [_span_of(root, part, keys) for part in named]
    found = words("\n".join(chain.from_iterable(lines[span] for span in spans)))
    return found | words(root.text("id")) if found else found


def _span_of(root: Mapping, part: Part, ends: set[int]) -> slice:
    """Return the lines of a part: up to the next key, or the next item of its list."""
    key, number = part
    node = root.entries[key]
    if number is None or not isinstance(node, Listing):
        return _span(root.keys[key].line, ends)
    items = {item.position.line for item in node}
    return _span(node.items[number].position.line, ends | items)


def _span(first: int, ends: set[int]) -> slice:
    return slice(first - 1, min((e - 1 for e in ends if e > first), default=None))
