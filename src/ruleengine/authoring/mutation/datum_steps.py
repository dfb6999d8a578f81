"""Steps of inputs and facts: what they cover, their values, whether they may lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.scalars import spots
from ruleengine.source.node import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.authoring.mutation.scalars import Spot

OTHER_FLAG = {"true": "false", "false": "true"}


def datum_steps(
    spot: Spot, called: tuple[str, ...], *, is_fact: bool = False
) -> Iterator[Step]:
    """Yield every step of an input.

    Args:
        spot: the input.
        called: names of functions; passed on for what it is made of.
        is_fact: facts of identifiers may always lack.
    """
    yield from spot.cell("covers")
    yield from spot.items("values")
    yield from spot.without("values")
    yield from spot.without("format")
    yield from spot.without("identifier")
    yield from spot.without("codes")
    if not is_fact and "default" not in spot.node:
        before = spot.node.text("optional", "false")
        yield from spot.instead("optional", OTHER_FLAG[before], "false")
    default = spot.node.get("default")
    if isinstance(default, Scalar):
        if default.text in OTHER_FLAG:
            yield from spot.instead("default", OTHER_FLAG[default.text])
        else:
            yield from spot.cell("default")
    for _, below in spots(spot.node, "items", spot.element, spot.path):
        yield from datum_steps(below, called)
