"""Slots -> the quick way to take texts apart: one regular expression.

In: slots. Out: a function that gives what ``exact_split`` gives, which tries the parts
in the same order and is always right, but takes a hundred times as long.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.base.linear_pattern import linear_pattern
from ruleengine.compile.identifiers_shape import Characters
from ruleengine.compile.identifiers_split import LONGEST_TEXT, Split, exact_split

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from ruleengine.base.linear_pattern import LinearPattern
    from ruleengine.compile.identifiers_shape import Shape
    from ruleengine.compile.identifiers_split import Slot

    Taken = Callable[[str], Split | None]


def taken_apart(slots: tuple[Slot, ...]) -> Taken:
    """Return what takes a text apart; None where some part has not its shape.

    With one varying length there is at most one way for each length, so that no text
    takes long; with more of them RE2 is asked. Dates are matched by their digits alone.
    """
    written = "".join(map(_slot, slots))
    return _by_re2(slots, written) if _varies(slots) > 2 else _by_re(written)


def _varies(slots: Sequence[Slot]) -> int:
    """Return how often there is a choice between lengths."""
    return sum(
        slot.optional or len({(s.shortest, s.longest) for s in slot.shapes}) > 1
        for slot in slots
    ) + sum(s.shortest != s.longest for slot in slots for s in slot.shapes)


def _by_re(written: str) -> Taken:
    fullmatch = re.compile(written, re.DOTALL).fullmatch

    def take(text: str) -> Split | None:
        found = fullmatch(text)
        return Split(found.groups()) if found else None

    return take


def _by_re2(slots: tuple[Slot, ...], written: str) -> Taken:
    def take(text: str) -> Split | None:
        pattern = _linear(written)
        if pattern is None or len(text) > LONGEST_TEXT or not _is_sound(text):
            return exact_split(slots, text)
        found = pattern.fullmatch(text)
        return Split(found.groups()) if found else None

    return take


@lru_cache(maxsize=256)
def _linear(written: str) -> LinearPattern[str] | None:
    return linear_pattern(written)


def _is_sound(text: str) -> bool:
    """Tell whether a text can be written as UTF-8, which RE2 wants."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _slot(slot: Slot) -> str:
    body = "|".join(map(_shape, slot.shapes))
    text = f"{re.escape(slot.prefix)}({body})"
    return f"(?:{text})?" if slot.optional else text


def _shape(shape: Shape) -> str:
    places = "".join(_class(place) for place in shape.places)
    least, most = (n - len(shape.places) for n in (shape.shortest, shape.longest))
    return places + (f"{_class(shape.more)}{{{least},{most}}}" if most > 0 else "")


def _class(characters: Container[str]) -> str:
    if isinstance(characters, Characters):
        ranges = "".join(
            f"{re.escape(low)}-{re.escape(high)}" for low, high in characters.ranges
        )
        return f"[{_escaped(characters.singles)}{ranges}]"
    assert isinstance(characters, frozenset), "the only other kind of set"
    return f"[{_escaped(characters)}]"


def _escaped(characters: frozenset[str]) -> str:
    return "".join(re.escape(character) for character in sorted(characters))
