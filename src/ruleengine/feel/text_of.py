"""Any FEEL value -> its text, as ``string()`` gives it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import limits
from ruleengine.feel.errors import Fault
from ruleengine.feel.names import is_simple
from ruleengine.feel.strings import escape
from ruleengine.feel.values import FeelFunction, Range, Value

if TYPE_CHECKING:
    from collections.abc import Iterator


def text_of(value: Value) -> str:
    """Return the text of a value; a string is its own.

    Raises:
        Fault: the text would be too long.
    """
    if isinstance(value, str):
        return value
    parts: list[str] = []
    size = 0
    for part in _parts(value, 0):
        size += len(part)
        if size > limits.STRING_LENGTH:
            raise Fault("too-long", limit=str(limits.STRING_LENGTH))
        parts.append(part)
    return "".join(parts)


def number_text(number: Decimal) -> str:
    """Return the plain digits of a number, without exponent."""
    return f"{number:f}"


def _parts(value: Value, depth: int) -> Iterator[str]:
    if depth > limits.DATA_DEPTH:
        raise Fault("data-depth", limit=str(limits.DATA_DEPTH))
    match value:
        case list():
            yield from _between("[", value, "]", depth)
        case dict():
            yield "{"
            for number, (key, item) in enumerate(value.items()):
                yield f"{', ' if number else ''}{_key(key)}: "
                yield from _parts(item, depth + 1)
            yield "}"
        case Range():
            yield from _range(value, depth)
        case _:
            yield _leaf(value)


def _between(
    opener: str, items: list[Value], closer: str, depth: int, comma: str = ", "
) -> Iterator[str]:
    yield opener
    for number, item in enumerate(items):
        if number:
            yield comma
        yield from _parts(item, depth + 1)
    yield closer


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


def _range(span: Range, depth: int) -> Iterator[str]:
    if span.start is None or span.end is None:
        end = span.start if span.end is None else span.end
        included = span.start_included or span.end_included
        sign = ">" if span.end is None else "<"
        return _between(f"({sign}{'=' if included else ''} ", [end], ")", depth)
    opener = "[" if span.start_included else "("
    closer = "]" if span.end_included else ")"
    return _between(opener, [span.start, span.end], closer, depth, "..")
