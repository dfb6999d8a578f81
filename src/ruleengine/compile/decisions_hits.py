"""Hit policies of DMN: which of the rows that hold give the result.

In: rows that hold, in their order. Out: the value of every output, or the name of what
went wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.feel.values import NUMBERS, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Outputs = tuple[Value, ...]
"""The value of every output column, in order."""

RANKED = frozenset({"priority", "output order"})
"""Policies that compare outputs by the order of their listed values."""
FOLDED = frozenset({"collect sum", "collect min", "collect max"})
"""Policies that make one figure of several."""
LISTING = frozenset({"rule order", "output order", "collect"})
"""Policies whose result is a list."""


@frozen
class Hit:
    """The result of a table."""

    outputs: Outputs | None
    """None when there is none; each output a list where the policy gives lists."""
    rows: tuple[int, ...] = ()
    """Numbers of the rows behind it, from 0."""
    trouble: str = ""
    """no-row, many-rows or different-rows."""


def policy_name(text: str) -> str:
    """Return a policy as DMN spells it; hyphens count as spaces."""
    return " ".join(text.replace("-", " ").split()).lower()


def decide(
    policy: str,
    hits: Sequence[int],
    results: Sequence[Outputs],
    ranks: Sequence[Mapping[Value, int]],
    default: Outputs | None,
) -> Hit:
    """Apply a hit policy.

    Args:
        policy: as DMN spells it.
        hits: numbers of the rows that hold, in the order of the table.
        results: the outputs of every row of the table.
        ranks: for each output, value -> place in its list of values.
        default: the outputs when no row holds, or None.
    """
    if policy == "collect count":
        return Hit((Decimal(len(hits)),), tuple(hits))
    if not hits:
        if default is not None:
            return Hit(default)
        if policy not in LISTING:
            return Hit(None, trouble="no-row")
        return Hit(tuple([] for _ in ranks))
    if policy in LISTING:
        return _listed(policy, hits, results, ranks)
    if policy in FOLDED:
        return _folded(policy, hits, results)
    return _single(policy, hits, results, ranks)


def _single(
    policy: str,
    hits: Sequence[int],
    results: Sequence[Outputs],
    ranks: Sequence[Mapping[Value, int]],
) -> Hit:
    match policy:
        case "first":
            return Hit(results[hits[0]], (hits[0],))
        case "priority":
            best = min(hits, key=lambda row: _rank(results[row], ranks))
            return Hit(results[best], (best,))
        case "any" if any(results[row] != results[hits[0]] for row in hits):
            return Hit(None, tuple(hits), "different-rows")
        case "unique" if len(hits) > 1:
            return Hit(None, tuple(hits), "many-rows")
        case _:
            return Hit(results[hits[0]], tuple(hits))


def _listed(
    policy: str,
    hits: Sequence[int],
    results: Sequence[Outputs],
    ranks: Sequence[Mapping[Value, int]],
) -> Hit:
    rows = list(hits)
    if policy == "output order":
        rows.sort(key=lambda row: _rank(results[row], ranks))
    columns = zip(*(results[row] for row in rows), strict=True)
    return Hit(tuple(list(column) for column in columns), tuple(rows))


def _folded(policy: str, hits: Sequence[int], results: Sequence[Outputs]) -> Hit:
    figures = [(results[row][0], row) for row in hits if results[row][0] is not None]
    if not figures:
        return Hit((None,), tuple(hits))
    if policy == "collect sum":
        total = Decimal(0)
        for figure, _ in figures:
            total = NUMBERS.add(total, figure)
        return Hit((total,), tuple(hits))
    choose = min if policy == "collect min" else max
    best = choose(figure for figure, _ in figures)
    return Hit((best,), tuple(row for figure, row in figures if figure == best))


def _rank(outputs: Outputs, ranks: Sequence[Mapping[Value, int]]) -> tuple[int, ...]:
    pairs = zip(outputs, ranks, strict=True)
    return tuple(rank.get(value, len(rank)) for value, rank in pairs)
