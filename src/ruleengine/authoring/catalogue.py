"""Joins the two wording modules of this room: a code or key in, sentences out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring import wording_en, wording_zh
from ruleengine.base.catalogue import Catalogue
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.text import Language

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)


def say(key: str, language: Language, **facts: object) -> str:
    """Return a sentence in one language with the facts put in."""
    words = wording_zh.WORDS if language == "zh" else wording_en.WORDS
    return words[key].format_map(facts)


def text(key: str, **facts: object) -> Text:
    """Return a sentence in both languages; texts among the facts in their language."""

    def spoken(language: Language) -> dict[str, object]:
        return {
            name: fact[language] if isinstance(fact, Text) else fact
            for name, fact in facts.items()
        }

    return Text(say(key, "zh", **spoken("zh")), say(key, "en", **spoken("en")))


def listed(items: Iterable[str | Text]) -> Text:
    """Return items as a list in both languages."""
    every = tuple(Text.same(i) if isinstance(i, str) else i for i in items)
    return Text("、".join(i.zh for i in every), ", ".join(i.en for i in every))
