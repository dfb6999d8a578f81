"""The names of the objects in JSON lines, and lines that hold nothing unusual.

Comes in: lines. Goes out: the names in the orders that were met, and the same lines for
those who read columns of texts, if every one is an object of known names with simple
values.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.base.linear_pattern import linear_pattern
from ruleengine.readers.json_text import Pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.base.linear_pattern import LinearPattern

ORDERS = 4
"""So many orders of names are told apart in one block."""
NAMES = 200
"""Objects with more members are not read in blocks."""
_MEMORY_BYTES = 64 << 20
_NO_FRACTION = (
    r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}'
    r'|[Dd][0-7][0-9A-Fa-f]{2}))*"|null|true|false|0|-?[1-9][0-9]{0,14}'
)
_SHORT = r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,5}[1-9]"
"""Fractions that are written in just one way, so that nobody shortens them."""
_LONG = r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,50}"
"""Fractions that whoever takes them for numbers shortens or rounds."""


@dataclass(slots=True)
class Names:
    """The names that the objects of a file have, in their orders, as far as is known."""

    key_of: Callable[[str], str | None]
    orders: list[tuple[str, ...]] = field(default_factory=list)
    every: tuple[str, ...] = ()
    """All names."""
    is_whole: bool = False
    """Whether no name may be left out, because one of them belongs to no field: that is
    told of with the first record that has it."""

    def data_of(self, raw: bytes) -> bytes:
        """Return lines as columns read them without a loss.

        Nothing, where a line is no object of these names with plain values.
        """
        if self._fit(raw, _SHORT):
            return raw
        return _quoted(raw, self.every) if self._fit(raw, _LONG) else b""

    def _fit(self, raw: bytes, fraction: str) -> bool:
        if not self.orders:
            return False
        pattern = _pattern(tuple(self.orders), self.is_whole, fraction)
        return pattern is not None and pattern.fullmatch(raw) is not None

    def learn(self, lines: Sequence[bytes]) -> bool:
        """Take the names of some lines; return whether they were new."""
        before = list(self.orders)
        for shape in dict.fromkeys(map(_shape, lines)):
            if shape and not self.is_whole:
                self._take(shape)
        return self.orders != before

    def _take(self, shape: tuple[str, ...]) -> None:
        every = tuple(dict.fromkeys((*self.every, *shape)))
        keys = [key for name in every if (key := self.key_of(name)) is not None]
        is_whole = len(keys) < len(every)
        if len(set(keys)) < len(keys) or (is_whole and self.orders):
            return
        merged = [(at, _merged(one, shape)) for at, one in enumerate(self.orders)]
        at, order = next((m for m in merged if m[1]), (len(self.orders), shape))
        if at < ORDERS:
            self.orders[at : at + 1] = [order]
        self.every, self.is_whole = every, is_whole


def _shape(line: bytes) -> tuple[str, ...]:
    """Return the names of an object in their order; nothing for any other line."""
    try:
        pairs = json.loads(line, object_pairs_hook=Pairs)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(pairs, Pairs) or len(pairs) > NAMES:
        return ()
    names = tuple(name for name, _value in pairs)
    is_odd = len(set(names)) < len(names) or any('"' in n or "\\" in n for n in names)
    return () if is_odd else names


def _merged(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return an order that holds both orders; nothing when they contradict."""
    common = set(one) & set(other)
    if [n for n in one if n in common] != [n for n in other if n in common]:
        return ()
    merged: list[str] = []
    left = list(other)
    for name in one:
        if name in common:
            at = left.index(name)
            merged += left[:at]
            del left[: at + 1]
        merged.append(name)
    return (*merged, *left)


@lru_cache(maxsize=64)
def _pattern(
    orders: tuple[tuple[str, ...], ...],
    is_whole: bool,  # noqa: FBT001  part of the key
    fraction: str,
) -> LinearPattern[bytes] | None:
    line = _all_of if is_whole else _any_of
    value = f"(?:{_NO_FRACTION}|{fraction})"
    lines = "|".join(
        line([f"{_name(name)}{value}" for name in order]) for order in orders
    )
    written = rf"(?:\{{(?:{lines})\r?\n)*(?:\{{(?:{lines}))?"
    return linear_pattern(written.encode(), memory_bytes=_MEMORY_BYTES)


def _name(name: str) -> str:
    return f'"{re.escape(name)}": ?'


def _all_of(members: Sequence[str]) -> str:
    return ", ?".join(members) + r"\}"


def _any_of(members: Sequence[str]) -> str:
    """Return the regex of some members in their order, any left out but one."""
    # A member ends the object, or may stand before one that comes later.
    *others, last = members
    rest = rf"{last}\}}"
    for member in reversed(others):
        rest = rf"(?:{member}\}}|(?:{member}, ?)?{rest})"
    return rest


def _quoted(raw: bytes, names: tuple[str, ...]) -> bytes:
    """Return lines with each fraction as a text, whole numbers without one: 12 for 12.0.

    Args:
        raw: lines that are known to be objects with plain values.
        names: of all their members; no quote inside a text can make it look like one.
    """
    return _fractions(names).sub(rb'\1"\2"', raw)


@lru_cache(maxsize=64)
def _fractions(names: tuple[str, ...]) -> re.Pattern[bytes]:
    member = "|".join(map(_name, names))
    nothing = r"\.0+(?=[,}])"
    return re.compile(
        rf"({member})(?:-(?=0{nothing}))?"
        rf"(-?[0-9]+(?={nothing})|-?[0-9]+\.[0-9]+)(?:{nothing})?".encode()
    )
