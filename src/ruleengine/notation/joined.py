"""Many texts judged at once.

In: a regex without anchors, or what judges one text. Out: a function that is true only
when every one of many texts fits, and raises TypeError for what is no text; and those
that do not fit. One match over a joined text costs a third of a match for each.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


def fits_each(pattern: str) -> Callable[[Collection[str]], bool]:
    """Return what tells whether a regex that knows no line feed fits each text."""

    def accepts_each(texts: Collection[str]) -> bool:
        joined = "\n".join(texts)
        if joined.count("\n") != len(texts) - 1:
            return False
        return _lines(pattern).fullmatch(joined + "\n") is not None

    return accepts_each


def one_by_one(accepts: Callable[[str], bool]) -> Callable[[Collection[str]], bool]:
    """Return what asks about each text by itself."""

    def accepts_each(texts: Collection[str]) -> bool:
        "".join(texts)
        return all(map(accepts, texts))

    return accepts_each


def refused_of(
    texts: Sequence[str],
    accepts_each: Callable[[Sequence[str]], bool],
    accepts: Callable[[str], bool],
) -> Iterator[str]:
    """Yield the texts that are not accepted, found by halving.

    Args:
        texts: many texts.
        accepts_each: judges many; may be false of some that are right one by one.
        accepts: judges one.
    """
    if not texts or accepts_each(texts):
        return
    if len(texts) == 1:
        yield from (text for text in texts if not accepts(text))
        return
    middle = len(texts) // 2
    yield from refused_of(texts[:middle], accepts_each, accepts)
    yield from refused_of(texts[middle:], accepts_each, accepts)


@functools.lru_cache(maxsize=256)
def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:(?:{pattern})\n)*+")
