"""The ending of ``--to`` names the format, in every command alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.mark.parametrize(
    ("command", "ending", "start"),
    [
        ("lint", "sarif", '{"$schema"'),
        ("lint", "json", "{"),
        ("test", "log", "2 个用例"),
        ("test", "xml", "<?xml"),
        ("test", "json", "{"),
        ("coverage", "html", "<!DOCTYPE"),
        ("coverage", "json", "{"),
        ("list", "txt", "规则包"),
        ("list", "", "规则包"),
    ],
)
def test_the_ending_names_the_format_in_every_command(
    command: str, ending: str, start: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    target = tmp_path / f"answer.{ending}".rstrip(".")
    ran = run(command, "--to", str(target))
    # These rules lack cases, which lint tells.
    assert (ran.code, ran.out) == (1 if command == "lint" else 0, "")
    assert target.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    "argv", [["lint"], ["test"], ["coverage"], ["list"], ["compute", "fees"]]
)
def test_an_answer_is_not_written_under_the_ending_of_another_format(
    argv: list[str], tmp_path: Path, run: Callable[..., Ran]
) -> None:
    target = tmp_path / "answer.xlsx"
    ran = run(*argv, "--to", str(target))
    assert ran.code == 2
    assert ".json" in ran.err
    assert not target.exists()
    nowhere = run(*argv, "--to", str(tmp_path / "no" / "answer.json"))
    assert nowhere.code == 2
