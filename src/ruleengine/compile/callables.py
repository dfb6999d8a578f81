"""The functions that conditions may call beside those of FEEL; made when called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.base.ids import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.feel.functions.signature import Function
    from ruleengine.model.rule_pack import RulePack

KINDS = ("decision-table", "calculation", "identifier", "code-list")
"""Kinds of rule files that formulas call by their id, hyphens as spaces."""


def spoken(name: str) -> str:
    """Return how formulas call what a rule file declares under an id."""
    return name.replace("-", " ")


def spoken_names(packs: Iterable[RulePack], pack: str) -> frozenset[str]:
    """Return the names by which formulas of a pack call what rule files declare."""
    return frozenset(
        spoken(head.id)
        for each in packs
        if each.name in {pack, SHARED}
        for kind in KINDS
        for head in each.heads(kind)
    )


class Callables(Mapping[str, "Function"]):
    """FEEL name -> function: what the packs declare, and statistics."""

    def __init__(
        self, spoken: frozenset[str], declare: Callable[[str], Function]
    ) -> None:
        """Take the names that packs declare, and how each is made."""
        self._spoken = spoken
        self._declare = declare

    def __getitem__(self, name: str) -> Function:
        return self._declare(name) if name in self._spoken else _statistics()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._spoken or name in _statistics()

    def __iter__(self) -> Iterator[str]:
        return chain(_statistics(), sorted(self._spoken))

    def __len__(self) -> int:
        return len(_statistics()) + len(self._spoken)


def _statistics() -> Mapping[str, Function]:
    from ruleengine.compile.functions import STATISTICS

    return STATISTICS
