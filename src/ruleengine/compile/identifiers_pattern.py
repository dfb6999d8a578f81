"""Slots -> one regular expression, where that is safe: the quick way to take apart.

In: slots. Out: a pattern with a group for each slot, or None where a text could make
it try too many ways; the slow way in ``identifiers_split`` is always right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.compile.identifiers_shape import Characters

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from ruleengine.compile.identifiers_shape import Shape
    from ruleengine.compile.identifiers_split import Slot


def pattern_of(slots: Sequence[Slot]) -> re.Pattern[str] | None:
    """Return the pattern of slots; None when more than one of them varies in length.

    With one varying length there is at most one way for each length, so that no text
    takes long. Dates are matched by their digits alone.
    """
    varying = sum(
        slot.optional or len({(s.shortest, s.longest) for s in slot.shapes}) > 1
        for slot in slots
    ) + sum(s.shortest != s.longest for slot in slots for s in slot.shapes)
    if varying > 2:
        return None
    return re.compile("".join(map(_slot, slots)), re.DOTALL)


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
