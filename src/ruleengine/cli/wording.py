"""Joins the two wording modules: a language and a key in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text, spoken
from ruleengine.cli import wording_en, wording_zh

if TYPE_CHECKING:
    from ruleengine.base.text import Language


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return a sentence in one language with the facts put in."""
    words = wording_zh.WORDS if language == "zh" else wording_en.WORDS
    return words[key].format_map(facts) if facts else words[key]


def text(key: str, /, **facts: object) -> Text:
    """Return a sentence in both languages; texts among the facts in their language."""
    return Text(
        say(key, "zh", **spoken(facts, "zh")), say(key, "en", **spoken(facts, "en"))
    )
