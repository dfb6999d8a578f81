"""``--format jsonl`` writes findings while the data are read, and keeps none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.engine.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

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
        kept.append(len(self.findings))
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
    target.unlink()
    assert run(*words, stdin=DATA + b'{"amount": ').code in {1, 4}
    missing = tmp_path / "missing.jsonl"
    broken = run("validate", str(missing), "--table", "T01", "--to", str(target))
    assert broken.code != 0
    assert not list(tmp_path.glob("*.part"))


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
