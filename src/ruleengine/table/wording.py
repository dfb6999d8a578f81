"""Joins the two wording modules: a key and facts in, one ``Text`` out."""

from __future__ import annotations

from ruleengine.base.text import Text
from ruleengine.table import wording_en, wording_zh


def say(key: str, **facts: str | int) -> Text:
    """Return the sentence ``key`` with the facts put in, in both languages."""
    return Text(
        wording_zh.SENTENCES[key].format_map(facts),
        wording_en.SENTENCES[key].format_map(facts),
    )
