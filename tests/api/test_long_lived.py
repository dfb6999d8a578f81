"""Rules that a service keeps for long: no call hangs on what was asked before it."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine import Ruleset

LONG = 50_000
"""Characters of texts that are too long to be kept."""
CALLS = 40

WORDS = """\
kind: field-table
id: T2
title: 表2 说明
fields:
  - {no: 1, key: words, name: 说明, format: an..ul, required: always}
  - {no: 2, key: more, name: 补充, format: an..ul, required: {when: 说明 = "x"}}
"""
pytestmark = pytest.mark.usefixtures("own_cache")


def long_number(rules: Ruleset, text: str) -> object:
    return rules.identify("codes/uscc", text)


def long_code(rules: Ruleset, text: str) -> object:
    return rules.codes("codes/country").judge(text, rules.day(), {})


def long_words(rules: Ruleset, text: str) -> object:
    return rules.check([{"words": text, "more": text}], table="demo/T2")


def many_long_words(rules: Ruleset, text: str) -> object:
    records: list[dict[str, Any]] = [{"words": text, "more": text}] * 10
    return rules.check(records, table="demo/T2")


@pytest.mark.parametrize(
    "ask",
    [long_number, long_code, long_words, many_long_words],
    ids=lambda f: f.__name__,
)
def test_long_texts_are_not_kept(
    ask: Callable[[Ruleset, str], object], load_pack: PackWriter, tmp_path: Path
) -> None:
    load_pack(t2=WORDS)
    rules = ruleengine.load(tmp_path / "demo", "codes")

    def asked(count: int) -> int:
        for number in range(count):
            ask(rules, f"{count} {number} " + "x" * LONG)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = asked(CALLS - 1)
        assert asked(CALLS) - before < CALLS * LONG // 4
    finally:
        tracemalloc.stop()
