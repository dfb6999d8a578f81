"""Every case of every shipped pack holds; the packs have no fault that lint knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.editions import editions
from ruleengine.authoring.fmt import formatted
from ruleengine.authoring.lint import lint
from ruleengine.authoring.run_cases import run_cases
from ruleengine.source.packs import find_packs
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from ruleengine.authoring.run_cases import CaseResult
    from ruleengine.source.packs import PackFolder


@cache
def results() -> dict[str, list[CaseResult]]:
    found: dict[str, list[CaseResult]] = {}
    for group in editions():
        rules = group.ruleset()
        for folder in group.folders:
            for result in run_cases(rules, [folder]):
                found.setdefault(result.case.position.file, []).append(result)
    return found


FILES = [
    f"{folder.name}/{name}"
    for folder in find_packs(rules_folder())
    for name in folder.case_files
]


@pytest.mark.parametrize("file", FILES)
def test_the_cases_of_a_file_hold(file: str) -> None:
    every = results()[file]
    failed = [result for result in every if not result.ok]
    assert every
    assert not failed, [(r.case.name, r.differences) for r in failed]


def test_the_shipped_packs_are_clean() -> None:
    assert [problem.line("zh") for problem in lint()] == []


@pytest.mark.parametrize(
    "folder", tuple(find_packs(rules_folder())), ids=lambda folder: folder.name
)
def test_the_shipped_files_are_in_order(folder: PackFolder) -> None:
    for name in folder.files:
        text = (folder.path / name).read_text(encoding="utf-8")
        assert formatted(text, name) == text, name


@pytest.mark.parametrize(
    "folder", tuple(find_packs(rules_folder())), ids=lambda folder: folder.name
)
def test_an_editor_finds_the_schema_of_every_file(folder: PackFolder) -> None:
    for name in folder.files:
        path = folder.path / name
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = line.removeprefix("# yaml-language-server: $schema=")
        target = (path.parent / schema).resolve()
        assert target.is_file(), name
        assert target.name == f"{folder.read(name).text('kind')}.schema.json", name
