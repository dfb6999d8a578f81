"""Many texts judged at once.

In: a regex without anchors, or what judges one text. Out: a function that is true only
when every one of many texts fits, and raises TypeError for what is no text; and those
that do not fit. One match over a joined text costs a third of a match for each.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

MANY = 64
"""So many texts are worth the other engine."""

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


def fits_each(pattern: str) -> Callable[[Collection[str]], bool]:
    """Return what tells whether a regex that knows no line feed fits each text."""

    def accepts_each(texts: Collection[str]) -> bool:
        joined = "\n".join(texts)
        if joined.count("\n") != len(texts) - 1:
            return False
        lines = _lines if len(texts) < MANY else _many_lines
        return lines(pattern)(joined + "\n")

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
def _lines(pattern: str) -> Callable[[str], bool]:
    match = re.compile(f"(?:(?:{pattern})\n)*+").fullmatch
    return lambda joined: match(joined) is not None


@functools.lru_cache(maxsize=256)
def _many_lines(pattern: str) -> Callable[[str], bool]:
    """Return the same with an engine that reads thrice as fast, once it is loaded."""
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; slow start

    options = re2.Options()
    options.log_errors = False
    try:
        match = re2.compile(f"(?:(?:{pattern})\n)*".encode(), options).fullmatch
    except re2.error:  # it knows no repetition of more than a thousand times
        return _lines(pattern)
    return lambda joined: match(joined.encode(errors="surrogatepass")) is not None
