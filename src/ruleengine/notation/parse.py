"""Text of a format -> syntax tree, by the grammar in ``grammar.lark``.

In: the text of one format. Out: a ``Form``, or the offset where reading stopped. Lark
is loaded on the first call only, and its trees stay in here. Judges no sense (that a
minimum lies under its maximum): see ``sense``.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ruleengine.notation.ast import (
    Alphabet,
    AnyDigit,
    AnyLetter,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Form,
    Mask,
    MaskPart,
    Media,
    Quoted,
    Temporal,
    TemporalPart,
    Unlimited,
    UpTo,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

MAXIMUM_TEXT = 200
"""Characters of the longest text that is read at all."""
_MAXIMUM_FIGURE = 12
"""Digits of the longest figure that is turned into a number."""


def read_form(text: str) -> Form | int:
    """Read one format.

    Returns:
        The form, or the offset (from 0) of the first character that does not fit.
    """
    from lark.exceptions import UnexpectedInput

    if len(text) > MAXIMUM_TEXT:
        return MAXIMUM_TEXT
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        return _stopped(text, error)
    return _form(cast("Tree[Token]", tree.children[0]))


def _stopped(text: str, error: UnexpectedInput) -> int:
    token = getattr(error, "token", None)
    at_end = token is not None and token.type == "$END"
    stopped = cast("int | None", error.pos_in_stream) or 0
    return len(text) if at_end else min(stopped, len(text))


@functools.cache
def _parser() -> Lark:
    from lark import Lark  # a cached pack needs no Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)


def _form(tree: Tree[Token]) -> Form:
    meta = tree.meta
    return _BUILDERS[str(tree.data)](tree.children, at=meta.start_pos, end=meta.end_pos)


def _fixed(children: list[Any], **place: int) -> Form:
    return Fixed(_alphabet(children[0]), _figure(children[1]), **place)


def _up_to(children: list[Any], **place: int) -> Form:
    return UpTo(_alphabet(children[0]), _figure(children[1]), **place)


def _between(children: list[Any], **place: int) -> Form:
    alphabet, minimum, maximum = children
    most = None if maximum == "ul" else _figure(maximum)
    return Between(_alphabet(alphabet), _figure(minimum), most, **place)


def _unlimited(children: list[Any], **place: int) -> Form:
    alphabet: Alphabet = _alphabet(children[0]) if len(children) > 1 else "an"
    return Unlimited(alphabet, **place)


def _decimal_up_to(children: list[Any], **place: int) -> Form:
    return DecimalUpTo(_figure(children[1]), _figure(children[2]), **place)


def _decimal_fixed(children: list[Any], **place: int) -> Form:
    return DecimalFixed(_figure(children[1]), _figure(children[2]), **place)


def _mask(children: list[Any], **place: int) -> Form:
    alphabet, length, *parts = children
    return Mask(
        _alphabet(alphabet), _figure(length), tuple(map(_mask_part, parts)), **place
    )


def _mask_part(tree: Tree[Token]) -> MaskPart:
    place = {"at": tree.meta.start_pos, "end": tree.meta.end_pos}
    match tree.data:
        case "letter":
            return AnyLetter(**place)
        case "digit":
            return AnyDigit(**place)
        case _:
            return Quoted(str(tree.children[0])[1:-1], **place)


def _temporal(children: list[Any], **place: int) -> Form:
    return Temporal(tuple(cast("TemporalPart", str(c)) for c in children), **place)


def _boolean(_children: list[Any], **place: int) -> Form:
    return Boolean(**place)


def _media(children: list[Any], **place: int) -> Form:
    return Media(tuple(map(str, children)), **place)


def _alphabet(token: Token) -> Alphabet:
    return cast("Alphabet", str(token))


def _figure(token: Token) -> int:
    # A figure of thousands of digits is too large anyway; int() would refuse it.
    return int(token[:_MAXIMUM_FIGURE])


_BUILDERS: Mapping[str, Callable[..., Form]] = {
    "fixed": _fixed,
    "up_to": _up_to,
    "between": _between,
    "unlimited": _unlimited,
    "decimal_up_to": _decimal_up_to,
    "decimal_fixed": _decimal_fixed,
    "mask": _mask,
    "temporal": _temporal,
    "boolean": _boolean,
    "media": _media,
}
