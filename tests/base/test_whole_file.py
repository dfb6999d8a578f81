"""A report takes the place of an earlier one, and of nothing else."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.whole_file import whole_file

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
