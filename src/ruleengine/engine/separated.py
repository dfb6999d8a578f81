"""Values that hold several items with a separator between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Fact

STRANGERS = ("；", ";", "、", "\n")
"""Marks that people put between items instead of the separator.

The half-width comma is judged apart: names of substances hold it (1,2-二氯乙烷).
"""


def split_items(text: str, separator: str) -> list[str]:
    """Return the items of a value, without white space around them."""
    if not separator:
        return [text]
    return [item.strip() for item in text.split(separator) if item.strip()]


def item_faults(text: str, separator: str) -> Iterator[tuple[str, Mapping[str, Fact]]]:
    """Yield what is wrong with the separation: (reason, params)."""
    if any(not item.strip() for item in text.split(separator)):
        yield "empty-item", {"separator": separator}
        return
    found = next((mark for mark in STRANGERS if mark in text), None)
    if found is None and _is_half_width_list(text):
        found = ","
    if found is not None:
        yield "separator", {"found": found, "separator": separator}


def _is_half_width_list(text: str) -> bool:
    """Tell whether a half-width comma stands between words, not between digits."""
    before_after = zip(text, text[1:], text[2:], strict=False)
    return any(
        comma == "," and not (left in "0123456789" and right in "0123456789'’-")
        for left, comma, right in before_after
    )
