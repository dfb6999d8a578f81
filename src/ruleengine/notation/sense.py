"""Whether a format that can be read also makes sense.

In: the text and its syntax tree. Out: the first ``Slip``, or None. A slip names the
mistake and the texts that may have been meant, best first; nobody has tried them yet.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.notation.ast import (
    AnyDigit,
    AnyLetter,
    Between,
    Form,
    Mask,
    Media,
    Quoted,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen(guarded=True)
class Slip:
    """One mistake in a format."""

    code: str
    at: int
    """Offset from 0 of the character that is wrong."""
    meant: tuple[str, ...] = ()
    facts: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)


def without_quoted(text: str) -> str:
    """Blank out quoted text, so that places stay and its content is not judged."""
    return re.sub(r'"[^"]*"', lambda quoted: '"' * len(quoted[0]), text)


def nonsense(text: str, form: Form) -> Slip | None:
    """Find the first thing in a readable format that makes no sense."""
    return _figures(text, form) or _range(text, form) or _mask(text, form)


def _figures(text: str, form: Form) -> Slip | None:
    bare = without_quoted(text)
    if zero := re.search(r"(?<![0-9])0+(?=[1-9])", bare):
        meant = text[: zero.start()] + text[zero.end() :]
        return Slip("leading-zero", zero.start(), (meant,))
    if large := re.search(r"[0-9]{7,}", bare):
        unlimited = (f"{form.alphabet}..ul",) if hasattr(form, "alphabet") else ()
        return Slip("too-large", large.start(), unlimited)
    lengths = bare.partition(",")[0]
    if zero := re.search(r"(?<![0-9])0+(?![0-9])", lengths):
        return Slip("zero", zero.start())
    return None


def _range(text: str, form: Form) -> Slip | None:
    match form:
        case Between(alphabet, minimum, int(maximum)) if minimum > maximum:
            meant = f"{alphabet}{maximum}..{minimum}"
            facts = {"minimum": minimum, "maximum": maximum}
            return Slip("min-over-max", len(alphabet), (meant,), facts)
        case Media(names) if len(set(names)) < len(names):
            first = tuple(dict.fromkeys(names))
            return Slip("twice", text.rfind("/") + 1, ("/".join(first),))
        case _:
            return None


def _mask(text: str, form: Form) -> Slip | None:
    if not isinstance(form, Mask):
        return None
    alien = {"n": AnyLetter, "a": AnyDigit}.get(form.alphabet)
    for part in form.parts:
        if alien and isinstance(part, alien):
            facts: dict[str, str | int] = {
                "alphabet": form.alphabet,
                "part": text[part.at],
            }
            return Slip("mask-class", part.at, ("an" + text[1:],), facts)
    length = sum(len(p.text) if isinstance(p, Quoted) else 1 for p in form.parts)
    if length == form.length:
        return None
    bracket = text.index("(")
    meant = f"{form.alphabet}{length}{text[bracket:]}"
    return Slip(
        "mask-length",
        len(form.alphabet),
        (meant,),
        {"printed": form.length, "mask": length},
    )
