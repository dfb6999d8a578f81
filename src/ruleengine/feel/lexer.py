"""Text of an expression -> tokens; knows which names are in scope.

Comes in: a text and the known names. Goes out: tokens with their offsets. FEEL
names may hold spaces and operators (``first name``, ``a-b``): where a known name
stands the longest one wins, and simple names that follow each other are one name,
since the grammar has no place where two names may meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.feel import limits
from ruleengine.feel.characters import is_name_start, read_simple_name
from ruleengine.feel.errors import FeelError
from ruleengine.feel.names import KnownNames, normalised
from ruleengine.feel.reserved import KEYWORDS, OTHER_SPELLINGS
from ruleengine.feel.strings import unescape

if TYPE_CHECKING:
    from collections.abc import Iterable


class Token(NamedTuple):
    """One token: its terminal in the grammar, its value and place."""

    type: str
    value: str
    start: int
    end: int


SYMBOLS = {
    "..": "DOTDOT",
    "**": "POWER",
    "->": "ARROW",
    "<=": "ORDER",
    ">=": "ORDER",
    "!=": "EQUALITY",
    "=": "EQUALITY",
    "<": "LESS",
    ">": "MORE",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    ".": "DOT",
    ",": "COMMA",
    ":": "COLON",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
}

_BLANK = re.compile(
    r"(?:[\s\u0085\u180e\u200b\ufeff]|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)+"
)
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_AT = re.compile(r'@\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_QUOTED_NAME = re.compile(r"`([^`]+)`")
_INSTANCE_OF = re.compile(r"instance\s+of(?![\w?])")


@dataclass(slots=True)
class _Lexer:
    text: str
    known: KnownNames
    tokens: list[Token] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    """Open brackets, to know whether a key of a context may stand here."""
    at: int = 0

    def run(self) -> list[Token]:
        end = len(self.text)
        while True:
            blank = _BLANK.match(self.text, self.at)
            if blank:
                self.at = blank.end()
            if self.at >= end:
                return self.tokens
            self._next()

    def _next(self) -> None:
        letter = self.text[self.at]
        if self._key_may_stand_here() and self._key():
            return
        if letter in '"@`' and self._quoted():
            return
        if (letter.isascii() and letter.isdigit()) or letter == ".":
            number = _NUMBER.match(self.text, self.at)
            if number:
                self._add("NUMBER", number.group(), number.end())
                return
        if is_name_start(letter):
            self._name()
            return
        self._symbol()

    def _add(self, kind: str, value: str, end: int) -> None:
        self.tokens.append(Token(kind, value, self.at, end))
        self.at = end

    def _quoted(self) -> bool:
        for kind, pattern in (
            ("STRING", _STRING),
            ("AT", _AT),
            ("NAME", _QUOTED_NAME),
        ):
            match = pattern.match(self.text, self.at)
            if match:
                raw = match.group(1)
                value = normalised(raw) if kind == "NAME" else unescape(raw)
                if self._key_may_stand_here():
                    self.known.add(normalised(value))
                self._add(kind, value, match.end())
                return True
        from ruleengine.feel.strange_marks import closing_hint

        letter = self.text[self.at]
        hint = closing_hint(self.text[self.at + 1 :])
        raise FeelError("unclosed", self.text, self.at, hint, mark=letter)

    def _key_may_stand_here(self) -> bool:
        return (
            bool(self.frames)
            and self.frames[-1] == "{"
            and self.tokens[-1].type in ("LBRACE", "COMMA")
        )

    def _key(self) -> bool:
        """Read an unquoted key up to its colon; it is a known name from here on."""
        end = self.known.end_of_key(self.text, self.at)
        if end is None:
            return False
        key = normalised(self.text[self.at : end])
        self.known.add(key)
        self._add("NAME", key, end)
        return True

    def _name(self) -> None:
        end = self.known.longest(self.text, self.at)
        word_end = read_simple_name(self.text, self.at)
        word = self.text[self.at : word_end]
        if end is not None and end > word_end:
            self._add("NAME", normalised(self.text[self.at : end]), end)
            return
        instance = _INSTANCE_OF.match(self.text, self.at)
        if instance:
            self._add("INSTANCE_OF", "instance of", instance.end())
        elif word == "external" and self._after_parameters(word_end):
            self._add("EXTERNAL", word, word_end)
        elif word in KEYWORDS:
            self._add(KEYWORDS[word], word, word_end)
        else:
            end = self._joined(word_end)
            self._add("NAME", normalised(self.text[self.at : end]), end)

    def _after_parameters(self, end: int) -> bool:
        """Tell whether ``external`` stands in ``function(a) external {...}``."""
        before = self.tokens[-1].type if self.tokens else ""
        return before == "RPAR" and self.text[end:].lstrip().startswith("{")

    def _joined(self, end: int) -> int:
        """Return where a name of several simple words ends."""
        if self.text[self.at : end] == "?":
            return end
        while True:
            at = end
            while at < len(self.text) and self.text[at].isspace():
                at += 1
            if at == end or at == len(self.text) or not is_name_start(self.text[at]):
                return end
            word_end = read_simple_name(self.text, at)
            if self.text[at:word_end] in KEYWORDS or self.text[at] == "?":
                return end
            if _INSTANCE_OF.match(self.text, at):
                return end
            end = word_end

    def _symbol(self) -> None:
        if self.text.startswith("/*", self.at):
            raise FeelError("unclosed", self.text, self.at, mark="/*")
        for size in (2, 1):
            symbol = self.text[self.at : self.at + size]
            if symbol in OTHER_SPELLINGS and not self._is_empty_type_list(symbol):
                break
            if symbol in SYMBOLS and len(symbol) == size:
                self._bracket(symbol)
                self._add(SYMBOLS[symbol], symbol, self.at + size)
                return
        from ruleengine.feel.strange_marks import strange

        raise strange(self.text, self.at, SYMBOLS)

    def _is_empty_type_list(self, symbol: str) -> bool:
        """Tell whether ``<>`` stands in ``function<>->number``."""
        before = self.tokens[-1].type if self.tokens else ""
        return symbol == "<>" and before == "FUNCTION"

    def _bracket(self, symbol: str) -> None:
        if symbol in "({[":
            self.frames.append(symbol)
        elif symbol in ")}]" and self.frames:
            self.frames.pop()


def tokenize(text: str, names: Iterable[str] = ()) -> list[Token]:
    """Return the tokens of an expression.

    Args:
        text: the expression.
        names: names in scope; only those with spaces or operators matter.

    Raises:
        FeelError: the text is too long or holds what no token starts with.
    """
    if len(text) > limits.TEXT_LENGTH:
        limit = str(limits.TEXT_LENGTH)
        raise FeelError("text-too-long", text, limits.TEXT_LENGTH, limit=limit)
    return _Lexer(text, KnownNames.of(names)).run()
