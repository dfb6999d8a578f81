"""A character that starts no token -> what was typed, and what was probably meant.

People type what their keyboard gives them: full-width marks and figures, dashes of
every length, and the operators of C, SQL and spreadsheets.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ruleengine.feel.errors import FeelError
from ruleengine.feel.reserved import OTHER_SPELLINGS
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from ruleengine.base.text import Text

_SAME = {
    **dict.fromkeys("−‐‑‒–—―﹣", "-"),
    **dict.fromkeys("…～〜~", ".."),
    **dict.fromkeys("“”‘’„「」『』", '"'),
    "。": ".",
    "、": ",",
    "《": "<",
    "》": ">",
    "【": "[",
    "】": "]",
    "×": "*",
    "÷": "/",
    "≠": "!=",
    "∧": "and",
    "∨": "or",
    "¬": "not( )",
    **dict.fromkeys("≤≦⩽", "<="),
    **dict.fromkeys("≥≧⩾", ">="),
    "∈": "in",
    "&": "and",
    "|": "or",
}
_WRAPPED = re.compile(
    r"\s*[“‘「『][^“”‘’「」『』]*[<>=≤≥≠+*/×÷(（][^“”‘’「」『』]*[”’」』]\s*"
)
"""A whole condition or formula between Chinese quotes, and not a text."""
_FIGURES = re.compile(r"[０-９．]*[０-９]+")
_ENDS = frozenset(",.")
"""What marks mean that a sentence or a statement of a program ends with."""


def strange(text: str, at: int, symbols: Collection[str]) -> FeelError:
    """Return what is wrong with the character at ``at``.

    Args:
        text: the expression.
        at: the offset of the character.
        symbols: the marks that FEEL has.
    """
    found, meant = _typed(text, at, symbols)
    if not text[at + len(found) :].strip() and meant in _ENDS:
        hint: Text | None = sentence("hint-no-end")
    elif _folded(found) == "%":
        hint = sentence("hint-percent")
    elif _WRAPPED.fullmatch(text):
        hint = sentence("hint-wrapped")
    else:
        hint = sentence("hint-write", meant=meant) if meant else None
    return FeelError("strange-character", text, at, hint, found=found)


def _typed(text: str, at: int, symbols: Collection[str]) -> tuple[str, str | None]:
    """Return what stands there, and what it is in FEEL."""
    if figures := _FIGURES.match(text, at):
        return figures[0], _folded(figures[0])
    for size in (2, 1):
        found = text[at : at + size]
        folded = _folded(found)
        if len(folded) == size:
            meant = OTHER_SPELLINGS.get(folded) or (
                folded if folded != found and folded in symbols else None
            )
            if meant and not (size == 1 and folded == "!" and _equals(text, at + 1)):
                return found, meant
    if _folded(found) == "!":
        return found, "!="
    return found, _SAME.get(_folded(found)) or _SAME.get(found)


def _equals(text: str, at: int) -> bool:
    """Tell whether an equals sign follows, as in ``! =``."""
    return text[at:].lstrip()[:1] in ("=", "＝")


def _folded(found: str) -> str:
    """Return full-width marks as their ASCII forms."""
    return "".join(
        letter if letter in _SAME else unicodedata.normalize("NFKC", letter)
        for letter in found
    )


def closing_hint(rest: str) -> Text | None:
    """Say what a quote that is never closed was probably closed with."""
    closed = re.search("[”“„＂」』’]", rest)
    return sentence("hint-quote", found=closed[0]) if closed else None
