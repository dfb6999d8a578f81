"""What a format means, in plain words.

In: a ``Form`` and ``Readings``. Out: a ``Text``; the sentences stand in the wording
modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ruleengine.base.text import Text, listed
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
    limits,
)
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.media import extensions
from ruleengine.notation.readings import DEFAULT, Readings
from ruleengine.notation.wording import say

if TYPE_CHECKING:
    from ruleengine.notation.number_matcher import Digits


def explain(form: Form, readings: Readings = DEFAULT) -> Text:
    """Say in one or two sentences what values a format allows."""
    if digits := digits_of(form, readings):
        return _number(digits)
    match form:
        case Fixed(alphabet, length):
            return say(f"code-{alphabet}", length=length)
        case UpTo() | Between() | Unlimited():
            return _text(form, readings)
        case Mask(length=length, parts=parts):
            return say("mask", length=length, places=_places(parts))
        case Temporal(parts):
            names = listed([say(f"part-{part}") for part in parts])
            return say("temporal", length=len(form.pattern), parts=names)
        case Boolean():
            return say("boolean")
        case Media(names):
            endings = tuple(f".{e}" for e in extensions(names))
            return say("media", names=names, extensions=endings)
        case DecimalUpTo() | DecimalFixed():
            raise AssertionError(form)
        case _:
            assert_never(form)


def _number(digits: Digits) -> Text:
    whole = _count(digits)
    if digits.decimals is None:
        padded = digits.minimum == digits.maximum and digits.minimum > 1
        return say("integer-padded" if padded else "integer", digits=whole)
    fewest, most = digits.decimals
    if most == 0:
        return say("signed-integer", digits=whole)
    key = "decimal-exact" if fewest == most else "decimal"
    return say(key, digits=whole, decimals=most)


def _count(digits: Digits) -> Text:
    minimum, maximum = digits.minimum, digits.maximum
    if maximum is None:
        return say("digits-any" if minimum == 1 else "digits-least", minimum=minimum)
    if minimum == maximum:
        return say("digits-exactly", maximum=maximum)
    if minimum == 1:
        return say("digits-most", maximum=maximum)
    return say("digits-between", minimum=minimum, maximum=maximum)


def _text(form: UpTo | Between | Unlimited, readings: Readings) -> Text:
    minimum, maximum = limits(form)
    unit = say(f"unit-{readings.length_unit}")
    range_ = (
        ("any" if minimum == 1 else "least")
        if maximum is None
        else ("most" if minimum == 1 else "between")
    )
    most = maximum if maximum is not None else 0
    length = say(f"length-{range_}", minimum=minimum, maximum=most, unit=unit)
    kind = say("text-a" if form.alphabet == "a" else "text-an", length=length)
    return Text(
        *(
            kind[language] + say(f"charset-{readings.charset}")[language]
            for language in ("zh", "en")
        )
    )


def _places(parts: tuple[MaskPart, ...]) -> Text:
    return listed([_place(part) for part in parts])


def _place(part: MaskPart) -> Text:
    match part:
        case AnyLetter():
            return say("place-letter")
        case AnyDigit():
            return say("place-digit")
        case Quoted(text):
            return say("place-quoted", text=text)
        case _:
            assert_never(part)
