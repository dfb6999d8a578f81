"""A record as conditions see it: exact numbers, dates, booleans; wrong forms are null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import TablePlan


class TypedRecord:
    """The values of one record whose form is right, turned into types when asked for."""

    __slots__ = ("_plan", "_texts", "_values")

    def __init__(self, plan: TablePlan, texts: dict[str, str]) -> None:
        """Take the lexical forms that passed, by key."""
        self._plan = plan
        self._texts = texts
        self._values: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Return the typed value of an item, or None."""
        if key in self._values:
            return self._values[key]
        text = self._texts.get(key)
        value = None if text is None else self._plan.by_key[key].notation.typed(text)
        self._values[key] = value
        return value

    def text(self, key: str) -> str | None:
        """Return the lexical form of an item, or None when absent or wrong."""
        return self._texts.get(key)

    def scope_of(self, condition: Condition) -> dict[str, Any]:
        """Return the values a condition reads, under the names it uses for them."""
        return {
            name: self[key]
            for name, key in condition.inputs
            if key in self._plan.by_key
        }

    def pick(self, keys: Iterable[str]) -> tuple[Any, ...]:
        """Return the typed values of some items in order."""
        return tuple(self[key] for key in keys)
