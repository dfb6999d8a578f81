"""Findings -> whether values are missing because their whole column is.

In: an Outcome, which knows the columns of each file. Out: for findings of one item
whether no header has a column for it, and a heading that may have been meant for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome

_Place = tuple[str | None, str | None, str | None]
"""Table, file and sheet."""


def is_missing(finding: Finding) -> bool:
    """Say whether a value is not there and should be."""
    return (finding.kind, finding.reason) == ("required", "missing")


class Headings:
    """What the headers of the submitted files have columns for."""

    def __init__(self, outcome: Outcome) -> None:
        """Note the columns of each input, and the headings that are of no item."""
        self._columns: dict[_Place, frozenset[str]] = {
            (each.table, each.file, each.sheet): each.columns for each in outcome.inputs
        }
        self._unknown = [
            each for each in outcome.findings if each.kind == "unknown-field"
        ]

    def lack_column(self, findings: Sequence[Finding], *, are_all: bool) -> bool:
        """Say whether an item is missing where no header has a column for it.

        Args:
            findings: of one rule and reason.
            are_all: there are no more of them, in whatever file.
        """
        first = findings[0]
        if first.field is None or not is_missing(first):
            return False
        places: set[_Place] = {
            (each.table, each.at.file, each.at.sheet) for each in findings if each.at
        }
        if not are_all:
            places.update(place for place in self._columns if place[0] == first.table)
        headers = [self._columns.get(place) for place in places]
        key = first.field.key
        return bool(headers) and all(each and key not in each for each in headers)

    def near(self, missing: Finding) -> Finding | None:
        """Return the finding about a heading that looks like the name of an item."""
        name = missing.field and missing.field.name
        for each in self._unknown:
            meant = each.params.get("suggestions")
            is_near = isinstance(meant, tuple) and name in meant
            if is_near and each.table == missing.table:
                return each
        return None
