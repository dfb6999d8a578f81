"""A report takes the place of an earlier one, and of nothing else."""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.whole_file import whole_file, write_whole

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as stream:
        stream.write(b"report")
    reader.join(timeout=10)
    assert read == [b"report"]
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "newest.json"
    link.symlink_to(link)
    with pytest.raises(OSError, match=re.escape(str(link))), whole_file(link):
        raise AssertionError("there is nothing to write to")
    assert link.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "report.json", tmp_path / "newest.json"
    file.write_bytes(b"old")
    link.symlink_to(file)
    with whole_file(link) as stream:
        stream.write(b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def half_written(file: Path) -> None:
    with whole_file(file) as stream:
        stream.write(b"half")
        raise ZeroDivisionError


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        half_written(file)
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert file.read_bytes() == b"old"


def test_the_longest_name_there_can_be_is_no_hindrance(tmp_path: Path) -> None:
    file = tmp_path / ("报" * 83 + ".json")
    with whole_file(file) as stream:
        stream.write(b"new")
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    with pytest.raises(OSError), whole_file(tmp_path):  # noqa: PT011  by system
        pass


def test_a_file_of_another_is_not_taken_for_an_unfinished_one(tmp_path: Path) -> None:
    foreign = tmp_path / "report.json.part"
    foreign.write_bytes(b"mine")
    with whole_file(tmp_path / "report.json") as stream:
        stream.write(b"new")
    assert foreign.read_bytes() == b"mine"


def test_two_writers_at_once_do_not_mix(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    with whole_file(file) as first:
        first.write(b"first")
        with whole_file(file) as second:
            second.write(b"2")
        assert file.read_bytes() == b"2"
    assert file.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_file_keeps_the_rights_of_the_earlier_one(tmp_path: Path) -> None:
    file, new = tmp_path / "rule.yaml", tmp_path / "new.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    for each in (file, new):
        write_whole(each, "text")
    assert file.stat().st_mode & 0o777 == 0o640
    usual = tmp_path / "usual"
    usual.touch()
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_file_marked_as_read_only_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rule.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # of root as of others
    with pytest.raises(PermissionError) as raised:
        write_whole(file, "new")
    assert (raised.value.filename, file.read_bytes()) == (str(file), b"old")


def test_what_cannot_be_written_is_named_as_its_caller_names_it(tmp_path: Path) -> None:
    file = tmp_path / "none" / "rule.yaml"
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(file, "new")
    assert raised.value.filename == str(file)


@pytest.mark.parametrize(
    ("text", "named", "written"),
    [
        ("一\n二", {}, "一\n二".encode()),
        ("a\nb\n", {"newline": "\r\n"}, b"a\r\nb\r\n"),
        ("\ud800", {"errors": "backslashreplace"}, b"\\ud800"),
    ],
)
def test_a_text_is_written_as_asked(
    text: str, named: dict[str, str], written: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "text"
    write_whole(file, text, **named)
    assert file.read_bytes() == written
