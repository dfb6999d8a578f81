"""The four rules of table 7 in plain Python, for tools that have no words for them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TENTH_OF_PERCENT = Decimal("0.001")
FACTOR = Decimal("0.7413")


def broken_rules(record: Mapping[str, str]) -> Iterator[str]:
    """Yield which of the four rules a record of right forms breaks."""
    get = record.get
    own, own_expanded = get("u_result"), get("expanded_u_result")
    if own and own_expanded and Decimal(own_expanded) < Decimal(own):
        yield "C12"
    if (get("robust_mean") is None) is not (get("robust_sd") is None):
        yield "C16"
    width, normalised = get("iqr"), get("niqr")
    if width and normalised:
        gap = Decimal(normalised) - FACTOR * Decimal(width)
        if abs(gap) > TENTH_OF_PERCENT:
            yield "C19"
    assigned, expanded = get("u_assigned"), get("expanded_u_assigned")
    if assigned and expanded and Decimal(expanded) < Decimal(assigned):
        yield "C28"
