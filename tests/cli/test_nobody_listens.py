"""Where standard error takes nothing, the exit code is what it would be anyway."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ruleengine

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = str(Path(__file__).parent / "rules")
FULL = Path("/dev/full")
GONE = "a pipe whose reader has gone"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such places there")


def opened(place: str) -> int:
    if place != GONE:
        return os.open(place, os.O_WRONLY)
    read, write = os.pipe()
    os.close(read)
    return write


@pytest.fixture
def ended(tmp_path: Path) -> Callable[..., int]:
    """Return how to run a command with a stream of its own, for the exit code."""

    env = os.environ | {"PYTHONPATH": str(Path(ruleengine.__file__).parents[1])}

    def call(*argv: str, out: int = subprocess.DEVNULL, err: int | None = None) -> int:
        command = [sys.executable, "-m", "ruleengine", *argv]
        return subprocess.run(
            command, stdout=out, stderr=err, cwd=tmp_path, env=env, check=False
        ).returncode

    return call


@pytest.mark.parametrize("place", [str(FULL), GONE])
@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["list", "tables"], 0),
        (["list", "tables", "--to", "answer.json"], 0),
        (["list", "tabels"], 2),
        ([], 2),
        (["list", "--rules", "broken"], 3),
        (["compute", "fees", "--input", "nothing.yaml"], 4),
    ],
)
def test_the_code_does_not_hang_on_standard_error(
    argv: list[str], code: int, place: str, tmp_path: Path, ended: Callable[..., int]
) -> None:
    if place == str(FULL) and not FULL.exists():
        pytest.skip("no such device here")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "document.yaml").write_text("kind: [", encoding="utf-8")
    rules = [] if "broken" in argv or not argv else ["--rules", RULES]
    stream = opened(place)
    try:
        assert ended(*argv, *rules, err=stream) == code
    finally:
        os.close(stream)


@pytest.mark.parametrize(("place", "code"), [(str(FULL), 70), (GONE, 141)])
def test_an_answer_that_cannot_be_written_has_a_code_of_its_own(
    place: str, code: int, ended: Callable[..., int]
) -> None:
    if place == str(FULL) and not FULL.exists():
        pytest.skip("no such device here")
    stream = opened(place)
    try:
        found = ended("list", "--rules", RULES, out=stream, err=subprocess.DEVNULL)
        assert found == code
        assert ended("list", "--rules", RULES, out=stream, err=stream) == code
    finally:
        os.close(stream)
