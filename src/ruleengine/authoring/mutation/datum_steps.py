"""Steps of inputs and facts: what they cover, their values, whether they may lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ruleengine.authoring.mutation.scalars import spots
from ruleengine.source.node import Scalar
from ruleengine.table import CellError, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.authoring.mutation.scalars import Spot
    from ruleengine.source.node import Mapping
    from ruleengine.table import Kind

OTHER_FLAG = {"true": "false", "false": "true"}


def datum_steps(spot: Spot, *, is_fact: bool = False) -> Iterator[Step]:
    """Yield every step of an input.

    Args:
        spot: the input.
        is_fact: facts of identifiers may always lack.
    """
    yield from spot.cell("covers")
    yield from spot.items("values")
    if not _covers_the_values(spot.node):
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
    for below in spots(spot.node, "items", spot.element, spot.path):
        yield from datum_steps(below)


def _covers_the_values(node: Mapping) -> bool:
    """Tell whether ``covers`` names just the values again: it refuses what they do."""
    values = [item.text for item in node.nodes("values") if isinstance(item, Scalar)]
    if not values or "covers" not in node:
        return False
    kind = cast("Kind", node.text("type", "string"))
    quoted = [f'"{value}"' for value in values] if kind == "string" else values
    try:
        covered = parse_cell(node.text("covers"), kind)
        return covered == parse_cell(", ".join(quoted), kind)
    except CellError:
        return False
