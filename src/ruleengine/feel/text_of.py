"""Any FEEL value -> its text, as ``string()`` gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import limits
from ruleengine.feel.errors import Fault
from ruleengine.feel.meter import Meter, Uncounted
from ruleengine.feel.names import is_simple
from ruleengine.feel.strings import escape
from ruleengine.feel.values import FeelFunction, Range, Value

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class _Writer:
    """Collects parts of a text and stops when it grows too long."""

    meter: Meter
    parts: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, part: str) -> None:
        self.size += len(part)
        if self.size > limits.STRING_LENGTH:
            raise Fault("too-long", limit=str(limits.STRING_LENGTH))
        self.parts.append(part)


def text_of(value: Value, meter: Meter | None = None) -> str:
    """Return the text of a value; a string is its own.

    Args:
        value: any value.
        meter: counts the items of lists and contexts that are written.

    Raises:
        Fault: the text would be too long.
        LimitReached: the items are too many for what is left.
    """
    if isinstance(value, str):
        return value
    writer = _Writer(meter or Uncounted())
    _write(value, writer, 0)
    return "".join(writer.parts)


def number_text(number: Decimal) -> str:
    """Return the plain digits of a number, without exponent."""
    return f"{number:f}"


def _write(value: Value, out: _Writer, depth: int) -> None:
    if depth > limits.DATA_DEPTH:
        raise Fault("data-depth", limit=str(limits.DATA_DEPTH))
    match value:
        case list():
            out.meter.spend(len(value))
            _write_items(value, out, depth, "[]")
        case dict():
            out.meter.spend(len(value))
            out.add("{")
            for number, (key, item) in enumerate(value.items()):
                out.add(f"{', ' if number else ''}{_key(key)}: ")
                _write(item, out, depth + 1)
            out.add("}")
        case Range():
            _write_range(value, out, depth)
        case _:
            out.add(_leaf(value))


def _write_items(
    items: Iterable[Value], out: _Writer, depth: int, marks: str, comma: str = ", "
) -> None:
    out.add(marks[0])
    for number, item in enumerate(items):
        if number:
            out.add(comma)
        _write(item, out, depth + 1)
    out.add(marks[-1])


def _leaf(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return number_text(value)
        case str():
            return escape(value)
        case FeelFunction():
            return f"function({', '.join(value.parameters)})"
        case _:
            return str(value)


def _key(key: str) -> str:
    words = key.split(" ")
    return key if all(is_simple(word) for word in words) else escape(key)


def _write_range(span: Range, out: _Writer, depth: int) -> None:
    if span.start is None or span.end is None:
        end = span.start if span.end is None else span.end
        included = span.start_included or span.end_included
        sign = ">" if span.end is None else "<"
        out.add(f"({sign}{'=' if included else ''} ")
        _write(end, out, depth + 1)
        out.add(")")
        return
    if span.single:
        out.add("(= ")
        _write(span.end, out, depth + 1)
        out.add(")")
        return
    opener = "[" if span.start_included else "("
    closer = "]" if span.end_included else ")"
    _write_items((span.start, span.end), out, depth, opener + closer, "..")
