"""The sentences of this room: a key and facts come in, a Text goes out."""

from __future__ import annotations

from ruleengine.base.text import Text
from ruleengine.feel.wording_en import SENTENCES as ENGLISH
from ruleengine.feel.wording_zh import SENTENCES as CHINESE

_SHOWN = 60


def sentence(key: str, **facts: str) -> Text:
    """Return the sentence of ``key`` with its facts filled in."""
    shown = {name: shorten(fact) for name, fact in facts.items()}
    return Text(zh=CHINESE[key].format(**shown), en=ENGLISH[key].format(**shown))


def shorten(fact: str) -> str:
    """Return a fact short enough for one line, without control characters."""
    printable = "".join(letter if letter.isprintable() else " " for letter in fact)
    return printable if len(printable) <= _SHOWN else printable[: _SHOWN - 1] + "…"
