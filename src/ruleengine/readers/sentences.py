"""Sentences of this room in both languages, by key.

Comes in: a key and its parameters. Goes out: a Text. The words themselves stand in
``wording_zh`` and ``wording_en``.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ruleengine.base.problem import InputError
from ruleengine.base.text import Text
from ruleengine.readers import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_CHARS = 80


def shown(text: str) -> str:
    """Return text from a file fit for a sentence: short, nothing invisible in it."""
    cut = text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"
    return _visible(cut)


def shown_path(text: str) -> str:
    """Return a path fit for a sentence: of a long one its end, which names the file."""
    cut = text if len(text) <= SHOWN_CHARS else "…" + text[1 - SHOWN_CHARS :]
    return _visible(cut)


def _visible(text: str) -> str:
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char)[0] == "C" else char
        for char in text
    )


def sentence(key: str, **params: str | int) -> Text:
    """Return the sentence ``key`` with its parameters filled in."""
    safe = {name: _safe(name, value) for name, value in params.items()}
    return Text(
        zh=wording_zh.SENTENCES[key].format_map(safe),
        en=wording_en.SENTENCES[key].format_map(safe),
    )


def _safe(name: str, value: str | int) -> str | int:
    if not isinstance(value, str) or name == "names":
        return value
    return shown_path(value) if name == "file" else shown(value)


def input_error(key: str, file: str, **params: str | int) -> InputError:
    """Return the InputError whose sentence is ``key``."""
    return InputError(sentence(key, file=file, **params), file)


def cannot_open(file: str, error: OSError) -> InputError:
    """Return the InputError for what the operating system does not give."""
    if isinstance(error, PermissionError):
        return input_error("no-access", file)
    why = error.strerror or type(error).__name__
    return input_error("cannot-open", file, why=why)


def together(errors: Sequence[InputError]) -> InputError:
    """Return one error that tells the sentences of several, each in its line."""
    first = errors[0]
    if len(errors) == 1:
        return first
    zh = "\n".join(error.message.zh for error in errors)
    en = "\n".join(error.message.en for error in errors)
    return InputError(Text(zh, en), first.file)


def suggestion(names: tuple[str, ...]) -> Text:
    """Return "did you mean ...", or an empty text when there is no near miss."""
    if not names:
        return Text("", "")
    listed = "、".join(shown(name) for name in names)
    return sentence("did-you-mean", names=listed)


def joined(first: Text, second: Text) -> Text:
    """Return two sentences as one text."""
    return Text(first.zh + second.zh, f"{first.en} {second.en}".rstrip())
