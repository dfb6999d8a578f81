r"""The difference of two character classes, which RE2 cannot write.

Comes in: classes of plain letters, ranges and escaped letters. Goes out: a class of
ranges, or None where a class holds more than that (``\p{Lu}``).
"""

from __future__ import annotations

import re

_LAST = 0x10FFFF
_MEMBER = re.compile(
    r"(\\x\{[0-9A-F]+\}|\\[^pPx]|[^\\])(?:-(\\x\{[0-9A-F]+\}|\\[^pPx]|[^\\]))?",
    re.DOTALL,
)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}

Span = tuple[int, int]


def difference(first: str, taken: str) -> str | None:
    """Return the class of what is in ``first`` and not in ``taken``."""
    a, b = _spans(first), _spans(taken)
    if a is None or b is None:
        return None
    left = [part for span in a for part in _without(span, b)]
    if not left:
        return r"[^\x{0}-\x{10FFFF}]"
    return "[" + "".join(_span_text(span) for span in left) + "]"


def _span_text(span: Span) -> str:
    return f"\\x{{{span[0]:X}}}-\\x{{{span[1]:X}}}"


def _spans(group: str) -> list[Span] | None:
    """Return the ranges of a class in order, or None when it is not plain."""
    body = group[1:-1]
    negated = body.startswith("^")
    body = body.removeprefix("^")
    spans: list[Span] = []
    at = 0
    while at < len(body):
        member = _MEMBER.match(body, at)
        if member is None:
            return None
        low = _point(member.group(1))
        high = low if member.group(2) is None else _point(member.group(2))
        if high < low:
            return None
        spans.append((low, high))
        at = member.end()
    merged = sorted(spans)
    return _without((0, _LAST), merged) if negated else merged


def _point(text: str) -> int:
    if text.startswith("\\x"):
        return int(text[3:-1], 16)
    if text.startswith("\\"):
        return ord(_CONTROL.get(text[1], text[1]))
    return ord(text)


def _without(span: Span, taken: list[Span]) -> list[Span]:
    """Return what is left of a range; ``taken`` may stand in any order."""
    left: list[Span] = []
    start, end = span
    for low, high in sorted(taken):
        if high < start or low > end:
            continue
        if low > start:
            left.append((start, low - 1))
        start = max(start, high + 1)
    if start <= end:
        left.append((start, end))
    return left
