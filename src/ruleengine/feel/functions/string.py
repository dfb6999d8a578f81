"""Functions of strings (DMN 1.5, 10.3.4.3); lengths count Unicode characters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import limits, regex, types
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import Function, one, parameter as p, table
from ruleengine.feel.values import Value, to_int

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_STRING = types.STRING


def _substring(run: Run, text: str, start: Decimal, length: Decimal | None) -> str:
    del run
    first = to_int(start)
    if first == 0 or abs(first) > len(text):
        raise Fault("no-position", position=str(first), count=str(len(text)))
    begin = first - 1 if first > 0 else len(text) + first
    if length is None:
        return text[begin:]
    count = to_int(length)
    if count < 1:
        raise Fault("argument", name="length", wanted=">= 1", found=str(count))
    return text[begin : begin + count]


def _replace(
    run: Run, text: str, pattern: str, replacement: str, flags: str | None
) -> str:
    run.spend(len(text) // 100)
    return regex.replace(text, pattern, replacement, flags or "", run)


def _matches(run: Run, text: str, pattern: str, flags: str | None) -> bool:
    run.spend(len(text) // 100)
    return regex.matches(text, pattern, flags or "")


def _split(run: Run, text: str, delimiter: str) -> list[str]:
    run.spend(len(text))
    parts = regex.split(text, delimiter)
    run.fill(len(parts))
    return parts


def _join(run: Run, items: list[Value], delimiter: str | None) -> str:
    run.spend(len(items))
    texts = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in texts):
        raise Fault("items", wanted="string")
    glue = delimiter or ""
    if sum(map(len, texts)) + len(glue) * len(texts) > limits.STRING_LENGTH:
        raise Fault("too-long", limit=str(limits.STRING_LENGTH))
    return glue.join(texts)


_TEXT_AND_MATCH = [p("string", _STRING), p("match", _STRING)]

FUNCTIONS: Mapping[str, Function] = table(
    one(
        "substring",
        [
            p("string", _STRING),
            p("start position", types.NUMBER),
            p("length?!", types.NUMBER),
        ],
        _substring,
        _STRING,
    ),
    one(
        "string length",
        [p("string", _STRING)],
        lambda _run, text: Decimal(len(text)),
        types.NUMBER,
    ),
    one("upper case", [p("string", _STRING)], lambda _run, text: text.upper(), _STRING),
    one("lower case", [p("string", _STRING)], lambda _run, text: text.lower(), _STRING),
    one(
        "substring before",
        _TEXT_AND_MATCH,
        lambda _run, text, match: (
            text.partition(match)[0] if match and match in text else ""
        ),
        _STRING,
    ),
    one(
        "substring after",
        _TEXT_AND_MATCH,
        lambda _run, text, match: text.partition(match)[2] if match else text,
        _STRING,
    ),
    one(
        "contains",
        _TEXT_AND_MATCH,
        lambda _run, text, match: match in text,
        types.BOOLEAN,
    ),
    one(
        "starts with",
        _TEXT_AND_MATCH,
        lambda _run, text, match: text.startswith(match),
        types.BOOLEAN,
    ),
    one(
        "ends with",
        _TEXT_AND_MATCH,
        lambda _run, text, match: text.endswith(match),
        types.BOOLEAN,
    ),
    one(
        "replace",
        [
            p("input", _STRING),
            p("pattern", _STRING),
            p("replacement", _STRING),
            p("flags?!", _STRING),
        ],
        _replace,
        _STRING,
    ),
    one(
        "matches",
        [p("input", _STRING), p("pattern", _STRING), p("flags?!", _STRING)],
        _matches,
        types.BOOLEAN,
    ),
    one(
        "split",
        [p("string", _STRING), p("delimiter", _STRING)],
        _split,
        types.ListType(_STRING),
    ),
    one(
        "string join",
        [p("list", types.ANY_LIST), p("delimiter?!", _STRING)],
        _join,
        _STRING,
    ),
)
