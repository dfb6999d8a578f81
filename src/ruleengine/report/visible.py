"""Text from outside -> text that is safe to show a person on one line.

Control, bidi and other invisible characters become visible, so that a value can
neither steer a terminal nor disguise itself; long values are shortened. Knows nothing
of findings or languages.
"""

from __future__ import annotations

import re
import unicodedata

VALUE_LIMIT = 48
"""Characters of a submitted value that are shown in a sentence."""
_TAIL = 8
_SIGNS = {"\n": "⏎", "\r": "␍", "\t": "⇥"}
_SURROGATE = re.compile("[\ud800-\udfff]")


_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Marks and fillers that show nothing of themselves, though Unicode calls them graphic."""


def visible(text: str) -> str:
    """Return the text with every invisible character written out, as ``⟨U+202E⟩``."""
    is_seen = text.isascii() or not _UNSEEN.search(text)
    if is_seen and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() and not _UNSEEN.match(c) else _sign(c) for c in text
    )


def _sign(character: str) -> str:
    return _SIGNS.get(character) or f"⟨U+{ord(character):04X}⟩"


def shortened(text: str, limit: int = VALUE_LIMIT) -> str:
    """Return the text made visible, its middle left out when it is over ``limit``."""
    if len(text) <= limit:
        return visible(text)
    return f"{visible(text[: limit - _TAIL - 1])}…{visible(text[-_TAIL:])}"


def escape_surrogates(json_text: str) -> str:
    r"""Write lone surrogates in JSON text as ``\udXXX``, which UTF-8 can carry."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", json_text)


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """Return the text filled with spaces to ``width`` columns of a terminal."""
    return text + " " * (width - columns(text))
