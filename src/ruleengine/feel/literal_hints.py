"""A literal that cannot be compared with a value -> the literal that was meant.

Comes in: the type of one side and the tree of the other. Goes out: a hint, or None
where nothing is certain. A date that is written without ``date("...")`` is
arithmetic to FEEL, so that one is known here too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ruleengine.feel import ast, types
from ruleengine.feel.print import to_text
from ruleengine.feel.sentences import sentence
from ruleengine.feel.temporal_parse import (
    make_date,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.text import Text
    from ruleengine.feel.types import Type

    Side = tuple[Type, ast.Expression]
    """The type of an operand, and the operand."""

_DATE = re.compile(
    r"([12][0-9]{3})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))"
)
_READERS = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "duration": parse_duration,
}
_TRUE = frozenset({"1", "true", "是", "真", "y", "yes"})
_FALSE = frozenset({"0", "false", "否", "假", "n", "no"})
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def comparison_hint(
    sides: Iterable[tuple[Type, ast.Expression]],
) -> Text | None:
    """Say how to write the literal on one of two sides.

    Args:
        sides: each side as its literal stands against the type of the other one.
    """
    for kind, node in sides:
        if meant := _meant(kind, node):
            return sentence("hint-write", meant=meant)
    return None


def _meant(kind: Type, node: ast.Expression) -> str | None:
    match node:
        case ast.RangeLiteral():
            return _meant_range(kind, node)
        case ast.StringLiteral():
            return _instead_of_text(kind, node.value)
        case ast.NumberLiteral():
            return _instead_of_number(kind, node)
        case _:
            return None


def _meant_range(kind: Type, node: ast.RangeLiteral) -> str | None:
    low, high = _meant(kind, node.low), _meant(kind, node.high)
    opening = "[" if node.low_included else "("
    closing = "]" if node.high_included else ")"
    return f"{opening}{low}..{high}{closing}" if low and high else None


def _instead_of_text(kind: Type, text: str) -> str | None:
    if kind in (types.DATE, types.DATE_TIME):
        return date_call(text) or 'date("…")'
    if kind == types.NUMBER:
        return text if _NUMBER.fullmatch(text) else None
    return _truth(text) if kind == types.BOOLEAN else None


def _instead_of_number(kind: Type, node: ast.NumberLiteral) -> str | None:
    figure = f"{node.value:f}"
    if kind == types.STRING:
        # Leading zeros are lost in the value; the length still tells of them.
        return f'"{figure.zfill(node.end - node.start)}"'
    if kind in (types.DATE, types.DATE_TIME):
        return date_call(figure)
    if kind == types.DAY_TIME:
        return days_call(node)
    return _truth(figure) if kind == types.BOOLEAN else None


def _truth(text: str) -> str | None:
    folded = text.casefold()
    return "true" if folded in _TRUE else "false" if folded in _FALSE else None


def days_call(node: ast.Expression) -> str | None:
    """Return a number of days as the duration that dates are shifted by."""
    if isinstance(node, ast.NumberLiteral) and node.value == int(node.value):
        return f'duration("P{node.value:f}D")'
    return None


def _span_call(text: str) -> str | None:
    """Return a time span, with or without its P, as FEEL has it."""
    span = f"P{text.strip().upper().removeprefix('P')}"
    return f'duration("{span}")' if parse_duration(span) else None


def date_call(text: str) -> str | None:
    """Return a day of the calendar, however it is written, as FEEL has it."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    date = make_date(year, month, day)
    return f'date("{year:04}-{month:02}-{day:02}")' if date else None


def arithmetic_hint(operator: str, left: Side, right: Side) -> Text | None:
    """Say how to write the literal of a calculation that there is not."""
    (kind, node), (other, literal) = left, right
    if kind in (types.DATE, types.DATE_TIME) and operator in ("+", "-"):
        meant = days_call(literal) or _shift_as_text(operator, literal)
    elif kind == types.STRING and other == types.NUMBER:
        meant = _figure(operator, node, literal)
    elif kind == types.NUMBER and other == types.STRING:
        meant = _figure(operator, literal, node)
    else:
        return None
    return sentence("hint-write", meant=meant) if meant else None


def _shift_as_text(operator: str, node: ast.Expression) -> str | None:
    """Return the time span, or the day to count from, that a text was meant for."""
    if not isinstance(node, ast.StringLiteral):
        return None
    day = date_call(node.value) if operator == "-" else None
    return day or _span_call(node.value)


def _figure(operator: str, text: ast.Expression, other: ast.Expression) -> str | None:
    """Return a text as a figure; behind other words a plus can only join texts."""
    if not isinstance(text, ast.StringLiteral):
        return None
    if _NUMBER.fullmatch(text.value):
        return text.value
    return f"string({to_text(other)})" if operator == "+" else None


def bare_date(node: ast.Arithmetic) -> str | None:
    """Return a date that was typed without ``date("...")``, as it was typed.

    ``2026-01-01`` is a subtraction. It is taken for a date only where nobody would
    type a calculation so: no spaces, a day of the calendar, two digits a part.
    """
    match node:
        case ast.Arithmetic(
            operator=mark,
            left=ast.Arithmetic(
                operator=other, left=ast.NumberLiteral() as year, right=month
            ),
            right=ast.NumberLiteral() as day,
        ) if mark == other and isinstance(month, ast.NumberLiteral):
            parts = (year, month, day)
        case _:
            return None
    if not _touch(parts) or [part.end - part.start for part in parts] != [4, 2, 2]:
        return None
    padded = any(part.value < 10 for part in parts[1:])
    if mark != "-" and not (mark == "/" and padded):
        return None
    written = mark.join(f"{part.value:f}".zfill(2) for part in parts)
    return written if date_call(written) else None


def bare_range(node: ast.Expression) -> str | None:
    """Return the range that ``1-5`` behind ``in`` was meant for."""
    if isinstance(node, ast.ListLiteral) and len(node.items) == 1:
        return bare_range(node.items[0])
    match node:
        case ast.Arithmetic(
            operator="-",
            left=ast.NumberLiteral() as low,
            right=ast.NumberLiteral() as high,
        ) if low.value < high.value:
            return f"[{low.value:f}..{high.value:f}]"
        case _:
            return None


def is_falling(node: ast.RangeLiteral) -> bool:
    """Tell whether figures stand the wrong way round, as in ``[1...5]``."""
    match node:
        case ast.RangeLiteral(ast.NumberLiteral() as low, ast.NumberLiteral() as high):
            return low.value > high.value
        case _:
            return False


def chain_hint(left: ast.Expression) -> Text | None:
    """Say how to write ``1 < a < 3``: the first comparison is a truth."""
    if not isinstance(left, ast.Comparison) or left.operator in ("=", "!="):
        return None
    return sentence("hint-shape", shape="a < b and b < c")


def unreadable(function: str, argument: ast.Expression) -> bool:
    """Tell whether a function of dates or times can never read a literal."""
    reader = _READERS.get(function)
    if reader is None or not isinstance(argument, ast.StringLiteral):
        return False
    return reader(argument.value) is None


def readable_hint(function: str, argument: ast.StringLiteral) -> Text | None:
    """Say how the literal of a date or of a duration of days is written."""
    text = argument.value.strip().upper()
    meant = date_call(text) if function == "date" else None
    if function == "duration":
        meant = _span_call(text)
    return sentence("hint-write", meant=meant) if meant else None


def _touch(parts: tuple[ast.NumberLiteral, ...]) -> bool:
    return all(one.end + 1 == other.start for one, other in pairwise(parts))
