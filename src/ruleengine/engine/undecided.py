"""Counts what could not be decided, by rule and cause; it never looks like a pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.outcome import NotChecked

if TYPE_CHECKING:
    from ruleengine.base.text import Text


@dataclass(slots=True)
class Undecided:
    """A tally by rule, table and cause."""

    _counts: dict[tuple[str, str | None, Text], int | None] = field(
        default_factory=dict
    )

    def record(self, rule: str, table: str | None, why: Text, times: int = 1) -> None:
        """Count records that a rule could not decide, one unless more are told."""
        key = (rule, table, why)
        self._counts[key] = (self._counts.get(key) or 0) + times

    def whole(self, rule: str, table: str | None, why: Text) -> None:
        """Note that a rule was not asked of a table at all."""
        self._counts.setdefault((rule, table, why), None)

    def entries(self) -> tuple[NotChecked, ...]:
        """Return what was counted, in order of rule."""
        ordered = sorted(
            self._counts.items(), key=lambda item: (item[0][0], item[0][2].en)
        )
        return tuple(
            NotChecked(rule, table, records, why)
            for (rule, table, why), records in ordered
        )
