"""Values that a check compared -> texts to show.

Numbers that were computed are cut to a length that a person reads; dates and truth are
written as the data beside them.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.compile.written_days import written
from ruleengine.engine.derivation import figure
from ruleengine.feel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST = 5
"""Values that are shown."""
_PLACES = Decimal("0.0001")
_SHORT = 12
"""Digits up to which a number is shown as it is."""
_MORE = "…"


@frozen(kw_only=True)
class Spelling:
    """How a kind of data writes what is no figure."""

    date: Callable[[feel.Date], str]
    truth: Callable[[bool], str]


SUBMITTED = Spelling(
    date=written,
    truth=lambda value: "1" if value else "0",
)
"""As the records of tables."""
GIVEN = Spelling(
    date=lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}",
    truth=lambda value: "true" if value else "false",
)
"""As the inputs of decisions."""


def texts(
    values: Iterable[object],
    spelling: Spelling = SUBMITTED,
    cut: str | None = None,
) -> tuple[str, ...]:
    """Return each value once as text; a dot stands for those beyond `MOST`.

    Args:
        values: values, and lists of them; null is left out.
        spelling: how dates and truth are written.
        cut: how the figures of a bound are rounded where they are long; zeros at their
            end are left out.
    """
    found: dict[str, None] = {}
    for value in flat(values):
        found[_text(value, spelling, cut)] = None
        if len(found) > MOST:
            return (*list(found)[:MOST], _MORE)
    return tuple(found)


def flat(values: Iterable[object]) -> Iterator[object]:
    """Yield values and those in lists, without null."""
    for value in values:
        if isinstance(value, list):
            yield from flat(value)
        elif value is not None:
            yield value


def _text(value: object, spelling: Spelling, cut: str | None) -> str:
    match value:
        case bool():
            return spelling.truth(value)
        case Decimal():
            return _number(value, cut)
        case feel.Date():
            return spelling.date(value)
        case _:
            return str(value)


def _number(value: Decimal, cut: str | None) -> str:
    if len(value.as_tuple().digits) > _SHORT >= value.adjusted():
        value = value.quantize(_PLACES, cut or decimal.ROUND_HALF_EVEN, NUMBERS)
    return f"{value:f}" if cut is None else figure(value)
