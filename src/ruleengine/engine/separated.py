"""Values that hold several items with a separator between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Fact

STRANGERS = ("；", ";", "、", "\n")
"""Marks that people put between items instead of the separator.

The half-width comma is judged apart: names of substances hold it (1,2-二氯乙烷).
"""
_BRACKETED = re.compile("[（(][^（()）]*[)）]")
"""What explains one item, whatever marks it holds: 六六六（α、β、γ异构体）."""
_PLACE = r"(?:[0-9]{1,2}|[A-Za-zα-ω])['’′]?"
_PLACES = f"(?<![0-9A-Za-z]){_PLACE}(?:,{_PLACE})+-"
"""Where the parts of a molecule sit, as in N,N-二甲基甲酰胺 or p,p'-滴滴涕."""


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
    bare = _BRACKETED.sub("", text)
    found = next((mark for mark in STRANGERS if mark in bare), None)
    if found is None and _is_half_width_list(bare):
        found = ","
    if found is not None:
        yield "separator", {"found": found, "separator": separator}


def _is_half_width_list(text: str) -> bool:
    """Tell whether a half-width comma stands between items, not within a name.

    Between digits it does where there are no letters: then they are numbers.
    """
    if "," not in text:
        return False
    rest = re.sub(_PLACES, "", text)
    if not any(map(str.isalpha, rest)):
        return "," in rest
    before_after = zip(rest, rest[1:], rest[2:], strict=False)
    return any(
        comma == "," and not (left in "0123456789" and right in "0123456789'’-")
        for left, comma, right in before_after
    )
