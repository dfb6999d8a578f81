"""Decisions that call each other in a circle, and so would never come to an end.

In: the compiled decisions of a pack. Out: the circles, as ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.compile.callables import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.compile.calculations import CompiledCalculation
    from ruleengine.compile.decisions_tables import CompiledTable

Cycle = tuple[str, ...]
"""Ids in the order of the calls; the last one is the first again."""


def cycles_in(
    decisions: Mapping[str, CompiledTable | CompiledCalculation],
) -> Iterator[Cycle]:
    """Yield one circle for each group of decisions that call each other.

    Args:
        decisions: those of one pack, by the id inside the pack.
    """
    id_of = {spoken(local): local for local in decisions}
    done: set[str] = set()

    def first_from(local: str, path: tuple[str, ...]) -> Cycle:
        """Return the first circle that is reached from a decision, or nothing."""
        if local in path:
            return (*path[path.index(local) :], local)
        if local in done:
            return ()
        done.add(local)
        for formula in decisions[local].formulas():
            for name in sorted(formula.calls & id_of.keys()):
                if found := first_from(id_of[name], (*path, local)):
                    return found
        return ()

    yield from filter(None, (first_from(local, ()) for local in decisions))
