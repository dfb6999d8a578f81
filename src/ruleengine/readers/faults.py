"""Faults that a reader meets, as findings.

Comes in: a reason, a place, facts. Goes out: Findings of two rules per table,
``<table>.unknown-field`` and ``<table>.unreadable``. Holds no sentence.

``record`` counts from 1 inside this input. Params marked * may be absent.

kind ``unknown-field``
    unknown             header, suggestions
    no-header           column, count: data stands under a column without a header
    more                count: further unknown fields were not listed

kind ``unreadable``
    header              header, count, wanted, searched: none of the headers is known
    turned              column, header, names: names of items run down a column
    glued               header, mark, count: several names of items in one cell
    other-table         own, other, few, known: the header of another table
    garbled             header, meant: names in a wrong encoding
    other-below         header, other, count: another table below this one
    explaining          header: a row below the header that is no record
    duplicate-column    header, name: a second column for the field ``name``
    too-many-cells      cells, columns: a line has more cells than the header
    unclosed-quote      (none): a quote was opened and never closed
    encoding            encoding: characters that are damaged; name*
    error-cell          error, name: the cell shows ``#N/A`` and the like
    formula-without-value  name: the workbook holds no result for the formula
    merged-cells        range: only the first of the merged cells holds the value
    merged-across       range: merged over all columns, so no record
    digits-lost         digits, name: Excel has rounded a number of more than 15 digits
    date-out-of-range   serial, name: a date cell before 1900 or after 9999
    day-number          moment, name: a plain number as a date, counted from 1904
    date-in-text        moment, name: a date or time in a field of other values; a
                        warning only, for the value is there
    not-a-record        found: an element that is no object
    no-names            (none): all elements are lists without names
    by-column           names: items, with all their values behind each
    nested-value        found, name: a list or object where one value belongs
    foreign-value       type, name: a value in memory of a class nobody knows here
    duplicate-key       header, name: the field stands twice in one record
    not-json            column: this line is no JSON
    non-finite          number, name: NaN, Infinity
    more                count: further unreadable places were not listed
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ruleengine.base.finding import Finding, Place, Rule
from ruleengine.base.record import column_letters
from ruleengine.base.suggest import near_misses

if TYPE_CHECKING:
    from ruleengine.base.finding import Fact, Kind, Severity
    from ruleengine.base.record import Locator, TableShape

ReaderKind = Literal["unknown-field", "unreadable"]


WARNINGS = frozenset({"date-in-text"})
"""Reasons of findings that may be no fault."""


def rule_of(table: str, kind: Kind, severity: Severity = "error") -> Rule:
    """Return the rule that a reader's findings of one kind belong to."""
    return Rule(id=f"{table}.{kind}", kind=kind, table=table, severity=severity)


@dataclass(slots=True)
class Faults:
    """The findings of one input, collected while it streams."""

    table: str
    locator: Locator
    most: int
    """How many findings are kept; those above are counted."""
    found: list[Finding] = field(default_factory=list)
    dropped: Counter[ReaderKind] = field(default_factory=Counter)
    rules: dict[tuple[ReaderKind, Severity], Rule] = field(default_factory=dict)

    def add(
        self,
        kind: ReaderKind,
        reason: str,
        params: dict[str, Fact] | None = None,
        *,
        record: int | None = None,
        value: str | None = None,
        at: Place | None = None,
    ) -> None:
        """Keep one finding; without ``at`` the place is that of the record."""
        if len(self.found) >= self.most:
            self.dropped[kind] += 1
            return
        severity: Severity = "warning" if reason in WARNINGS else "error"
        rule = self.rules.get((kind, severity))
        if rule is None:
            rule = rule_of(self.table, kind, severity)
            self.rules[kind, severity] = rule
        at = at or self.locator.place(record, None)
        self.found.append(
            Finding(
                by=rule,
                reason=reason,
                record=record,
                value=value,
                params=params or {},
                at=at,
            )
        )

    def spot(self, row: int, column: int) -> Place:
        """Return the place of a cell that belongs to no record or field."""
        locator = self.locator
        if not locator.cells:
            return Place(locator.file, locator.sheet, line=row)
        return Place(locator.file, locator.sheet, f"{column_letters(column)}{row}")

    def all(self) -> tuple[Finding, ...]:
        """Return what was found, with one finding per kind for what was dropped."""
        more = tuple(
            Finding(
                by=rule_of(self.table, kind),
                reason="more",
                params={"count": count},
                at=self.locator.place(None, None),
            )
            for kind, count in self.dropped.items()
        )
        return (*self.found, *more)


def suggestions(header: str, shape: TableShape) -> tuple[str, ...]:
    """Return the printed names that an unknown header may have been meant for."""
    names = {name: item.names[0] for item in shape.fields for name in item.names}
    return tuple(dict.fromkeys(names[near] for near in near_misses(header, names)))
