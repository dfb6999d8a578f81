"""Near misses: what a person probably meant by a word that is not known."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def near_misses(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return at most ``limit`` known words that look like ``word``, best first."""
    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), folded, n=limit, cutoff=0.6)
    return tuple(folded[match] for match in matches)
