"""Wrong texts are taken apart where the least is wrong, without trying every way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st
from tests.counted import calls_of

from ruleengine import notation
from ruleengine.compile.identifiers_shape import PER_CHARACTER, shape_of_format
from ruleengine.compile.identifiers_split import (
    LEFT_OVER,
    Slot,
    Split,
    _loose_spans,
    _nearest_split,
    nearest_split,
)

if TYPE_CHECKING:
    from ruleengine.compile.identifiers_shape import Shape


def slot(form: str, prefix: str = "", *, optional: bool = False) -> Slot:
    return Slot(prefix, (shape(form),), optional)


def shape(form: str) -> Shape:
    found = shape_of_format(notation.parse(form), "")
    assert found is not None
    return found


NUMBER = (slot("a3"), slot("n..3", optional=True), slot("an..26"))
ADDRESS = (slot("an..9"), slot("a2..4", "."), slot("n..3", ":", optional=True))

Way = tuple[int, tuple[str | None, ...], str, tuple[int, ...]]


def every_way(slots: tuple[Slot, ...], text: str, number: int = 0, at: int = 0) -> Way:
    """Return cost, spans, rest and parts without their prefix of the best of all ways."""
    if number == len(slots):
        rest = text[at:]
        return LEFT_OVER + PER_CHARACTER * len(rest) if rest else 0, (), rest, ()
    ways = []
    part = slots[number]
    for span, cost, end, bare in _loose_spans(part, text, at, part.costs(text)):
        after, spans, rest, missing = every_way(slots, text, number + 1, end)
        lacking = (number, *missing) if bare else missing
        ways.append((cost, (cost + after, (span, *spans), rest, lacking)))
    return min(ways, key=lambda way: (way[1][0], way[0]))[1]


@given(st.sampled_from([NUMBER, ADDRESS]), st.text("ab1.:-", max_size=8))
def test_the_split_is_the_best_of_all(slots: tuple[Slot, ...], text: str) -> None:
    _, spans, rest, missing = every_way(slots, text)
    assert nearest_split(slots, text) == Split(spans, rest, missing)


def test_pieces_that_cost_more_than_a_whole_way_are_not_followed() -> None:
    assert nearest_split(NUMBER, "CNAS12X-45-").spans == ("CNA", None, "S12X-45-")
    assert calls_of(partial(_nearest_split.__wrapped__, NUMBER, "CNAS12X-45-")) < 1_000
