"""Which sides of the edges of bands the cases touch.

In: a compiled pack and the results of its cases. Out: each side with its count.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ruleengine.authoring.demands import EdgeSide, sides
from ruleengine.compile.decisions_tables import CompiledTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.run_cases import CaseResult
    from ruleengine.compile.packs import CompiledPack

Seen = dict[tuple[str, str], set[str]]
"""(table, input) -> values that cases gave it, as text."""


@dataclass(frozen=True, slots=True)
class EdgeCoverage:
    """One side of an edge and how many different values of the cases lie there."""

    side: EdgeSide
    hits: int


def edge_coverage(
    pack: CompiledPack, results: Iterable[CaseResult]
) -> tuple[EdgeCoverage, ...]:
    """Return every side of every edge of a pack's decision tables."""
    seen = _seen(results)
    return tuple(
        EdgeCoverage(side, _hits(side, seen[table.id, side.column]))
        for table in pack.decisions.decisions.values()
        if isinstance(table, CompiledTable)
        for side in sides(table)
    )


def _seen(results: Iterable[CaseResult]) -> Seen:
    seen: Seen = defaultdict(set)
    for result in results:
        given = {**(result.case.change or {}), **(result.case.inputs or {})}
        for owner, inputs in ((result.of, given), *_steps(result)):
            for key, value in inputs.items():
                if value is not None and not isinstance(value, list | dict | bool):
                    seen[owner, key].add(str(value))
    return seen


def _steps(result: CaseResult) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for step in result.steps:
        if step.get("row"):
            yield step.get("decision") or result.of, step["inputs"]


def _hits(side: EdgeSide, values: Iterable[str]) -> int:
    found = (_value(text, side.values.domain) for text in values)
    return sum(value is not None and side.values.contains(value) for value in found)


def _value(text: str, domain: str) -> Decimal | dt.date | None:
    try:
        return dt.date.fromisoformat(text) if domain == "date" else Decimal(text)
    except (ValueError, InvalidOperation):
        return None
