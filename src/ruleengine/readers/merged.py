"""Merged cells of a sheet, as far as they cover data.

Comes in: ranges such as ``A2:A5``, which column is which field, the row of the header.
Goes out: the ranges that are worth a finding, and which values they have swallowed.
Knows nothing of files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.xlsx_sheet import letters_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ACROSS = 3
"""In a table of fewer fields, cells merged over all of them may be meant for each."""
_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@frozen
class Merge:
    """One merged range of data."""

    range: str
    """As the sheet names it."""
    left: int
    top: int
    """Column and row of its first cell, the only one that holds a value."""
    right: int
    bottom: int

    def is_across(self, columns: Collection[int]) -> bool:
        """Tell whether it covers all columns that are fields: rows that are no records."""
        inside = (self.left <= column <= self.right for column in columns)
        return len(columns) >= ACROSS and all(inside)


def merges(ranges: Iterable[str], columns: Iterable[int], header: int) -> list[Merge]:
    """Return the ranges that cover more than one cell of the data.

    Args:
        ranges: as the sheet names them.
        columns: the columns that are fields.
        header: the last row of the header; titles above may be merged.
    """
    fields = tuple(columns)
    read = (_merge(text) for text in ranges)
    return [each for each in read if each and _size(each, fields, header) > 1]


def _merge(text: str) -> Merge | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Merge(
        text, letters_number(left), int(top), letters_number(right), int(bottom)
    )


def _size(merge: Merge, columns: Iterable[int], header: int) -> int:
    width = sum(merge.left <= column <= merge.right for column in columns)
    return width * max(merge.bottom - max(merge.top, header + 1) + 1, 0)


@dataclass(slots=True)
class Swallowed:
    """Tells which values of a sheet are hidden by merged cells."""

    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Field key -> first and last rows, in order and apart from each other."""

    @classmethod
    def by(cls, several: Iterable[Merge], columns: Mapping[str, int]) -> Swallowed:
        """Return what some ranges hide.

        Args:
            several: the ranges.
            columns: field key -> column.
        """
        result = cls()
        for merge in sorted(several, key=lambda each: each.top):
            for key, column in columns.items():
                if merge.left <= column <= merge.right:
                    top = merge.top + (column == merge.left)
                    result._add(key, top, merge.bottom)
        return result

    def _add(self, key: str, top: int, bottom: int) -> None:
        spans = self.spans.setdefault(key, [])
        if spans and top <= spans[-1][1]:  # only a damaged sheet has these
            spans[-1] = (spans[-1][0], max(bottom, spans[-1][1]))
        elif top <= bottom:
            spans.append((top, bottom))

    def holds(self, row: int, key: str) -> bool:
        """Tell whether the cell of a field in a row is hidden."""
        spans = self.spans.get(key, ())
        at = bisect_right(spans, row, key=lambda span: span[0]) - 1
        return at >= 0 and row <= spans[at][1]
