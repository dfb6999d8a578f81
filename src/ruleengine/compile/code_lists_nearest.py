"""What was probably meant by a text that is not in a code list.

In: the texts and names of a list. Out: ``Nearest``. Most data hold no wrong code: what
takes time is made when the first one comes up.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ruleengine.base.suggest import REMEMBERED, Known
from ruleengine.model.code_list import CATEGORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.compile.code_lists_entries import Entry

LONGEST_SWAPPED = 40
"""Characters of a text in which neighbours are exchanged."""


class Nearest:
    """Proposes codes of one list, best first, in the form that the list accepts."""

    def __init__(
        self, accepts: str, by_text: Mapping[str, Entry], by_name: Mapping[str, Entry]
    ) -> None:
        """Take what the list accepts: code, name, or both; and its entries."""
        self._meant = dict.fromkeys(
            text for text, entry in by_text.items() if entry.status != CATEGORY
        )
        self._named = by_name if accepts == "code" else {}
        # The same slip mostly stands in a whole column; hence the memory.
        self._remembered = lru_cache(maxsize=1024)(self._found)

    def __call__(self, text: str) -> tuple[str, ...]:
        """Return what was probably meant by a text."""
        find = self._remembered if len(text) <= REMEMBERED else self._found
        return find(text)

    def _found(self, text: str) -> tuple[str, ...]:
        named = self._named.get(text.strip())
        if named is not None:
            return (named.code,)
        swapped = tuple(other for other in _swapped(text) if other in self._meant)
        if swapped:
            return swapped
        # A number cell drops leading zeros.
        if text.isdecimal() and (same := self._by_figures.get(text.lstrip("0"))):
            return tuple(same)
        return self._known.near_misses(text)

    @cached_property
    def _known(self) -> Known:
        return Known(self._meant)

    @cached_property
    def _by_figures(self) -> dict[str, list[str]]:
        """The texts by what is left of them without leading zeros."""
        found: dict[str, list[str]] = {}
        for each in self._meant:
            found.setdefault(each.lstrip("0"), []).append(each)
        return found


def _swapped(text: str) -> Iterator[str]:
    """Yield a text with each two neighbours exchanged, the commonest slip in codes."""
    for at in range(min(len(text), LONGEST_SWAPPED) - 1):
        yield f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
