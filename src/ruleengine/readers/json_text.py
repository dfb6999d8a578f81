"""JSON text, one value at a time.

Comes in: a stream of characters. Goes out: single values with the line where they
begin, so that an array of any length needs no more memory than its longest element.
Objects come as dict, or as Pairs where a key stands twice; numbers exactly, NaN and
Infinity as Unfit; nothing is dropped or rounded.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.numbers import exact
from ruleengine.readers.sentences import input_error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ruleengine.base.problem import InputError
    from ruleengine.readers.limits import Budget

CHUNK = 1 << 16
_SPACE = re.compile("[ \t\r\n\ufeff]*")


class Pairs(list[tuple[str, object]]):
    """The members of a JSON object in their order, where a key may stand twice."""


Members = Pairs | dict[str, object]
"""The members of a JSON object in their order."""


def pairs_of(found: Members) -> Iterable[tuple[str, object]]:
    """Return the keys of an object with their values."""
    return found.items() if isinstance(found, dict) else found


def _members(pairs: list[tuple[str, object]]) -> Members:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Pairs(pairs)


@frozen
class Unfit:
    """A constant that JSON does not know, such as NaN."""

    text: str


def decoder() -> json.JSONDecoder:
    """Return a decoder that keeps numbers exact and duplicate keys apart."""
    return json.JSONDecoder(
        object_pairs_hook=_members,
        parse_float=exact,
        parse_int=exact,
        parse_constant=Unfit,
    )


class JsonText:
    """A cursor over a stream of JSON text.

    Every method raises InputError where the text is no JSON, too deep, or holds an
    element above the limit of characters.
    """

    def __init__(self, stream: TextIO, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._decoder = decoder()
        self._text = ""
        self._at = 0
        self._counted = 0
        self._dropped = 0
        self._line = 1
        self._line_start = 0
        self._is_whole = False

    @property
    def offset(self) -> int:
        """Characters from the beginning of the stream to the cursor."""
        return self._dropped + self._at

    def skip(self, offset: int) -> None:
        """Move the cursor forward to an offset that was met before."""
        while self._dropped + len(self._text) < offset and self._read(CHUNK):
            self._at = min(len(self._text), offset - self._dropped)
            self._drop()
        self._at = offset - self._dropped

    def line(self) -> int:
        """Return the line of the cursor, counted from 1."""
        last = self._text.rfind("\n", self._counted, self._at)
        if last >= 0:
            self._line += self._text.count("\n", self._counted, self._at)
            self._line_start = self._dropped + last + 1
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """Return the next character that is no space; "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            assert space, "the pattern matches the empty text"
            self._at = space.end()
            if self._at < len(self._text):
                return self._text[self._at]
            self._drop()
            if not self._read(CHUNK):
                return ""

    def take(self, wanted: str) -> bool:
        """Step over ``wanted`` (one character) if it comes next."""
        if self.peek() != wanted:
            return False
        self._at += 1
        return True

    def expect(self, wanted: str) -> None:
        """Step over ``wanted``; anything else is an error."""
        if not self.take(wanted):
            raise self.broken()

    def value(self) -> object:
        """Return the value that begins here."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                ahead = error.pos - self._at
                if self._more():
                    continue
                self._at = min(self._at + ahead, len(self._text))
                raise self.broken() from error
            except RecursionError as error:
                raise input_error("json-deep", self._budget.file) from error
            if end < len(self._text) or self._text[end - 1] in '}]"':
                break
            if not self._more():
                break
        self._at = end
        return value

    def broken(self, key: str = "json-broken") -> InputError:
        """Return the error ``key`` for text that is no JSON at the cursor."""
        line = self.line()
        column = self.offset - self._line_start + 1
        return input_error(key, self._budget.file, line=line, column=column)

    def _more(self) -> bool:
        """Read as much again as is waiting, so that long elements cost linear time."""
        self._drop()
        waiting = len(self._text)
        if waiting > self._budget.limits.text_chars:
            raise self._budget.over("text_chars", self._budget.limits.text_chars)
        return self._read(max(CHUNK, waiting))

    def _read(self, size: int) -> bool:
        if self._is_whole:
            return False
        more = self._stream.read(size)
        self._is_whole = not more
        self._text += more
        return bool(more)

    def _drop(self) -> None:
        self.line()
        self._text = self._text[self._at :]
        self._dropped += self._at
        self._at = self._counted = 0
