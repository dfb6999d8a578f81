"""Tells the brackets of ranges from those of lists, filters and groups.

``[1..5]``, ``(1..5)``, ``]1..5[`` and ``[1, 2]``, ``list[1]``, ``(a + b)`` share
their characters; here those of ranges get terminals of their own, so that the
grammar stays LALR(1).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.feel.lexer import Token

_OPERAND_ENDS = frozenset(
    [
        "NUMBER",
        "STRING",
        "AT",
        "NAME",
        "TRUE",
        "FALSE",
        "NULL",
        "RPAR",
        "RSQB",
        "RBRACE",
        "RANGE_END",
    ]
)
_OPERAND_STARTS = frozenset(
    [
        "NUMBER",
        "STRING",
        "AT",
        "NAME",
        "TRUE",
        "FALSE",
        "NULL",
        "LPAR",
        "LSQB",
        "LBRACE",
        "MINUS",
        "IF",
        "FOR",
        "SOME",
        "EVERY",
        "FUNCTION",
    ]
)
_LOOPS = {"FOR": "RETURN", "SOME": "SATISFIES", "EVERY": "SATISFIES"}


@dataclass(slots=True)
class _Frame:
    opener: str
    index: int
    is_range: bool = False


def mark_ranges(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the brackets of ranges as RANGE_START and RANGE_END."""
    marked = list(tokens)
    frames: list[_Frame] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "LPAR" | "LBRACE":
                frames.append(_Frame(token.type, index))
            case "LSQB" if _closes_open_range(marked, index, frames):
                _close(marked, frames, index)
            case "LSQB":
                frames.append(_Frame(token.type, index))
            case "RSQB" if _opens(marked, index, frames):
                frames.append(_Frame(token.type, index))
            case "RPAR" | "RSQB" | "RBRACE":
                _close(marked, frames, index)
            case "FOR" | "SOME" | "EVERY":
                frames.append(_Frame(token.type, index))
            case "RETURN" | "SATISFIES":
                if frames and _LOOPS.get(frames[-1].opener) == token.type:
                    frames.pop()
            case "DOTDOT":
                if frames and frames[-1].opener not in _LOOPS:
                    frames[-1].is_range = True
            case _:
                pass
    return marked


def _close(marked: list[Token], frames: list[_Frame], index: int) -> None:
    while frames and frames[-1].opener in _LOOPS:
        frames.pop()
    if not frames:
        return
    frame = frames.pop()
    if frame.is_range:
        for place, kind in ((frame.index, "RANGE_START"), (index, "RANGE_END")):
            marked[place] = marked[place]._replace(type=kind)


def _after_operand(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].type in _OPERAND_ENDS


def _opens(tokens: Sequence[Token], index: int, frames: Sequence[_Frame]) -> bool:
    """Tell whether a ``]`` where an operand is wanted opens a range."""
    if _after_operand(tokens, index):
        return False
    empty_list = bool(frames) and frames[-1].index == index - 1
    return not empty_list or _dots_follow(tokens, index)


def _dots_follow(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether ``..`` comes before the next bracket or comma."""
    following = index + 1
    if following == len(tokens) or tokens[following].type not in _OPERAND_STARTS:
        return False
    for token in islice(tokens, following, None):
        if token.type == "DOTDOT":
            return True
        if token.type in ("COMMA", "LSQB", "RSQB", "LBRACE", "RBRACE"):
            return False
    return False


def _closes_open_range(
    tokens: Sequence[Token], index: int, frames: Sequence[_Frame]
) -> bool:
    """Tell whether a ``[`` after the second end of a range closes it."""
    if not (frames and frames[-1].is_range and _after_operand(tokens, index)):
        return False
    following = tokens[index + 1].type if index + 1 < len(tokens) else ""
    return following not in _OPERAND_STARTS
