"""What a wrongly typed value was probably meant to be.

In: text. Out: candidates; a fault offers one only after the matcher has accepted it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.base.text import HALF_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

_HALF_WIDTH = {**HALF_WIDTH, 0x3000: 0x20, 0x3002: 0x2E}
_FULL_WIDTH_CLASS = re.compile("[\uff01-\uff5e\u3000\u3002]")
_GUARDED = re.compile(r"""'(.+)|="(.+)["]""")
"""How a text is kept from being taken for a number by a spreadsheet."""
_SEPARATORS = re.compile(r"[\s\-_./·‐-―]")

Offer = tuple[str, bool] | None
"""A proposed value and whether no other can have been meant."""


def half_width(text: str) -> str:
    """Replace full-width letters, digits and marks by their ASCII forms, one by one."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def full_width_at(text: str) -> int | None:
    """Return the offset of the first full-width character, if there is one."""
    found = _FULL_WIDTH_CLASS.search(text)
    return found.start() if found else None


def without_separators(text: str) -> str:
    """Drop the spaces, hyphens and points that people put into codes."""
    return _SEPARATORS.sub("", text)


def unguarded(text: str) -> str:
    """Drop the apostrophe, or ``="..."``, that a spreadsheet shows nobody."""
    found = _GUARDED.fullmatch(text)
    return found[1] or found[2] if found else text


def offer(
    candidate: str, accepts: Callable[[str], bool], *, certain: bool = False
) -> Offer:
    """Return the candidate as a fix, or None where it would not pass."""
    return (candidate, certain) if accepts(candidate) else None
