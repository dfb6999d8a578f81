"""Outcome -> the headline: failed, doubtful, not all checked, or nothing found.

What was not checked never looks like a pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from ruleengine.base.outcome import Outcome
    from ruleengine.base.text import Language
    from ruleengine.report.wording import Wording

Grade = Literal["failed", "doubtful", "nothing", "open", "clean"]
_GRAVE_FIRST = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The headline of a report."""

    grade: Grade
    headline: str
    scope: str
    """How much was checked, and that not all was."""


def verdict(outcome: Outcome, language: Language) -> Verdict:
    """Return the headline in one language."""
    words = wording(language)
    grade = grade_of(outcome)
    headline = words.label(f"verdict.{grade}", counts=_counts(outcome, words))
    return Verdict(grade, headline, _scope(outcome, words))


def grade_of(outcome: Outcome) -> Grade:
    """Return how a check ended."""
    if outcome.count("error"):
        return "failed"
    if not outcome.records:
        return "nothing"
    if outcome.count("warning"):
        return "doubtful"
    return "open" if outcome.not_checked else "clean"


def _counts(outcome: Outcome, words: Wording) -> str:
    counts = ((each, outcome.count(each)) for each in _GRAVE_FIRST)
    return words.phrases["join"].join(words.count(each, n) for each, n in counts if n)


def _scope(outcome: Outcome, words: Wording) -> str:
    tables = len({each.table for each in outcome.inputs})
    scope = words.label(
        "verdict.scope",
        tables=words.count("table", tables),
        records=words.count("record", outcome.records),
    )
    if outcome.not_checked:
        open_ = words.count("open", len(outcome.not_checked))
        scope += words.label("verdict.open-too", open=open_)
    return scope
