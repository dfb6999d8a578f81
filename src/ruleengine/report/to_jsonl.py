"""Outcome -> JSON lines: one finding a line, the last line everything else.

``JsonLines`` writes findings while they are found, for runs without an end in sight.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from ruleengine.report.document import (
    finding_to_dict,
    head_to_dict,
    not_checked_to_dict,
)
from ruleengine.report.summary import Tally
from ruleengine.report.to_json import dumps

if TYPE_CHECKING:
    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write all findings and the summary."""
    lines = JsonLines(stream, options)
    lines.begin()
    for finding in outcome.findings:
        lines.finding(finding)
    lines.end(outcome)


@dataclass(slots=True)
class JsonLines:
    """Writes findings one by one; counts them, keeps none."""

    stream: IO[str]
    options: Options
    counts: Tally = field(default_factory=Tally)
    """How many there were so far."""

    def begin(self) -> None:
        """Start a report; a writer can be used again after its end."""
        self.counts = Tally()

    def finding(self, finding: Finding) -> None:
        """Write one finding as one line."""
        self.counts.add(finding)
        as_dict = finding_to_dict(finding, self.options.languages)
        self.stream.write(dumps(as_dict) + "\n")

    def end(self, outcome: Outcome) -> None:
        """Write the last line: the report without findings.

        Args:
            outcome: its ``findings`` may be empty; those written before are counted.
        """
        self.counts.add_only_counted(outcome.more)
        rest = replace(outcome, findings=())
        left = [
            not_checked_to_dict(each, self.options.languages)
            for each in outcome.not_checked
        ]
        last = head_to_dict(rest, self.counts) | {"not_checked": left}
        self.stream.write(dumps(last) + "\n")
