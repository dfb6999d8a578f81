"""Joins the two wording modules: a language and a key in, a phrase out.

May not know how a report is laid out; holds no sentence of its own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.report import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Language


LANGUAGE_TAGS: Mapping[Language, str] = MappingProxyType({"zh": "zh-CN", "en": "en"})
"""Of languages, as HTML and SARIF name them (BCP 47)."""


@frozen
class Wording:
    """All that is said to a submitter in one language."""

    language: Language
    sentences: Mapping[str, str]
    """``kind`` and ``kind.reason`` -> sentence with placeholders."""
    phrases: Mapping[str, str]
    """Parts that sentences are put together from."""
    labels: Mapping[str, str]
    """Headings and words of the report itself."""
    parts: Mapping[str, str]
    """Letters of a date pattern -> the word for them."""
    types: Mapping[str, str]
    """Types of inputs -> the word for them."""

    def label(self, key: str, **facts: object) -> str:
        """Return a label with the facts put in."""
        return self.labels[key].format_map(facts)

    def count(self, noun: str, n: int) -> str:
        """Return a number with its noun: ``1 error``, ``3 errors``, ``3 个错误``."""
        return self.labels[f"{noun}.{'one' if n == 1 else 'many'}"].format(n=n)


_WORDINGS: Mapping[Language, Wording] = MappingProxyType(
    {
        "zh": Wording(
            "zh",
            wording_zh.SENTENCES,
            wording_zh.PHRASES,
            wording_zh.LABELS,
            wording_zh.PARTS,
            wording_zh.TYPES,
        ),
        "en": Wording(
            "en",
            wording_en.SENTENCES,
            wording_en.PHRASES,
            wording_en.LABELS,
            wording_en.PARTS,
            wording_en.TYPES,
        ),
    }
)


def wording(language: Language) -> Wording:
    """Return all words of one language."""
    return _WORDINGS[language]
