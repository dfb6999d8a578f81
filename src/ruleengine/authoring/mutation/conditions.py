"""Small steps inside FEEL texts, found in the syntax tree and made in the text.

In: a text and the names in scope. Out: edits; none for a text that is no FEEL.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.texts import DATE, Edit, beside, edits_of_figures
from ruleengine.feel import FeelError, ast
from ruleengine.feel.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHER_OPERATOR = {
    "<": ("<=",),
    "<=": ("<",),
    ">": (">=",),
    ">=": (">",),
    "=": ("!=",),
    "!=": ("=",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
}
PERIOD = re.compile(r"-?P[0-9YMDWTHS.]+")
OTHER_UNIT = {"Y": "M", "M": "Y", "D": "M", "W": "D"}
OTHER_FUNCTION = {
    "min": "max",
    "max": "min",
    "ceiling": "floor",
    "floor": "ceiling",
    "round half up": "round down",
    "round half down": "round up",
    "round up": "round down",
    "round down": "round up",
    "starts with": "ends with",
    "some": "every",
    "every": "some",
}


def edits_of_condition(text: str, names: Iterable[str]) -> Iterator[Edit]:
    """Yield the steps of a FEEL text, each at its own place."""
    try:
        tree = parse(text, tuple(names))
    except FeelError:
        return
    seen: set[str] = {text}
    nodes = (each for each in ast.pieces(tree) if isinstance(each, ast.Node))
    for node in nodes:
        for edit in _edits(node, text):
            made = edit.applied(text)
            if made not in seen:
                seen.add(made)
                yield edit


def _edits(node: ast.Node, text: str) -> Iterator[Edit]:
    match node:
        case ast.Comparison() | ast.Arithmetic():
            yield from _operator(node, text)
        case ast.And() | ast.Or():
            yield from _joined(node, text)
        case ast.NumberLiteral():
            start, word = _bare(node, text)
            yield from (Edit(start, word, other) for other in beside(word))
        case ast.StringLiteral():
            yield from _string(node, text)
        case ast.BooleanLiteral():
            word = text[node.start : node.end]
            yield Edit(node.start, word, "false" if node.value else "true")
        case ast.AtLiteral():
            yield from _temporal(node, text)
        case _:
            yield from _other_edits(node, text)


def _other_edits(node: ast.Node, text: str) -> Iterator[Edit]:
    match node:
        case ast.If():
            yield _negated(node.condition, text)
        case ast.Quantified():
            start, word = _bare(node, text)[0], node.quantifier
            yield Edit(start, word, OTHER_FUNCTION[word])
            yield _negated(node.condition, text)
        case ast.Call(function=ast.Name(name=name)) if name in OTHER_FUNCTION:
            word = text[node.function.start : node.function.end]
            yield Edit(node.function.start, word, OTHER_FUNCTION[name])
        case ast.Call(function=ast.Name(name="not"), arguments=(argument,)):
            whole = text[node.start : node.end]
            inner = text[argument.value.start : argument.value.end]
            yield Edit(node.start, whole, f"({inner})")
        case ast.RangeLiteral():
            yield from _range(node, text)
        case ast.In() if len(node.tests) > 1:
            spans = [(test.start, test.end) for test in node.tests]
            yield from _left_out(spans, text)
        case ast.ListLiteral() if len(node.items) > 1:
            spans = [(item.start, item.end) for item in node.items]
            yield from _left_out(spans, text)
        case _:
            pass


def _bare(node: ast.Node, text: str) -> tuple[int, str]:
    """Return where a node begins, and its text, without any brackets around it."""
    start, end = node.start, node.end
    while text[start] == "(":
        start += 1 + len(text[start + 1 :]) - len(text[start + 1 :].lstrip())
        end = len(text[: end - 1].rstrip())
    return start, text[start:end]


def _string(node: ast.StringLiteral, text: str) -> Iterator[Edit]:
    start, word = _bare(node, text)
    if PERIOD.fullmatch(node.value):
        yield from _period(start, word)
    elif DATE.fullmatch(node.value):
        for other in beside(node.value):
            yield Edit(start, word, f'"{other}"')
    else:
        yield Edit(start, word, f'{word[:-1]}?"')


def _operator(node: ast.Comparison | ast.Arithmetic, text: str) -> Iterator[Edit]:
    between = text[node.left.end : node.right.start]
    at = between.find(node.operator)
    if at >= 0:
        for other in OTHER_OPERATOR.get(node.operator, ()):
            yield Edit(node.left.end + at, node.operator, other)


def _joined(node: ast.And | ast.Or, text: str) -> Iterator[Edit]:
    spans = [(operand.start, operand.end) for operand in node.operands]
    yield from _left_out(spans, text)
    for operand in node.operands:
        yield _negated(operand, text)
    word = "and" if isinstance(node, ast.And) else "or"
    (_, first), (second, _) = spans[0], spans[1]
    at = text.find(word, first, second)
    if at >= 0 and len(spans) == 2:
        yield Edit(at, word, "or" if word == "and" else "and")


def _left_out(spans: list[tuple[int, int]], text: str) -> Iterator[Edit]:
    for number, (start, end) in enumerate(spans):
        first = spans[number - 1][1] if number else start
        last = end if number else spans[1][0]
        piece = text[first:last]
        if piece.count("(") == piece.count(")"):
            yield Edit(first, piece, "")


def _negated(node: ast.Expression, text: str) -> Edit:
    word = text[node.start : node.end]
    return Edit(node.start, word, f"not({word})")


def _range(node: ast.RangeLiteral, text: str) -> Iterator[Edit]:
    for at, word, other in (
        (node.start, text[node.start], "(" if node.low_included else "["),
        (node.end - 1, text[node.end - 1], ")" if node.high_included else "]"),
    ):
        if word in "[]()":
            yield Edit(at, word, other)


def _temporal(node: ast.AtLiteral, text: str) -> Iterator[Edit]:
    start, word = _bare(node, text)
    if PERIOD.fullmatch(node.text):
        yield from _period(start, word)
    elif DATE.fullmatch(node.text):
        for other in beside(node.text):
            yield Edit(start, word, word.replace(node.text, other))


def _period(at: int, word: str) -> Iterator[Edit]:
    """Yield a quoted period with other figures, and with another unit."""
    for edit in edits_of_figures(word):
        yield Edit(at, word, edit.applied(word))
    for unit, other in OTHER_UNIT.items():
        if unit in word and "T" not in word:
            yield Edit(at, word, word.replace(unit, other, 1))
            return
