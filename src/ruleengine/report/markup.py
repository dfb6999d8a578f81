"""Text -> HTML: everything from outside is made visible and escaped here, once."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from ruleengine.base.text import LANGUAGES
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.report.wording import Wording


def safe(text: str) -> str:
    """Return text that stands for itself inside an element or an attribute."""
    return escape(visible(text))


def bilingual(say: Callable[[Wording], str]) -> str:
    """Return what ``say`` says in each language; the page shows one of them."""
    said = {language: safe(say(wording(language))) for language in LANGUAGES}
    if len(set(said.values())) == 1:
        return said[LANGUAGES[0]]
    return "".join(
        f'<span lang="{language}">{text}</span>' for language, text in said.items()
    )


def label(key: str, **facts: object) -> str:
    """Return a label in each language."""
    return bilingual(lambda words: words.label(key, **facts))


def content_hash(content: str) -> str:
    """Return the hash that a content security policy names inline content by."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
