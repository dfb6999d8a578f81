"""Sets of texts or truth values: a finite set or all but a finite set.

In: values. Out: ``ValueSet`` with the same algebra as ``IntervalSet``. Null is a value
like the others, written None.
"""

from __future__ import annotations

from typing import Literal

from ruleengine.base.frozen import frozen

Value = str | bool | None
ValueDomain = Literal["string", "boolean"]

_BOOLEANS: frozenset[Value] = frozenset({True, False, None})


@frozen
class ValueSet:
    """``values``, or everything else when ``complemented``."""

    domain: ValueDomain
    values: frozenset[Value]
    complemented: bool = False

    @classmethod
    def of(cls, domain: ValueDomain, *values: Value) -> ValueSet:
        """Exactly these values."""
        return cls(domain, frozenset(values))

    @classmethod
    def everything(cls, domain: ValueDomain) -> ValueSet:
        """All values and null: what ``-`` means."""
        return cls(domain, frozenset()).complement()

    @property
    def is_empty(self) -> bool:
        """Whether nothing belongs to the set, not even null."""
        return not self.complemented and not self.values

    def union(self, other: ValueSet) -> ValueSet:
        """Values of either set."""
        return self.complement().intersection(other.complement()).complement()

    def intersection(self, other: ValueSet) -> ValueSet:
        """Values of both sets."""
        match self.complemented, other.complemented:
            case False, False:
                return ValueSet(self.domain, self.values & other.values)
            case False, True:
                return ValueSet(self.domain, self.values - other.values)
            case True, False:
                return ValueSet(self.domain, other.values - self.values)
            case _:
                return ValueSet(self.domain, self.values | other.values, True)  # noqa: FBT003  # the field's own name would only repeat itself

    def complement(self) -> ValueSet:
        """Values (and null) that do not belong to the set."""
        if self.domain == "boolean":
            return ValueSet(self.domain, _BOOLEANS - self.values)
        return ValueSet(self.domain, self.values, not self.complemented)

    def difference(self, other: ValueSet) -> ValueSet:
        """Values of this set that the other does not have."""
        return self.intersection(other.complement())

    def contains(self, value: Value) -> bool:
        """Tell whether a value belongs to the set."""
        return (value in self.values) != self.complemented

    def witness(self) -> Value:
        """Return a value of the set; a new word where all but some belong to it.

        None when the set holds null alone.

        Raises:
            ValueError: the set is empty.
        """
        if self.is_empty:
            raise ValueError("an empty set has no witness")
        if self.complemented:
            return next(word for word in _words(self.values) if word not in self.values)
        return min(self.values, key=lambda value: (value is None, str(value)))

    def edges(self) -> tuple[Value, ...]:
        """Return the values named, sorted, null last."""
        return tuple(sorted(self.values, key=lambda v: (v is None, str(v))))


def _words(taken: frozenset[Value]) -> tuple[str, ...]:
    return ("其他", *(f"其他{number}" for number in range(1, len(taken) + 1)))
