"""Values that a check compared those of a record with -> texts to show.

Numbers that were computed are cut to a length that a person reads; dates are written
as submitted data writes them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine import feel
from ruleengine.feel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 5
"""Values that are shown."""
_PLACES = Decimal("0.0001")
_SHORT = 12
"""Digits up to which a number is shown as it is."""
_MORE = "…"


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Return each value once as text; a dot stands for those beyond `MOST`."""
    found: dict[str, None] = {}
    for value in _flat(values):
        found[_text(value)] = None
        if len(found) > MOST:
            return (*list(found)[:MOST], _MORE)
    return tuple(found)


def _flat(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield value


def _text(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case Decimal():
            return _number(value)
        case feel.Date():
            return f"{value.year:04}{value.month:02}{value.day:02}"
        case _:
            return str(value)


def _number(value: Decimal) -> str:
    if len(value.as_tuple().digits) <= _SHORT or value.adjusted() > _SHORT:
        return f"{value:f}"
    return f"{value.quantize(_PLACES, context=NUMBERS):f}"
