"""Steps of code lists: codes left out, put under another parent, graded otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.mutant import retyped
from ruleengine.authoring.mutation.scalars import Spot, spots
from ruleengine.model.phrase import READING
from ruleengine.source.node import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.source.node import Mapping

OTHER_GRADE = {
    "error": "warning",
    "warning": "error",
    "info": "warning",
    "none": "warning",
}


def code_list_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of a code list; the rows of its csv file are left alone.

    Args:
        root: the file.
        called: functions; a code list calls none.
    """
    del called
    owner = root.text("id")
    whole = Spot(root, (), owner)
    yield from whole.figures("shape")
    for number, item in enumerate(root.mappings("codes")):
        name = f"{owner}.{item.text('code')}"
        label = f"{item.text('code')} {item.text('name')}"
        spot = Spot(item, ("codes", number), name, label)
        yield from _code(spot, root)
    for number, item in enumerate(root.mappings("statuses")):
        spot = Spot(item, ("statuses", number), f"{owner}.{item.text('status')}")
        yield from _grade(spot)
    for spot in spots(root, "not-listed", owner):
        named = replace(spot, element=f"{owner}.{spot.node.text('name')}")
        yield named.gone("name", "name")


def _code(spot: Spot, root: Mapping) -> Iterator[Step]:
    if len(root.nodes("codes")) > 1:
        yield spot.gone("code", "code")
    yield from spot.without("status")
    yield from spot.without("printed")
    for key in ("from", "until"):
        yield from spot.cell(key)
    parent = spot.node.get("parent")
    if isinstance(parent, Scalar):
        every = [i.text("parent") for i in root.mappings("codes") if "parent" in i]
        other = next((text for text in every if text != parent.text), None)
        if other is not None:
            yield spot.step("parent", retyped(parent, other), parent.text, other)


def _grade(spot: Spot) -> Iterator[Step]:
    severity = spot.node.get("severity")
    if isinstance(severity, Scalar):
        yield from spot.instead("severity", OTHER_GRADE[severity.text])
    by_choice = spot.node.mapping("severity")
    for choice, item in by_choice.entries.items() if by_choice else ():
        if choice != READING and isinstance(item, Scalar):
            other = OTHER_GRADE[item.text]
            step = spot.step("severity", retyped(item, other), item.text, other)
            path = (*spot.path, "severity", choice)
            yield replace(
                step, path=path, key=f"severity.{choice}", position=item.position
            )
