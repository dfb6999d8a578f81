"""Formats as expressions over texts: true only where nothing is wrong with a value.

In: a ``Form`` and ``Readings``. Out: a Polars expression; false also for the rare text
that needs a closer look (a decomposed accent), never true for one that has a fault.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ruleengine.notation.ast import Between, Form, Media, Unlimited, UpTo
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.media import extensions
from ruleengine.notation.regex import any_case, limits, to_regex
from ruleengine.notation.repertoire import gb2312
from ruleengine.notation.text_matcher import DIGITS

if TYPE_CHECKING:
    import polars as pl

    from ruleengine.notation.readings import Readings

SPACES = frozenset(" \u3000")
"""The white space of the repertoire, which may stand inside a text only."""


def fits(form: Form, readings: Readings, text: pl.Expr) -> pl.Expr:
    """Return whether a text has the form for certain; null where the text is."""
    if not digits_of(form, readings):
        match form:
            case UpTo() | Between() | Unlimited():
                return _free_text(form, readings, text)
            case Media(names):
                # A file name may hold more than the repertoire; looked at closely.
                ends = "|".join(map(any_case, extensions(names)))
                return known(text) & text.str.contains(rf"[^/\\]\.(?:{ends})$")
            case _:
                pass
    return text.str.contains(to_regex(form, readings))


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
