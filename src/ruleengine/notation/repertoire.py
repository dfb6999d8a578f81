"""Which characters free text may hold, and what to write in place of the others.

In: text. Out: charset faults. The repertoire is GB 2312 as Python's codec has it, plus
the two marks that every Chinese input method types but the codec maps elsewhere.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.notation.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruleengine.base.finding import Fact
    from ruleengine.notation.readings import Strictness

WHITE_SPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What counts as white space around a value: all that shows as nothing at the edge."""

_ALIASES = "\u00b7\u2014"
"""Middle dot and dash: cells A1A4 and A1AA, which the codec maps to U+30FB, U+2015."""

_EQUAL = {
    "\u00b5": "\u03bc",
    "\u00a5": "\uffe5",
    "\u00a3": "\uffe1",
    "\u00a2": "\uffe0",
    "\u00a0": " ",
}
"""The same character under another code: replacing it changes nothing."""
_NEAR = {
    "\u2013": "\u2014",
    "\u2011": "-",
    "\u2010": "-",
    "\u2212": "-",
    "\u2022": "\u00b7",
    "\u2027": "\u00b7",
    "\u22c5": "\u00b7",
    "\u22ef": "\u2026",
    "\u201f": "\u201c",
    "\u2032": "'",
}
"""A character that looks alike and is probably meant."""

_ROWS = range(0xA1, 0xF8)
_CELLS = range(0xA1, 0xFF)
_LINE_BREAKS = "\n\v\f\r\x85\u2028\u2029"
_REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "line-break": _LINE_BREAKS,
        "control": "\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f",
        "invisible": "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
        "\ufff9-\ufffb\U000e0000-\U000e007f",
        "private-use": "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        "damaged": "\ud800-\udfff\ufdd0-\ufdef\ufffc-\uffff"
        + "".join(
            f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}"
            for plane in range(1, 17)
        ),
    }
)
"""Reason -> characters that no reading allows, as the inside of a regex class."""

REFUSED_CLASS = "".join(_REFUSED.values())
_SHOWN = 10
"""How many different characters a fault names."""


@functools.cache
def gb2312() -> frozenset[str]:
    """Return the repertoire outside ASCII: GB 2312 and its two aliases."""
    # Cell by cell: after an empty cell the codec would lose step in a longer run.
    cells = (bytes((row, cell)) for row in _ROWS for cell in _CELLS)
    known = "".join(cell.decode("gb2312", "ignore") for cell in cells)
    return frozenset(known + _ALIASES)


@functools.cache
def known_codes(excluded: str = "") -> bytes:
    """Return a bit for each code of the basic plane: whether free text may hold it."""
    bits = bytearray(0x10000 // 8)
    for code in map(ord, _known_characters() - set(excluded)):
        bits[code >> 3] |= 1 << (code & 7)
    return bytes(bits)


def _known_characters() -> frozenset[str]:
    return gb2312() | {chr(code) for code in range(0x20, 0x7F)}


def is_known(text: str) -> bool:
    """Tell whether text holds only printable ASCII and GB 2312.

    The codec answers for nearly every text at once; building the pattern, which knows
    the aliases and the ideographic space as well, is put off until one needs it.
    """
    if text.isascii():
        return text.isprintable()
    if text.isprintable():
        try:
            text.encode("gb2312")
        except UnicodeEncodeError:
            pass
        else:
            return True
    return known_text()(text) is not None


@functools.cache
def known_text(excluded: str = "") -> Callable[[str], re.Match[str] | None]:
    """Return a matcher of texts that hold only printable ASCII and GB 2312."""
    return re.compile(f"[{_ranges(_known_characters() - set(excluded))}]+").fullmatch


def _ranges(characters: frozenset[str]) -> str:
    # A class of ranges compiles three times as fast as one of single characters, and
    # no range ends in a character that is special inside a class.
    ranges: list[list[str]] = []
    for character in sorted(characters):
        if ranges and ord(ranges[-1][1]) == ord(character) - 1:
            ranges[-1][1] = character
        else:
            ranges.append([character, character])
    return "".join(
        first if first == last else f"{first}-{last}" for first, last in ranges
    )


def charset_faults(text: str, charset: Strictness) -> tuple[Fault, ...]:
    """Find the characters that text must not hold: one fault for each reason."""
    if is_known(text):
        return ()
    refused = (_refused(text, reason) for reason in _REFUSED)
    outside = _outside(unicodedata.normalize("NFC", text), charset)
    return tuple(fault for fault in (*refused, outside) if fault)


@functools.cache
def _refused_pattern(reason: str) -> re.Pattern[str]:
    return re.compile(f"[{_REFUSED[reason]}]")


def _refused(text: str, reason: str) -> Fault | None:
    found = _refused_pattern(reason).findall(text)
    if not found:
        return None
    return Fault(
        kind="charset",
        reason=reason,
        params=_params(text, found),
        fix=_without_refused(text, reason),
    )


def _without_refused(text: str, reason: str) -> tuple[str, bool] | None:
    if reason == "invisible":
        return without_invisible(text), True
    if reason == "line-break":
        lines = (
            line.strip(WHITE_SPACE) for line in _refused_pattern(reason).split(text)
        )
        return " ".join(filter(None, lines)), False
    if reason == "control":
        spaced = text.replace("\t", " ")
        return _refused_pattern(reason).sub("", spaced), False
    return None


def without_invisible(text: str) -> str:
    """Drop the characters that nobody sees and that nobody can have meant."""
    return text if text.isprintable() else _refused_pattern("invisible").sub("", text)


def _outside(text: str, charset: Strictness) -> Fault | None:
    found = [] if text.isascii() else _outside_pattern().findall(text)
    if not found:
        return None
    return Fault(
        kind="charset",
        severity="error" if charset == "strict" else "warning",
        reason="outside-gb2312",
        params=_params(text, found),
        fix=_replaced(text, frozenset(found)),
    )


@functools.cache
def _outside_pattern() -> re.Pattern[str]:
    return re.compile(f"[^\x00-\x7f{_ranges(gb2312())}{REFUSED_CLASS}]")


@functools.cache
def _any_refused() -> Callable[[str], re.Match[str] | None]:
    return re.compile(f"[{REFUSED_CLASS}]").search


def has_refused(text: str) -> bool:
    """Tell whether text holds a character that no reading allows."""
    return _any_refused()(text) is not None


def _replaced(text: str, outside: frozenset[str]) -> tuple[str, bool] | None:
    table = {character: _replacement(character) for character in outside}
    if any(to is None for to in table.values()):
        return None
    certain = all(character in _EQUAL for character in outside)
    return "".join(table.get(c) or c for c in text), certain


def _replacement(character: str) -> str | None:
    known = _EQUAL.get(character) or _NEAR.get(character)
    folded = known or unicodedata.normalize("NFKC", character)
    fits = all(c in gb2312() or " " <= c <= "~" for c in folded)
    return folded if fits else None


def _params(text: str, found: list[str]) -> Mapping[str, Fact]:
    shown = list(dict.fromkeys(found))[:_SHOWN]
    return {
        "characters": tuple(map(show, shown)),
        "position": text.index(found[0]) + 1,
        "count": len(found),
    }


def show(character: str) -> str:
    """Return a character as it can be shown: itself, or its code point."""
    combines = unicodedata.combining(character)
    plain = character.isprintable() and not combines and character != "\ufffd"
    return character if plain else f"U+{ord(character):04X}"
