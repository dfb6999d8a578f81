"""Sheets that lie on their side: one finding instead of one for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import HEADERS, SHAPES, drain, one, reasons, write_xlsx, xml_row

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError
from ruleengine.readers import Limits, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DATA = ("L001", "大米", "1.5", "20260105", "2026", "1", "a.pdf")
UPRIGHT = [HEADERS, DATA, DATA]
LYING = [list(cells) for cells in zip(*UPRIGHT, strict=True)]
LABELLED = [["填报单位：甲"], ["序号", "数据项", "样例"]] + [
    [str(at), *cells] for at, cells in enumerate(LYING, start=1)
]
PAIRS = [[*LYING[at][:2], *LYING[at + 1][:2]] for at in range(0, 6, 2)]
NAMES_ONLY = [cells[:1] for cells in LYING]


def _csv(
    folder: Path, rows: Sequence[Sequence[str]], mark: str = ",", name: str = "表6"
) -> Path:
    path = folder / f"{name}.csv"
    text = "".join(mark.join(cells) + "\n" for cells in rows)
    path.write_text(text, encoding="utf-8")
    return path


def _xlsx(folder: Path, rows: Sequence[Sequence[str]], name: str = "表6") -> Path:
    texts = (xml_row(at, cells) for at, cells in enumerate(rows, start=1))
    return write_xlsx(folder / "book.xlsx", "".join(texts), name=name)


@pytest.mark.parametrize(
    ("rows", "column", "line"),
    [
        (LYING, "A", 1),
        (LABELLED, "B", 3),
        (PAIRS, "A", 1),
        (NAMES_ONLY, "A", 1),
    ],
)
def test_a_sheet_on_its_side_is_one_finding(
    rows: Sequence[Sequence[str]], column: str, line: int, tmp_path: Path
) -> None:
    csv, xlsx = _csv(tmp_path, rows), _xlsx(tmp_path, rows)
    places = [
        Place(csv.as_posix(), line=line),
        Place(xlsx.as_posix(), "表6", f"{column}{line}"),
    ]
    for path, place in zip((csv, xlsx), places, strict=True):
        given = one(path)
        records, findings = drain(given)
        assert records == []
        assert given.is_lost
        assert reasons(findings) == [("unreadable", "turned")]
        assert findings[0].params["column"] == column
        assert findings[0].params["header"] == "实验室代码"
        assert findings[0].at == place


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_line_without_values_does_not_hide_the_separator(
    mark: str, tmp_path: Path
) -> None:
    rows = [*LYING[:-1], [HEADERS[-1]]]
    _, findings = drain(one(_csv(tmp_path, rows, mark)))
    assert reasons(findings) == [("unreadable", "turned")]


@pytest.mark.parametrize(
    "rows",
    [
        UPRIGHT,
        [["表6 参加者提交的结果信息"], *UPRIGHT],
        [["实验室代码", "x"], ["样品名称", "y"], ["L1", "z"]],
        [[HEADERS[0]], ["L001"], ["L002"]],
    ],
)
def test_a_sheet_that_lies_as_it_should_is_read(
    rows: Sequence[Sequence[str]], tmp_path: Path
) -> None:
    for path in (_csv(tmp_path, rows), _xlsx(tmp_path, rows)):
        given = one(path)
        records, findings = drain(given)
        assert records
        assert not given.is_lost
        assert ("unreadable", "turned") not in reasons(findings)


def test_a_list_of_items_is_not_taken_for_data(tmp_path: Path) -> None:
    data = _csv(tmp_path, UPRIGHT)
    (tmp_path / "more").mkdir()
    items = _csv(tmp_path / "more", LYING, "\t", "填写说明")
    reading = read([data, items], SHAPES)
    assert [found.table for found in reading.inputs] == ["demo/T06"]
    (skipped,) = reading.unmatched
    assert "横竖颠倒的 demo/T06" in skipped.reason.zh
    assert "transpose it" in skipped.reason.en


def test_a_sheet_on_its_side_under_another_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="横竖颠倒"):
        one(_xlsx(tmp_path, LYING, "Sheet1"))
    _, findings = drain(one(_xlsx(tmp_path, LYING, "Sheet1"), table="T06"))
    assert reasons(findings) == [("unreadable", "turned")]


def test_more_records_than_columns_may_be_are_told_too(tmp_path: Path) -> None:
    path = _csv(tmp_path, LYING)
    _, findings = drain(one(path, limits=Limits(columns=2)))
    assert reasons(findings) == [("unreadable", "turned")]


def test_why_a_file_matches_nothing_is_told_by_its_own_separator(
    tmp_path: Path,
) -> None:
    path = _csv(tmp_path, [["实验室代码", "计划编号", "x", "y", "z"]], "\t", "some")
    with pytest.raises(InputError, match="5 个表头里认出 2 个"):
        one(path)


def test_a_sheet_about_a_table_is_none(tmp_path: Path) -> None:
    for name in ("表6填写说明", "T06 instructions"):
        with pytest.raises(InputError, match="是填写说明的，可以不管"):
            one(_xlsx(tmp_path, LYING, name))
    records, _ = drain(one(_xlsx(tmp_path, UPRIGHT, "表6填写说明")))
    assert len(records) == 2
