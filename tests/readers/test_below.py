"""Another table below the first: read up to there, and said what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import (
    HEADERS,
    PLANS,
    RESULTS,
    SHAPES,
    drain,
    one,
    reasons,
    write_xlsx,
    xml_row,
)

from ruleengine.readers import read
from ruleengine.readers.below import GAPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruleengine.base.record import TableInput

OTHER = [item.names[0] for item in PLANS.fields]
RECORD = ["L1", "a", "1"]
ABOVE = [HEADERS, RECORD, RECORD]
BELOW = [OTHER, ["L1", "P"], ["L2", "P"], [], ["L3", "P", "2"]]
GAP: list[Sequence[str]] = [[]]

PARTED = [
    (GAP, 5),
    ([*GAP, *GAP, ["表7 计划信息"]], 7),
    ([*GAP, ["表7 计划信息"], *GAP, ["填报单位：", "某"]], 8),
]
NOT_PARTED = [
    ([], 0),
    ([*GAP, RECORD], 1),
    ([*GAP, *([x] for x in "abc")], 3),
]


def _given(rows: Sequence[Sequence[str]], folder: Path, kind: str) -> TableInput:
    path = folder / f"T06.{kind}"
    if kind == "xlsx":
        filled = ((at, row) for at, row in enumerate(rows, start=1) if row)
        write_xlsx(path, "".join(xml_row(at, row) for at, row in filled))
    else:
        text = "".join(",".join(row) + "\n" for row in rows)
        path.write_text(text, encoding="utf-8")
    return one(path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("between", "line"), PARTED)
def test_another_table_below_is_one_finding(
    between: list[Sequence[str]], line: int, kind: str, tmp_path: Path
) -> None:
    given = _given([*ABOVE, *between, *BELOW], tmp_path, kind)
    records, findings = drain(given)
    assert len(records) == 2
    assert reasons(findings) == [("unreadable", "other-below")]
    (found,) = findings
    assert (found.params["other"], found.params["count"]) == (PLANS.names[-1], 3)
    assert found.at
    assert (found.at.cell or f"A{found.at.line}") == f"A{line}"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("between", "more"), NOT_PARTED)
def test_without_blank_rows_or_behind_records_rows_are_records(
    between: list[Sequence[str]], more: int, kind: str, tmp_path: Path
) -> None:
    given = _given([*ABOVE, *between, *BELOW], tmp_path, kind)
    records, _ = drain(given)
    assert len(records) == 2 + more + 4


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_follows_blank_rows_is_kept(kind: str, tmp_path: Path) -> None:
    after = [*GAP, ["表6（续）"], HEADERS, *GAP, RECORD, *GAP, ["制表人：张三"]]
    records, _ = drain(_given([*ABOVE, *after], tmp_path, kind))
    assert len(records) == 5
    assert records[-1]["lab"] == "制表人：张三"


def test_blank_rows_that_are_usual_part_no_tables(tmp_path: Path) -> None:
    rows = [HEADERS, *[RECORD, []] * (GAPS + 1), *BELOW]
    assert len(drain(_given(rows, tmp_path, "csv"))[0]) == GAPS + 5


def test_of_two_tables_without_a_name_the_upper_one_is_read(tmp_path: Path) -> None:
    names = [item.names[0] for item in RESULTS.fields[:4]]
    text = ",".join(names) + "\nL1,a,1,20260105\n\n" + ",".join(OTHER) + "\nL1,P\n"
    path = tmp_path / "数据.csv"
    path.write_text(text, encoding="utf-8")
    (given,) = read([path], SHAPES).inputs
    assert given.table == RESULTS.id
