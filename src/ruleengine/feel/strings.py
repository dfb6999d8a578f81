"""String literals: escapes as written <-> the characters they stand for."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_LAST_CODE_POINT = 0x10FFFF


def unescape(raw: str) -> str:
    r"""Return the text of a literal; an unknown escape such as ``\d`` stays as is."""
    if "\\" not in raw:
        return raw
    text = _ESCAPE.sub(_character, raw)
    try:
        # \uD83D\uDC0E is one character written as a surrogate pair.
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return "".join(
            "\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in text
        )


def _character(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code is None:
        return _SINGLE.get(match.group(3), match.group())
    point = int(code, 16)
    return chr(point) if point <= _LAST_CODE_POINT else "\ufffd"


def escape(text: str) -> str:
    """Return the literal of a text, quotes included."""
    special = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}
    return '"' + "".join(special.get(letter, letter) for letter in text) + '"'
