"""Data that were handed in twice are told once, as files, and not record by record."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.report.copies import by_files
from ruleengine.report.grouping import groups
from ruleengine.report.options import Options
from ruleengine.report.registry import write
from ruleengine.report.summary_rows import group_row
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ruleengine.base.outcome import Outcome
    from ruleengine.base.text import Language

HEADER = "能力验证计划（项目）编号,样品编号,能力验证参加者代码,参加参数名称"
RULE = "ptdata/T06.U1"


def submission(
    folder: Path, most: int | None = None, **files: Iterable[int]
) -> Outcome:
    """Check files of table 6: name -> the numbers of their records."""
    paths = []
    for name, numbers in files.items():
        path = folder / f"T06-{name}.csv"
        lines = [HEADER, *(f"PT1,S{n},A{n},铅" for n in numbers)]
        # The order of columns tells the files apart, as a csv and a workbook are.
        lines[0] += ",备注" if name == "other" else ""
        path.write_text("\n".join(lines), "utf-8")
        paths.append(path)
    return ruleengine.load("ptdata").check(paths, max_per_rule=most).outcome


def text(outcome: Outcome, language: Language = "zh") -> str:
    stream = io.StringIO()
    options = Options(languages=(language,), width=500)
    write(outcome, stream, "text", options)
    return stream.getvalue()


def test_a_table_that_was_handed_in_twice_is_told_once(tmp_path: Path) -> None:
    outcome = submission(tmp_path, a=range(20), other=range(20))
    said = text(outcome)
    assert "同样的数据交了不止一份" in said
    other, first = tmp_path / "T06-other.csv", tmp_path / "T06-a.csv"
    assert f"{other.as_posix()} 的 20 条记录在 {first.as_posix()} 里都有" in said
    assert RULE not in said
    assert "handed in more than once" in text(outcome, "en")
    # The findings of each record are the contract.
    assert sum(each.rule == RULE for each in outcome.findings) == 20
    (group,) = (each for each in groups(outcome) if each.copies)
    assert "请只留一份" in " ".join(group_row(group, wording("zh")))


def test_files_of_equal_bytes_are_told_whatever_rules_there_are(tmp_path: Path) -> None:
    outcome = submission(tmp_path, a=range(20), b=range(20))
    same = "T06-b.csv 与 "
    assert same in text(outcome)
    assert "条记录在" not in text(outcome)
    assert same in text(replace(outcome, findings=()))
    empty = submission(tmp_path, a=range(0), b=range(0))
    assert "同样的数据" not in text(empty)


@pytest.mark.parametrize(
    ("first", "second"),
    [(range(20), range(15, 35)), (range(20), range(1)), (range(20), range(30, 40))],
    ids=["some repeated", "a single record", "none repeated"],
)
def test_repeated_records_are_no_copy(
    tmp_path: Path, first: range, second: range
) -> None:
    outcome = submission(tmp_path, a=first, other=second)
    assert "同样的数据" not in text(outcome)
    assert not any(group.copies for group in groups(outcome))


def test_records_repeated_beside_a_copy_are_told_one_by_one(tmp_path: Path) -> None:
    outcome = submission(tmp_path, a=[*range(4), *[7] * 6], other=range(4))
    assert RULE in text(outcome)


def test_nobody_knows_of_a_copy_where_findings_were_only_counted(
    tmp_path: Path,
) -> None:
    outcome = submission(tmp_path, 3, a=range(20), other=range(20))
    assert "同样的数据" not in text(outcome)


def test_tables_of_one_file_are_told_together(tmp_path: Path) -> None:
    outcome = submission(tmp_path, a=range(20), other=range(20))
    (copy,) = next(each.copies for each in groups(outcome) if each.copies)
    fewer = type(copy)(copy.table, copy.part, copy.of, 3)
    elsewhere = type(copy)("ptdata/T05", copy.part, copy.of, 5)
    (found,) = by_files([fewer, copy, elsewhere])
    assert [each.repeated for each in found] == [20, 5]


def test_the_name_of_a_workbook_stands_once(small: Outcome) -> None:
    book, other = small.inputs[0], small.inputs[1]
    sheet = replace(book, sheet="表11", table="ptdata/T11")
    findings = [each for each in small.findings if each.table == book.table]
    outcome = replace(small, inputs=(book, sheet), findings=tuple(findings))
    above, _, below = text(outcome).partition("逐条记录")
    assert book.file
    assert f"  {book.file}\n" in above
    assert "  表11 → ptdata/T11，" in above
    assert book.file not in below
    # Of several files each record says where it stands.
    assert (
        book.file
        in text(replace(outcome, inputs=(book, sheet, other))).partition("逐条记录")[2]
    )
