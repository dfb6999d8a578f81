"""The one spelling of a number: plain characters, no spaces, letters in their case.

In: a number as someone wrote it. Out: the same number as it would have to be written.
"""

from __future__ import annotations

from ruleengine.base.text import HALF_WIDTH

DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63], "-")
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
PLAIN = {**DASHES, **INVISIBLE, **HALF_WIDTH}


def plain_spelling(text: str, case: str, *, keeps_spaces: bool = False) -> str:
    """Return a number with its accidents of writing removed.

    Args:
        text: the number as written.
        case: ``upper`` or ``lower`` when letters have one case, else empty.
        keeps_spaces: True for numbers in which a space has a meaning.
    """
    plain = text.translate(PLAIN)
    words = plain.split()
    joined = " ".join(words) if keeps_spaces else "".join(words)
    match case:
        case "upper":
            return joined.upper()
        case "lower":
            return joined.lower()
        case _:
            return joined
