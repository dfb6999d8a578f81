"""Arguments: what was typed after the name of a command, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import UsageError
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Arguments:
    """What was typed, by name."""

    words: tuple[str, ...]
    """The arguments without a flag, in order."""
    values: Mapping[str, object]
    """Key of a flag -> True for a switch, a text, or a list of texts."""

    def text(self, key: str) -> str | None:
        """Return the value of a flag; None when it was not given."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return every value of a repeatable flag."""
        value = self.values.get(key)
        return tuple(value) if isinstance(value, list) else ()

    def on(self, key: str) -> bool:
        """Tell whether a switch was given."""
        return self.values.get(key) is True

    def pairs(self, key: str) -> dict[str, str]:
        """Return the ``name=value`` pairs of a repeatable flag.

        Raises:
            UsageError: one has no equals sign, or a name has two values.
        """
        pairs: dict[str, str] = {}
        for each in self.texts(key):
            refuse_second(pairs, _flag_name(key), *_pair(key, each))
        return pairs

    def count(self, key: str, least: int = 1) -> int | None:
        """Return a flag's value as a whole number from ``least``.

        Raises:
            UsageError: it is none.
        """
        value = self.text(key)
        if value is None:
            return None
        is_number = value.isascii() and value.isdigit() and len(value) < 10
        if is_number and int(value) >= least:
            return int(value)
        flag = _flag_name(key)
        raise UsageError(text("not-a-count", flag=flag, value=value, least=least))


def refuse_second(seen: dict[str, str], flag: str, name: str, value: str) -> None:
    """Note the value of a name; which of two different ones counts is not guessed.

    Raises:
        UsageError: the name has another value already.
    """
    first = seen.setdefault(name, value)
    if first != value:
        facts = {"flag": flag, "name": name, "first": first, "second": value}
        raise UsageError(text("name-twice", **facts))


def _pair(key: str, typed: str) -> tuple[str, str]:
    name, equals, value = typed.partition("=")
    if equals and name.strip():
        return name.strip(), value
    raise UsageError(text("not-a-pair", flag=_flag_name(key), value=typed))


def _flag_name(key: str) -> str:
    return f"--{key.replace('_', '-')}"
