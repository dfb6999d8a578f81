"""Any FEEL value -> its text, as ``string()`` gives it."""

from __future__ import annotations

from decimal import Decimal

from ruleengine.feel import limits
from ruleengine.feel.errors import Fault
from ruleengine.feel.names import is_simple
from ruleengine.feel.strings import escape
from ruleengine.feel.values import FeelFunction, Range, Value


def text_of(value: Value) -> str:
    """Return the text of a value; a string is its own.

    Raises:
        Fault: the text would be too long.
    """
    text = value if isinstance(value, str) else _text(value, 0)
    if len(text) > limits.STRING_LENGTH:
        raise Fault("too-long", limit=str(limits.STRING_LENGTH))
    return text


def number_text(number: Decimal) -> str:
    """Return the plain digits of a number, without exponent."""
    return f"{number:f}"


def _text(value: Value, depth: int) -> str:
    if depth > limits.DATA_DEPTH:
        raise Fault("data-depth", limit=str(limits.DATA_DEPTH))
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return number_text(value)
        case str():
            return escape(value)
        case list():
            return f"[{', '.join(_text(item, depth + 1) for item in value)}]"
        case dict():
            entries = (
                f"{_key(key)}: {_text(item, depth + 1)}" for key, item in value.items()
            )
            return "{" + ", ".join(entries) + "}"
        case Range():
            return _range(value, depth)
        case FeelFunction():
            return f"function({', '.join(value.parameters)})"
        case _:
            return str(value)


def _key(key: str) -> str:
    words = key.split(" ")
    return key if all(is_simple(word) for word in words) else escape(key)


def _range(span: Range, depth: int) -> str:
    if span.start is None or span.end is None:
        end = span.start if span.end is None else span.end
        included = span.start_included or span.end_included
        sign = ">" if span.end is None else "<"
        return f"({sign}{'=' if included else ''} {_text(end, depth + 1)})"
    opener = "[" if span.start_included else "("
    closer = "]" if span.end_included else ")"
    ends = f"{_text(span.start, depth + 1)}..{_text(span.end, depth + 1)}"
    return f"{opener}{ends}{closer}"
