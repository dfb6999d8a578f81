"""Copies of the shipped packs with one thing broken: lint names it, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAFF = "santong-2026/staff-days.yaml"
ROW_2 = "  - id: r02\n    staff: 20-49\n    staff_days: 0.5\n"

BREAKS = {
    "a band row is removed": (
        STAFF,
        ((ROW_2, ""),),
        "E501",
        "20 ≤ 员工人数 ≤ 49，例如 20：没有一行",
        "    staff: 1-19",
    ),
    "the first row is removed": (
        STAFF,
        (("  - id: r01\n    staff: 1-19\n    staff_days: 0\n", ""),),
        "E501",
        "1 ≤ 员工人数 ≤ 19，例如 1：没有一行",
        "id: staff-days",
    ),
    "the last band ends": (
        STAFF,
        (("5001+", "5001-9000"),),
        "E501",
        "员工人数 ≥ 9001，例如 9001：没有一行",
        "    staff: 5001-9000",
    ),
    "two bands overlap": (
        STAFF,
        (("staff: 50-79", "staff: 45-79"),),
        "E502",
        "45 ≤ 员工人数 ≤ 49，例如 45：这一行（r03）与第 26 行的 r02 同时适用",
        "    staff: 45-79",
    ),
    "an edge is shifted": (
        STAFF,
        (("staff: 20-49", "staff: 20-48"),),
        "E501",
        "员工人数 = 49，例如 49：没有一行",
        "    staff: 20-48",
    ),
    "a row is outside of what is asked": (
        STAFF,
        (("covers: '>= 1'", "covers: '[1..5000]'"),),
        "E508",
        "（r11）永远不会适用",
        "    staff: 5001+",
    ),
    "a key is misspelt": (
        STAFF,
        (("covers: '>= 1'", "cover: '>= 1'"),),
        "E201",
        "不认识的键“cover”",
        "    cover: '>= 1'",
    ),
    "an input of a row is misspelt": (
        STAFF,
        (("staff: 20-49", "staf: 20-49"),),
        "E401",
        "staf",
        "    staf: 20-49",
    ),
    "a format is misspelt": (
        "ptdata/t06-result.yaml",
        (("key: result_date\n", "key: result_date\n    format: YYYYMDD\n"),),
        "E110",
        "format",
        None,
    ),
    "a clause cites a rule that is not there": (
        "santong-2026/clauses.yaml",
        (("rules: [staff-days, additional-days]", "rules: [staf-days]"),),
        "E553",
        "staf-days",
        None,
    ),
    "a rule cites a clause that is not there": (
        STAFF,
        (("clauses: [ST-A3-T4.1-TFTE]", "clauses: [ST-A3-T9.9]"),),
        "E552",
        "ST-A3-T9.9",
        "clauses: [ST-A3-T9.9]",
    ),
    "a rule cites no clause": (
        STAFF,
        (("clauses: [ST-A3-T4.1-TFTE]\n", ""),),
        "E550",
        "staff-days",
        "id: staff-days",
    ),
    "a value is compared that the domain has not": (
        "ptdata/t06-result.yaml",
        (("kind: field-table\n", "kind: field-table\n"),),
        None,
        "",
        None,
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_lint_names_what_is_broken(name: str, broken: Callable[..., Path]) -> None:
    file, changes, code, said, line = BREAKS[name]
    if code is None:
        pytest.skip("covered below")
    folder = broken(file, *changes)
    found = [problem for problem in lint(folder) if problem.code == code]
    assert found, [each.line("zh") for each in lint(folder)]
    assert any(said in each.message.zh for each in found), found[0].message
    text = (folder / file.rpartition("/")[2]).read_text(encoding="utf-8").splitlines()
    places = [text[each.position.line - 1] for each in found]
    assert line is None or any(place.strip() == line.strip() for place in places)
