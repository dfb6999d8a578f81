"""Formats as expressions over texts: true only where nothing is wrong with a value.

In: a ``Form`` and ``Readings``. Out: a Polars expression; false also for the rare text
that needs a closer look (a decomposed accent), never true for one that has a fault.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, assert_never

from ruleengine.notation.ast import (
    AnyDigit,
    AnyLetter,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Form,
    Mask,
    MaskPart,
    Media,
    Quoted,
    Temporal,
    Unlimited,
    UpTo,
)
from ruleengine.notation.calendar import temporal_regex
from ruleengine.notation.code_matcher import CLASSES
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.media import extensions
from ruleengine.notation.regex import limits
from ruleengine.notation.repertoire import gb2312
from ruleengine.notation.text_matcher import DIGITS

if TYPE_CHECKING:
    import polars as pl

    from ruleengine.notation.readings import Readings

SPACES = frozenset(" \u3000")
"""The white space of the repertoire, which may stand inside a text only."""


def fits(form: Form, readings: Readings, text: pl.Expr) -> pl.Expr:
    """Return whether a text has the form for certain; null where the text is."""
    if digits := digits_of(form, readings):
        return _matches(text, digits.pattern)
    match form:
        case Fixed(alphabet, length):
            return _matches(text, f"{CLASSES[alphabet]}{{{length}}}")
        case UpTo() | Between() | Unlimited():
            return _free_text(form, readings, text)
        case Mask(parts=parts):
            return _matches(text, "".join(map(_place, parts)))
        case Temporal(parts):
            return _matches(text, temporal_regex(parts))
        case Boolean():
            return (text == "0") | (text == "1")
        case Media(names):
            # A file name may hold more than the repertoire; that is looked at closely.
            ends = "|".join(map(_any_case, extensions(names)))
            return known(text) & text.str.contains(rf"[^/\\]\.(?:{ends})$")
        case DecimalUpTo() | DecimalFixed():
            raise AssertionError(form)
        case _:
            assert_never(form)


def _matches(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(f"^(?:{pattern})$")


def _place(part: MaskPart) -> str:
    match part:
        case AnyLetter():
            return CLASSES["a"]
        case AnyDigit():
            return CLASSES["n"]
        case Quoted(text):
            return re.escape(text)
        case _:
            assert_never(part)


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _free_text(
    form: UpTo | Between | Unlimited, readings: Readings, text: pl.Expr
) -> pl.Expr:
    least, most = limits(form)
    good = known(text, DIGITS if form.alphabet == "a" else "")
    length = text.str.len_chars()
    if readings.length_unit == "gb2312-bytes":
        ascii_chars = text.str.count_matches(r"[\x20-\x7e]")
        length = 2 * length - ascii_chars
    if most is not None:
        good &= length <= most
    return good & (length >= least) if least > 1 else good


def known(text: pl.Expr, excluded: str = "") -> pl.Expr:
    """Return whether a text holds only printable ASCII and GB 2312.

    No white space stands at its ends. Such a text is in its composed form, so that each character counts as one.
    """
    return text.str.contains(_known_pattern(excluded))


@functools.cache
def _known_pattern(excluded: str) -> str:
    allowed = gb2312() | {chr(code) for code in range(0x20, 0x7F)}
    inner = _class(allowed - set(excluded))
    edge = _class(allowed - set(excluded) - SPACES)
    return f"^{edge}(?:{inner}*{edge})?$"


def _class(characters: frozenset[str]) -> str:
    codes = sorted(map(ord, characters))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    inside = "".join(
        f"\\x{{{first:x}}}" if first == last else f"\\x{{{first:x}}}-\\x{{{last:x}}}"
        for first, last in ranges
    )
    return f"[{inside}]"
