"""Steps of calculations: inputs, demands, formulas, questions left to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.datum_steps import datum_steps
from ruleengine.authoring.mutation.scalars import spots
from ruleengine.source.node import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.authoring.mutation.scalars import Spot
    from ruleengine.source.node import Mapping


def calculation_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of a calculation.

    Args:
        root: the file.
        called: names of functions that its formulas may call.
    """
    owner = root.text("id")
    known = [*root.mappings("inputs"), *root.mappings("steps")]
    names = (*called, *(item.text("key") for item in known))
    written = {node.text for node in root.nodes("outputs") if isinstance(node, Scalar)}
    for spot in spots(root, "inputs", owner):
        yield from datum_steps(spot)
    for spot in spots(root, "requires", owner):
        yield from demand_steps(spot, names)
    for spot in spots(root, "steps", owner):
        yield from spot.condition("formula", names)
        yield from spot.condition("when", names)
        yield from spot.without("when")
        # Decimals only write a value; one that stays inside is never written.
        if spot.node.text("key") in written:
            yield from spot.figures("decimals")
    for spot in spots(root, "needs-decision", owner):
        yield from spot.condition("when", names)


def demand_steps(spot: Spot, names: tuple[str, ...]) -> Iterator[Step]:
    """Yield the steps of a condition that must hold."""
    yield from spot.condition("must", names)
    yield from spot.condition("when", names)
    yield from spot.without("when")
    yield from spot.severity()
