"""Tally: counts of findings, kept while they stream by.

In: findings or a finished Outcome. Out: the ``summary`` of the published report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Finding, Severity
    from ruleengine.base.outcome import Outcome


@dataclass(slots=True)
class Tally:
    """How many findings of each severity and rule there were."""

    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        self.severities[finding.severity] += 1
        self.rules[finding.rule] += 1

    def add_only_counted(self, more: Mapping[tuple[str, Severity], int] | None) -> None:
        """Count findings that were not kept, by rule id and severity."""
        for (rule, severity), n in (more or {}).items():
            self.rules[rule] += n
            self.severities[severity] += n

    def to_dict(self, records: int, not_checked: int) -> dict[str, Any]:
        """Return the ``summary`` of the published report."""
        return {
            "records": records,
            "errors": self.severities["error"],
            "warnings": self.severities["warning"],
            "infos": self.severities["info"],
            "not_checked": not_checked,
            "by_rule": dict(sorted(self.rules.items())),
        }


def tally(outcome: Outcome) -> Tally:
    """Count all findings of an outcome, those not kept included."""
    counts = Tally()
    for finding in outcome.findings:
        counts.add(finding)
    counts.add_only_counted(outcome.more)
    return counts
