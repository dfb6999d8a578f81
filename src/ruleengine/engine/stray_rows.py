"""Rows that are no records: a total below the data, the header printed once more.

Comes in: what a faulty record holds and what was found. Goes out: the one finding that
is to stand instead, if it is such a row. Records without faults are never asked about,
so that whoever finds the faults also finds these rows.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.compile.plan import TablePlan

LEAST = 3
"""So many names stand in their own columns, or so many required items are missing."""
TOTALS = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "总和", "total", "subtotal"}
)
_IGNORED = str.maketrans("", "", " \t\u3000\xa0*:：")


class StrayRows:
    """Knows the rows of one table that are no records."""

    def __init__(self, plan: TablePlan) -> None:
        self._plan = plan
        self._names: dict[str, frozenset[str]] = {}
        """Of the items that were asked about: few are, of most tables."""

    def instead(
        self, present: Mapping[str, str], findings: Sequence[Finding], number: int
    ) -> Finding | None:
        """Return what to say of a row instead of its faults; None of a record.

        Args:
            present: the values of the row, by key.
            findings: its faults.
            number: its number.
        """
        if named := self._named(present):
            return self._told("repeated-header", named, present, number)
        if 2 * len(present) > len(self._plan.fields):
            return None
        if sum(finding.kind == "required" for finding in findings) >= LEAST:
            totals = (key for key, text in present.items() if _plain(text) in TOTALS)
            if key := next(totals, None):
                return self._told("total", key, present, number)
        return None

    def _named(self, present: Mapping[str, str]) -> str | None:
        """Return the first key that holds its own name, if most of the keys do."""
        firsts = islice(present.items(), LEAST)
        if not any(self._is_own(key, text) for key, text in firsts):
            return None  # soon, for most faulty records are records
        named = [key for key, text in present.items() if self._is_own(key, text)]
        is_header = len(named) >= LEAST and 2 * len(named) > len(present)
        return named[0] if is_header else None

    def _is_own(self, key: str, text: str) -> bool:
        names = self._names.get(key)
        if names is None:
            named = self._plan.by_key[key].model.names
            names = self._names[key] = frozenset(map(_plain, named))
        return text in names or _plain(text) in names

    def _told(
        self, reason: str, key: str, present: Mapping[str, str], number: int
    ) -> Finding:
        rule = self._plan.by_key[key].rules["unreadable", "error"]
        return Finding(by=rule, reason=reason, record=number, value=present[key])


def _plain(text: str) -> str:
    return text.translate(_IGNORED).casefold()
