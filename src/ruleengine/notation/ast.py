"""The forms a data format can take: frozen syntax trees with places in the text.

In: nothing but plain values (so that a tree can be stored as JSON). Out: ``Form`` and
``print_form``, the notation written again. Knows no parser and no meaning.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, assert_never

from ruleengine.base.frozen import frozen

Alphabet = Literal["a", "n", "an"]
"""Letters, digits, or both."""

TemporalPart = Literal["YYYY", "MM", "DD", "hh", "mm", "ss"]
TEMPORAL_PARTS: tuple[TemporalPart, ...] = ("YYYY", "MM", "DD", "hh", "mm", "ss")
"""All parts, in the only order in which they may stand."""
DAY = TEMPORAL_PARTS[:3]
"""The parts of a whole date."""


@frozen(guarded=True)
class Node:
    """A piece of the notation; ``at`` and ``end`` are offsets from 0, not compared."""

    at: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@frozen(guarded=True)
class Fixed(Node):
    """Exactly ``length`` characters: ``an18``, ``n4``."""

    alphabet: Alphabet
    length: int


@frozen(guarded=True)
class UpTo(Node):
    """At most ``maximum`` characters: ``an..200``, ``n..3``."""

    alphabet: Alphabet
    maximum: int


@frozen(guarded=True)
class Between(Node):
    """From ``minimum`` to ``maximum`` characters: ``an3..8``; None for ``an3..ul``."""

    alphabet: Alphabet
    minimum: int
    maximum: int | None


@frozen(guarded=True)
class Unlimited(Node):
    """Any length: ``an..ul``; a bare ``..ul`` counts as ``an..ul``."""

    alphabet: Alphabet


@frozen(guarded=True)
class DecimalUpTo(Node):
    """At most ``integers`` digits before the mark: ``n..10,3``."""

    integers: int
    decimals: int


@frozen(guarded=True)
class DecimalFixed(Node):
    """``n6,2``: used in the tables, defined nowhere; its meaning is a reading."""

    integers: int
    decimals: int


@frozen(guarded=True)
class AnyLetter(Node):
    """``a`` in a mask: one letter A-Z or a-z."""


@frozen(guarded=True)
class AnyDigit(Node):
    """``n`` in a mask: one digit 0-9."""


@frozen(guarded=True)
class Quoted(Node):
    """Quoted text in a mask: stands for itself."""

    text: str


MaskPart = AnyLetter | AnyDigit | Quoted


@frozen(guarded=True)
class Mask(Node):
    """One place per character: ``an5(aannn)``, ``an3("F"nn)``."""

    alphabet: Alphabet
    length: int
    parts: tuple[MaskPart, ...]


@frozen(guarded=True)
class Temporal(Node):
    """A date or time: neighbouring parts such as ``YYYY``, ``MM``, ``DD``."""

    parts: tuple[TemporalPart, ...]

    @property
    def pattern(self) -> str:
        """The parts written together: ``YYYYMMDD``."""
        return "".join(self.parts)


@frozen(guarded=True)
class Boolean(Node):
    """``boolean``: 1 or 0."""


@frozen(guarded=True)
class Media(Node):
    """Names of media formats: ``PDF/JPEG/PNG``; the value is a file name."""

    names: tuple[str, ...]


Form = (
    Fixed
    | UpTo
    | Between
    | Unlimited
    | DecimalUpTo
    | DecimalFixed
    | Mask
    | Temporal
    | Boolean
    | Media
)


def limits(form: UpTo | Between | Unlimited) -> tuple[int, int | None]:
    """Return the fewest and the most characters of a free text."""
    match form:
        case UpTo(_, maximum):
            return 1, maximum
        case Between(_, minimum, most):
            return minimum, most
        case Unlimited():
            return 1, None


def print_form(form: Form) -> str:
    """Write a form in the notation; ``parse`` of it gives the same form again."""
    match form:
        case Fixed(alphabet, length):
            return f"{alphabet}{length}"
        case UpTo(alphabet, maximum):
            return f"{alphabet}..{maximum}"
        case Between(alphabet, minimum, maximum):
            return f"{alphabet}{minimum}..{'ul' if maximum is None else maximum}"
        case Unlimited(alphabet):
            return f"{alphabet}..ul"
        case DecimalUpTo(integers, decimals):
            return f"n..{integers},{decimals}"
        case DecimalFixed(integers, decimals):
            return f"n{integers},{decimals}"
        case Mask(alphabet, length, parts):
            return f"{alphabet}{length}({''.join(map(_print_part, parts))})"
        case Temporal():
            return form.pattern
        case Boolean():
            return "boolean"
        case Media(names):
            return "/".join(names)
        case _:
            assert_never(form)


def _print_part(part: MaskPart) -> str:
    match part:
        case AnyLetter():
            return "a"
        case AnyDigit():
            return "n"
        case Quoted(text):
            return f'"{text}"'
        case _:
            assert_never(part)
