"""Steps of documents: another choice of a reading as the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.scalars import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.source.node import Mapping


def document_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of a document.

    Args:
        root: the file.
        called: functions; a document calls none.
    """
    del called
    for number, item in enumerate(root.mappings("readings")):
        spot = Spot(item, ("readings", number), f"readings.{item.text('name')}")
        for choice in item.mappings("choices"):
            yield from spot.instead("default", choice.text("choice"))
