"""The regular expressions of XML Schema and XPath -> the syntax of RE2."""

from __future__ import annotations

import re

from ruleengine.feel.character_sets import difference
from ruleengine.feel.errors import Fault

_NAME_START = (
    r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}"
    r"\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}"
    r"\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
)
_NAME = _NAME_START + r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}"
_INSIDE = {"i": _NAME_START, "c": _NAME, "d": r"\p{Nd}", "s": r" \t\n\r"}
_OUTSIDE = {
    "i": f"[{_NAME_START}]",
    "I": f"[^{_NAME_START}]",
    "c": f"[{_NAME}]",
    "C": f"[^{_NAME}]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
}
# In XPath a point is neither line feed nor carriage return; in RE2 it is the latter.
_DOT = r"[^\n\r]"
_PLAIN_ESCAPES = frozenset("nrt\\|.?*+(){}-[]^$")
_PROPERTY = re.compile(r"[pP]\{[A-Za-z0-9_-]+\}")


def translate(pattern: str, flags: str) -> str:
    """Return a pattern as RE2 reads it.

    Args:
        pattern: an XPath regular expression.
        flags: ``q`` makes it plain text, ``x`` ignores its white space, with ``s``
            a point matches line ends too.

    Raises:
        Fault: it is no such expression, or RE2 has no counterpart for it.
    """
    if "q" in flags:
        return re.sub(r"([^A-Za-z0-9_\u0080-\U0010ffff])", r"\\\1", pattern)
    if "x" in flags:
        pattern = _without_blanks(pattern)
    return _Translator(pattern, dot="." if "s" in flags else _DOT).run()


def _without_blanks(pattern: str) -> str:
    kept: list[str] = []
    depth = 0
    escaped = False
    for letter in pattern:
        if not escaped:
            depth += (letter == "[") - (letter == "]")
        if not (letter in " \t\n\r" and depth <= 0):
            kept.append(letter)
        escaped = letter == "\\" and not escaped
    return "".join(kept)


class _Translator:
    def __init__(self, pattern: str, dot: str) -> None:
        self.pattern = pattern
        self.dot = dot
        self.at = 0

    def run(self) -> str:
        out: list[str] = []
        while self.at < len(self.pattern):
            letter = self.pattern[self.at]
            if letter == "\\":
                out.append(self._escape(inside=False))
            elif letter == "[":
                out.append(self._class())
            elif letter == "(":
                out.append(self._group())
            else:
                # In XPath $ is the very end, in RE2 without m as well.
                out.append(self.dot if letter == "." else letter)
                self.at += 1
        return "".join(out)

    def _fault(self) -> Fault:
        return Fault("pattern", found=self.pattern)

    def _group(self) -> str:
        """XPath knows plain groups and ``(?:``; RE2 knows more, which is refused."""
        if self.pattern.startswith("(?:", self.at):
            self.at += 3
            return "(?:"
        if self.pattern.startswith("(?", self.at):
            raise self._fault()
        self.at += 1
        return "("

    def _escape(self, *, inside: bool) -> str:
        letter = self.pattern[self.at + 1 : self.at + 2]
        known = _INSIDE if inside else _OUTSIDE
        found = _PROPERTY.match(self.pattern, self.at + 1)
        if found:
            self.at = found.end()
            return self._property(found.group(), inside=inside)
        if letter in known and letter:
            self.at += 2
            return known[letter]
        if letter in _PLAIN_ESCAPES and letter:
            self.at += 2
            return f"\\{letter}"
        if inside and letter and letter in "ICDSwW":
            return self._negated_inside(letter)
        raise self._fault()

    def _property(self, text: str, *, inside: bool) -> str:
        """Return ``p{Lu}`` and the like; of blocks, those that matter here."""
        name = text[2:-1]
        if not name.startswith("Is"):
            return f"\\{text}"
        block = _BLOCKS.get(name[2:])
        if block is None or (inside and text[0] == "P"):
            raise self._fault()
        if inside:
            return block
        return f"[{block}]" if text[0] == "p" else f"[^{block}]"

    def _negated_inside(self, letter: str) -> str:
        self.at += 2
        simple = {"D": r"\P{Nd}", "W": r"\p{P}\p{Z}\p{C}", "S": r"\S"}
        if letter not in simple:
            raise self._fault()
        return simple[letter]

    def _class(self) -> str:
        """Translate ``[...]``; a subtraction ``[a-z-[aeiou]]`` is done on ranges."""
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        parts: list[str] = []
        while True:
            letter = self.pattern[self.at : self.at + 1]
            if not letter:
                raise self._fault()
            if letter == "]" and parts:
                self.at += 1
                return f"[{'^' if negated else ''}{''.join(parts)}]"
            if parts and self.pattern.startswith("-[", self.at):
                return self._subtracted("".join(parts), negated=negated)
            if letter in "[]":
                raise self._fault()
            if letter == "\\":
                parts.append(self._escape(inside=True))
                continue
            parts.append("\\^" if letter == "^" else letter)
            self.at += 1

    def _subtracted(self, members: str, *, negated: bool) -> str:
        """Return the class of ``members`` without those of the class that follows."""
        self.at += 1
        taken = self._class()
        if self.pattern[self.at : self.at + 1] != "]":
            raise self._fault()
        self.at += 1
        first = f"[{'^' if negated else ''}{members}]"
        ranges = difference(first, taken)
        if ranges is None:
            raise self._fault()
        return ranges


_BLOCKS = {
    "BasicLatin": r"\x{0}-\x{7F}",
    "Latin-1Supplement": r"\x{80}-\x{FF}",
    "LatinExtended-A": r"\x{100}-\x{17F}",
    "LatinExtended-B": r"\x{180}-\x{24F}",
    "Greek": r"\x{370}-\x{3FF}",
    "GreekandCoptic": r"\x{370}-\x{3FF}",
    "Cyrillic": r"\x{400}-\x{4FF}",
    "Hebrew": r"\x{590}-\x{5FF}",
    "Arabic": r"\x{600}-\x{6FF}",
    "Hiragana": r"\x{3040}-\x{309F}",
    "Katakana": r"\x{30A0}-\x{30FF}",
    "CJKUnifiedIdeographs": r"\x{4E00}-\x{9FFF}",
    "CJKSymbolsandPunctuation": r"\x{3000}-\x{303F}",
}
