"""Where the parser stopped -> how to write what was probably meant.

Each function below knows one habit of writers; the first that recognises its own wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.feel.habits import IF_SHAPE, function_hint, operator_meant
from ruleengine.feel.reserved import KEYWORDS
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.feel.lexer import Token

_IF_WORDS = frozenset({"if", "then", "else"})
_PERIODS = {
    **dict.fromkeys(("天", "日", "days", "day", "d"), "D"),
    **dict.fromkeys(("个月", "月", "months", "month"), "M"),
    **dict.fromkeys(("年", "years", "year"), "Y"),
}
_ONE_OF = Text("名称 in (值, 值)", "name in (value, value)")


@dataclass(frozen=True, slots=True)
class Stop:
    """The token that cannot stand where it stands, and what is around it."""

    text: str
    before: Sequence[Token]
    token: Token
    after: Sequence[Token]
    accepted: frozenset[str]

    def kind(self, place: int) -> str:
        """Return the kind of a neighbour: -1 stands before, 1 behind; else ""."""
        line = self.before if place < 0 else self.after
        place = place if place < 0 else place - 1
        return line[place].type if -len(line) <= place < len(line) else ""

    def typed(self, token: Token) -> str:
        """Return a token as it was typed."""
        return self.text[token.start : token.end]


@dataclass(frozen=True, slots=True)
class Meant:
    """What is told instead of the bare token: the word at fault and a way out."""

    hint: Text
    at: int
    found: str


def meant_at(stop: Stop) -> Meant | None:
    """Say what was probably meant where the parser stopped."""
    for habit in _WORD_HABITS:
        if told := habit(stop):
            return told
    for each in _HABITS:
        if hint := each(stop):
            return Meant(hint, stop.token.start, stop.token.value)
    return None


def _operator_word(stop: Stop) -> Meant | None:
    """Know ``a > 1 且 b < 2`` and ``a 大于 1``, where names have swallowed a word."""
    if stop.token.type == "NAME":
        word = stop.typed(stop.token).split()[0]
        if operator_meant(word) == "and" and _is_cell(stop):
            return Meant(sentence("hint-both"), stop.token.start, word)
        if told := _instead_of(word, stop.token.start):
            return told
    if stop.kind(-1) != "NAME":
        return None
    last = stop.before[-1]
    found = re.search(r"(?:^|\s)(is\s+not|\S+)$", stop.typed(last))
    return _instead_of(found[1], last.start + found.start(1)) if found else None


def _instead_of(word: str, at: int) -> Meant | None:
    meant = operator_meant(" ".join(word.split()))
    if meant is None:
        return None
    if meant in _IF_WORDS:
        return Meant(sentence("hint-shape", shape=IF_SHAPE), at, word)
    return Meant(sentence("hint-write", meant=meant), at, word)


def _not_in_front(stop: Stop) -> Meant | None:
    """Know ``非 3`` and ``not 3``."""
    if stop.kind(-1) == "NAME" and stop.typed(stop.before[-1]) in ("非", "not"):
        last = stop.before[-1]
        return Meant(sentence("hint-shape", shape="not( )"), last.start, last.value)
    return None


def _called_keyword(stop: Stop) -> Text | None:
    """Know ``and(a, b)`` and ``if(a, b, c)``, as spreadsheets have them."""
    if stop.token.type in ("AND", "OR") and stop.kind(1) == "LPAR":
        return function_hint(stop.token.value)
    if stop.token.type == "COMMA" and _opened_by(stop.before) == "IF":
        return sentence("hint-shape", shape=IF_SHAPE)
    return None


def _opened_by(before: Sequence[Token]) -> str:
    """Return the kind of the token before the innermost open bracket."""
    closed = 0
    for place in range(len(before) - 1, 0, -1):
        closed += before[place].type in ("RPAR", "RSQB", "RBRACE", "RANGE_END")
        if before[place].type in ("LPAR", "LSQB", "LBRACE", "RANGE_START"):
            if closed == 0:
                return before[place - 1].type
            closed -= 1
    return ""


def _comma(stop: Stop) -> Text | None:
    if stop.token.type != "COMMA":
        return None
    if stop.kind(-2) == "IN":
        return sentence("hint-shape", shape=_ONE_OF)
    if stop.kind(-1) == stop.kind(1) == "NUMBER" and (figure := _figure(stop)):
        return figure
    if stop.accepted & {"THEN", "ELSE"} or stop.kind(-1) in ("THEN", "ELSE"):
        return sentence("hint-no-comma")
    return None


def _figure(stop: Stop) -> Text | None:
    """Know ``1,5`` and ``1,000``: a comma between digits without spaces."""
    whole, rest = stop.before[-1], stop.after[0]
    if not (whole.end == stop.token.start and stop.token.end == rest.start):
        return None
    if len(rest.value) == 3 and whole.value != "0":
        return sentence("hint-thousands", meant=whole.value + rest.value)
    return sentence("hint-decimal", meant=f"{whole.value}.{rest.value}")


def _parted_sign(stop: Stop) -> Text | None:
    """Know ``> =`` and ``! =``."""
    if stop.typed(stop.token) == "=" and stop.kind(-1) in ("LESS", "MORE"):
        return sentence("hint-write", meant=f"{stop.before[-1].value}=")
    return None


def _unit(stop: Stop) -> Text | None:
    if stop.token.type != "NAME" or stop.kind(-1) != "NUMBER":
        return None
    figure = stop.before[-1]
    if figure.end != stop.token.start:
        return None
    letter = _PERIODS.get(stop.typed(stop.token).split()[0])
    if letter and figure.value.isdigit():
        span = f'duration("P{figure.value}{letter}")'
        return sentence("hint-unit-of-time", meant=figure.value, span=span)
    return sentence("hint-unit", meant=figure.value)


def _two_limits(stop: Stop) -> Text | None:
    """Know ``> 3 and < 5`` in a cell."""
    meant = stop.token.type == "AND" and _is_cell(stop)
    return sentence("hint-both") if meant else None


def _is_cell(stop: Stop) -> bool:
    """Tell whether only another test of a cell can follow."""
    return "COMMA" in stop.accepted and "AND" not in stop.accepted


def _braces(stop: Stop) -> Text | None:
    """Know ``a in {1, 2}``."""
    if [stop.kind(-2), stop.kind(-1)] == ["IN", "LBRACE"]:
        return sentence("hint-shape", shape=_ONE_OF)
    return None


def _misspelt(stop: Stop) -> Text | None:
    if stop.token.type != "NAME":
        return None
    wanted = [word for word, name in KEYWORDS.items() if name in stop.accepted]
    for word in stop.token.value.split():
        near = near_misses(word, wanted, limit=1)
        if near:
            return sentence("hint-write", meant=near[0])
    return None


def _gap(stop: Stop) -> Text | None:
    if stop.token.type in ("STRING", "NUMBER", "NAME") and "COMMA" in stop.accepted:
        return sentence("hint-comma")
    if stop.typed(stop.token) == "=" and "COLON" in stop.accepted:
        return sentence("hint-write", meant=":")
    return None


def _ternary(stop: Stop) -> Text | None:
    """Know ``a ? b : c``."""
    is_mark = stop.typed(stop.token) == "?" and not stop.accepted & {"NAME"}
    return sentence("hint-shape", shape=IF_SHAPE) if is_mark else None


def _whole_if(stop: Stop) -> Text | None:
    return if_hint(stop.accepted)


def if_hint(accepted: frozenset[str] | set[str]) -> Text | None:
    """Show the whole of an ``if`` of which a word is missing."""
    missing = accepted & {"THEN", "ELSE"}
    return sentence("hint-shape", shape=IF_SHAPE) if missing else None


_WORD_HABITS: tuple[Callable[[Stop], Meant | None], ...] = (
    _operator_word,
    _not_in_front,
)
_HABITS: tuple[Callable[[Stop], Text | None], ...] = (
    _called_keyword,
    _comma,
    _parted_sign,
    _unit,
    _two_limits,
    _braces,
    _ternary,
    _misspelt,
    _gap,
    _whole_if,
)
