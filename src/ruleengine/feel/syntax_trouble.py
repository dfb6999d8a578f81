"""Lark's complaint about a token -> a FeelError a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.text import Text
from ruleengine.feel.errors import FeelError
from ruleengine.feel.lexer import SYMBOLS
from ruleengine.feel.reserved import KEYWORDS
from ruleengine.feel.sentences import sentence
from ruleengine.feel.syntax_hints import Stop, if_hint, meant_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruleengine.feel.lexer import Token

_OPERANDS = {"NUMBER", "STRING", "NAME", "NULL", "LBRACE"}
_CLOSERS = {"RPAR": ")", "RSQB": "]", "RBRACE": "}", "RANGE_END": "]"}
_OPENERS = {"LPAR": ")", "LSQB": "]", "LBRACE": "}"}
_MOST_WANTED = 6


def syntax_error(text: str, tokens: Sequence[Token], error: Any) -> FeelError:
    """Return what is wrong with ``text`` where the parser stopped.

    Args:
        text: the expression.
        tokens: its tokens.
        error: the UnexpectedInput of Lark.
    """
    token = getattr(error, "token", None)
    wanted = getattr(error, "accepts", None) or getattr(error, "expected", None)
    accepted: set[str] = set(wanted or ())
    if token is None or token.type == "$END":
        return _ends_early(text, tokens, accepted)
    stop = _stop(text, tokens, int(token.start_pos or 0), frozenset(accepted))
    told = meant_at(stop)
    return FeelError(
        "unexpected",
        text,
        told.at if told else stop.token.start,
        told.hint if told else None,
        found=(told.found if told else stop.token.value) or '""',
        wanted=_wanted(accepted),
    )


def _stop(
    text: str, tokens: Sequence[Token], start: int, accepted: frozenset[str]
) -> Stop:
    at = next(place for place, token in enumerate(tokens) if token.start == start)
    return Stop(text, tokens[:at], tokens[at], tokens[at + 1 :], accepted)


def _ends_early(text: str, tokens: Sequence[Token], accepted: set[str]) -> FeelError:
    if not tokens:
        return FeelError("empty", text, 0)
    opened: list[Token] = []
    for token in tokens:
        if token.type in _OPENERS:
            opened.append(token)
        elif token.type in _CLOSERS and opened:
            opened.pop()
    if opened:
        last = opened[-1]
        closer = _OPENERS[last.type]
        return FeelError(
            "unclosed-bracket", text, last.start, opener=last.value, closer=closer
        )
    hint = if_hint(accepted)
    return FeelError("ends-early", text, len(text), hint, wanted=_wanted(accepted))


def _wanted(accepted: set[str]) -> Text:
    """Return a short list of what could have stood there."""
    value = sentence("a-value")
    if accepted >= _OPERANDS:
        # Whatever may begin a value comes to the same for the reader.
        closers = _spelled(accepted & _CLOSERS.keys())
        return Text(" ".join([value.zh, *closers]), " ".join([value.en, *closers]))
    words = _spelled(accepted)
    return Text.same(" ".join(words[:_MOST_WANTED])) if words else value


def _spelled(accepted: Iterable[str]) -> list[str]:
    spelling = {kind: word for word, kind in (KEYWORDS | SYMBOLS).items()}
    order = ["RPAR", "RSQB", "RBRACE", "RANGE_END", "COMMA", "COLON", "DOTDOT"]
    order += [kind for kind in spelling if kind not in order]
    spelling["RANGE_END"] = "]"
    return [spelling[kind] for kind in order if kind in accepted and kind in spelling]
