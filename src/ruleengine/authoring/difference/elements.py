"""Two texts of one rule file -> the elements that differ, with every place.

An element is what has an id of its own: a field, a check, a row, a step, a part, a code.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.source.node import Listing, Mapping, Scalar, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping as Map

    from ruleengine.base.position import Position
    from ruleengine.source.node import Node

WORDING = frozenset(
    {
        *("title", "note", "clauses", "says", "fault", "source", "vintage", "symbol"),
        *("notice", "why", "place", "print", "correction", "reason"),
        *("edition", "number", "issued", "supersedes", "mutation", "retired"),
        *("examples", "errata"),
    }
)
"""Keys that are for people: whatever stands there, nothing is judged otherwise."""
WORDING_OF_ROWS = frozenset({"note", "clauses"})
"""The same in rows of a decision table, whose other keys the table names itself."""
LISTS: Map[str, tuple[str, ...]] = {
    "field-table": ("fields", "checks", "unique", "references"),
    "decision-table": ("inputs", "outputs", "rows", "needs-decision"),
    "calculation": ("inputs", "requires", "steps", "needs-decision"),
    "identifier": ("parts", "facts", "checks"),
    "code-list": ("codes", "statuses", "not-listed"),
    "calendar": ("years",),
    "document": ("readings",),
}
UNIT = "unit"
WITH_UNIT = ("inputs", "outputs", "steps")
"""Elements that hold figures: in another unit the same figure means something else."""
CALLED = ("outputs", "steps", "parts")
"""Elements whose name is only for people; values may be handed in by those of others."""
OWN_NAMES = ("id", "no", "key", "code", "status", "year", "name")
"""Keys that name an element, the first that is there."""


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a rule file that has a name of its own."""

    id: str
    """Local id, such as ``T06-12``, ``T06.C3``, ``staff-days.r03``."""
    part: str
    """The list it stands in, such as ``rows``; empty for the rest of the file."""
    number: int
    """Its place in the list, from 1."""
    name: str
    """How people call it; may be empty."""
    node: Mapping


@dataclass(frozen=True, slots=True)
class Detail:
    """One text that differs."""

    key: str
    """Dotted, such as ``required.when``."""
    before: str
    after: str
    old: Position | None
    new: Position | None


@dataclass(frozen=True, slots=True)
class Pair:
    """An element in both versions; None where it is not there."""

    old: Element | None
    new: Element | None
    details: tuple[Detail, ...]

    @property
    def either(self) -> Element:
        """The element, in the new version if it is there."""
        found = self.new or self.old
        assert found is not None, "a pair has a side"
        return found

    @property
    def nodes(self) -> list[Mapping]:
        """The element in the old and in the new version, as far as it is there."""
        return [side.node for side in (self.old, self.new) if side]

    @property
    def is_wording(self) -> bool:
        """Whether all that differs is only for people."""
        both = self.old is not None and self.new is not None
        part = self.either.part
        words = WORDING_OF_ROWS if part == "rows" else WORDING
        return both and all(
            not words.isdisjoint(detail.key.split("."))
            or (part in CALLED and detail.key == "name")
            or (part not in WITH_UNIT and UNIT in detail.key.split("."))
            for detail in self.details
        )

    @property
    def is_of_unit(self) -> bool:
        """Whether the figures of this element are meant in another unit."""
        both = self.old is not None and self.new is not None
        return (
            both
            and self.either.part in WITH_UNIT
            and any(UNIT in detail.key.split(".") for detail in self.details)
        )


def elements_of(root: Mapping) -> dict[str, Element]:
    """Return the elements of a file by their ids, in the order of the file."""
    return {element.id: element for element in _elements(root)}


def _elements(root: Mapping) -> Iterator[Element]:
    owner, kind = root.text("id"), root.text("kind")
    lists = LISTS.get(kind, ())
    rest = {key: node for key, node in root.entries.items() if key not in lists}
    head = Mapping(MappingProxyType(rest), root.keys, root.position)
    yield Element(owner, "", 0, root.text("title"), head)
    for part in lists:
        for number, item in enumerate(root.mappings(part), start=1):
            own = next(item.text(key) for key in OWN_NAMES if key in item)
            if part == "fields":
                name = f"{owner}-{own.zfill(2)}"
            else:
                name = f"{owner}.{own}" if owner else f"{part}.{own}"
            called = item.text("name") or item.text("title")
            yield Element(name, part, number, called, item)


def pairs_of(old: Mapping, new: Mapping) -> Iterator[Pair]:
    """Yield the elements that differ between two texts of a file."""
    before, after = elements_of(old), elements_of(new)
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            found = one or other
            assert found is not None
            yield Pair(one, other, (_whole(one, other),))
            continue
        details = tuple(_details(one.node, other.node, ""))
        if details:
            yield Pair(one, other, details)


def _whole(old: Element | None, new: Element | None) -> Detail:
    return Detail(
        key="",
        before=_named(old) if old else "",
        after=_named(new) if new else "",
        old=old.node.position if old else None,
        new=new.node.position if new else None,
    )


def _named(element: Element) -> str:
    own = element.id.rpartition(".")[2]
    return f"{own} {element.name}".strip()


def _details(old: Node, new: Node, key: str) -> Iterator[Detail]:
    match old, new:
        case Mapping(), Mapping():
            for name in dict.fromkeys([*old.entries, *new.entries]):
                yield from _under(old, new, name, f"{key}.{name}".lstrip("."))
        case Listing(), Listing() if _is_plain(old) and _is_plain(new):
            yield from _of_lists(old, new, key)
        case Listing(), Listing() if len(old.items) == len(new.items):
            for one, other in zip(old.items, new.items, strict=True):
                yield from _details(one, other, key)
        case Scalar(), Scalar() if old.text == new.text:
            return
        case _:
            if one_line(old) != one_line(new):
                yield Detail(
                    key, one_line(old), one_line(new), old.position, new.position
                )


def _is_plain(listing: Listing) -> bool:
    return all(isinstance(item, Scalar) for item in listing.items)


def _of_lists(old: Listing, new: Listing, key: str) -> Iterator[Detail]:
    """Yield lists of texts that differ, with the place of the first other item."""
    if one_line(old) == one_line(new):
        return
    pairs = enumerate(zip(old.items, new.items, strict=False))
    same = min(len(old.items), len(new.items))
    at = next((n for n, (a, b) in pairs if one_line(a) != one_line(b)), same)
    places = [
        side.items[at].position if at < len(side.items) else side.position
        for side in (old, new)
    ]
    yield Detail(key, one_line(old), one_line(new), *places)


def _under(old: Mapping, new: Mapping, name: str, key: str) -> Iterator[Detail]:
    one, other = old.get(name), new.get(name)
    if one is not None and other is not None:
        yield from _details(one, other, key)
        return
    yield Detail(
        key=key,
        before=one_line(one) if one is not None else "",
        after=one_line(other) if other is not None else "",
        old=old.keys.get(name, old.position) if one is not None else None,
        new=new.keys.get(name, new.position) if other is not None else None,
    )


def with_pair(old: Mapping, pair: Pair) -> Mapping:
    """Return the old text of a file with one of its changes made."""
    part = pair.either.part
    if not part:
        kept = {key: old.entries[key] for key in LISTS[old.text("kind")] if key in old}
        return Mapping({**pair.either.node.entries, **kept}, old.keys, old.position)
    items = list(old.nodes(part))
    at = pair.old.number - 1 if pair.old else len(items)
    items[at : at + 1] = [pair.new.node] if pair.new else []
    listing = Listing(tuple(items), old.place(part))
    return Mapping({**old.entries, part: listing}, old.keys, old.position)
