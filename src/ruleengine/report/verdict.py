"""Outcome -> the headline: failed, doubtful, not all checked, or nothing found.

What was not checked never looks like a pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ruleengine.base.finding import SEVERITIES
from ruleengine.base.frozen import frozen
from ruleengine.report.summary import tally
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.outcome import Outcome
    from ruleengine.base.text import Language
    from ruleengine.report.summary import Tally
    from ruleengine.report.wording import Wording

Grade = Literal["failed", "doubtful", "nothing", "open", "clean"]


@frozen
class Verdict:
    """The headline of a report."""

    headline: str
    scope: str
    """How much was checked, and that not all was."""


def verdict(
    outcome: Outcome, language: Language, found: Tally | None = None
) -> Verdict:
    """Return the headline in one language.

    Args:
        outcome: what was found out.
        language: the language.
        found: the counts of findings that the outcome did not keep.
    """
    words = wording(language)
    severities = (found or tally(outcome)).severities
    grade = _grade(outcome, severities)
    counts = _counts(severities, words)
    key = f"verdict.{grade}"
    if counts and grade in {"clean", "open"}:
        key += "-remarks"
    headline = words.label(key, counts=counts)
    return Verdict(headline, _scope(outcome, words))


def grade_of(outcome: Outcome) -> Grade:
    """Return how a check ended."""
    return _grade(outcome, tally(outcome).severities)


def _grade(outcome: Outcome, severities: Mapping[str, int]) -> Grade:
    if severities["error"]:
        return "failed"
    if not outcome.records:
        return "nothing"
    if severities["warning"]:
        return "doubtful"
    return "open" if outcome.not_checked else "clean"


def _counts(severities: Mapping[str, int], words: Wording) -> str:
    counts = ((each, severities[each]) for each in SEVERITIES)
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
