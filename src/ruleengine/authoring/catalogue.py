"""Joins the two wording modules of this room: a code or key in, sentences out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring import wording_en, wording_zh
from ruleengine.base.catalogue import Catalogue
from ruleengine.base.text import Text, spoken

if TYPE_CHECKING:
    from ruleengine.base.text import Language

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)


def say(key: str, language: Language, **facts: object) -> str:
    """Return a sentence in one language with the facts put in."""
    words = wording_zh.WORDS if language == "zh" else wording_en.WORDS
    return words[key].format_map(facts)


def text(key: str, **facts: object) -> Text:
    """Return a sentence in both languages; texts among the facts in their language."""
    return Text(
        say(key, "zh", **spoken(facts, "zh")), say(key, "en", **spoken(facts, "en"))
    )
