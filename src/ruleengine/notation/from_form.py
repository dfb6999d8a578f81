"""Form and readings -> matcher: which family judges which form, under which limits.

In: a ``Form`` and ``Readings``. Out: its ``Matcher``, compiled once for each pair.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, assert_never

from ruleengine.notation.ast import (
    Alphabet,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Form,
    Mask,
    Media,
    Temporal,
    Unlimited,
    UpTo,
)
from ruleengine.notation.choice_matcher import match_boolean, match_media
from ruleengine.notation.code_matcher import match_code, match_mask
from ruleengine.notation.number_matcher import Digits, match_number
from ruleengine.notation.readings import DEFAULT, Readings
from ruleengine.notation.temporal_matcher import match_temporal
from ruleengine.notation.text_matcher import match_text

if TYPE_CHECKING:
    from ruleengine.notation.matcher import Matcher


def matcher(form: Form, readings: Readings = DEFAULT) -> Matcher:
    """Compile a form under the given readings; each pair only once."""
    return _compiled(form, readings)


@functools.lru_cache(maxsize=1024)
def _compiled(form: Form, readings: Readings) -> Matcher:
    if digits := digits_of(form, readings):
        return match_number(digits)
    match form:
        case Fixed(alphabet, length):
            return match_code(alphabet, length)
        case UpTo(alphabet, maximum):
            return _text(alphabet, 1, maximum, readings)
        case Between(alphabet, minimum, most):
            return _text(alphabet, minimum, most, readings)
        case Unlimited(alphabet):
            return _text(alphabet, 1, None, readings)
        case Mask(parts=parts):
            return match_mask(parts)
        case Temporal(parts):
            return match_temporal(parts)
        case Boolean():
            return match_boolean()
        case Media(names):
            return match_media(names)
        case DecimalUpTo() | DecimalFixed():
            raise AssertionError(form)
        case _:
            assert_never(form)


def _text(
    alphabet: Alphabet, minimum: int, maximum: int | None, readings: Readings
) -> Matcher:
    assert alphabet != "n", "digits are numbers"
    return match_text(alphabet, minimum, maximum, readings)


def digits_of(form: Form, readings: Readings) -> Digits | None:
    """Return the digits that a number form allows; None for all other forms."""
    match form:
        case Fixed("n", length):
            fewest = length if readings.fixed_number == "strict" else 1
            return Digits(fewest, length)
        case UpTo("n", maximum):
            return Digits(1, maximum)
        case Between("n", minimum, most):
            return Digits(minimum, most)
        case Unlimited("n"):
            return Digits(1, None)
        case DecimalUpTo(integers, decimals):
            return Digits(1, integers, _decimals(decimals, readings))
        case DecimalFixed(integers, decimals):
            fewest = integers if readings.fixed_number == "strict" else 1
            return Digits(fewest, integers, _decimals(decimals, readings))
        case _:
            return None


def _decimals(decimals: int, readings: Readings) -> tuple[int, int]:
    return (decimals if readings.decimals == "strict" else 0, decimals)
