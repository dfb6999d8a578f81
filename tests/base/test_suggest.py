from __future__ import annotations

import difflib
import time

import pytest
from hypothesis import given, settings, strategies as st
from tests.counted import calls_of

from ruleengine.base.suggest import (
    CUTOFF,
    Known,
    did_you_mean,
    holding,
    near_misses,
)
from ruleengine.base.text import Text

KNOWN = ("nac/qms-audit-time", "nac/qms-days", "nac/fees", "表6", "T06")


@pytest.mark.parametrize(
    ("word", "near"),
    [("T6", ("T06",)), ("nac/feees", ("nac/fees",)), ("t06", ("T06",)), ("zzz", ())],
)
def test_near_misses_look_like_the_word(word: str, near: tuple[str, ...]) -> None:
    assert near_misses(word, KNOWN, 1) == near


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("QMS", ("nac/qms-days", "nac/qms-audit-time")),
        ("表", ("表6",)),
        ("", ()),
        ("zzz", ()),
    ],
)
def test_holding_names_contain_the_word(word: str, names: tuple[str, ...]) -> None:
    assert holding(word, KNOWN) == names


def test_holding_names_are_limited() -> None:
    assert holding("n", KNOWN, 1) == ("nac/fees",)


WORDS = st.text("0123ab甲A", max_size=8)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=40), WORDS, st.integers(1, 4))
def test_known_words_have_the_same_near_misses(
    words: list[str], word: str, limit: int
) -> None:
    assert Known(words).near_misses(word, limit) == near_misses(word, words, limit)


@pytest.mark.parametrize(
    ("word", "near"),
    [("a，b", "a, b"), ("甲、b、 a", "甲, b, a"), ("甲、乙", "甲、乙丙"), ("a；x", "")],
)
def test_words_between_wide_commas_are_several(word: str, near: str) -> None:
    said = did_you_mean(word, iter(["甲", "a", "b", "甲、乙丙"]))
    assert (said.zh if isinstance(said, Text) else said) == (
        near and f"是否想写“{near}”？"
    )


def test_near_misses_of_the_same_word_are_looked_for_once() -> None:
    known = [f"colour_{number}" for number in range(50)]
    first, again = (calls_of(lambda: near_misses("color_7", known)) for _ in range(2))
    assert near_misses("color_7", known)[0] == "colour_7"
    assert again < 10 < first
    assert near_misses("color_7", known[:3]) == tuple(reversed(known[:3]))
    assert len(near_misses("color_7", known, 1)) == 1


def test_a_text_of_a_million_characters_is_no_trap() -> None:
    start = time.perf_counter()
    assert Known(["110000", "110101"]).near_misses("1" * 1_000_000) == ()
    assert time.perf_counter() - start < 5


def test_few_of_many_codes_are_compared_at_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Counting(difflib.SequenceMatcher[str]):
        times = 0

        def ratio(self) -> float:
            Counting.times += 1
            return super().ratio()

    codes = [f"{number * 37 % 1_000_000:06}" for number in range(4000)]
    known = Known(codes)
    monkeypatch.setattr(difflib, "SequenceMatcher", Counting)
    for word in ("987654", "110199", "123456"):
        alike = difflib.get_close_matches(word, codes, 3, CUTOFF)
        assert known.near_misses(word) == near_misses(word, codes) == tuple(alike)
    known_alone, Counting.times = Known(codes), 0
    known_alone.near_misses("987654")
    assert Counting.times < 400


def test_each_wrong_word_costs_less_than_a_look_at_all_of_many_names() -> None:
    names = [f"第{number * 37 % 10_000:04}条" for number in range(2000)]
    near_misses("第0038条", names)
    calls = calls_of(lambda: near_misses("x0037", names))
    assert calls < len(names)
    assert near_misses("第00375条", names, 1) == ("第0037条",)
