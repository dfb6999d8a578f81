"""A limit per rule leaves out lines of a report, never a grave fault behind slight ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine import Finding, Ruleset

TABLE = """\
kind: field-table
id: T1
title: 表1 样品
fields:
  - no: 1
    key: name
    name: 名称
    format: an..20
    required: optional
"""
RULE = "demo/T1-01.charset"
RARE, CONTROL = "铅镕", "铅\x01"
"""The first is a warning, the second an error of the same rule."""
VALUES = (RARE, RARE, CONTROL, CONTROL, CONTROL)


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(table=TABLE)


def summary(errors: int, warnings: int) -> dict[str, Any]:
    return {
        "records": errors + warnings,
        "errors": errors,
        "warnings": warnings,
        "infos": 0,
        "not_checked": 0,
        "by_rule": {RULE: errors + warnings},
    }


@pytest.mark.parametrize("most", [None, 1, 2, 3])
@pytest.mark.parametrize("is_listened_to", [False, True])
def test_severities_are_counted_apart(
    rules: Ruleset, most: int | None, *, is_listened_to: bool
) -> None:
    records = [{"名称": value} for value in VALUES]
    told: list[Finding] = []
    each = told.append if is_listened_to else None
    report = rules.check({"T1": records}, max_per_rule=most, each=each)
    assert not report.ok
    assert report.to_dict()["summary"] == summary(3, 2)
    kept = [f.severity for f in (told if is_listened_to else report.findings)]
    assert kept.count("error") == min(3, most or 3)
    assert kept.count("warning") == min(2, most or 2)
    slight = rules.check({"T1": records[:2]}, max_per_rule=most, each=each)
    assert slight.ok


@pytest.mark.parametrize("bulk", ["0", "1"])
def test_files_end_alike_in_rows_and_columns(
    rules: Ruleset, bulk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    path = tmp_path / "T1.csv"
    path.write_text("\n".join(["名称", *VALUES, ""]), "utf-8")
    report = rules.check(path, table="T1", max_per_rule=1)
    assert report.to_dict()["summary"] == summary(3, 2)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "junit"])
def test_the_command_fails_whatever_is_listed(
    form: str, load_pack: PackWriter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_pack(table=TABLE)
    path = tmp_path / "T1.csv"
    path.write_text("\n".join(["名称", *VALUES, ""]), "utf-8")
    words = ["validate", str(path), "--table", "T1", "--rules", str(tmp_path)]
    assert main([*words, "--max-per-rule", "1", "--format", form]) == 1
    capsys.readouterr()


@pytest.mark.parametrize("most", [None, 1])
def test_a_build_server_sees_errors_behind_warnings(
    rules: Ruleset, most: int | None
) -> None:
    from io import StringIO

    from ruleengine.report.options import Options
    from ruleengine.report.to_junit import write

    stream = StringIO()
    records = [{"名称": value} for value in VALUES]
    report = rules.check({"T1": records}, max_per_rule=most)
    write(report.outcome, stream, Options(languages=("en",)))
    (suite,) = ET.fromstring(stream.getvalue())
    (case,) = suite
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    failure, slight = case.find("failure"), case.find("system-out")
    assert failure is not None
    assert slight is not None
    assert (failure.get("message") or "").startswith("3 places: ")
    shown = len((failure.text or "").splitlines())
    assert shown == (3 if most is None else 2)
    assert len((slight.text or "").splitlines()) == 2


WANTED = TABLE.replace("optional", "always").replace("an..20", "n1")


@pytest.mark.parametrize("most", [None, 1, 2])
@pytest.mark.parametrize("is_listened_to", [False, True])
def test_a_value_that_could_not_be_read_is_not_counted_as_missing(
    most: int | None, load_pack: PackWriter, tmp_path: Path, *, is_listened_to: bool
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rules = load_pack(table=WANTED)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["名称", "别的"])
    for value in ("#N/A", "#N/A", "#N/A", None, None):
        sheet.append([value, "1"])
    for row in (7, 8, 9):
        sheet.append(["1" if row == 7 else None, "1"])
    sheet.merge_cells("A7:A9")  # hides the values of two records
    path = tmp_path / "T1.xlsx"
    book.save(path)
    told: list[Finding] = []
    each = told.append if is_listened_to else None
    report = rules.check(path, table="T1", max_per_rule=most, each=each)
    by_rule = report.to_dict()["summary"]["by_rule"]
    assert by_rule["demo/T1-01.required"] == 2
    assert by_rule["demo/T1.unreadable"] >= 3
    kept = told if is_listened_to else report.findings
    missing = [each.record for each in kept if each.kind == "required"]
    assert missing == [4, 5][: most or 2]
