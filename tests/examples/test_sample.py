"""The sample submission: its planted faults are found, alike in all four forms."""

from __future__ import annotations

import importlib
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.api.report import Report
    from ruleengine.api.ruleset import Ruleset

FORMS = ("submission", "csv", "json", "jsonl")
MOST_BYTES = 2_000_000


@pytest.fixture(scope="session")
def reports(rules: Ruleset, examples: Path) -> dict[str, Report]:
    return {form: rules.check(examples / form) for form in (*FORMS, "clean")}


@cache
def _faults() -> Any:
    return importlib.import_module("making.faults").FAULTS


def _without_place(finding: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in finding.items() if key != "at"}


def test_the_clean_year_gives_neither_error_nor_warning(
    reports: dict[str, Report],
) -> None:
    assert reports["clean"].findings == ()
    assert {each.rule for each in reports["clean"].not_checked} == {
        "ptdata/T01-08.code",
        "ptdata/T03-12.identifier",
        "ptdata/T03-13.code",
        "ptdata/T03-14.code",
    }


@pytest.mark.parametrize("form", FORMS)
def test_each_planted_fault_is_found_and_nothing_else(
    form: str, reports: dict[str, Report]
) -> None:
    found = sorted(
        (each.rule, each.record or 1)  # an unknown column belongs to no record
        for each in reports[form].findings
    )
    planted = sorted(
        (rule, fault.record) for fault in _faults() for rule in fault.rule_ids
    )
    assert found == planted


@pytest.mark.parametrize("form", FORMS[1:])
def test_the_forms_give_the_same_findings_but_for_the_place(
    form: str, reports: dict[str, Report]
) -> None:
    one, other = (reports[each].to_dict() for each in (FORMS[0], form))
    plain = [[_without_place(each) for each in r["findings"]] for r in (one, other)]
    assert plain[0] == plain[1]
    assert one["summary"] == other["summary"]
    assert one["not_checked"] == other["not_checked"]


def test_a_finding_of_the_workbook_names_its_cell(reports: dict[str, Report]) -> None:
    places = {
        each.rule: (each.at.sheet, each.at.cell)
        for each in reports["submission"].findings
        if each.at
    }
    # Table 6 has a title above its header, table 5 has not.
    assert places["ptdata/T06-11.required"] == ("表6", "K52")
    assert places["ptdata/T05-14.format"][1] == "N8"


def test_a_fault_of_writing_comes_with_its_mend(reports: dict[str, Report]) -> None:
    mends = {
        each.rule: (each.fix.value, each.fix.certain)
        for each in reports["csv"].findings
        if each.fix
    }
    assert mends["ptdata/T04-18.format"] in {("20250209", True), ("20250228", False)}
    assert mends["ptdata/T05-14.format"][0] == "20250310"
    assert mends["ptdata/T05-17.format"] == ("王静怡", True)
    assert mends["ptdata/T12-22.code"] == ("CNAS", False)


def test_the_page_lists_every_planted_fault(examples: Path) -> None:
    page = (examples / "README.md").read_text(encoding="utf-8")
    assert len(_faults()) >= 25
    for fault in _faults():
        assert page.count(f"| {fault.table} | {fault.record} |") >= 2
        for rule in fault.rule_ids:
            assert page.count(f"`{rule}`") >= 2


def test_all_kinds_of_faults_are_planted(reports: dict[str, Report]) -> None:
    kinds = {each.kind for each in reports["submission"].findings}
    assert kinds >= {
        "required",
        "format",
        "charset",
        "domain",
        "code",
        "identifier",
        "check",
        "unique",
        "reference",
        "deadline",
        "unknown-field",
    }


def test_the_script_makes_the_same_files_each_time(
    examples: Path, tmp_path: Path
) -> None:
    made = []
    for run in ("one", "two"):
        folder = tmp_path / run
        script = examples / "make_examples.py"
        subprocess.run([sys.executable, script, folder], check=True)  # our own script
        made.append(_files(folder))
    assert made[0] == made[1]
    for name, content in made[0].items():
        if name.endswith(".xlsx"):
            # Another zlib packs the same parts into other bytes.
            assert _cells(tmp_path / "one" / name) == _cells(examples / name)
        else:
            assert content == (examples / name).read_bytes(), name


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    cells: dict[str, list[list[Any]]] = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }
    book.close()
    return cells


def test_the_examples_stay_small(examples: Path) -> None:
    files = [path for path in examples.rglob("*") if "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files if path.is_file()) < MOST_BYTES
