"""Many texts judged at once.

In: a regex without anchors, or what judges texts. Out: a function that returns those of
many texts that do not fit, and raises TypeError for what is no text. One match over a
joined text costs a tenth of a match for each.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ruleengine.base.linear_pattern import linear_pattern

Refused = Callable[[Sequence[str]], Sequence[str]]
"""Texts -> those of them that are not accepted."""
MANY = 64
"""So many texts are worth the other engine."""
FEW = 8
"""So few texts are asked about one by one."""


def refused_by_pattern(pattern: str) -> Refused:
    """Return what finds the texts that a regex, which knows no line feed, does not fit."""

    def refused(texts: Sequence[str]) -> Sequence[str]:
        lines = "\n".join(texts) + "\n"
        if lines.count("\n") != len(texts):
            fits = _lines(pattern).fullmatch
            return [text for text in texts if "\n" in text or not fits(text + "\n")]
        if len(texts) >= MANY and _fits_many(pattern)(lines):
            return ()
        return list(_odd_lines(_lines(pattern), lines))

    return refused


def refused_one_by_one(accepts: Callable[[str], bool]) -> Refused:
    """Return what asks about each text by itself."""

    def refused(texts: Sequence[str]) -> Sequence[str]:
        "".join(texts)  # raises TypeError
        return [text for text in texts if not accepts(text)]

    return refused


def refused_by_halving(
    accepts_all: Callable[[Sequence[str]], bool], accepts: Callable[[str], bool]
) -> Refused:
    """Return what looks for the texts that are not accepted in smaller and smaller parts.

    Args:
        accepts_all: judges many; may be false of some that are right one by one.
        accepts: judges one.
    """

    def refused(texts: Sequence[str]) -> Sequence[str]:
        if not texts or accepts_all(texts):
            return ()
        "".join(texts)  # raises TypeError
        return odd_ones(texts)

    def odd_ones(texts: Sequence[str]) -> list[str]:
        if len(texts) <= FEW:
            return [text for text in texts if not accepts(text)]
        middle = len(texts) // 2
        first, rest = texts[:middle], texts[middle:]
        odd = [] if accepts_all(first) else odd_ones(first)
        # What is wrong with all of them must be here, if it was not there.
        return odd if odd and accepts_all(rest) else [*odd, *odd_ones(rest)]

    return refused


def _odd_lines(pattern: re.Pattern[str], lines: str) -> Iterator[str]:
    """Yield the lines at which a regex of lines that fit comes to an end."""
    at = 0
    while match := pattern.match(lines, at):
        start = match.end()
        if start == len(lines):
            return
        end = lines.index("\n", start)
        yield lines[start:end]
        at = end + 1


@functools.lru_cache(maxsize=256)
def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:(?:{pattern})\n)*+")


@functools.lru_cache(maxsize=256)
def _fits_many(pattern: str) -> Callable[[str], Any]:
    """Return what tells whether all lines fit, thrice as fast once it is loaded."""
    linear = linear_pattern(f"(?:(?:{pattern})\n)*".encode())
    if linear is None:  # RE2 knows no repetition of more than a thousand times
        return _lines(pattern).fullmatch
    match = linear.fullmatch
    return lambda lines: match(lines.encode(errors="surrogatepass"))
