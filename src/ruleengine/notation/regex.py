"""Form -> regular expression and JSON Schema, for other tools.

In: a ``Form`` and ``Readings``. Out: text of an anchored regex that Python's ``re`` and
ECMAScript both read, and a draft-07 fragment. ASCII digits, no lookaround.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
    Unlimited,
    UpTo,
    limits,
)
from ruleengine.notation.calendar import temporal_regex
from ruleengine.notation.code_matcher import CLASSES
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.media import extensions
from ruleengine.notation.readings import DEFAULT, Readings
from ruleengine.notation.repertoire import REFUSED_CLASS, WHITE_SPACE
from ruleengine.notation.text_matcher import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

_SYNTAX = frozenset("^$\\.*+?()[]{}|/")


def to_regex(form: Form, readings: Readings = DEFAULT) -> str:
    r"""Return the format as a regex anchored with ``^`` and ``$``.

    Numbers, codes, dates (leap years included) and booleans are exact. Free text is
    the closest a regex comes: length counts code points as typed, characters beyond
    U+FFFF are not sorted out, GB 2312 is not tested and bytes are not counted. Use
    ``re.fullmatch``: in Python ``$`` also stands before a last line break.
    """
    return f"^(?:{_pattern(form, readings)})$"


def _pattern(form: Form, readings: Readings) -> str:
    if digits := digits_of(form, readings):
        return digits.pattern
    match form:
        case Fixed(alphabet, length):
            return f"{CLASSES[alphabet]}{{{length}}}"
        case UpTo() | Between() | Unlimited():
            return _text(form.alphabet, *limits(form))
        case Mask(parts=parts):
            return "".join(map(_place, parts))
        case Temporal(parts):
            return temporal_regex(parts)
        case Boolean():
            return "[01]"
        case Media(names):
            return _file_name(names)
        case DecimalUpTo() | DecimalFixed():
            raise AssertionError(form)
        case _:
            assert_never(form)


def _place(part: MaskPart) -> str:
    match part:
        case AnyLetter():
            return CLASSES["a"]
        case AnyDigit():
            return CLASSES["n"]
        case Quoted(text):
            return "".join(f"\\{c}" if c in _SYNTAX else c for c in text)
        case _:
            assert_never(part)


def _text(alphabet: Alphabet, minimum: int, maximum: int | None) -> str:
    excluded = DIGITS if alphabet == "a" else ""
    inner = f"[^{_escaped(REFUSED_CLASS + excluded)}]"
    edge = f"[^{_escaped(REFUSED_CLASS + WHITE_SPACE + excluded)}]"
    if maximum == 1:
        return edge
    most = "" if maximum is None else maximum - 2
    middle = f"{inner}{{{max(minimum - 2, 0)},{most}}}{edge}"
    return f"{edge}(?:{middle})?" if minimum == 1 else f"{edge}{middle}"


def _file_name(names: tuple[str, ...]) -> str:
    inner = f"[^{_escaped(REFUSED_CLASS)}]"
    edge = f"[^{_escaped(REFUSED_CLASS + WHITE_SPACE)}]"
    last = f"[^/\\\\{_escaped(REFUSED_CLASS)}]"
    only = f"[^/\\\\{_escaped(REFUSED_CLASS + WHITE_SPACE)}]"
    cases = "|".join(map(any_case, extensions(names)))
    return f"(?:{edge}{inner}*{last}|{only})\\.(?:{cases})"


def any_case(word: str) -> str:
    """Return a regex for a word in capitals, small letters or both."""
    return "".join(f"[{c.upper()}{c}]" for c in word)


def _escaped(characters: str) -> str:
    # Surrogates would hide every character beyond U+FFFF from ECMAScript's UTF-16.
    ranges = [(first, last) for first, last in _split(characters) if last <= 0xFFFF]
    return "".join(
        f"\\u{first:04x}-\\u{last:04x}" if first < last else f"\\u{first:04x}"
        for first, last in ranges
        if first not in range(0xD800, 0xE000)
    )


def _split(characters: str) -> list[tuple[int, int]]:
    """Read the inside of a regex class without escapes: single characters, ranges."""
    ranges: list[tuple[int, int]] = []
    at = 0
    while at < len(characters):
        is_range = characters[at + 1 : at + 2] == "-"
        last = characters[at + 2] if is_range else characters[at]
        ranges.append((ord(characters[at]), ord(last)))
        at += 3 if is_range else 1
    return ranges


def to_json_schema(form: Form, readings: Readings = DEFAULT) -> Mapping[str, object]:
    """Return a draft-07 fragment for the value as a string."""
    if isinstance(form, Boolean):
        return {"type": "string", "enum": ["0", "1"]}
    schema: dict[str, object] = {"type": "string"}
    is_text = isinstance(form, UpTo | Between | Unlimited) and form.alphabet != "n"
    if is_text and readings.length_unit == "characters":
        assert isinstance(form, UpTo | Between | Unlimited)
        minimum, maximum = limits(form)
        schema["minLength"] = minimum
        if maximum is not None:
            schema["maxLength"] = maximum
    schema["pattern"] = to_regex(form, readings)
    return schema
