"""The quick way to take numbers apart gives what the one that is always right gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

import ruleengine
from ruleengine.compile import identifiers_pattern
from ruleengine.compile.identifiers_pattern import taken_apart
from ruleengine.compile.identifiers_split import LONGEST_TEXT, exact_split

if TYPE_CHECKING:
    from ruleengine.compile.identifiers import CompiledIdentifier

IDENTIFIERS: list[CompiledIdentifier] = [
    each
    for pack in ruleengine.load().packs().values()
    for each in pack.decisions.identifiers.values()
]
NAMED = {each.id: each for each in IDENTIFIERS}
EXAMPLES = sorted(
    {example.text.text for each in IDENTIFIERS for example in each.examples}
)


@given(st.sampled_from(IDENTIFIERS), st.data())
@settings(max_examples=300, deadline=None)
def test_both_ways_take_apart_alike(
    identifier: CompiledIdentifier, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(EXAMPLES))
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    put = data.draw(st.text("A0-.@/:x龥\n\ud800 ", max_size=3))
    text = text[:at] + put + text[at + cut :]
    assert identifier.take(text) == exact_split(identifier.slots, text)


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.id)
def test_every_good_example_is_taken_apart(identifier: CompiledIdentifier) -> None:
    good = [each.text.text for each in identifier.examples if not each.fails]
    assert [text for text in good if identifier.exact(text) is None] == []


def test_long_texts_do_not_take_long() -> None:
    address = NAMED["codes/web-address"]
    text = "a." * 100 + "1"
    assert address.take(text) is None
    assert address.take("a" * (LONGEST_TEXT + 1)) is None


def test_a_pattern_that_is_too_big_goes_the_slow_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    email = NAMED["codes/email"]
    monkeypatch.setattr(identifiers_pattern, "_linear", lambda _written: None)
    split = taken_apart(email.slots)("pt@example.cn")
    assert split is not None
    assert split.spans == ("pt", "example", "cn")


def test_what_the_linear_engine_refuses_is_no_error() -> None:
    assert identifiers_pattern._linear("x{1,2000}") is None
