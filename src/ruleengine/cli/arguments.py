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
            UsageError: one has no equals sign.
        """
        return dict(_pair(key, each) for each in self.texts(key))

    def count(self, key: str) -> int | None:
        """Return a flag's value as a whole number from 1.

        Raises:
            UsageError: it is none.
        """
        value = self.text(key)
        if value is None:
            return None
        if value.isascii() and value.isdigit() and len(value) < 10 and int(value):
            return int(value)
        raise UsageError(text("not-a-count", flag=_flag_name(key), value=value))


def _pair(key: str, typed: str) -> tuple[str, str]:
    name, equals, value = typed.partition("=")
    if equals and name.strip():
        return name.strip(), value
    raise UsageError(text("not-a-pair", flag=_flag_name(key), value=typed))


def _flag_name(key: str) -> str:
    return f"--{key.replace('_', '-')}"
