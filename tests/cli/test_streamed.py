"""``--format jsonl`` writes findings while the data are read, and keeps none."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.base.problem import InputError
from ruleengine.base.text import Text
from ruleengine.engine.run import Run
from ruleengine.report.to_jsonl import JsonLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    from ruleengine.base.finding import Finding

RECORDS = [{"amount": "x"}, {"amount": "1"}, {"amount": "y"}] * 50
DATA = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()


def lines_of(text: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    *findings, rest = map(json.loads, text.splitlines())
    return findings, rest


def test_the_lines_hold_what_the_report_holds(run: Callable[..., Ran]) -> None:
    words = ("validate", "-", "--table", "T01", "--format")
    streamed = run(*words, "jsonl", stdin=DATA)
    whole = run(*words, "json", stdin=DATA)
    findings, rest = lines_of(streamed.out)
    report = json.loads(whole.out)
    assert sorted(map(json.dumps, findings)) == sorted(
        map(json.dumps, report.pop("findings"))
    )
    assert rest == report
    assert findings[0]["at"]["file"] == "<stdin>"
    assert (streamed.code, streamed.err) == (whole.code, whole.err)


def test_nothing_is_kept_of_what_was_written(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    finish = Run.finish

    def counted(self: Run) -> Any:
        kept.append(len(self.taken.waiting))
        return finish(self)

    monkeypatch.setattr(Run, "finish", counted)
    ran = run("validate", "-", "--table", "T01", "--format", "jsonl", stdin=DATA)
    assert len(lines_of(ran.out)[0]) >= 100
    assert kept == [0]


def test_a_file_is_there_whole_or_not_at_all(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    target = tmp_path / "report.jsonl"
    words = ("validate", "-", "--table", "T01", "--to", str(target))
    ran = run(*words, stdin=DATA)
    assert ran.code == 1
    assert str(target) in ran.err
    assert lines_of(target.read_text("utf-8"))[1]["summary"]["records"] == len(RECORDS)
    whole = target.read_bytes()
    assert run(*words, stdin=DATA + b'{"amount": ').code == 1  # a finding, and whole
    assert target.read_bytes() != whole
    missing = tmp_path / "missing.jsonl"
    broken = run("validate", str(missing), "--table", "T01", "--to", str(target))
    assert broken.code == 4
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("error", "code"),
    [(ZeroDivisionError("no"), 70), (KeyboardInterrupt(), 130), (MemoryError(), 70)],
)
def test_an_earlier_report_stays_when_the_check_breaks_off(
    error: BaseException,
    code: int,
    run: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finding, seen = JsonLines.finding, []

    def broken(self: JsonLines, found: Finding) -> None:
        finding(self, found)
        seen.append(found)
        if len(seen) == 50:
            raise error

    target = tmp_path / "report.jsonl"
    target.write_bytes(b"old")
    monkeypatch.setattr(JsonLines, "finding", broken)
    words = ("validate", "-", "--table", "T01", "--to", str(target))
    assert run(*words, stdin=DATA).code == code
    assert len(seen) == 50
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("fail_on", ["error", "never"])
def test_the_exit_code_follows_the_counts(
    run: Callable[..., Ran], fail_on: str
) -> None:
    words = ("validate", "-", "--table", "T01", "--format", "jsonl")
    ran = run(*words, "--fail-on", fail_on, stdin=DATA)
    assert ran.code == (1 if fail_on == "error" else 0)


@pytest.mark.parametrize("name", ["json", "jsonl", "text"])
def test_the_place_of_a_repeated_record_may_be_standard_input(
    name: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "T01.jsonl"
    path.write_bytes(b'{"order_number": "A1", "amount": "1"}\n')
    words = ("validate", "-", str(path), "--table", "T01", "--format", name)
    ran = run(*words, stdin=path.read_bytes())
    assert "<stdin> 第 1 行" in ran.out
    assert "/stdin." not in ran.out


def _open_below(folder: str) -> list[str]:
    """Return the open files of this process in a folder; only Linux tells them."""
    if sys.platform != "linux":
        return []
    files = [os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()]
    return [file for file in files if file.startswith(folder)]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 141),
        (InputError(Text("坏了", "broken")), 4),
    ],
)
def test_no_file_is_open_when_the_data_of_standard_input_are_removed(
    error: BaseException,
    code: int,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut_short(_lines: JsonLines, _finding: object) -> None:
        raise error

    folders: list[str] = []
    still_open: list[str] = []
    remove = tempfile.TemporaryDirectory.cleanup

    def watched(folder: tempfile.TemporaryDirectory[str]) -> None:
        folders.append(folder.name)
        still_open.extend(_open_below(folder.name))
        remove(folder)

    monkeypatch.setattr(JsonLines, "finding", cut_short)
    monkeypatch.setattr(tempfile.TemporaryDirectory, "cleanup", watched)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    data = DATA * 400
    ran = run("validate", "-", "--table", "T01", "--format", "jsonl", stdin=data)
    assert (ran.code, still_open) == (code, [])
    assert [Path(folder).exists() for folder in folders] == [False]
