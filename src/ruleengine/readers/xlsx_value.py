"""One cell of a workbook as a value.

Comes in: a raw cell, what its style shows, the pattern of its field. Goes out: the
value, and the reason where the cell cannot be trusted.

A number comes as the workbook stores it: 12.5 % is 0.125, 12.50 is 12.5. Of its form
on the screen only leading zeros (format ``0000``) are kept, as a text. Excel computes
with 15 digits and stores 17; the two that nobody sees are rounded away. Dates come as
the text that the field's pattern wants, booleans as bool, texts untouched.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.readers.numbers import exact
from ruleengine.readers.temporal import duration, from_iso, from_serial
from ruleengine.readers.xlsx_shared import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruleengine.base.record import Value
    from ruleengine.readers.temporal import Moment
    from ruleengine.readers.xlsx_shared import Shared
    from ruleengine.readers.xlsx_sheet import Cell

SHOWN_DIGITS = 15
SHOWN_END = 10**SHOWN_DIGITS
DATE_IN_TEXT = "date-in-text"
"""Excel turns 3-5 into a date and 1:30 into a time; who typed it may not notice."""
DAY_NUMBER = "day-number"
"""Whoever sees the number alone would count the days from 1900."""
_SHOWN = Context(prec=SHOWN_DIGITS, rounding=ROUND_HALF_EVEN)


class Doubtful(NamedTuple):
    """A value that cannot be trusted, and why (reason and one parameter)."""

    value: Value
    reason: str
    param: str = ""
    fact: str = ""


class CellReader:
    """Turns the cells of one workbook into values."""

    def __init__(self, shared: Shared, *, is_1904: bool) -> None:
        self._shared = shared
        self._is_1904 = is_1904
        self._known: dict[str, str] = {}
        """Number of a shared text, as it is written -> the text."""

    def values(
        self, cells: Iterable[Cell], patterns: Mapping[int, str | None]
    ) -> list[tuple[int, Value | Doubtful]]:
        """Return the values of cells with their columns.

        Args:
            cells: the cells of a row.
            patterns: column -> the pattern of its field.
        """
        known = self._known
        values = []
        for cell in cells:
            column, kind, _style, text, _has_formula = cell
            value = known.get(text) if kind == "s" else None
            values.append((column, value or self.value(cell, patterns.get(column))))
        return values

    def value(self, cell: Cell, pattern: str | None) -> Value | Doubtful:
        """Return the value of a cell in a field with ``pattern``."""
        if cell.has_formula and not cell.text and cell.kind != "str":
            return Doubtful(None, "formula-without-value")
        match cell.kind:
            case "s":
                return self._shared_text(cell.text)
            case "str" | "inlineStr":
                return unescaped(cell.text) or None
            case "b":
                return cell.text.strip() not in {"0", "false"}
            case "e":
                return Doubtful(cell.text, "error-cell", "error", cell.text)
            case "d":
                moment = from_iso(cell.text)
                return _dated(moment, pattern) if moment else cell.text
            case _:
                return self._number(cell, pattern)

    def text(self, cell: Cell) -> str:
        """Return the value of a header cell as text."""
        value = self.value(cell, None)
        if isinstance(value, Doubtful):
            value = value.value
        return "" if value is None else str(value)

    def _shared_text(self, text: str) -> Value | Doubtful:
        number = exact(text.strip())
        strings = self._shared.strings
        if isinstance(number, int) and 0 <= number < len(strings):
            self._known[text] = strings[number]
            return strings[number] or None
        return Doubtful(None, "error-cell", "error", text)

    def _number(self, cell: Cell, pattern: str | None) -> Value | Doubtful:
        text = cell.text.strip()
        if not text:
            return None
        number = shown_number(text)
        if isinstance(number, str):
            return Doubtful(number, "error-cell", "error", number)
        shows = self._shared.style(cell.style)
        match shows.kind:
            case "zeros" if number >= 0 and number == int(number):
                return f"{int(number):0{shows.digits}d}"
            case "date" | "time" | "duration":
                return _moment(number, shows.kind, pattern, self._is_1904)
            case _ if self._is_1904 and (day := _bare_day(number, pattern)):
                return Doubtful(number, DAY_NUMBER, "moment", day)
            case _:
                pass
        if "e" in text.casefold() and abs(number) >= SHOWN_END:
            return Doubtful(number, "digits-lost", "digits", str(SHOWN_DIGITS))
        return number


@lru_cache(maxsize=4096)
def _moment(
    number: int | Decimal,
    kind: str,
    pattern: str | None,
    is_1904: bool,  # noqa: FBT001  a cache keeps words apart from their order
) -> Value | Doubtful:
    serial = Decimal(number)
    moment = (
        duration(serial)
        if kind == "duration"
        else from_serial(serial, is_1904=is_1904, is_time=kind == "time")
    )
    if moment is None:
        return Doubtful(number, "date-out-of-range", "serial", str(number))
    return _dated(moment, pattern)


def _dated(moment: Moment, pattern: str | None) -> Value | Doubtful:
    """Return a moment; where none is wanted, Excel may have made it from a code."""
    text = moment.text(pattern)
    return Doubtful(text, DATE_IN_TEXT, "moment", text) if pattern is None else text


def _bare_day(number: int | Decimal, pattern: str | None) -> str | None:
    """Return the day of a number without a date format in a workbook from 1904."""
    if pattern != "YYYYMMDD" or not 10_000 <= number < 100_000:
        return None
    moment = from_serial(Decimal(number), is_1904=True, is_time=False)
    return moment.text(pattern) if moment else None


@lru_cache(maxsize=4096)
def shown_number(text: str) -> int | Decimal | str:
    """Return the number that Excel shows for a stored text; a text if it is none."""
    number = exact(text)
    if isinstance(number, Decimal):
        number = _SHOWN.plus(number).normalize(_SHOWN)
        if number == number.to_integral_value():
            return int(number)
    return number
