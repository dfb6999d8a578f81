"""Near misses: what a person probably meant by a word that is not known."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CUTOFF = 0.6
"""How like a word another has to be, from 0 to 1, to be meant perhaps."""
REMEMBERED = 200
"""Characters of a word, and known words, up to which their near misses are remembered."""
WIDE_COMMA = re.compile("[，、；]")
"""What stands between words for people, and is part of one word for YAML."""
MEANT = Text("是否想写“{near}”？", 'Did you mean "{near}"? ')


def near_misses(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return at most ``limit`` known words that look like ``word``, best first.

    The same slip is often made again and again, and of one long list many words are
    often wrong, each in its own way; hence the memory.
    """
    names = tuple(known)
    if len(names) > REMEMBERED:
        return _many(names).near_misses(word, limit)
    small = len(word) <= REMEMBERED
    return (_remembered if small else _near_misses)(word, names, limit)


def _near_misses(word: str, known: tuple[str, ...], limit: int) -> tuple[str, ...]:
    import difflib

    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), folded, n=limit, cutoff=CUTOFF)
    return tuple(folded[match] for match in matches)


_remembered = lru_cache(maxsize=512)(_near_misses)


class Known:
    """Words in which near misses are looked for again and again.

    ``near_misses`` compares every word; here those that share too few characters with
    the word in question are left out by counting, for all words of a length at once,
    and then those that share too few in the same order.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._folded = {word.casefold(): word for word in words}
        by_length: dict[int, list[str]] = {}
        for word in self._folded:
            by_length.setdefault(len(word), []).append(word)
        self._groups = [_SameLength(words) for words in by_length.values()]

    def near_misses(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Return what ``near_misses`` returns for these words."""
        import difflib

        hopeful = self._hopeful(word.casefold())
        if not hopeful:
            return ()
        matcher = difflib.SequenceMatcher()
        matcher.set_seq2(word.casefold())
        best: list[tuple[float, str]] = []
        for most, other in hopeful:
            if len(best) == limit and most < best[-1][0]:
                break
            matcher.set_seq1(other)
            score = matcher.ratio()
            if score >= CUTOFF:
                best = sorted([*best, (score, other)], reverse=True)[:limit]
        return tuple(self._folded[other] for _, other in best)

    def _hopeful(self, word: str) -> list[tuple[float, str]]:
        """Return words with a bound on their likeness, the most hopeful first."""
        groups = [
            group
            for group in self._groups
            if _likeness(min(group.length, len(word)), group.length, word) >= CUTOFF
        ]
        if not groups:
            return []
        numbered, in_order = _numbered(word), _in_order(word)
        found = [
            (most, other)
            for group in groups
            for other in group.sharing(numbered, word)
            if (most := _likeness(in_order(other), group.length, word)) >= CUTOFF
        ]
        return sorted(found, key=lambda pair: pair[0], reverse=True)


_many = lru_cache(maxsize=4)(Known)


class _SameLength:
    """Words of one length, with the characters that each of them holds."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.length = len(words[0])
        marks: dict[tuple[str, int], bytearray] = {}
        none = b"0" * len(words)
        for at, word in enumerate(words, 1):
            for character in _numbered(word):
                if character not in marks:
                    marks[character] = bytearray(none)
                marks[character][-at] = ord("1")
        self.holding = {character: int(each, 2) for character, each in marks.items()}
        """A character and which one of its kind in a word -> the bits of such words."""

    def sharing(self, numbered: Sequence[tuple[str, int]], word: str) -> Iterator[str]:
        """Yield words that share enough characters with another one."""
        sharing = [(1 << len(self.words)) - 1]
        for character in numbered:
            if bits := self.holding.get(character):
                once_more = [each & bits for each in sharing]
                kept = [each & ~bits for each in sharing]
                sharing = [
                    a | b for a, b in zip([*kept, 0], [0, *once_more], strict=True)
                ]
        for shared, bits in enumerate(sharing):
            if _likeness(shared, self.length, word) >= CUTOFF:
                yield from (self.words[at] for at in _places(bits))


def _likeness(shared: int, length: int, word: str) -> float:
    """Return how like two words are that share so many characters, as difflib does."""
    both = length + len(word)
    return 2.0 * shared / both if both else 1.0


def _in_order(word: str) -> Callable[[str], int]:
    """Return what counts the characters that another word shares in the same order."""
    at: dict[str, int] = {}
    for place, character in enumerate(word):
        at[character] = at.get(character, 0) | 1 << place
    every = (1 << len(word)) - 1

    def count(other: str) -> int:
        # The longest common subsequence: a bit is cleared for each of its characters.
        left = every
        for character in other:
            hit = left & at.get(character, 0)
            left = left + hit | left - hit
        return len(word) - (left & every).bit_count()

    return count


def _numbered(word: str) -> list[tuple[str, int]]:
    """Return the characters of a word, equal ones told apart by number."""
    times: Counter[str] = Counter()
    numbered = []
    for character in word:
        times[character] += 1
        numbered.append((character, times[character]))
    return numbered


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def holding(word: str, known: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Return at most ``limit`` known words that hold ``word`` itself, shortest first."""
    folded = word.casefold()
    found = {name for name in known if folded and folded in name.casefold()}
    return tuple(sorted(found, key=lambda name: (len(name), name))[:limit])


def did_you_mean(word: str, known: Iterable[str]) -> Text | str:
    """Return the "did you mean" sentence for a word, or nothing."""
    names = tuple(known)
    several = [part.strip() for part in WIDE_COMMA.split(word)]
    if len(several) > 1 and all(part in names for part in several):
        near = ", ".join(several)
    elif not (near := next(iter(near_misses(word, names, 1)), "")):
        return ""
    return meant(near)


def meant(near: str) -> Text:
    """Return the "did you mean" sentence that names a word."""
    return Text(MEANT.zh.format(near=near), MEANT.en.format(near=near))
