"""Names that hold spaces or operators, and how to find the longest one in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.feel.characters import is_name_part, is_name_start, read_simple_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BUILTIN_NAMES = (
    "date and time",
    "days and time duration",
    "years and months duration",
    "working days between",
)
"""Names of the language that hold a keyword; other spaced names join by themselves."""

_OPERATORS = "./-’'+*"
_LONGEST_KEY = 500
_MOST_NAMES = 2_000


def normalised(name: str) -> str:
    """Return a name with its white space as FEEL counts it: one space each."""
    return " ".join(name.split())


@lru_cache(maxsize=4096)  # the same scope serves many texts
def is_simple(name: str) -> bool:
    """Tell whether a name needs no list of names to be found in a text."""
    return (
        bool(name)
        and name != "?"
        and is_name_start(name[0])
        and read_simple_name(name, 0) == len(name)
    )


@lru_cache(maxsize=4096)
def pieces(name: str) -> tuple[str, ...]:
    """Split a name into words, single other characters and spaces."""
    name = normalised(name)
    parts: list[str] = []
    at = 0
    while at < len(name):
        end = at + 1
        if is_name_part(name[at]):
            while end < len(name) and is_name_part(name[end]):
                end += 1
        parts.append(name[at:end])
        at = end
    return tuple(parts)


@dataclass(slots=True)
class KnownNames:
    """The names in scope that are not simple, found by their first word."""

    by_first: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """Return the index of ``names`` and the names of the language."""
        return cls(dict(_by_first(tuple(names))))

    def add(self, name: str) -> None:
        """Take one more name into scope."""
        if is_simple(name):
            return
        parts = pieces(name)
        if parts:
            known = self.by_first.get(parts[0], ())
            if parts not in known:
                self.by_first[parts[0]] = (*known, parts)

    def longest(self, text: str, at: int) -> int | None:
        """Return the end of the longest known name that starts at ``at``."""
        word_end = at
        while word_end < len(text) and is_name_part(text[word_end]):
            word_end += 1
        found = (
            _end(parts, text, at) for parts in self.by_first.get(text[at:word_end], ())
        )
        return max((end for end in found if end is not None), default=None)

    def end_of_key(self, text: str, at: int) -> int | None:
        """Return where the unquoted key of a context entry ends, if one is here."""
        if not is_name_start(text[at]):
            return None
        end = at
        limit = min(len(text), at + _LONGEST_KEY)
        while end < limit and text[end] != ":":
            letter = text[end]
            if not (is_name_part(letter) or letter.isspace() or letter in _OPERATORS):
                return None
            end += 1
        if end == limit or "/*" in text[at:end] or "//" in text[at:end]:
            return None
        return at + len(text[at:end].rstrip())


@lru_cache(maxsize=256)  # the same scope serves many texts
def _by_first(names: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    known = KnownNames()
    for name in (*BUILTIN_NAMES, *names):
        known.add(name)
    return known.by_first


def _end(parts: tuple[str, ...], text: str, at: int) -> int | None:
    """Return the end of ``parts`` in ``text`` from ``at``, if they stand there.

    White space may stand only where the name has it: ``a - b`` is no name ``a-b``.
    """
    for part in parts:
        if part == " ":
            blank = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == blank:
                return None
        elif text.startswith(part, at):
            at += len(part)
        else:
            return None
    if at < len(text) and is_name_part(parts[-1][-1]) and is_name_part(text[at]):
        return None
    return at


def names_in(value: object) -> frozenset[str]:
    """Return the names a value brings into scope: keys at every level."""
    found: set[str] = set()
    seen: set[int] = set()
    stack = [value]
    while stack and len(found) < _MOST_NAMES:
        current = stack.pop()
        if not isinstance(current, (dict, list, tuple)) or id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, dict):
            found.update(key for key in current if isinstance(key, str))
            stack.extend(current.values())
        else:
            stack.extend(current[:_MOST_NAMES])
    return frozenset(found)


def top_names(context: Mapping[str, object]) -> frozenset[str]:
    """Return the names of a context that are not simple, at every level."""
    return frozenset(name for name in names_in(dict(context)) if not is_simple(name))
