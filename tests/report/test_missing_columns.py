"""A column that the header does not have is told once, as a column."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.report.grouping import groups
from ruleengine.report.options import Options
from ruleengine.report.registry import write
from ruleengine.report.summary_rows import group_row
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.base.outcome import Outcome

NAMES = ["能力验证计划（项目）名称", "能力验证计划（项目）编号", "样品编号", "样品名称"]
DATE = "结果提交日期"


@pytest.fixture(scope="module")
def rules() -> ruleengine.Ruleset:
    return ruleengine.load("ptdata")


@pytest.fixture
def check(rules: ruleengine.Ruleset, tmp_path: Path) -> Callable[..., Outcome]:
    """Checks csv files for table 6: name -> header and number of records."""

    def checked(
        most: int | None = None,
        filled: int | None = None,
        **files: tuple[list[str], int],
    ) -> Outcome:
        paths = []
        for name, (header, records) in files.items():
            path = tmp_path / f"T06-{name}.csv"
            row = ",".join(["X1"] * len(header[:filled]))
            path.write_text("\n".join([",".join(header), *[row] * records]), "utf-8")
            paths.append(path)
        return rules.check(paths, max_per_rule=most).outcome

    return checked


def text(outcome: Outcome, form: str = "text") -> str:
    stream = io.StringIO()
    write(outcome, stream, form, Options())
    return stream.getvalue()


def lacking(outcome: Outcome) -> set[str]:
    return {
        group.rule.field.name
        for group in groups(outcome)
        if group.lacks_column and group.rule.field
    }


@pytest.mark.parametrize("records", [1, 5, 6])
def test_columns_that_the_header_lacks_are_told_once(
    check: Callable[..., Outcome], records: int
) -> None:
    outcome = check(a=(NAMES, records))
    above, _, below = text(outcome).partition("逐条记录")
    assert "表头里没有的必填列" in above
    assert above.count("ptdata/T06-12.required") == 1
    assert "没有填，请补上" not in below
    assert "ptdata/T06-12.required" not in below
    # The findings of each record are the contract.
    dates = [each for each in outcome.findings if each.rule == "ptdata/T06-12.required"]
    assert len(dates) == records


def test_the_heading_that_was_meant_is_named(check: Callable[..., Outcome]) -> None:
    outcome = check(a=([*NAMES, "提交结果的日期"], 3))
    near = "是不是“提交结果的日期”（"
    assert near in re.sub(r"\s+", "", text(outcome))
    (group,) = (g for g in groups(outcome) if g.rule.id == "ptdata/T06-12.required")
    row = " ".join(group_row(group, wording("zh")))
    assert "表头里没有这一列" in row
    assert near in row
    assert "The header has no such column" in text(outcome, "html")


def test_a_column_that_is_there_and_empty_is_not_missing(
    check: Callable[..., Outcome],
) -> None:
    outcome = check(a=([*NAMES, DATE], 6), filled=4)
    rule = "ptdata/T06-12.required"
    assert sum(each.rule == rule for each in outcome.findings) == 6
    assert DATE not in lacking(outcome)
    assert "整列 6 个值都没有填" in text(outcome)


def test_a_column_is_missing_only_where_no_file_with_the_fault_has_it(
    check: Callable[..., Outcome],
) -> None:
    both = check(a=([*NAMES, DATE], 3), b=(NAMES, 4))
    assert DATE in lacking(both)
    assert "例 " in text(both).partition("逐条记录")[0]
    # Where findings were only counted, nobody knows of which file they are.
    some = check(2, a=([*NAMES, DATE], 3), b=(NAMES, 4))
    assert DATE not in lacking(some)
    assert DATE in lacking(check(2, a=(NAMES, 3), b=(NAMES, 4)))


def test_five_alike_of_a_whole_column_are_told(check: Callable[..., Outcome]) -> None:
    """What is not repeated record by record stands above, however few they are."""
    outcome = check(a=([*NAMES, DATE], 5))
    only = [each for each in outcome.findings if each.rule == "ptdata/T06-12.format"]
    told = text(replace(outcome, findings=tuple(only)))
    assert len(only) == 5
    assert "ptdata/T06-12.format" in told
