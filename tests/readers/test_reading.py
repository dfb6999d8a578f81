"""Paths, folders and what is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reader_submission import SHAPES, begun, drain_all, write_json, write_xlsx, xml_row
from tests.placeholders import placeholders

from ruleengine.base.position import Position
from ruleengine.base.problem import InputError, Problem, RulePackError
from ruleengine.base.text import Text
from ruleengine.readers import read, wording_en, wording_zh
from ruleengine.readers.sentences import sentence, shown
from ruleengine.readers.strange import OLE


def test_a_folder_gives_all_its_data_files_in_order(tmp_path: Path) -> None:
    write_json(tmp_path / "T07.json", [{"plan": "P"}])
    (tmp_path / "T06.csv").write_text("lab,name\nL1,a\n", encoding="utf-8")
    write_xlsx(tmp_path / "a.xlsx", xml_row(1, ["lab", "name"]), name="T06")
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / ".T06.csv").write_bytes(b"hidden")
    (tmp_path / "报告.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "notes.txt").write_bytes(b"text")
    (tmp_path / "附件").mkdir()
    (tmp_path / "other.csv").write_text("foo,bar\n1,2\n", encoding="utf-8")
    reading = read([tmp_path], SHAPES)
    tables = drain_all(reading)
    assert [table for table, *_ in tables] == ["demo/T06", "demo/T07", "demo/T06"]
    assert [skipped.file for skipped in reading.unmatched] == [
        (tmp_path / "other.csv").as_posix()
    ]
    assert reading.folder == tmp_path


def test_a_file_has_its_folder_and_the_name_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_json(tmp_path / "T07.json", [{"plan": "P"}])
    monkeypatch.chdir(tmp_path)
    reading = read([Path("T07.json")], SHAPES)
    assert reading.inputs[0].locator.file == "T07.json"
    assert reading.folder == Path()


MISSING = [
    ("none.csv", "no file or folder"),
    ("T07.jsn", "Did you mean: T07.json"),
    ("*.csv", "Name the folder"),
    ("T0?.json", "Did you mean: T07.json"),
    ("empty.csv", "0 bytes"),
    ("old.xls", "old or an encrypted"),
    ("data.foo", "not known"),
    ("data.yaml", "not known"),
    ("nul\0.csv", "no file or folder"),
    ("folder", "no data file"),
    ("none/none.csv", "no file or folder"),
    ("长" * 200 + ".csv", "no file or folder"),
]


@pytest.mark.parametrize(("name", "words"), MISSING)
def test_paths_that_cannot_be_read(name: str, words: str, tmp_path: Path) -> None:
    write_json(tmp_path / "T07.json", [])
    (tmp_path / "empty.csv").touch()
    (tmp_path / "old.xls").write_bytes(OLE)
    for other in ("data.foo", "data.yaml"):
        (tmp_path / other).write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as caught:
        read([tmp_path / name], SHAPES)
    assert words in caught.value.message.en


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipes_are_no_data(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "T06.csv")
    with pytest.raises(InputError) as caught:
        read([tmp_path / "T06.csv"], SHAPES)
    assert "regular" in caught.value.message.en


@pytest.mark.parametrize("name", ["T06.csv", "T06.json", "T06.xlsx"])
def test_files_that_vanish_are_an_input_error(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith("xlsx"):
        write_xlsx(path, xml_row(1, ["lab", "name"]))
    elif name.endswith("json"):
        write_json(path, [{"lab": 1}])
    else:
        path.write_text("lab,name\nL1,a\n", encoding="utf-8")
    reading = read([path], SHAPES)
    path.unlink()
    with pytest.raises(InputError):
        drain_all(reading)


def test_problems_of_the_yaml_parser_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "T06.yaml"
    path.write_text("x", encoding="utf-8")

    def load(_text: str, name: str) -> object:
        here = Position(name, 7, 1)
        raise RulePackError([Problem("E1", here, Text.same("tab"))])

    with pytest.raises(InputError) as caught:
        read([path], SHAPES, load_yaml=load)
    assert "line 7" in caught.value.message.en
    assert caught.value.message.en.endswith("tab")


def test_yaml_is_read_up_to_a_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruleengine.readers.reading.YAML_BYTES", 3)
    (tmp_path / "T06.yaml").write_text("long", encoding="utf-8")
    with pytest.raises(InputError):
        read([tmp_path], SHAPES, load_yaml=lambda _text, _name: [])


def test_both_languages_say_the_same_things() -> None:
    chinese, english = wording_zh.SENTENCES, wording_en.SENTENCES
    assert chinese.keys() == english.keys()
    for key in chinese:
        assert placeholders(chinese[key]) == placeholders(english[key]), key
        assert re.search("[\u4e00-\u9fff]", chinese[key]), key


def test_text_from_a_file_is_shown_without_what_nobody_sees() -> None:
    assert shown("a\u202eb\n") == "a\\u202eb\\u000a"
    assert len(shown("x" * 500)) == 80
    assert "{0}" in sentence("no-such-file", file="{0}").en


def test_of_a_long_path_the_end_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / ("很长的名称" * 15)
    folder.mkdir()
    with pytest.raises(InputError, match=r"：….*/表6[.]csv。"):
        read([folder / "表6.csv"], SHAPES)


def test_importing_the_readers_loads_no_format() -> None:
    code = (
        "import sys, ruleengine.readers;"
        "print({'openpyxl', 'zipfile', 'yaml', 'json', 'lark'} & set(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "set()"


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write_json(tmp_path / "T06.json", [{"lab": 1}])
    assert len(read([tmp_path, path, path], SHAPES).inputs) == 1
    (tmp_path / "inside").mkdir()
    around = tmp_path / "inside" / ".." / "T06.json"
    assert len(read([path, around], SHAPES).inputs) == 1
    assert len(read([tmp_path, around.parent], SHAPES).inputs) == 1


def test_no_path_is_no_data() -> None:
    with pytest.raises(InputError, match="no data file"):
        read([], SHAPES)


def test_an_old_workbook_in_a_folder_may_be_an_attachment(tmp_path: Path) -> None:
    write_json(tmp_path / "T06.json", [{"lab": 1}])
    (tmp_path / "原始数据.xls").write_bytes(OLE)
    reading = read([tmp_path], SHAPES)
    assert len(reading.inputs) == 1
    assert "old" in reading.unmatched[0].reason.en
    (tmp_path / "表7.xls").write_bytes(OLE)
    with pytest.raises(InputError):
        read([tmp_path], SHAPES)


def test_data_that_match_nothing_are_told_how_to_name_their_table(
    tmp_path: Path,
) -> None:
    (tmp_path / "数据.csv").write_text("姓名,年龄\n张三,3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read([tmp_path / "数据.csv"], SHAPES)
    assert "请用表号命名文件或工作表" in caught.value.message.zh
    assert "never mind" not in caught.value.message.en


def test_all_files_that_cannot_be_read_are_told_together(tmp_path: Path) -> None:
    write_json(tmp_path / "T06.json", [{"lab": 1}])
    (tmp_path / "T07.json").write_text("[", encoding="utf-8")
    (tmp_path / "表7.xls").write_bytes(OLE)
    with pytest.raises(InputError) as caught:
        read([tmp_path, tmp_path / "none.csv"], SHAPES)
    lines = caught.value.message.zh.split("\n")
    assert [line for line in lines if "none.csv" in line]
    assert [line for line in lines if "不是合法的 JSON" in line]
    assert [line for line in lines if "旧格式" in line]
    assert len(lines) == len(caught.value.message.en.split("\n")) == 3


def test_what_a_folder_holds_beside_its_data_is_told(tmp_path: Path) -> None:
    write_json(tmp_path / "T06.json", [{"lab": 1}])
    for name in (
        "表7.txt",
        "T07.zip",
        "表7 报告.txt",
        "表7.html",
        "表7.pdf",
        "7.txt",
        "说明.docx",
        "._表7.txt",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "a.xlsx").write_bytes(b"x")
    (tmp_path / "more").mkdir()
    for name in ("表7.xlsx", "T07 乙.csv", "b.pdf"):
        (tmp_path / "more" / name).write_bytes(b"x")
    reading = read([tmp_path], SHAPES)
    assert [item.file.rpartition("/")[2] for item in reading.unmatched] == [
        "T07.zip",
        "表7.txt",
        "more",
    ]
    assert "另存为 xlsx 或 csv" in reading.unmatched[0].reason.zh
    assert "2 个文件（T07 乙.csv 等）" in reading.unmatched[2].reason.zh


def test_what_is_submitted_by_itself_is_not_left_out(tmp_path: Path) -> None:
    write_json(tmp_path / "T06.json", [{"lab": 1}])
    (tmp_path / "表7.txt").write_text("lab,plan\n1,2\n", encoding="utf-8")
    (tmp_path / "more").mkdir()
    write_json(tmp_path / "more" / "T07.json", [{"plan": "P"}])
    paths = [tmp_path, tmp_path / "表7.txt", tmp_path / "more"]
    reading = read(paths, SHAPES)
    assert len(reading.inputs) == 3
    assert reading.unmatched == ()


def test_a_workbook_without_anything_in_it_says_so(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", "", name="Sheet1")
    with pytest.raises(InputError, match="工作表都是空的"):
        read([path], SHAPES)


CHANGING = {
    "T06.csv": "lab,name\n" + "L1,a\n" * 5,
    "T06.jsonl": '{"lab": "L1", "name": "a"}\n' * 5,
    "T06.json": "[" + ",".join(['{"lab": "L1", "name": "a"}'] * 5) + "]",
}


@pytest.mark.parametrize("name", CHANGING)
def test_a_file_that_is_written_to_while_it_is_read_is_refused(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(CHANGING[name], encoding="utf-8")
    records = begun(path)
    os.utime(path, (1, 1))
    assert len(list(records)) == 4

    records = begun(path)
    path.write_text(CHANGING[name].replace("L1", "L2"), encoding="utf-8")
    with pytest.raises(InputError, match="Another program wrote to"):
        list(records)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
@pytest.mark.parametrize("name", CHANGING)
def test_a_file_that_is_removed_while_it_is_read_is_read_to_its_end(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(CHANGING[name], encoding="utf-8")
    records = begun(path)
    path.unlink()
    assert len(list(records)) == 4
