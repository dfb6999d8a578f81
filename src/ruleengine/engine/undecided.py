"""Counts what could not be decided, by rule and cause; it never looks like a pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.outcome import NotChecked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.text import Text


@dataclass(slots=True)
class Undecided:
    """A tally by rule, table and cause."""

    unasked: tuple[NotChecked, ...] = ()
    """What is known beforehand not to be asked of a table at all, in order."""
    _counts: dict[tuple[str, str, Text], int] = field(default_factory=dict)

    def record(self, rule: str, table: str, why: Text, times: int = 1) -> None:
        """Count records that a rule could not decide, one unless more are told."""
        key = (rule, table, why)
        self._counts[key] = self._counts.get(key, 0) + times

    def entries(self) -> tuple[NotChecked, ...]:
        """Return what was counted and what was not asked, in order of rule."""
        if not self._counts:
            return self.unasked
        counted = (
            NotChecked(rule, table, records, why)
            for (rule, table, why), records in self._counts.items()
        )
        return in_order((*counted, *self.unasked))


def in_order(entries: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    """Return entries in order of rule, and of the reason in English."""
    return tuple(sorted(entries, key=lambda each: (each.rule, each.why.en)))
