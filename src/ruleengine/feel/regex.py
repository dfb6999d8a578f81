"""Regular expressions of XPath 3.1 -> RE2, which takes linear time on any pattern.

Comes in: texts, a pattern, flags ``s m i x q``. Goes out: what ``matches``,
``replace`` and ``split`` give; a Fault for a pattern that RE2 cannot do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.base.linear_pattern import linear_pattern
from ruleengine.feel import limits
from ruleengine.feel.errors import Fault, LimitReached
from ruleengine.feel.regex_dialect import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.linear_pattern import LinearPattern, Match
    from ruleengine.feel.meter import Meter

_FLAGS = frozenset("smixq")
_GROUP = re.compile(r"\\(.)|\$([0-9]+)|(\\|\$)", re.DOTALL)
_MEMORY_BYTES = 8 << 20
_PIECES_A_STEP = 10
"""Texts and groups of a replacement; most have fewer, and cost no more than a match."""
_SHORT = 200
"""Characters of texts whose answers are remembered: records repeat each other."""
_REMEMBERED = 4096


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> LinearPattern[str]:
    if len(pattern) > limits.PATTERN_LENGTH:
        raise Fault("pattern", found=pattern)
    if not set(flags) <= _FLAGS:
        raise Fault("pattern-flags", found=flags)
    switches = ("s" if "s" in flags else "") + ("m" if "m" in flags else "")
    prefix = f"(?{switches})" if switches else ""
    compiled = linear_pattern(
        prefix + translate(pattern, flags),
        memory_bytes=_MEMORY_BYTES,
        ignores_case="i" in flags,
    )
    if compiled is None:
        raise Fault("pattern", found=pattern)
    return compiled


def usable(pattern: str, flags: str, *, parts: bool) -> LinearPattern[str]:
    """Return a compiled pattern; it can be judged before there is a text.

    Args:
        pattern: the pattern.
        flags: its flags.
        parts: whether a text is taken apart, so that a match may not be empty.

    Raises:
        Fault: the pattern can never be used so.
    """
    _sound(pattern)
    compiled = _compiled(pattern, flags)
    if parts and compiled.search("") is not None:
        raise Fault("pattern-empty", found=pattern)
    return compiled


def _sound(*texts: str) -> None:
    """Refuse halves of surrogate pairs, which RE2 cannot take.

    Raises:
        Fault: a text holds one.
    """
    for text in texts:
        if text.isascii():
            continue
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise Fault("half-character") from None


def matches(text: str, pattern: str, flags: str) -> bool:
    """Tell whether a pattern is found anywhere in a text.

    Raises:
        Fault: the pattern or a flag is wrong.
    """
    ask = _matches if len(text) <= _SHORT else _matches.__wrapped__
    return ask(text, pattern, flags)


@lru_cache(maxsize=_REMEMBERED)
def _matches(text: str, pattern: str, flags: str) -> bool:
    _sound(text, pattern)
    return _compiled(pattern, flags).search(text) is not None


def replace(text: str, pattern: str, replacement: str, flags: str, meter: Meter) -> str:
    """Return a text with every match replaced; ``$1`` is the first group.

    Raises:
        Fault: pattern, flag or replacement is wrong, or the text grows too long.
        LimitReached: there is so much to replace that it takes too long.
    """
    _sound(text)
    compiled = usable(pattern, flags, parts=True)
    pieces = [replacement] if "q" in flags else _pieces(replacement, compiled.groups)
    parts: list[str] = []
    room, last = limits.STRING_LENGTH, 0
    for match in compiled.finditer(text):
        between = text[last : match.start()]
        room -= len(between)
        meter.spend(1 + len(pieces) // _PIECES_A_STEP)
        written = _written(pieces, match, room)
        room -= len(written)
        parts += (between, written)
        last = match.end()
    if parts and len(text) - last > room:
        raise _too_long()
    return "".join(parts) + text[last:]


def _too_long() -> Fault:
    return Fault("too-long", limit=str(limits.STRING_LENGTH))


def _written(pieces: Sequence[str | int], match: Match[str], room: int) -> str:
    """Return what stands for a match, in so many characters at most."""
    written: list[str] = []
    for piece in pieces:
        part = piece if isinstance(piece, str) else (match.group(piece) or "")
        room -= len(part)
        if room < 0:
            raise _too_long()
        written.append(part)
    return "".join(written)


def _pieces(replacement: str, groups: int) -> list[str | int]:
    """Return the texts and groups that a replacement is made of."""
    pieces: list[str | int] = []
    last = 0
    for found in _GROUP.finditer(replacement):
        pieces.append(replacement[last : found.start()])
        last = found.end()
        escaped, digits, stray = found.groups()
        if stray or (escaped is not None and escaped not in "\\$"):
            raise Fault("replacement", found=replacement)
        if escaped is not None:
            pieces.append(escaped)
        else:
            pieces.extend(_group(digits, groups))
    pieces.append(replacement[last:])
    return [piece for piece in pieces if piece != ""]


def _group(digits: str, groups: int) -> tuple[str | int, ...]:
    """Return the group that ``$digits`` means; surplus digits are text."""
    used = len(digits)
    while used > 1 and int(digits[:used]) > groups:
        used -= 1
    number = int(digits[:used])
    return (number if number <= groups else "", digits[used:])


def split(text: str, delimiter: str) -> list[str]:
    """Return the parts of a text between matches of a pattern.

    Raises:
        Fault: the pattern is wrong or matches nothing at all.
        LimitReached: there are more than a list may have.
    """
    take_apart = _parts if len(text) <= _SHORT else _parts.__wrapped__
    return list(take_apart(text, delimiter))


@lru_cache(maxsize=_REMEMBERED)
def _parts(text: str, delimiter: str) -> tuple[str, ...]:
    _sound(text)
    compiled = usable(delimiter, "", parts=True)
    parts: list[str] = []
    last = 0
    for match in compiled.finditer(text):
        if len(parts) == limits.LIST_LENGTH:
            raise LimitReached("list")
        parts.append(text[last : match.start()])
        last = match.end()
    return (*parts, text[last:])
