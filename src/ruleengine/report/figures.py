"""Values of a result -> text on one line; formulas -> formulas with their numbers.

In: plain data as ``to_dict`` gives it. Knows nothing of decisions or languages beyond
the words for true, false and null.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruleengine.report.units import unit_words
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.report.wording import Wording

_LIMIT = 160
FIGURE = re.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?")
"""A number as results write it; a code such as 010 is a text."""
_ENDLESS = re.compile(r"(?<![0-9.])(-?[0-9]+\.[0-9]{6})[0-9]{7,}")
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_WORD = r"(?!(?:if|then|else|and|or|in|between|for|return|some|every|satisfies)\b)\w+"
_CALL = rf"\b{_WORD}(?: {_WORD})*(?=\()"
"""A function's name may have several words, one of which may be an input's name."""


def value_words(value: Any, words: Wording) -> str:
    """Return a value as a person reads it; null is a phrase, not an empty place."""
    return shortened(rounded(_text(value, words)), _LIMIT)


def measured(value: Any, unit: str | None, words: Wording) -> str:
    """Return a value with its unit, as a person reads it."""
    text = value_words(value, words)
    if not unit or value is None or isinstance(value, dict | list):
        return text
    return f"{text} {visible(unit_words(unit, words.language, text))}"


def _text(value: Any, words: Wording) -> str:
    match value:
        case None:
            return words.labels["derivation.unknown"]
        case bool():
            return words.labels["true" if value else "false"]
        case dict():
            pairs = (f"{key}: {_text(each, words)}" for key, each in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple():
            return "[" + ", ".join(_text(each, words) for each in value) + "]"
        case _:
            return str(value)


def with_numbers(formula: str, inputs: Mapping[str, Any]) -> str:
    """Return the formula with the values of its inputs in the place of their names.

    Text in quotes, calls, named arguments and members of a context stay as they are,
    and so do inputs that are contexts or lists of them.
    """
    names = {name: text for name, v in inputs.items() if (text := literal(v))}
    if not names:
        return formula
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    pattern = re.compile(
        rf"{_QUOTED}|{_CALL}|`(?P<quoted>{either})`"
        rf"|(?<![\w.])(?P<name>{either})(?!\w|\s*[(:]|\.\w)"
    )
    return pattern.sub(lambda match: _replaced(match, names), formula)


def _replaced(match: re.Match[str], names: Mapping[str, str]) -> str:
    name = match["name"] or match["quoted"]
    return names[name] if name else match[0]


def literal(value: Any) -> str:
    """Return a value as a formula writes it; empty for a context or a list of them."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return value if FIGURE.fullmatch(value) else _quoted(value)
        case list() | tuple():
            items = [literal(item) for item in value]
            return f"[{', '.join(items)}]" if all(items) else ""
        case dict():
            return ""
        case _:
            return str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def rounded(text: str) -> str:
    """Return a text with endless figures cut after six decimals."""
    return _ENDLESS.sub(r"\1…", text)
