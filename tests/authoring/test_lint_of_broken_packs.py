"""Copies of the shipped packs with one thing broken: lint or the cases name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from ruleengine.authoring.editions import editions
from ruleengine.authoring.lint import lint
from ruleengine.authoring.run_cases import run_cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAFF = "santong-2026/staff-days.yaml"
OWN = ("staff-days*.yaml",)
ROW_2 = "  - id: r02\n    staff: 20-49\n    staff_days: 0.5\n"


class Break(NamedTuple):
    """What is changed, and what lint must say of it and where."""

    file: str
    old: str
    new: str
    code: str
    says: str
    line: str
    """The line of the file that the problem points to."""
    others: tuple[str, ...] = OWN
    """The other files of the pack that it takes."""


BREAKS = {
    "a band row is removed": Break(
        STAFF,
        ROW_2,
        "",
        "E501",
        "20 ≤ 员工人数 ≤ 49，例如 20：没有一行",
        "staff: 1-19",
    ),
    "the first row is removed": Break(
        STAFF,
        "  - id: r01\n    staff: 1-19\n    staff_days: 0\n",
        "",
        "E501",
        "1 ≤ 员工人数 ≤ 19，例如 1：没有一行",
        "id: staff-days",
    ),
    "the last band ends": Break(
        STAFF,
        "5001+",
        "5001-9000",
        "E501",
        "员工人数 ≥ 9001，例如 9001：没有一行",
        "staff: 5001-9000",
    ),
    "two bands overlap": Break(
        STAFF,
        "staff: 50-79",
        "staff: 45-79",
        "E502",
        "45 ≤ 员工人数 ≤ 49，例如 45：这一行（r03）",
        "staff: 45-79",
    ),
    "an edge is shifted": Break(
        STAFF,
        "staff: 20-49",
        "staff: 20-48",
        "E501",
        "员工人数 = 49，例如 49：没有一行",
        "staff: 20-48",
    ),
    "a row is outside of what is asked": Break(
        STAFF,
        "covers: '>= 1'",
        "covers: '[1..5000]'",
        "E508",
        "（r11）永远不会适用",
        "staff: 5001+",
    ),
    "a key is misspelt": Break(
        STAFF,
        "covers: '>= 1'",
        "cover: '>= 1'",
        "E201",
        "不认识的键“cover”",
        "cover: '>= 1'",
    ),
    "an input of a row is misspelt": Break(
        STAFF, "staff: 20-49", "staf: 20-49", "E401", "“staf”", "staf: 20-49"
    ),
    "a rule cites a clause that is not there": Break(
        STAFF,
        "clauses: [ST-A3-T4.1-TFTE]",
        "clauses: [ST-A3-T9.9]",
        "E552",
        "没有条款“ST-A3-T9.9”",
        "clauses: [ST-A3-T9.9]",
        others=(*OWN, "clauses.yaml"),
    ),
    "a rule cites no clause": Break(
        STAFF,
        "clauses: [ST-A3-T4.1-TFTE]\n",
        "",
        "E550",
        "“staff-days”没有写依据的条款",
        "id: staff-days",
        others=(*OWN, "clauses.yaml"),
    ),
    "a clause cites a rule that is not there": Break(
        "santong-2026/clauses.yaml",
        "site-time, staff-days]",
        "site-time, staf-days]",
        "E553",
        "“staf-days”",
        "rules: [inspection-time.R2, site-time, staf-days]",
    ),
    "cases are of a table that is not there": Break(
        "santong-2026/staff-days.cases.yaml",
        "of: staff-days",
        "of: staf-days",
        "E575",
        "staf-days",
        "of: staf-days",
    ),
    "a case expects a rule that is not there": Break(
        "santong-2026/staff-days.cases.yaml",
        "expect: [staff-days.staff.domain]",
        "expect: [staff-days.staf.domain]",
        "E574",
        "staff-days.staf.domain",
        "expect: [staff-days.staf.domain]",
    ),
    "rules stand in a file of cases": Break(
        "santong-2026/staff-days.cases.yaml",
        "kind: cases\n",
        "kind: document\n",
        "E210",
        "kind: document",
        "kind: document",
    ),
    "an example disagrees with its identifier": Break(
        "codes/resident-id.yaml",
        '- "11010519491231002X"',
        '- "110105194912310020"',
        "E445",
        "“110105194912310020”",
        '- "110105194912310020"',
        others=("*",),
    ),
    "the validity is turned round": Break(
        "santong-2026/document.yaml",
        "  until: null",
        "  until: 2020-01-01",
        "E313",
        "颠倒",
        "until: 2020-01-01",
    ),
    "a format is misspelt": Break(
        "ptdata/t05-sample.yaml",
        "format: an..200\n    values",
        "format: an.200\n    values",
        "E204",
        "an.200",
        "format: an.200",
    ),
    "a case is removed": Break(
        "santong-2026/staff-days.cases.yaml",
        "  - name: 没有员工\n    inputs:\n      staff: 0\n    expect: [staff-days.staff.domain]\n",
        "",
        "E571",
        "staff-days.staff.domain",
        "- key: staff",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_lint_names_what_is_broken(name: str, broken: Callable[..., Path]) -> None:
    case = BREAKS[name]
    folder = broken(case.file, (case.old, case.new), others=case.others)
    every = lint(folder)
    found = [problem for problem in every if problem.code == case.code]
    assert found, [each.line("zh") for each in every]
    assert any(case.says in each.message.zh for each in found), found[0].message
    places = [each.snippet.splitlines()[0].strip() for each in found]
    assert any(case.line in place for place in places), places


def failing(folder: Path) -> list[str]:
    return [
        f"{result.of} {result.case.name}"
        for group in editions(folder)
        for result in run_cases(group.ruleset(), group.folders)
        if not result.ok
    ]


def test_a_wrong_figure_fails_a_case(broken: Callable[..., Path]) -> None:
    folder = broken(STAFF, ("staff_days: 2.5\n", "staff_days: 2.6\n"), others=OWN)
    assert "santong/staff-days 500人" in failing(folder)


def test_an_edge_moved_in_both_rows_fails_cases(broken: Callable[..., Path]) -> None:
    folder = broken(STAFF, ("20-49", "20-50"), ("50-79", "51-79"), others=OWN)
    assert "santong/staff-days 50人" in failing(folder)
    assert not [p for p in lint(folder) if p.code in {"E501", "E502"}]


def test_a_dropped_obligation_fails_a_case(broken: Callable[..., Path]) -> None:
    folder = broken("ptdata/t06-result.yaml")
    path = folder / "t06-result.yaml"
    text = path.read_text(encoding="utf-8")
    head, key, rest = text.partition("    key: result_date\n")
    assert key
    path.write_text(
        head + key + rest.replace("required: always", "required: optional", 1),
        encoding="utf-8",
    )
    assert any(name.startswith("ptdata/T06 ") for name in failing(folder))


def test_two_swapped_codes_fail_cases(broken: Callable[..., Path]) -> None:
    folder = broken("santong-2026/product-unit.yaml", others=("certified-units*",))
    path = folder / "product-unit.yaml"
    text = path.read_text(encoding="utf-8")
    one, other = '- code: "C4-1301"', '- code: "C4-1302"'
    assert one in text
    assert other in text
    swapped = text.replace(one, "@").replace(other, one).replace("@", other)
    path.write_text(swapped, encoding="utf-8")
    assert "santong/certified-units C4-1301 制茶" in failing(folder)


def test_a_file_that_its_name_keeps_from_being_read_is_told(
    small: Callable[..., Path],
) -> None:
    cases = "kind: cases\nof: t1\ncases:\n  - name: 甲\n    expect: []\n"
    document = 'kind: document\npack: q\ntitle: 乙\nedition: "1"\n'
    found = lint(small(more__yaml=document, t1_cases__yaml=cases))
    assert [(p.code, p.found) for p in found] == [
        ("E210", "document"),
        ("E210", "cases"),
    ]
