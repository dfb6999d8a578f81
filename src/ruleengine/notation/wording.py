"""Joins the two wording modules: a key and facts in, one ``Text`` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import LANGUAGES, Text
from ruleengine.notation import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Language


Part = str | int | Text | tuple[str, ...]
"""What may be put into a sentence; several words are joined as each language does."""


def say(key: str, **facts: Part) -> Text:
    """Return the sentence ``key`` with the facts put in, in both languages."""
    return Text(*(_say(key, facts, language) for language in LANGUAGES))


def _say(key: str, facts: Mapping[str, Part], language: Language) -> str:
    known = wording_zh.SENTENCES if language == "zh" else wording_en.SENTENCES
    parts = {name: _part(fact, language) for name, fact in facts.items()}
    return known[key].format_map(parts)


def _part(fact: Part, language: Language) -> str | int:
    match fact:
        case Text():
            return fact[language]
        case tuple():
            return ("、" if language == "zh" else ", ").join(fact)
        case _:
            return fact
