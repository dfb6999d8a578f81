"""Outcome: all that one check of submitted data found out, as facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ruleengine.base.finding import Finding, Severity
    from ruleengine.base.text import Text


@dataclass(frozen=True, slots=True)
class PackRef:
    """The edition of a rule pack that was used."""

    pack: str
    edition: str
    sha256: str
    """Over the pack's rule files, so that anyone can tell what was checked against."""


@dataclass(frozen=True, slots=True)
class InputRef:
    """One table's worth of submitted data."""

    file: str | None
    sha256: str | None
    sheet: str | None
    table: str
    records: int
    columns: frozenset[str] = frozenset()
    """Keys of the items that its header has; empty where values bear their own names."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """What could not be decided; it never looks like a pass."""

    rule: str
    table: str | None
    records: int | None
    """How many records were left undecided; None for a whole table."""
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The facts of a finished check; ``findings`` are in the order of the contract.

    Order: table, record (faults of the whole table first), field number, rule id.
    """

    packs: tuple[PackRef, ...]
    as_of: dt.date
    readings: Mapping[str, str]
    inputs: tuple[InputRef, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...] = ()
    more: Mapping[tuple[str, Severity], int] | None = None
    """Findings beyond ``--max-per-rule`` that are counted but not kept, by rule id and
    severity: one rule may find grave and slight faults."""

    @property
    def records(self) -> int:
        """How many records were read."""
        return sum(ref.records for ref in self.inputs)

    @property
    def only_counted(self) -> int:
        """How many findings are counted but not kept."""
        return sum((self.more or {}).values())

    def count(self, severity: str) -> int:
        """Count findings of one severity, those not kept included."""
        kept = sum(finding.severity == severity for finding in self.findings)
        more = self.more or {}
        return kept + sum(n for (_, each), n in more.items() if each == severity)
