"""``range(from)``: a text such as ``"[18..21)"`` -> the range (DMN 1.5, 10.3.4.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.feel import ast, types
from ruleengine.feel.compare import order
from ruleengine.feel.errors import Fault, FeelError
from ruleengine.feel.functions import conversion
from ruleengine.feel.functions.signature import Function, one, parameter as p, table
from ruleengine.feel.temporal_parse import parse_at_literal
from ruleengine.feel.values import NUMBERS, Range, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_RANGE = re.compile(r"([\[\](])(.*?)\.\.(.*)([\[\])])", re.DOTALL)
_LONGEST = 1000


def _range(run: Run, source: str) -> Range:
    run.spend(len(source) // 10)
    match = _RANGE.fullmatch(source.strip())
    if match is None or len(source) > _LONGEST:
        raise _fault(source)
    opener, low_text, high_text, closer = match.groups()
    low, high = _end(run, low_text, source), _end(run, high_text, source)
    span = Range(low, high, opener == "[", closer == "]")
    if not _is_sound(span):
        raise _fault(source)
    return span


def _is_sound(span: Range) -> bool:
    """Tell whether a range has an end, includes no end that it has not, and rises."""
    if span.start is None or span.end is None:
        is_endless = span.start is None and span.end is None
        includes_nothing = (span.start is None and span.start_included) or (
            span.end is None and span.end_included
        )
        return not is_endless and not includes_nothing
    found = order(span.start, span.end)
    return found is not None and found <= 0


def _fault(source: str) -> Fault:
    return Fault("cannot-read", found=source, wanted="range")


def _end(run: Run, text: str, source: str) -> Value:
    """Return an end: a literal, or a date, time or duration made of a literal."""
    if not text.strip():
        return None
    from ruleengine.feel.parser import parse

    try:
        node = parse(text)
    except FeelError:
        raise _fault(source) from None
    value = _literal(run, node)
    if value is None:
        raise _fault(source)
    return value


def _literal(run: Run, node: ast.Expression) -> Value:
    match node:
        case ast.NumberLiteral() | ast.StringLiteral():
            return node.value
        case ast.Negation(ast.NumberLiteral(value)):
            return NUMBERS.minus(value)
        case ast.AtLiteral(text):
            return parse_at_literal(text)
        case ast.Call(ast.Name(name), (ast.Argument("", ast.StringLiteral(text)),)):
            function = conversion.FUNCTIONS.get(name)
            made = name in ("date", "time", "date and time", "duration") and function
            return made.run(run, made.signatures[:1], [text]) if made else None
        case _:
            return None


FUNCTIONS: Mapping[str, Function] = table(
    one("range", [p("from", types.STRING)], _range, types.ANY_RANGE)
)
