"""Where values stand: findings number the records of a table, people open a file.

In: the inputs of a run, each with the number of the last record before it. Out: findings
with the place of their value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.finding import NO_PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Fact, Finding, Place
    from ruleengine.base.record import TableInput


class InputPlaces:
    """The inputs of a run so far, and what is where in them."""

    def __init__(self) -> None:
        self._starts: list[tuple[TableInput, int]] = []

    def begin(self, given: TableInput, first: int) -> None:
        """Take the next input; ``first`` is the number of the last record before it."""
        self._starts.append((given, first))

    def placed(self, finding: Finding) -> Finding:
        """Return a finding with its place; as it is where it has one, or none."""
        if finding.at is not None or finding.table is None:
            return finding
        key = finding.field.key if finding.field else None
        found = self._place(finding.table, finding.record, key)
        if found is None:
            return finding
        return finding.placed(found[0], self._place_of_first(finding, key))

    def _place_of_first(self, finding: Finding, key: str | None) -> Mapping[str, Fact]:
        """Return where the record stands that another repeats, of several inputs.

        Numbers of records run on through all inputs of a table; people open a file.
        """
        table, first = finding.table, finding.params.get("first")
        if finding.kind != "unique" or table is None or not isinstance(first, int):
            return NO_PARAMS
        if sum(given.table == table for given, _ in self._starts) == 1:
            return NO_PARAMS
        found = self._place(table, first, key)
        if found is None:
            return NO_PARAMS
        at, index = found
        facts: dict[str, Fact] = {
            "first_file": at.file,
            "first_sheet": at.sheet,
            "first_cell": at.cell,
            "first_line": at.line,
            "first_there": index,
        }
        return {name: fact for name, fact in facts.items() if fact is not None}

    def _place(
        self, table: str, record: int | None, key: str | None
    ) -> tuple[Place, int | None] | None:
        """Return where a value stands, and the number of its record in that file."""
        for given, first in reversed(self._starts):
            if given.table == table and (record is None or record > first):
                if not given.locator.file:
                    return None
                index = record - first if record is not None else None
                return given.locator.place(index, key), index
        return None
