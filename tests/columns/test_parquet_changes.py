"""A Parquet file that another program writes to while it is read is refused."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.api import frames
from ruleengine.cli.main import main

pl = pytest.importorskip("polars")

from ruleengine.engine.columns.frame_parts import ParquetFrame  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHANGED = "Another program wrote to"
LINES = 40


def write(path: Path, value: str, lines: int = LINES, **more: str) -> None:
    columns = {"样品编号": [value] * lines} | {k: [v] * lines for k, v in more.items()}
    pl.DataFrame(columns).write_parquet(path)


def same_shape(path: Path) -> None:
    write(path, "B")


def shorter(path: Path) -> None:
    write(path, "A", 3)


def other_columns(path: Path) -> None:
    pl.DataFrame({"x": [1] * LINES}).write_parquet(path)


def cut(path: Path) -> None:
    os.truncate(path, 20)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(frames, "RECORDS_AT_ONCE", 10)
    write(tmp_path / "T06.parquet", "A")
    return tmp_path / "T06.parquet"


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[Path], None]
) -> None:
    """Have a change happen when one part has been read."""
    parts = ParquetFrame.parts

    def changing(self: ParquetFrame, rows: int) -> Iterator[Any]:
        for at, part in enumerate(parts(self, rows)):
            yield part
            if at == 0:
                change(path)

    monkeypatch.setattr(ParquetFrame, "parts", changing)


@pytest.mark.parametrize("change", [same_shape, shorter, other_columns, cut])
@pytest.mark.parametrize("bulk", "01")
def test_a_change_is_told(
    bulk: str,
    change: Callable[[Path], None],
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    meanwhile(monkeypatch, path, change)
    with pytest.raises(ruleengine.InputError, match=CHANGED) as caught:
        ruleengine.load("ptdata").check(path, table="T06")
    assert caught.value.file == path.as_posix()


def test_it_has_the_exit_code_of_data_that_cannot_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    meanwhile(monkeypatch, path, cut)
    assert main(["validate", str(path), "--table", "T06", "--lang", "en"]) == 4
    assert CHANGED in capsys.readouterr().err


@pytest.mark.parametrize("bulk", "01")
def test_the_same_bytes_are_no_change(
    bulk: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    meanwhile(monkeypatch, path, lambda path: os.utime(path, (1, 1)))
    report = ruleengine.load("ptdata").check(path, table="T06")
    assert report.to_dict()["inputs"][0]["records"] == LINES


@pytest.mark.parametrize("bulk", "01")
def test_a_file_that_is_removed_is_told(
    bulk: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    meanwhile(monkeypatch, path, lambda path: path.unlink())
    with pytest.raises(ruleengine.InputError, match=CHANGED):
        ruleengine.load("ptdata").check(path, table="T06")


def test_a_part_that_polars_cannot_read_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: ParquetFrame, _rows: int) -> Iterator[Any]:
        yield pl.DataFrame({"样品编号": ["A"]})
        message = "page is damaged\nand more"
        raise ValueError(message)

    monkeypatch.setattr(ParquetFrame, "parts", broken)
    with pytest.raises(
        ruleengine.InputError, match=r"no sound Parquet file.*says: page is damaged$"
    ):
        ruleengine.load("ptdata").check(path, table="T06")


@pytest.mark.parametrize("left", [20, 1000, -1])
def test_a_file_that_was_not_sent_to_its_end_is_told_in_our_words(
    left: int, path: Path
) -> None:
    os.truncate(path, left % path.stat().st_size)
    with pytest.raises(ruleengine.InputError, match="no sound Parquet file") as told:
        ruleengine.load("ptdata").check(path, table="T06")
    assert "不是完好的 Parquet 文件" in told.value.message.zh
    assert "panicked" not in told.value.message.en


def test_what_polars_raises_for_a_part_is_an_error_of_the_file(path: Path) -> None:
    frame = ParquetFrame(pl.scan_parquet(path))
    os.truncate(path, 20)
    with pytest.raises((ValueError, OSError)):
        list(frame.parts(10))
