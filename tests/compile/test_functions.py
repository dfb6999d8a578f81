"""Statistics as functions of conditions: a result, a null, or a null with its reason."""

from __future__ import annotations

import pytest

from ruleengine import feel
from ruleengine.compile.functions import STATISTICS
from ruleengine.statistics.catalogue import FUNCTIONS

UNDEFINED = [
    'robust mean([1, 2, 4], "third figure")',
    'robust standard deviation([], "converged")',
    'robust mean([1, 1, 1, 3], "converged")',
    'robust mean(for i in 1..10001 return i, "converged")',
    'interquartile range([1, 2, 4], "inc")',
    'interquartile range([1, 2], "exclusive")',
    'normalised interquartile range([], "inclusive")',
    'quartile([1, 2, 4], 4, "inclusive")',
    "scaled median absolute deviation([1])",
    "percentage difference(1, 0)",
    "z score(1, 2, 0)",
    "z prime score(1, 2, -1, 1)",
    "zeta score(1, 2, 0, 0)",
    "En score(1, 2, 0, 0)",
    "z verdict(2.5, 3, 2)",
    "En verdict(2.5, -1)",
    'algorithm S([1, 2], 11, "converged")',
    'algorithm S with factors([1, -2], 1, 1, "converged")',
]
ABSENT = [
    'robust mean([1, null, 4], "converged")',
    'robust mean(null, "converged")',
    "interquartile range([1, 2, 4], null)",
    "z score(1, null, 0)",
    "z score(1, 2, null)",
]


def outcome(text: str) -> feel.Outcome:
    return feel.compile(text, functions=STATISTICS).run({})


@pytest.mark.parametrize("text", UNDEFINED)
def test_what_has_no_result_says_what_it_needs(text: str) -> None:
    found = outcome(text)
    assert found.value is None
    assert [reason.code for reason in found.reasons] == ["no-figure"]
    name = text.partition("(")[0]
    needs = next(each.needs for each in FUNCTIONS if each.name == name)
    assert needs.en in found.reasons[0].text.en
    assert needs.zh in found.reasons[0].text.zh


@pytest.mark.parametrize("text", ABSENT)
def test_absent_data_give_null_without_a_reason(text: str) -> None:
    found = outcome(text)
    assert found.value is None
    assert not found.reasons
