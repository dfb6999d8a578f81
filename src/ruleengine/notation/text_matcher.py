"""Free text: ``an..200``, ``an3..8``, ``a..20``, ``an..ul``.

In: limits and readings. Out: a ``Matcher``. Text may hold every printable character of
the repertoire; under ``a`` every one that is no digit.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Literal

from ruleengine.notation.fault import Fault
from ruleengine.notation.joined import refused_by_halving, refused_one_by_one
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.outline import TextOutline
from ruleengine.notation.repertoire import charset_faults, is_known, known_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.notation.readings import LengthUnit, Readings

DIGITS = "0123456789０１２３４５６７８９"
"""What ``a`` excludes from text."""


def match_text(
    alphabet: Literal["a", "an"],
    minimum: int,
    maximum: int | None,
    readings: Readings,
) -> Matcher:
    """Compile a format of free text; limits are in the unit of the reading."""
    measure = length_in(readings.length_unit)
    accepts = _acceptor(alphabet, minimum, maximum, readings)
    has_digit = re.compile(f"[{DIGITS}]").search

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        charset = charset_faults(text, readings.charset)
        if alphabet == "a" and (digit := has_digit(text)):
            return (_digit(digit), *charset)
        length = measure(text)
        if maximum is not None and length > maximum:
            return (_length("too-long", maximum, length), *charset)
        if length < minimum:
            return (_length("too-short", minimum, length), *charset)
        return charset

    if readings.length_unit != "characters":
        return Matcher(accepts, accepts, diagnose, refused_one_by_one(accepts))
    known = _has_no_digit if alphabet == "a" else is_known
    accepts_all = _acceptor_of_all(known, minimum, maximum)
    refused = refused_by_halving(accepts_all, accepts)
    outline = TextOutline(minimum, maximum, DIGITS if alphabet == "a" else "")
    return Matcher(accepts, accepts, diagnose, refused, outline)


def _acceptor(
    alphabet: Literal["a", "an"],
    minimum: int,
    maximum: int | None,
    readings: Readings,
) -> Callable[[str], bool]:
    letters = alphabet == "a"
    known = _has_no_digit if letters else is_known
    most = maximum if maximum is not None else sys.maxsize

    # The known repertoire has no combining characters, so each counts as one.
    def accepts(text: str) -> bool:
        if minimum <= len(text) <= most and text.strip() == text:
            # What ``known`` would say first; most values are asked here only.
            return known(text) if letters or not text.isascii() else text.isprintable()
        return False

    def accepts_bytes(text: str) -> bool:
        if text.strip() == text and known(text):
            return minimum <= count_bytes(text) <= most
        return False

    return accepts if readings.length_unit == "characters" else accepts_bytes


def _acceptor_of_all(
    known: Callable[[str], bool], minimum: int, maximum: int | None
) -> Callable[[Sequence[str]], bool]:
    """Return what judges many texts as one, put together with a rare known character."""

    def accepts_all(texts: Sequence[str]) -> bool:
        if maximum is not None and max(map(len, texts)) > maximum:
            return False
        # Hardly any format wants more than one character.
        if not all(texts) or (minimum > 1 and min(map(len, texts)) < minimum):
            return False
        joined = _JOINT.join(texts)
        return _has_no_space_at_edges(joined) and known(joined)

    return accepts_all


_JOINT = "^"
_IDEOGRAPHIC_SPACE = "\u3000"


def _has_no_space_at_edges(joined: str) -> bool:
    # No other known character is white space.
    if _IDEOGRAPHIC_SPACE in joined or joined.startswith(" ") or joined.endswith(" "):
        return False
    return "^ " not in joined and " ^" not in joined


def _has_no_digit(text: str) -> bool:
    return known_text(DIGITS)(text) is not None


def length_in(unit: LengthUnit) -> Callable[[str], int]:
    """Return the function that measures a text in ``unit``."""
    return count_characters if unit == "characters" else count_bytes


def count_characters(text: str) -> int:
    """Count the code points of the composed (NFC) text."""
    return len(text if text.isascii() else unicodedata.normalize("NFC", text))


def count_bytes(text: str) -> int:
    """Count bytes as GB 2312 would have them: two for each character outside ASCII."""
    composed = unicodedata.normalize("NFC", text)
    return len(composed) + len(_ASCII.sub("", composed))


_ASCII = re.compile("[\x00-\x7f]+")


def _length(reason: str, limit: int, length: int) -> Fault:
    return Fault(reason=reason, params={"limit": limit, "length": length})


def _digit(found: re.Match[str]) -> Fault:
    params: dict[str, Fact] = {
        "character": found[0],
        "position": found.start() + 1,
        "alphabet": "a",
    }
    return Fault(reason="wrong-character", params=params)
