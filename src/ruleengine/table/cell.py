"""What a cell of a decision table matches, and that written again as a cell.

Out: ``CellSet``, ``CellError`` for a text that is no cell, and the text of a set.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from ruleengine.table.interval import IntervalSet
from ruleengine.table.values import ValueSet

if TYPE_CHECKING:
    from ruleengine.base.text import Text
    from ruleengine.table.interval import Ordered, Span
    from ruleengine.table.values import Value

Kind = Literal["number", "integer", "date", "string", "boolean"]
CellSet = IntervalSet | ValueSet


class CellError(ValueError):
    """A cell that cannot be read.

    Attributes:
        text: the cell as typed.
        position: the character that is wrong, counted from 1.
        message: what was found and what is wrong with it.
        hint: how to mend it.
    """

    def __init__(self, text: str, position: int, message: Text, hint: Text) -> None:
        super().__init__(text, position, message, hint)
        self.text = text
        self.position = position
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message.zh}{self.hint.zh} / {self.message.en} {self.hint.en}"


def everything(kind: Kind, *, null: bool = True) -> CellSet:
    """Return the set of all values of a kind, null included unless told otherwise."""
    if kind == "string" or kind == "boolean":  # noqa: PLR1714  # a tuple would not narrow the type
        values = ValueSet.everything(kind)
        return values if null else values.difference(ValueSet.of(kind, None))
    whole = IntervalSet.everything(kind)
    return whole if null else whole.difference(IntervalSet.only_null(kind))


def print_set(values: CellSet) -> str:
    """Write a set as a cell; ``parse_cell`` of it gives the same set again."""
    if isinstance(values, ValueSet):
        return _print_values(values)
    if values == IntervalSet.everything(values.domain):
        return "-"
    if values.is_empty:
        return "not(-)"
    tests = [_print_span(values, span) for span in values.spans]
    return ", ".join([*tests, *(["null"] if values.null else [])])


def _print_values(values: ValueSet) -> str:
    if values == ValueSet.everything(values.domain):
        return "-"
    if values.is_empty:
        return "not(-)"
    words = ", ".join(map(_print_value, values.edges()))
    return f"not({words})" if values.complemented else words


def _print_value(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'


def _print_span(values: IntervalSet, span: Span) -> str:
    (low, low_closed), (high, high_closed) = values.bounds(span)
    match low, high:
        case None, None:
            return "not(null)"
        case None, _ if high is not None:
            return f"{'<=' if high_closed else '<'} {print_ordered(high)}"
        case _, None if low is not None:
            return f"{'>=' if low_closed else '>'} {print_ordered(low)}"
        case _:
            assert low is not None
            assert high is not None
    if low == high:
        return print_ordered(low)
    if values.domain == "integer" and print_ordered(low).isdigit():
        return f"{print_ordered(low)}-{print_ordered(high)}"
    brackets = ("[" if low_closed else "(", "]" if high_closed else ")")
    return f"{brackets[0]}{print_ordered(low)}..{print_ordered(high)}{brackets[1]}"


def print_ordered(value: Ordered) -> str:
    """Write a number in plain digits or a date as ``YYYY-MM-DD``."""
    return value.isoformat() if isinstance(value, dt.date) else f"{value:f}"
