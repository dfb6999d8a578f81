"""The answer of ``check``: findings as facts, and the published form of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import sealed
from ruleengine.base.text import LANGUAGES
from ruleengine.report.options import asked_languages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import NotChecked, Outcome
    from ruleengine.report.summary import Tally


@sealed
@dataclass(frozen=True, slots=True)
class Report:
    """What a check found out."""

    outcome: Outcome
    counts: Tally | None = None
    """Of the findings that were handed on one by one and are not kept."""

    @property
    def ok(self) -> bool:
        """True when there is no finding of severity error, kept or handed on."""
        told = self.counts is not None and self.counts.severities["error"] > 0
        return not told and self.outcome.count("error") == 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: by table, record, item, rule."""
        return self.outcome.findings

    @property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """What could not be decided; it is not a pass."""
        return self.outcome.not_checked

    def to_dict(self, languages: str | Sequence[str] = LANGUAGES) -> dict[str, Any]:
        """Return the report as plain data (``schemas/report.schema.json``).

        Args:
            languages: of the sentences: ``zh``, ``en`` or several.

        Raises:
            UsageError: no such language.
        """
        from ruleengine.report.document import to_dict

        return to_dict(self.outcome, asked_languages(languages), self.counts)


class Counted:
    """Hands findings on and counts them, because the report keeps none."""

    def __init__(self, each: Callable[[Finding], None]) -> None:
        from ruleengine.report.summary import Tally

        self._each = each
        self._counts = Tally()

    def __call__(self, finding: Finding) -> None:
        """Take one finding."""
        self._counts.add(finding)
        self._each(finding)

    def report(self, outcome: Outcome) -> Report:
        """Return the report of a check whose findings were all handed on."""
        self._counts.add_only_counted(outcome.more)
        return Report(outcome, self._counts)
