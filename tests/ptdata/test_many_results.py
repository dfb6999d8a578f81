"""Plans with many results of one sample: each check looks only at those near its figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import limits

if TYPE_CHECKING:
    import pytest

    from ruleengine.api.ruleset import Ruleset

SAMPLE = {"plan_number": "PT-1", "sample_name": "大米粉", "parameter_name": "铅含量"}


def _result(number: int) -> dict[str, str]:
    return {
        **SAMPLE,
        "sample_number": f"S-{number}",
        "participant_code": f"L-{number}",
        "result": str(number),
        "makeup_result": str(number + 1) if number % 100 == 0 else "",
        "evaluation": "满意",
    }


def _score(number: int) -> dict[str, str]:
    return {
        **SAMPLE,
        "assigned_value": "100",
        "difference": str(number - 100),
        "z_score": str(Decimal(number - 100) / 100),
    }


def test_results_and_scores_far_away_cost_nothing(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = range(1000)
    # Enough for a few rows and a few make-up results, not for a thousand.
    monkeypatch.setattr(limits, "STEPS", 1000)
    report = rules.check(
        {"T06": map(_result, many), "T07": map(_score, many)},
    )
    searching = {"ptdata/T06.C7", "ptdata/T07.C3"}
    assert searching.isdisjoint(left.rule for left in report.not_checked)
    assert searching & {found.rule for found in report.findings} == {"ptdata/T06.C7"}
