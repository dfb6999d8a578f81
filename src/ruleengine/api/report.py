"""The answer of ``check``: findings as facts, and the published form of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.text import LANGUAGES

if TYPE_CHECKING:
    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import NotChecked, Outcome
    from ruleengine.base.text import Language


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found out."""

    outcome: Outcome

    @property
    def ok(self) -> bool:
        """True when there is no finding of severity error."""
        return self.outcome.count("error") == 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: by table, record, item, rule."""
        return self.outcome.findings

    @property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """What could not be decided; it is not a pass."""
        return self.outcome.not_checked

    def to_dict(self, languages: tuple[Language, ...] = LANGUAGES) -> dict[str, Any]:
        """Return the report as plain data (``schemas/report.schema.json``)."""
        from ruleengine.report.document import to_dict  # noqa: PLC0415  (start-up time)

        return to_dict(self.outcome, languages)
