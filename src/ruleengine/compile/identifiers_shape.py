"""Shapes: how long a part of an identifier may be and which characters it takes.

In: formats and fixed texts of a part. Out: ``Shape``, which accepts a text or says how
far from it the text is. In identifiers formats are exact: ``n5`` is five digits, ``an``
is letters and digits and nothing else.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.format_types import parsed_format
from ruleengine.notation import ast

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ruleengine.base.problem import Problem
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.model.phrase import Phrase
    from ruleengine.notation import Notation

LENGTH = re.compile(r"([0-9]{1,6})(?:\.\.([0-9]{1,6}))?")

MOST = 1_000
"""Characters that a part may be written to have."""
LONGEST = 64
"""Characters that a part without a limit is tried with."""

WRONG = 3
"""What any fault in a part costs, so that few faulty parts win over many."""
PER_CHARACTER = 2
"""What each missing or surplus character costs; a wrong one costs 1."""


@frozen
class Characters:
    """A set of characters that would be large if it were written out."""

    singles: frozenset[str]
    ranges: tuple[tuple[str, str], ...]

    def __contains__(self, character: object) -> bool:
        return character in self.singles or (
            isinstance(character, str)
            and any(low <= character <= high for low, high in self.ranges)
        )


@frozen
class Shape:
    """One way a part may look."""

    places: tuple[Container[str], ...]
    """The characters of each place, as far as the length is fixed."""
    more: Container[str] = frozenset()
    """The characters of any further place."""
    shortest: int = 0
    longest: int = 0
    notation: Notation | None = None
    """For dates, which must be in the calendar as well."""

    def accepts(self, text: str) -> bool:
        """Tell whether a text has this shape."""
        if not self.shortest <= len(text) <= self.longest:
            return False
        if any(c not in place for c, place in zip(text, self.places, strict=False)):
            return False
        if any(c not in self.more for c in text[len(self.places) :]):
            return False
        return self.notation is None or self.notation.matches(text)

    @property
    def figures(self) -> tuple[int, int] | None:
        """The least and the greatest number that looks so; None when none does."""
        places = [self._digits(place) for place in self.places]
        more = self._digits(self.more)
        if not all(places) or (not more and self.shortest > len(places)):
            return None
        least = [min(p) for p in places] + [min(more, default="")] * (
            self.shortest - len(places)
        )
        most = [max(p) for p in places] + [max(more, default="")] * (
            self.longest - len(places)
        )
        return (int("".join(least) or "0"), int("".join(most) or "0"))

    @staticmethod
    def _digits(place: Container[str]) -> str:
        return "".join(digit for digit in string.digits if digit in place)

    @property
    def is_uniform(self) -> bool:
        """Whether every place takes the same characters, and nothing else counts."""
        same = all(place is self.more for place in self.places)
        return same and self.notation is None

    def cost(self, text: str) -> int:
        """Return how far a text is from this shape; 0 when it has it."""
        if self.accepts(text):
            return 0
        off = max(self.shortest - len(text), len(text) - self.longest, 0)
        last = self.places[-1] if self.longest == len(self.places) > 0 else self.more
        wrong = sum(
            c not in (self.places[n] if n < len(self.places) else last)
            for n, c in enumerate(text)
        )
        return WRONG + PER_CHARACTER * off + wrong


def shape_of_text(text: str) -> Shape:
    """Return the shape of a fixed text."""
    return _fixed(frozenset(character) for character in text)


def length_of(written: str) -> tuple[int, int] | None:
    """Return the fewest and the most characters; None where no text is so long.

    Args:
        written: ``9`` or ``1..64``.
    """
    found = LENGTH.fullmatch(written)
    if found is None:
        return None
    shortest, longest = int(found[1]), int(found[2] or found[1])
    return (shortest, longest) if shortest <= longest and 0 < longest <= MOST else None


def are_characters(written: str) -> bool:
    """Tell whether a text is one character, or a range such as ``A-Z``."""
    if len(written) == 3:
        return written[1] == "-" and written[0] <= written[2]
    return len(written) == 1


def shape_of_characters(characters: Iterable[str], length: tuple[int, int]) -> Shape:
    """Return the shape of a choice of characters.

    Args:
        characters: single characters, and ranges such as ``A-Z``.
        length: the fewest and the most of them.
    """
    every = tuple(characters)
    singles = frozenset(item for item in every if len(item) == 1)
    ranges = tuple((item[0], item[2]) for item in every if len(item) == 3)
    allowed = Characters(singles, ranges)
    shortest, longest = length
    return Shape((allowed,) * shortest, allowed, shortest, longest)


def format_shape(
    phrase: Phrase, case: str, memory: ParseMemory, problems: list[Problem]
) -> Shape | None:
    """Return the shape of a format as written; None, with a problem, when there is none."""
    written = parsed_format(phrase, memory, problems)
    if written is None:
        return None
    shape = shape_of_format(written, case)
    if shape is None:
        problems.append(CATALOGUE.problem("E446", phrase.position, found=phrase.text))
    return shape


def shape_of_format(written: Notation, case: str) -> Shape | None:
    """Return the shape of a format; None for one that no part can have.

    Args:
        written: the parsed format.
        case: ``upper`` or ``lower`` when letters have one case, else empty.
    """
    match written.form:
        case ast.Fixed(alphabet, length) if length <= MOST:
            return _fixed([_letters(alphabet, case)] * length)
        case ast.UpTo(alphabet, maximum) if maximum <= MOST:
            return Shape((), _letters(alphabet, case), 1, maximum)
        case ast.Between(alphabet, minimum, None) if minimum <= LONGEST:
            return Shape((), _letters(alphabet, case), minimum, LONGEST)
        case ast.Between(alphabet, minimum, int(maximum)) if maximum <= MOST:
            return Shape((), _letters(alphabet, case), minimum, maximum)
        case ast.Unlimited(alphabet):
            return Shape((), _letters(alphabet, case), 1, LONGEST)
        case ast.Mask(_, _, parts):
            return _fixed(place for part in parts for place in _places(part, case))
        case ast.Temporal():
            length = len(written.form.pattern)
            digits = frozenset(string.digits)
            return Shape((digits,) * length, digits, length, length, written)
        case _:
            return None


def _fixed(places: Iterable[Container[str]]) -> Shape:
    every = tuple(places)
    return Shape(every, frozenset(), len(every), len(every))


def _places(part: ast.MaskPart, case: str) -> Iterable[frozenset[str]]:
    match part:
        case ast.AnyLetter():
            return (_letters("a", case),)
        case ast.AnyDigit():
            return (_letters("n", case),)
        case ast.Quoted(text):
            return tuple(frozenset(character) for character in text)


def _letters(alphabet: ast.Alphabet, case: str) -> frozenset[str]:
    letters = {"upper": string.ascii_uppercase, "lower": string.ascii_lowercase}
    characters = letters.get(case, string.ascii_letters) if alphabet != "n" else ""
    return frozenset(characters + (string.digits if alphabet != "a" else ""))
