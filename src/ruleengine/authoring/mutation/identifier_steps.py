"""Steps of identifiers: parts, check character, facts, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.calculation_steps import demand_steps
from ruleengine.authoring.mutation.datum_steps import OTHER_FLAG, datum_steps
from ruleengine.authoring.mutation.mutant import retyped
from ruleengine.authoring.mutation.scalars import Spot, spots
from ruleengine.authoring.mutation.texts import beside, edits_of_figures
from ruleengine.source.node import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.source.node import Mapping


def identifier_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of an identifier.

    Args:
        root: the file.
        called: names of functions that its checks may call.
    """
    owner = root.text("id")
    known = [*root.mappings("parts"), *root.mappings("facts")]
    names = (*called, *(item.text("key") for item in known))
    whole = Spot(root, (), owner)
    yield from whole.without("case")
    yield from whole.without("codes")
    yield from whole.severities()
    for spot in spots(root, "parts", owner):
        yield from _part(spot)
    checksum = root.mapping("checksum")
    if checksum is not None:
        yield from _checksum(Spot(checksum, ("checksum",), f"{owner}.checksum"))
    for spot in spots(root, "facts", owner):
        yield from datum_steps(spot, is_fact=True)
    for spot in spots(root, "checks", owner):
        yield from demand_steps(spot, names)


def _part(spot: Spot) -> Iterator[Step]:
    yield from spot.figures("format")
    yield from spot.items("any-of")
    yield from _figures_of_formats(spot)
    yield from spot.items("one-of")
    yield from spot.items("characters")
    yield from spot.figures("length")
    yield from spot.without("codes")
    yield from spot.severities()
    for key in ("from", "until"):
        yield from spot.cell(key)
        yield from spot.without(key)
    yield from spot.without("leading-zeros")
    before = spot.node.text("optional", "false")
    yield from spot.instead("optional", OTHER_FLAG[before], "false")
    prefix = spot.node.get("prefix")
    if isinstance(prefix, Scalar):
        other = f"{prefix.text}{prefix.text[-1:]}"
        yield spot.step("prefix", retyped(prefix, other), prefix.text, other)


def _figures_of_formats(spot: Spot) -> Iterator[Step]:
    for number, item in enumerate(spot.node.nodes("any-of")):
        if isinstance(item, Scalar):
            for edit in edits_of_figures(item.text):
                yield spot.in_list("any-of", number, item, edit.applied(item.text))


def _checksum(spot: Spot) -> Iterator[Step]:
    yield from spot.figures("modulus")
    for number, item in enumerate(spot.node.nodes("weights")):
        if isinstance(item, Scalar):
            _below, above = beside(item.text)
            yield spot.in_list("weights", number, item, above)
    for key in ("alphabet", "mapping"):
        text = spot.node.get(key)
        if isinstance(text, Scalar) and len(text.text) > 1:
            other = text.text[1] + text.text[0] + text.text[2:]
            yield spot.step(key, retyped(text, other), text.text[:2], other[:2])
