"""Mutants: one small change to one rule file, at the level of its nodes.

In: a file as a node. Out: ``Mutant``, and the node with the change made.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.source.node import Listing, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.position import Position
    from ruleengine.source.node import Node

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a file down to a node."""
LONGEST = 48
"""Characters of a text that an id of a mutant keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change that may be made to a file."""

    path: Path
    node: Node | None
    """What stands there afterwards; None: nothing."""
    element: str
    """What is changed, by its local id: ``T06-12``, ``T06.C3``, ``staff-days.r03``."""
    key: str
    """What of it is changed: ``format``, ``must``, the key of a cell."""
    before: str
    after: str
    """The texts that differ; empty for nothing at all."""
    position: Position
    label: str = ""
    """How people call the element, such as ``第3行``; empty: by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One step away from the rules as written."""

    id: str
    """Stable as long as the text around it is: ``staff-days.r03.staff 50-79→50-80``."""
    pack: str
    of: str
    """Full id of the table, decision, list or identifier; the pack's for readings."""
    title: str
    file: str
    """Name of the file inside the folder of the pack."""
    step: Step


def named(steps: Iterator[Step]) -> Iterator[tuple[str, Step]]:
    """Yield steps with ids; the second of the same id ends in ``#2`` and so on."""
    seen: dict[str, int] = {}
    for step in steps:
        change = f"{_short(step.before)}→{_short(step.after)}"
        name = f"{step.element}.{step.key} {change}"
        seen[name] = number = seen.get(name, 0) + 1
        yield (name if number == 1 else f"{name}#{number}"), step


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def changed(root: Mapping, path: Path, node: Node | None) -> Mapping:
    """Return a file with one node replaced, or taken out."""
    made = _changed(root, path, node)
    assert isinstance(made, Mapping), "the top of a file is a mapping"
    return made


def _changed(root: Node, path: Path, node: Node | None) -> Node | None:
    if not path:
        return node
    head, rest = path[0], path[1:]
    if isinstance(root, Mapping):
        assert isinstance(head, str)
        below = root.entries.get(head)
        made = _changed(below, rest, node) if below is not None else node
        entries = {**root.entries, head: made}
        kept = {key: item for key, item in entries.items() if item is not None}
        return Mapping(MappingProxyType(kept), root.keys, root.position)
    assert isinstance(root, Listing)
    assert isinstance(head, int)
    items = list(root.items)
    made = _changed(items[head], rest, node)
    items[head : head + 1] = [] if made is None else [made]
    return Listing(tuple(items), root.position)


def retyped(scalar: Scalar, text: str) -> Scalar:
    """Return a scalar with another text in the same place."""
    return Scalar(text, scalar.quoted, scalar.position)


def bare(text: str, position: Position) -> Scalar:
    """Return an unquoted scalar."""
    return Scalar(text, quoted=False, position=position)
