"""A right text -> the value that conditions see.

In: a ``Form``. Out: a function from texts of that form to Decimal, date, time, moment,
bool or text. Judges no form.
"""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.notation.ast import Boolean, Form, Temporal
from ruleengine.notation.calendar import temporal_value
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.readings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable

REMEMBERED = 4_000
"""Dates and times of one form that are remembered."""

Typed = Decimal | dt.date | dt.datetime | dt.time | bool | str


@functools.lru_cache(maxsize=1024)
def converter(form: Form) -> Callable[[str], Typed]:
    """Return the function that turns a text of this form into its value.

    Numbers become exact decimals (a year too), complete dates, times and moments
    values of ``datetime`` without a zone, ``boolean`` a bool; all else stays text.
    The text must have the right form.
    """
    if digits_of(form, DEFAULT):
        return Decimal
    match form:
        case Temporal(parts):
            # The same days come again and again.
            made = functools.partial(temporal_value, parts=parts)
            return functools.lru_cache(maxsize=REMEMBERED)(made)
        case Boolean():
            return _is_one
        case _:
            return str


def _is_one(text: str) -> bool:
    return text == "1"
