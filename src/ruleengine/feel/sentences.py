"""The sentences of this room: a key and facts come in, a Text goes out."""

from __future__ import annotations

import re

from ruleengine.base.text import Text, spoken
from ruleengine.feel.wording_en import SENTENCES as ENGLISH
from ruleengine.feel.wording_zh import SENTENCES as CHINESE, TYPE_NAMES

_SHOWN = 60
_TYPE_FACTS = frozenset({"left", "right", "found", "wanted"})
_FOUND_IS_TEXT = frozenset(
    {
        "cannot-read",
        "not-temporal",
        "strange-character",
        "unexpected",
        "ends-early",
        "number-too-large",
        "not-finite",
        "foreign-value",
        "number-out-of-range",
        "pattern",
        "pattern-flags",
        "pattern-empty",
        "replacement",
    }
)
"""Sentences in which ``found`` is not the name of a type."""
# Patterns are texts here: few runs say such a sentence, and to compile them takes long.
_WORDS = "|".join(sorted(map(re.escape, TYPE_NAMES), key=len, reverse=True))
_OR = " | "
"""What stands between the types of a union."""
_EDGE = "\0"
"""Stands at both ends of the Chinese name of a type; no fact that is shown holds one."""
_HAN = "[\u4e00-\u9fff]"
_GAP = rf"(?<={_HAN}) {_EDGE}(?={_HAN})|(?<={_HAN}){_EDGE} (?={_HAN})|{_EDGE}"
"""The edges, with the space that a template has for figures and code, not for words."""


def sentence(key: str, /, **facts: str | Text) -> Text:
    """Return the sentence of ``key`` with its facts filled in; texts in their language."""
    shown = {name: shorten(str(fact)) for name, fact in spoken(facts, "en").items()}
    chinese = {
        name: _in_chinese(fact) if _is_type(key, name) else fact
        for name, fact in shown.items()
    }
    # Words of our own, in both languages: only what an author wrote is cut.
    own = {n: fact for n, fact in facts.items() if isinstance(fact, Text)}
    shown |= {name: fact.en for name, fact in own.items()}
    chinese |= {name: fact.zh for name, fact in own.items()}
    zh = re.sub(_GAP, "", CHINESE[key].format(**chinese))
    return Text(zh=zh, en=ENGLISH[key].format(**shown))


def _is_type(key: str, name: str) -> bool:
    if key in _FOUND_IS_TEXT:
        return key == "cannot-read" and name == "wanted"
    return name in _TYPE_FACTS


def _in_chinese(fact: str) -> str:
    chinese = re.sub(_WORDS, lambda match: TYPE_NAMES[match.group()], fact)
    return f"{_EDGE}{chinese.replace(_OR, '或')}{_EDGE}"


def shorten(fact: str) -> str:
    """Return a fact short enough for one line, without control characters."""
    seen = fact[:_SHOWN]
    printable = "".join(letter if letter.isprintable() else " " for letter in seen)
    return printable if len(fact) <= _SHOWN else printable[:-1] + "…"
