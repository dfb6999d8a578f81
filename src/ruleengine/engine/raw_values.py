"""A value as handed in -> a FEEL value of one type, or WRONG.

Text counts as the number or date it writes plainly. Never raises.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from numbers import Integral
from typing import Any

from ruleengine.base.finding import Fix
from ruleengine.base.lexical import lexical_form, shown
from ruleengine.base.text import HALF_WIDTH
from ruleengine.feel.temporal import Date
from ruleengine.feel.values import NUMBERS

Value = Any
"""A FEEL value, or a value as handed in."""

WRONG = object()
"""Stands for a value that cannot be read as its type."""

PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
LONGEST_NUMBER = 60
LARGEST_EXPONENT = 1000
"""Beyond it a figure is a slip, and its digits would cost too much."""
DATES = (
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
TRUE = frozenset({"true", "1"})
FALSE = frozenset({"false", "0"})
SPOKEN = {"是": "1", "有": "1", "否": "0", "无": "0"}
"""Answers of people, and the value that they mean."""


def read_value(raw: object, kind: str) -> Value:
    """Return what a value means as a type of the DSL, or WRONG."""
    match kind:
        case "integer":
            number = read_number(raw)
            whole = number is not WRONG and number == number.to_integral_value()
            return number if whole else WRONG
        case "number":
            return read_number(raw)
        case "boolean":
            return _boolean(raw)
        case "date":
            return _date(raw)
        case _:
            return _text(raw)


def read_number(raw: object) -> Value:
    """Return the exact decimal that a value is or plainly writes, or WRONG."""
    if isinstance(raw, bool):
        return WRONG
    if isinstance(raw, Integral):
        whole = int(raw)
        # Beyond this a number has no exact form in FEEL, and its digits cost too much.
        return NUMBERS.create_decimal(whole) if whole.bit_length() < 2048 else WRONG
    if isinstance(raw, Decimal):
        sane = raw.is_finite() and abs(raw.adjusted()) < LARGEST_EXPONENT
        return NUMBERS.plus(raw) if sane else WRONG
    if isinstance(raw, float):
        number = Decimal(float.__repr__(raw))
        return number if number.is_finite() else WRONG
    if isinstance(raw, str) and len(raw) <= LONGEST_NUMBER:
        plain = PLAIN_NUMBER.fullmatch(raw)
        return NUMBERS.create_decimal(raw) if plain else WRONG
    return WRONG


def _boolean(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    text = _plain(raw)
    if text in TRUE:
        return True
    return False if text in FALSE else WRONG


def _date(raw: object) -> Value:
    if isinstance(raw, Date):
        return raw
    if isinstance(raw, dt.date):
        return Date(raw.year, raw.month, raw.day)
    text = _plain(raw)
    found = next((m for pattern in DATES if (m := pattern.fullmatch(text))), None)
    if found is None:
        return WRONG
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return WRONG
    return Date(day.year, day.month, day.day)


def _plain(raw: object) -> str:
    """Return what was typed; a frame may have made a float of it. Empty for no text."""
    if isinstance(raw, float):
        return lexical_form(raw) or ""
    return shown(raw) if isinstance(raw, Integral | str | Decimal) else ""


def _text(raw: object) -> Value:
    plain = isinstance(raw, str | Integral | Decimal) and not isinstance(raw, bool)
    return shown(raw) if plain else WRONG


def format_reason(raw: object, kind: str) -> str:
    """Return why a value cannot be read as a type."""
    match kind:
        case "integer" if read_number(raw) is not WRONG:
            return "not-an-integer"
        case "integer" | "number":
            return "not-a-number"
        case "boolean":
            return "not-boolean"
        case _:
            return kind


def mended(raw: object, kind: str) -> Fix | None:
    """Return the value that a text was surely meant to be."""
    if not isinstance(raw, str) or len(raw) > LONGEST_NUMBER:
        return None
    plain = "".join(raw.split()).translate(HALF_WIDTH)
    meant = SPOKEN.get(plain, plain) if kind == "boolean" else plain
    if meant == raw or read_value(meant, kind) is WRONG:
        return None
    return Fix(meant, certain=True)
