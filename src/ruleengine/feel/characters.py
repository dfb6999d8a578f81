"""Which characters make a name.

A name starts with a letter of any script, ``_`` or ``?`` and goes on with letters,
ASCII digits and combining marks. Unlike DMN 1.5 (rule 30) full-width punctuation
is no part of a name, so that ``，`` typed for ``,`` is seen and told.
"""

from __future__ import annotations

import unicodedata

_EXTRA = frozenset("?_々〆〇\u200c\u200d\u00b7")
# Symbols beyond the basic plane (emoji) are name characters in DMN 1.5, rule 30.
_SYMBOL_PLANES = range(0x10000, 0xF0000)
_SYMBOLS = range(0x2070, 0x2190)


def is_name_start(letter: str) -> bool:
    """Tell whether a name may start with ``letter``."""
    return (
        letter.isalpha()
        or letter in _EXTRA
        or ord(letter) in _SYMBOL_PLANES
        or ord(letter) in _SYMBOLS
    )


def is_name_part(letter: str) -> bool:
    """Tell whether a name may go on with ``letter``."""
    return (
        is_name_start(letter)
        or "0" <= letter <= "9"
        or unicodedata.category(letter) in ("Mn", "Mc", "Nl", "Pc")
    )


def read_simple_name(text: str, at: int) -> int:
    """Return the end of the name without spaces or operators that starts at ``at``."""
    end = at + 1
    while end < len(text) and is_name_part(text[end]) and text[end] != "?":
        end += 1
    return end
