"""The wording of the book: a key in, sentences in both languages out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.book import wording_en, wording_zh
from ruleengine.base.text import Text, spoken
from ruleengine.report.explanation import WORDS as EXPLANATION
from ruleengine.report.listing import words_of

if TYPE_CHECKING:
    from ruleengine.base.text import Language


def word(key: str, **facts: object) -> Text:
    """Return a sentence of the book with the facts put in."""
    return Text(_said(key, "zh", facts), _said(key, "en", facts))


def _said(key: str, language: Language, facts: dict[str, object]) -> str:
    words = wording_zh.WORDS if language == "zh" else wording_en.WORDS
    return words[key].format_map(spoken(facts, language))


def heading(key: str) -> Text:
    """Return a heading that ``list`` has as well."""
    return Text(words_of("zh")[key], words_of("en")[key])


def explained(key: str) -> Text:
    """Return a heading or word that ``explain`` has as well."""
    return Text(EXPLANATION["zh"][key], EXPLANATION["en"][key])
