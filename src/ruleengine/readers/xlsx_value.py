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
    from ruleengine.base.record import Value
    from ruleengine.readers.temporal import Moment
    from ruleengine.readers.xlsx_shared import Shared
    from ruleengine.readers.xlsx_sheet import Cell

SHOWN_DIGITS = 15
SHOWN_END = 10**SHOWN_DIGITS
DOUBTFUL = "date-in-text"
"""Excel turns 3-5 into a date and 1:30 into a time; who typed it may not notice."""
_SHOWN = Context(prec=SHOWN_DIGITS, rounding=ROUND_HALF_EVEN)


class CellValue(NamedTuple):
    """A value, and why it cannot be trusted (reason and one parameter)."""

    value: Value
    reason: str | None = None
    param: str = ""
    fact: str = ""


class CellReader:
    """Turns the cells of one workbook into values."""

    def __init__(self, shared: Shared, *, is_1904: bool) -> None:
        self._shared = shared
        self._is_1904 = is_1904

    def value(self, cell: Cell, pattern: str | None) -> CellValue:
        """Return the value of a cell in a field with ``pattern``."""
        if cell.has_formula and not cell.text and cell.kind != "str":
            return CellValue(None, "formula-without-value")
        match cell.kind:
            case "s":
                return self._shared_text(cell.text)
            case "str" | "inlineStr":
                return CellValue(unescaped(cell.text) or None)
            case "b":
                return CellValue(cell.text.strip() not in {"0", "false"})
            case "e":
                return CellValue(cell.text, "error-cell", "error", cell.text)
            case "d":
                moment = from_iso(cell.text)
                return _dated(moment, pattern) if moment else CellValue(cell.text)
            case _:
                return self._number(cell, pattern)

    def text(self, cell: Cell) -> str:
        """Return the value of a header cell as text."""
        value = self.value(cell, None).value
        return "" if value is None else str(value)

    def _shared_text(self, text: str) -> CellValue:
        number = exact(text.strip())
        strings = self._shared.strings
        if isinstance(number, int) and 0 <= number < len(strings):
            return CellValue(strings[number] or None)
        return CellValue(None, "error-cell", "error", text)

    def _number(self, cell: Cell, pattern: str | None) -> CellValue:
        text = cell.text.strip()
        if not text:
            return CellValue(None)
        number = shown_number(text)
        if isinstance(number, str):
            return CellValue(number, "error-cell", "error", number)
        shows = self._shared.style(cell.style)
        match shows.kind:
            case "zeros" if number >= 0 and number == int(number):
                return CellValue(f"{int(number):0{shows.digits}d}")
            case "date" | "time" | "duration":
                return self._moment(number, shows.kind, pattern)
            case _:
                pass
        if "e" in text.casefold() and abs(number) >= SHOWN_END:
            return CellValue(number, "digits-lost", "digits", str(SHOWN_DIGITS))
        return CellValue(number)

    def _moment(
        self, number: int | Decimal, kind: str, pattern: str | None
    ) -> CellValue:
        serial = Decimal(number)
        moment = (
            duration(serial)
            if kind == "duration"
            else from_serial(serial, is_1904=self._is_1904, is_time=kind == "time")
        )
        if moment is None:
            return CellValue(number, "date-out-of-range", "serial", str(number))
        return _dated(moment, pattern)


def _dated(moment: Moment, pattern: str | None) -> CellValue:
    """Return a moment; where none is wanted, Excel may have made it from a code."""
    text = moment.text(pattern)
    if pattern is None:
        return CellValue(text, DOUBTFUL, "moment", text)
    return CellValue(text)


@lru_cache(maxsize=4096)
def shown_number(text: str) -> int | Decimal | str:
    """Return the number that Excel shows for a stored text; a text if it is none."""
    number = exact(text)
    if isinstance(number, Decimal):
        number = _SHOWN.plus(number).normalize(_SHOWN)
        if number == number.to_integral_value():
            return int(number)
    return number
