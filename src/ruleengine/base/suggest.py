"""Near misses: what a person probably meant by a word that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

MEANT = Text("是否想写“{near}”？", 'Did you mean "{near}"? ')


def near_misses(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return at most ``limit`` known words that look like ``word``, best first."""
    import difflib

    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), folded, n=limit, cutoff=0.6)
    return tuple(folded[match] for match in matches)


def holding(word: str, known: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Return at most ``limit`` known words that hold ``word`` itself, shortest first."""
    folded = word.casefold()
    found = {name for name in known if folded and folded in name.casefold()}
    return tuple(sorted(found, key=lambda name: (len(name), name))[:limit])


def did_you_mean(word: str, known: Iterable[str]) -> Text | str:
    """Return the "did you mean" sentence for a word, or nothing."""
    found = near_misses(word, known, 1)
    if not found:
        return ""
    return Text(MEANT.zh.format(near=found[0]), MEANT.en.format(near=found[0]))
