"""A record as conditions see it: exact numbers, dates, booleans; wrong forms are null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.lexical import lexical_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set as AbstractSet

    from ruleengine.base.record import Record
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import TablePlan


class TypedRecord:
    """The values of one record whose form is right, turned into types when asked for."""

    __slots__ = ("_plan", "_texts", "_values", "_wrong")

    def __init__(
        self, plan: TablePlan, texts: Mapping[str, str], wrong: AbstractSet[str]
    ) -> None:
        """Take the lexical forms that passed, by key, and the keys of those that did not."""
        self._plan = plan
        self._texts = texts
        self._wrong = wrong
        self._values: dict[str, Any] = {}

    @classmethod
    def of_clean(
        cls, plan: TablePlan, record: Record, keys: Iterable[str]
    ) -> TypedRecord:
        """Make the typed form of some items of a record whose values are all right."""
        forms = ((key, lexical_form(record.get(key))) for key in keys)
        return cls(
            plan, {k: text for k, text in forms if text is not None}, frozenset()
        )

    def __getitem__(self, key: str) -> Any:
        """Return the typed value of an item, or None."""
        if key in self._values:
            return self._values[key]
        text = self._texts.get(key)
        value = None if text is None else self._plan.by_key[key].convert(text)
        self._values[key] = value
        return value

    @property
    def wrong(self) -> AbstractSet[str]:
        """The keys of the values whose form is wrong."""
        return self._wrong

    def text(self, key: str) -> str | None:
        """Return the lexical form of an item, or None when absent or wrong."""
        return self._texts.get(key)

    def has_all(self, keys: AbstractSet[str]) -> bool:
        """Tell whether all of some items are there and right."""
        return self._texts.keys() >= keys

    def facts_of(self, condition: Condition | None) -> dict[str, str]:
        """Return what the items that a condition reads hold, by their printed names."""
        keys = self._plan.by_key
        return {
            keys[key].ref.name: self._texts.get(key) or ""
            for _, key in (condition.inputs if condition else ())
            if key in keys
        }

    def pick(self, keys: Iterable[str]) -> tuple[Any, ...]:
        """Return the typed values of some items in order."""
        return tuple(self[key] for key in keys)
