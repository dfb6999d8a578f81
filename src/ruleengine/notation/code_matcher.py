"""Codes of fixed shape: ``an18``, ``a3``, ``an5(aannn)``, ``an3("F"nn)``.

In: a class and a length, or the places of a mask. Out: a ``Matcher``. Only ASCII
letters and digits; quoted text of a mask stands for itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.notation.ast import AnyDigit, AnyLetter, MaskPart, Quoted
from ruleengine.notation.fault import Fault
from ruleengine.notation.joined import refused_by_pattern
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.mend import (
    full_width_at,
    half_width,
    offer,
    without_separators,
)
from ruleengine.notation.repertoire import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.finding import Fact
    from ruleengine.notation.ast import Alphabet

CLASSES = {"a": "[A-Za-z]", "n": "[0-9]", "an": "[0-9A-Za-z]"}
"""Class of the notation -> regex class."""
NUMBER_LIKE = range(5, 9)
"""Lengths of codes of digits, such as 020103, that a cell takes for a number, which
costs them a leading zero."""


def match_code(alphabet: Alphabet, length: int) -> Matcher:
    """Compile a code of exactly ``length`` characters of one class."""
    pattern = f"{CLASSES[alphabet]}{{{length}}}"
    fits = re.compile(pattern).fullmatch
    wrong = re.compile(CLASSES[alphabet].replace("[", "[^")).search

    def accepts(text: str) -> bool:
        return fits(text) is not None

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        if fault := full_width(text, accepts):
            return (fault,)
        if found := wrong(text):
            return (_wrong_character(text, found.start(), alphabet, accepts),)
        fault = _wrong_length(length, text)
        if length in NUMBER_LIKE and len(text) == length - 1 and text.isdecimal():
            return (replace(fault, fix=offer(f"0{text}", accepts)),)
        return (fault,)

    return Matcher(accepts, accepts, diagnose, refused_by_pattern(pattern))


def match_mask(parts: tuple[MaskPart, ...]) -> Matcher:
    """Compile a mask: one class or one literal character for each place."""
    places = _places(parts)
    pattern = "".join(re.escape(w) if c == "" else CLASSES[c] for c, w in places)
    fits = re.compile(pattern).fullmatch

    def accepts(text: str) -> bool:
        return fits(text) is not None

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        if fault := full_width(text, accepts):
            return (fault,)
        if len(text) != len(places):
            return (_wrong_length(len(places), text, accepts),)
        return (_wrong_place(text, places, accepts),)

    return Matcher(accepts, accepts, diagnose, refused_by_pattern(pattern))


def _places(parts: tuple[MaskPart, ...]) -> tuple[tuple[str, str], ...]:
    """Return (class, "") for an open place and ("", character) for a literal one."""
    places: list[tuple[str, str]] = []
    for part in parts:
        match part:
            case AnyLetter():
                places.append(("a", ""))
            case AnyDigit():
                places.append(("n", ""))
            case Quoted(text):
                places.extend(("", character) for character in text)
    return tuple(places)


def full_width(text: str, accepts: Callable[[str], bool]) -> Fault | None:
    """Return the fault of a text that passes once its characters are half-width."""
    at = full_width_at(text)
    if at is None or not accepts(half_width(text)):
        return None
    params: dict[str, Fact] = {"character": text[at], "position": at + 1}
    return Fault(reason="full-width", params=params, fix=(half_width(text), True))


def _wrong_length(
    length: int, text: str, accepts: Callable[[str], bool] | None = None
) -> Fault:
    params: dict[str, Fact] = {"limit": length, "length": len(text)}
    fix = offer(without_separators(text), accepts) if accepts else None
    return Fault(reason="wrong-length", params=params, fix=fix)


def _wrong_character(
    text: str, at: int, alphabet: str, accepts: Callable[[str], bool]
) -> Fault:
    params: dict[str, Fact] = {
        "character": show(text[at]),
        "position": at + 1,
        "alphabet": alphabet,
    }
    fix = offer(without_separators(half_width(text)), accepts)
    return Fault(reason="wrong-character", params=params, fix=fix)


def _wrong_place(
    text: str, places: tuple[tuple[str, str], ...], accepts: Callable[[str], bool]
) -> Fault:
    for at, (character, (alphabet, wanted)) in enumerate(
        zip(text, places, strict=True)
    ):
        if wanted and character != wanted:
            return _wrong_literal(text, at, wanted, accepts)
        if alphabet and not re.fullmatch(CLASSES[alphabet], character):
            return _wrong_character(text, at, alphabet, accepts)
    raise AssertionError(text)


def _wrong_literal(
    text: str, at: int, wanted: str, accepts: Callable[[str], bool]
) -> Fault:
    params: dict[str, Fact] = {
        "character": show(text[at]),
        "position": at + 1,
        "wanted": wanted,
    }
    fix = offer(text[:at] + wanted + text[at + 1 :], accepts)
    return Fault(reason="literal", params=params, fix=fix)
