from __future__ import annotations

import pytest

from ruleengine.base.suggest import holding, near_misses

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
