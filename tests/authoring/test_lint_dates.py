"""Cases of tables that read the date of the rules say a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

TABLE = """\
kind: field-table
id: T1
title: 表1
fields:
  - {no: 1, key: due, name: 期限, format: YYYYMMDD, required: %s}
checks:
  - id: C1%s
"""
OTHER = TABLE.replace("T1", "T2") % ("optional", "\n    must: '期限 != null'")
RELATED = (
    "\n    related: [{name: 别的, table: T2, match: [due], where: 'due < as_of'}]"
    "\n    must: 'count(别的) = 0'"
)
COUNTED = (
    "\n    must: '期限 != null'"
    "\nunique:\n  - {id: U1, fields: [due], where: 'due < as_of'}"
)
CASES = """\
kind: cases
of: T1
%scases:
  - name: 一
    %schange: {due: "20260301"}
    expect: []
  - name: 二
    as-of: 2026-02-01
    change: {due: "20260301"}
    expect: []
"""


@pytest.mark.parametrize(
    ("required", "check", "file", "case", "is_told"),
    [
        ("optional", "\n    must: 'as_of <= 期限'", "", "", True),
        ("optional", "\n    must: 'as_of <= 期限'", "as-of: 2026-01-01\n", "", False),
        (
            "optional",
            "\n    must: 'as_of <= 期限'",
            "",
            "as-of: 2026-01-01\n    ",
            False,
        ),
        ("optional", "\n    must: '期限 != null'", "", "", False),
        ("{when: 'as_of.year > 2025'}", "\n    must: '期限 != null'", "", "", True),
        ("optional", "\n    when: '期限 < as_of'\n    must: 'false'", "", "", True),
        ("optional", RELATED, "", "", True),
        ("optional", COUNTED, "", "", True),
    ],
)
def test_a_case_without_a_date_is_told(
    load_pack: PackWriter,
    tmp_path: Path,
    required: str,
    check: str,
    file: str,
    case: str,
    *,
    is_told: bool,
) -> None:
    load_pack(t1=TABLE % (required, check), t2=OTHER)
    written = CASES % (file, case)
    (tmp_path / "demo" / "t1.cases.yaml").write_text(written, encoding="utf-8")
    told = [each for each in lint(tmp_path) if each.code == "E587"]
    assert [(each.severity, each.found) for each in told] == [
        ("warning", "T1")
    ] * is_told
