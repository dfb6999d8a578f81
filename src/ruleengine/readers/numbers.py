"""Numbers as they are written in JSON and in workbooks, exactly.

Comes in: the text of a number. Goes out: int, Decimal, or the text itself where it is
no number or one too big to be written out in plain digits.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

PLAIN_DIGITS = 400
"""Numbers that need more digits than this to be written out stay texts."""

_INTEGER = re.compile("-?[0-9]+")
_NUMBER = re.compile("[-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+]?[0-9]+)?")


def exact(text: str) -> int | Decimal | str:
    """Return the number that ``text`` (ASCII digits, point, exponent) stands for."""
    if len(text) > PLAIN_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > PLAIN_DIGITS:
        return text
    return number
