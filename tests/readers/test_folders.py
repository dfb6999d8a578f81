"""What of a folder is read, and what is said of the rest."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from reader_submission import HEADERS, SHAPES, write_json, write_xlsx, xml_row

import ruleengine
from ruleengine.base.problem import InputError, UsageError
from ruleengine.readers import read

RESULTS = "lab,name,value\nL1,a,1\n"
PLANS = "lab,plan,note\nL1,P,x\n"


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_of_several_files_the_fitting_ones_are_taken_as_of_several_sheets(
    tmp_path: Path,
) -> None:
    _write(tmp_path, T06=RESULTS, T07=PLANS, 结果=RESULTS)
    write_json(tmp_path / "计划.json", [{"plan": "P", "note": "x", "start": "2"}])
    write_xlsx(tmp_path / "x.xlsx", xml_row(1, ["计划编号", "备注"]), name="数据")
    reading = read([tmp_path], SHAPES, table="T06")
    taken = [Path(found.locator.file).name for found in reading.inputs]
    assert taken == ["T06.csv", "结果.csv"]
    told = {Path(each.file).name: each.reason for each in reading.unmatched}
    assert set(told) == {"T07.csv", "计划.json", "x.xlsx"}
    assert "3 个表头里只认出 1 个" in told["T07.csv"].zh
    assert all("--table 指定的 demo/T06" in reason.zh for reason in told.values())


def test_what_is_left_out_is_told_in_the_same_order_on_every_system(
    tmp_path: Path,
) -> None:
    _write(tmp_path, T06=RESULTS)
    for name in ("t06.doc", "T07.doc"):
        (tmp_path / name).write_bytes(b"x")
    left = read([tmp_path], SHAPES).unmatched
    assert [Path(each.file).name for each in left] == ["T07.doc", "t06.doc"]


def test_the_only_file_of_a_folder_is_taken_whatever_it_is(tmp_path: Path) -> None:
    _write(tmp_path, 数据=PLANS)
    (tmp_path / "附件.pdf").write_bytes(b"%PDF-1.4")
    (found,) = read([tmp_path], SHAPES, table="T06").inputs
    assert found.table == "demo/T06"


def test_a_report_beside_the_only_file_changes_nothing(tmp_path: Path) -> None:
    _write(tmp_path, 数据=PLANS, 报告="数据表,建议是否确定,条款编号,现在的值\n")
    (found,) = read([tmp_path], SHAPES, table="T06").inputs
    assert (found.table, Path(found.locator.file).name) == ("demo/T06", "数据.csv")


def test_files_named_one_by_one_are_all_taken(tmp_path: Path) -> None:
    _write(tmp_path, a=",".join(HEADERS), b=PLANS)
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    assert len(read(paths, SHAPES, table="T06").inputs) == 2


def test_a_link_to_nothing_is_called_so_and_no_near_miss(tmp_path: Path) -> None:
    link = tmp_path / "T06.csv"
    try:
        link.symlink_to(tmp_path / "gone.csv")
    except OSError:
        pytest.skip("no links on this system")
    with pytest.raises(InputError, match="链接") as caught:
        read([link], SHAPES)
    assert "是否想写" not in caught.value.message.zh
    with pytest.raises(InputError) as caught:
        read([tmp_path / "T6.csv"], SHAPES)
    assert "T06.csv" not in caught.value.message.zh
    (tmp_path / "T07.csv").write_text(PLANS, encoding="utf-8")
    (left,) = read([tmp_path], SHAPES).unmatched
    assert left.file == link.as_posix()


def test_what_stands_behind_a_shut_door_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def refused(path: Path, **named: bool) -> os.stat_result:
        if path.parent == tmp_path / "locked":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, **named)

    monkeypatch.setattr(Path, "stat", refused)
    for name in ("T06.csv", "T06.xlsx", "T06.json"):
        with pytest.raises(InputError, match="没有读的权限") as caught:
            read([tmp_path / "locked" / name], SHAPES)
        assert "no permission" in caught.value.message.en


@pytest.mark.parametrize("paths", ["", ["", "T06.csv"]])
def test_an_empty_name_is_not_the_current_folder(paths: str | list[str]) -> None:
    with pytest.raises(UsageError, match="空"):
        ruleengine.load("ilac").check(paths)
