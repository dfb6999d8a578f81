"""The two wording modules say the same things with the same facts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.placeholders import placeholders

from ruleengine import notation as room
from ruleengine.notation import other_notations, sense, slips, wording_en, wording_zh


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(wording_zh.SENTENCES) == list(wording_en.SENTENCES)


def test_english_sentences_use_no_fact_that_chinese_ones_lack() -> None:
    for key, sentence in wording_zh.SENTENCES.items():
        english = placeholders(wording_en.SENTENCES[key])
        assert english == placeholders(sentence), key


def test_every_slip_has_a_sentence_and_every_sentence_a_slip() -> None:
    codes: set[str] = set()
    for module in (sense, slips, other_notations):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Slip"
                and isinstance(node.args[0], ast.Constant)
            ):
                codes.add(str(node.args[0].value))
    codes |= {"one-dot", "many-dots", "temporal-case", "temporal-gap"}
    worded = {
        key.removeprefix("error-")
        for key in wording_zh.SENTENCES
        if key.startswith("error-")
    }
    assert codes == worded


def test_chinese_sentences_hold_no_english_punctuation_between_chinese() -> None:
    for key, sentence in wording_zh.SENTENCES.items():
        assert not re.search("[\u4e00-\u9fff][,;:!?]", sentence), key


def test_the_public_names_of_the_room_exist() -> None:
    assert all(hasattr(room, name) for name in room.__all__)
