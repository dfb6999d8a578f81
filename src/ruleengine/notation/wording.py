"""Joins the two wording modules: a key and facts in, one ``Text`` out."""

from __future__ import annotations

from ruleengine.base.text import Text
from ruleengine.notation import wording_en, wording_zh


def say(key: str, **facts: str | int | Text) -> Text:
    """Return the sentence ``key`` with the facts put in, in both languages."""
    zh = {name: f.zh if isinstance(f, Text) else f for name, f in facts.items()}
    en = {name: f.en if isinstance(f, Text) else f for name, f in facts.items()}
    return Text(
        wording_zh.SENTENCES[key].format_map(zh),
        wording_en.SENTENCES[key].format_map(en),
    )
