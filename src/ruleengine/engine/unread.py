"""What the reader of an input could not read: such a value is not also missing.

In: an input whose reader tells of such values while records stream, or only in the end.
Out: which values they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Finding
    from ruleengine.base.record import TableInput

ValueName = tuple[int | None, str | None]
"""Record, by its number in the table, and field key."""


@dataclass(slots=True)
class Unread:
    """The values of one input that its reader could not read."""

    given: TableInput
    first: int
    """The number of the last record before the input."""
    keys: Mapping[str, str]
    """Every accepted name of an item of the table -> key."""
    _heard: int = 0
    """How many findings of the reader have been looked at."""
    _values: set[ValueName] = field(default_factory=set)

    def number(self, finding: Finding) -> int | None:
        """Return which record of the table a finding of the reader is about."""
        record = finding.record
        return record + self.first if record is not None else None

    def holds(self, missing: Finding) -> bool:
        """Tell whether the reader has said so far that it could not read a value."""
        self._hear()
        return _name(missing) in self._values

    def end(self) -> None:
        """Hear all once more: in the end a reader may hold other findings."""
        self._heard = 0
        self._hear()

    def is_empty(self) -> bool:
        """Tell, after the end, whether no missing value is explained."""
        return not self._values and self.given.is_told is None

    def explains(self, finding: Finding) -> bool:
        """Tell, after the end, whether a value is missing as it could not be read."""
        return (
            finding.kind == "required"
            and finding.table == self.given.table
            and (_name(finding) in self._values or self._is_told(finding))
        )

    def is_told_later(self) -> bool:
        """Tell whether the reader says only in the end what it could not read."""
        given = self.given
        return given.is_told is not None or not isinstance(given.findings, list)

    def is_surely_empty(self) -> bool:
        """Tell, while it is read, whether every value could be read so far."""
        findings = self.given.findings
        return isinstance(findings, list) and not any(
            finding.kind == "unreadable" for finding in findings
        )

    def _hear(self) -> None:
        findings = self.given.findings
        for finding in findings[self._heard :]:
            name = finding.params.get("name")
            if finding.kind == "unreadable" and isinstance(name, str):
                self._values.add((self.number(finding), self.keys.get(name)))
        self._heard = len(findings)

    def _is_told(self, missing: Finding) -> bool:
        is_told = self.given.is_told
        if is_told is None or missing.field is None or missing.record is None:
            return False
        own = missing.record - self.first
        return own > 0 and is_told(own, missing.field.key)


def _name(finding: Finding) -> ValueName:
    return finding.record, finding.field.key if finding.field else None
