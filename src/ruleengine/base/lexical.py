"""The lexical form of a submitted value: the text that formats speak of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from math import isfinite
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.record import Value

LONGEST_PLAIN = 10_000
"""Digits up to which a number is written out plainly; beyond, as it stands."""
SURELY_STR = 2_000
"""Bits of whole numbers that ``str`` takes, however Python's own limit is set."""
SURELY_DIGITS = 600
"""Digits that ``int`` takes, however Python's own limit is set."""
_NUMBERS = frozenset({int, float, Decimal, type(None)})
_BOOLEANS = frozenset({bool, type(None)})


def lexical_form(value: Value) -> str | None:
    """Return the text of a value, or None for an absent one.

    A text stays as it is; numbers stand in plain digits (a float by its shortest repr,
    an integral one without ``.0``); true and false are 1 and 0; a date is YYYYMMDD.
    """
    if isinstance(value, str):
        return characters(value) or None
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return _of_float(value)
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, dt.date):
        return _of_date(value)
    return _of_int(int(value))  # a library may have a class of its own for them


def characters(text: str) -> str:
    """Return a text as ``str`` itself; a class derived from it may write itself otherwise.

    The members of an enumeration of texts do: ``Table.T06`` where they hold ``T06``.
    """
    return str.__str__(text)


def whole(written: str) -> int | Decimal:
    """Return the number that digits write; Python refuses thousands of them as an int."""
    return int(written) if len(written) < SURELY_DIGITS else Decimal(written)


def shown(value: object) -> str:
    """Return anything that a caller may hand in as text to quote; never fails."""
    if isinstance(value, str):
        return characters(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return lexical_form(value) or ""
    try:
        return str(value)
    except Exception:  # noqa: BLE001  code of the caller, or digits beyond all limits
        return type(value).__name__


def is_absent(value: object) -> bool:
    """Tell whether nothing is there; other classes need not compare with a text."""
    return value is None or (isinstance(value, str) and not value)


def is_value(value: object) -> TypeGuard[Value]:
    """Tell whether a value is one that a record may hold, so not a list or bytes."""
    if isinstance(value, dt.date):
        return value == value  # noqa: PLR0124  the "not a time" of pandas is a date
    return value is None or isinstance(value, str | float | Decimal | Integral)


def is_number(value: Value) -> bool:
    """Tell whether a value came as a number, so that nobody wrote zeros at its ends."""
    number = isinstance(value, float | Decimal | Integral)
    return number and not isinstance(value, bool)


def is_finite(value: Value) -> bool:
    """Tell whether a value is anything but the NaN or the infinity of a number."""
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, Decimal) or value.is_finite()


def number_forms(values: Sequence[Any]) -> list[str | None] | None:
    """Return the texts of numbers, some of them absent; None where that is not all.

    As ``lexical_form`` gives them, for values that ``is_number`` and ``is_finite``.
    """
    if not _NUMBERS.issuperset(map(type, values)):
        return None
    try:
        are_finite = all(isfinite(value) for value in values if value is not None)
    except (OverflowError, ValueError):
        return None
    return list(map(lexical_form, values)) if are_finite else None


def boolean_forms(values: Sequence[Any]) -> list[str | None] | None:
    """Return the texts of booleans, some of them absent; None where that is not all."""
    if not _BOOLEANS.issuperset(map(type, values)):
        return None
    return list(map(lexical_form, values))


def _of_int(value: int) -> str:
    bits = value.bit_length()
    if bits < SURELY_STR:
        return str(value)
    return f"{Decimal(value):f}" if bits < LONGEST_PLAIN * 3 else f"{value:#x}"


def _of_float(value: float) -> str:
    # A class derived from float may write itself otherwise, as that of NumPy does.
    text = float.__repr__(value)
    if "e" in text or "n" in text:
        text = _plain(Decimal(text))
    return text.removesuffix(".0")


def _plain(value: Decimal) -> str:
    text = Decimal.__str__(value)
    if not ("E" in text or "e" in text) or abs(value.adjusted()) > LONGEST_PLAIN:
        return text
    return f"{value:f}"


def _of_date(value: dt.date) -> str:
    day = f"{value.year:04}{value.month:02}{value.day:02}"
    if not isinstance(value, dt.datetime) or value.time() == dt.time(0):
        return day
    return f"{day}{value.hour:02}{value.minute:02}{value.second:02}"
