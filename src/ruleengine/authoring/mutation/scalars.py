"""Steps that any kind of rule file has: on a scalar, on a list, on a condition.

In: a node and where it stands. Out: steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.conditions import edits_of_condition
from ruleengine.authoring.mutation.mutant import Path, Step, bare, retyped
from ruleengine.authoring.mutation.texts import (
    edits_of_cell,
    edits_of_figures,
)
from ruleengine.model.phrase import READING, phrase_of
from ruleengine.source.node import Listing, Mapping, Scalar, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.mutation.texts import Edit
    from ruleengine.source.node import Node

OTHER_SEVERITY = {"error": "warning", "warning": "error", "info": "warning"}
BARE = ("", "")
"""No brackets around a list: ids of mutants never had them."""
GRADED = (("severity", "error"), ("codes-severity", "error"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A mapping of a file that is an element of its own: a field, a row, a check."""

    node: Mapping
    path: Path
    element: str
    label: str = ""

    def below(self, key: str, number: int, node: Mapping) -> Spot:
        """Return an item of a list of this one, still called by the same element."""
        return replace(self, node=node, path=(*self.path, key, number))

    def step(self, key: str, node: Node | None, before: str, after: str) -> Step:
        """Return the step that puts a node under a key."""
        return Step(
            path=(*self.path, key),
            node=node,
            element=self.element,
            key=key,
            before=before,
            after=after,
            position=self.node.place(key),
            label=self.label,
        )

    def gone(self, key: str, named_by: str) -> Step:
        """Return the step that takes the element itself out of its list.

        Args:
            key: what of the rules is said to be gone.
            named_by: the key whose text says which one it is.
        """
        return Step(
            path=self.path,
            node=None,
            element=self.element,
            key=key,
            before=self.node.text(named_by),
            after="",
            position=self.node.place(named_by),
            label=self.label,
        )

    def in_list(self, key: str, number: int, item: Scalar, other: str) -> Step:
        """Return the step that puts another text in place of an item of a list."""
        step = self.step(key, retyped(item, other), item.text, other)
        path = (*self.path, key, number)
        return replace(step, path=path, position=item.position)

    def without(self, key: str) -> Iterator[Step]:
        """Yield the step that takes a key out, when it is there."""
        found = self.node.get(key)
        if found is not None:
            yield self.step(key, None, one_line(found, BARE), "")

    def instead(self, key: str, other: str, default: str = "") -> Iterator[Step]:
        """Yield the step that gives a key another bare value."""
        before = self.node.text(key, default)
        if other != before:
            node = bare(other, self.node.place(key))
            yield self.step(key, node, before, other)

    def edited(self, key: str, edits: Iterable[Edit]) -> Iterator[Step]:
        """Yield a step for each edit of the scalar under a key."""
        found = self.node.get(key)
        if isinstance(found, Scalar):
            yield from _edited(self, (key,), found, edits)

    def severity(self) -> Iterator[Step]:
        """Yield the step to another severity, be it written or not."""
        before = self.node.text("severity", "error")
        yield from self.instead("severity", OTHER_SEVERITY[before], "error")

    def severities(self) -> Iterator[Step]:
        """Yield the steps to another severity of those that are written."""
        for key, default in GRADED:
            found = self.node.get(key)
            if isinstance(found, Scalar) and found.text in OTHER_SEVERITY:
                yield from self.instead(key, OTHER_SEVERITY[found.text], default)

    def figures(self, key: str) -> Iterator[Step]:
        """Yield the whole numbers under a key one up and one down."""
        yield from self.edited(key, edits_of_figures(self.node.text(key)))

    def cell(self, key: str) -> Iterator[Step]:
        """Yield the steps of a cell of a decision table or of a ``covers``."""
        yield from self.edited(key, edits_of_cell(self.node.text(key)))

    def items(self, key: str) -> Iterator[Step]:
        """Yield a list without each of its items."""
        found = self.node.get(key)
        if isinstance(found, Listing) and len(found.items) > 1:
            for number, item in enumerate(found.items):
                step = self.step(key, None, one_line(item, BARE), "")
                path = (*self.path, key, number)
                yield replace(step, path=path, position=item.position)

    def condition(self, key: str, names: Iterable[str]) -> Iterator[Step]:
        """Yield the steps of a FEEL text, or of one for each choice of a reading."""
        found = self.node.get(key)
        scope = tuple(names)
        if isinstance(found, Scalar):
            edits = edits_of_condition(found.text, scope)
            yield from _edited(self, (key,), found, edits)
        elif isinstance(found, Mapping):
            for choice, item in found.entries.items():
                if choice != READING and isinstance(item, Scalar):
                    edits = edits_of_condition(item.text, scope)
                    yield from _edited(self, (key, choice), item, edits)


def _edited(
    spot: Spot, keys: tuple[str, ...], scalar: Scalar, edits: Iterable[Edit]
) -> Iterator[Step]:
    phrase = phrase_of(scalar)
    assert phrase is not None
    for edit in edits:
        made = edit.applied(scalar.text)
        if made == scalar.text:
            continue
        step = spot.step(keys[0], retyped(scalar, made), edit.before, edit.after)
        yield replace(
            step,
            path=(*spot.path, *keys),
            key=".".join(keys),
            position=phrase.at(edit.offset),
        )


def spots(root: Mapping, key: str, name: str, path: Path = ()) -> Iterator[Spot]:
    """Yield the mappings of a list, called ``name`` plus their own id or key."""
    for number, item in enumerate(root.nodes(key)):
        if isinstance(item, Mapping):
            own = item.text("id") or item.text("key") or item.text("code")
            yield Spot(item, (*path, key, number), f"{name}.{own}")
