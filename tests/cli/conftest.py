from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ruleengine.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = Path(__file__).parent / "rules"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "RULEENGINE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    def call(*argv: str, stdin: bytes | None = None, rules: bool = True) -> Ran:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        words = [*argv, "--rules", str(RULES)] if rules else list(argv)
        code = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return call
