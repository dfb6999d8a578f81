from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

RULES = Path(__file__).parent / "rules"
REPORT = "import sys; from ruleengine.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"


def modules_after(*argv: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", REPORT, *argv],
        capture_output=True,
        check=True,
        env={**os.environ, "LANG": "en_US.UTF-8"},
    )
    return {name.partition(".")[0] for name in ran.stderr.decode().split()}


def test_the_version_loads_no_library() -> None:
    heavy = {"lark", "yaml", "jsonschema", "openpyxl", "re2", "pandas", "decimal"}
    assert not modules_after("--version") & heavy


def test_one_json_record_is_validated_without_a_workbook_library(
    tmp_path: Path,
) -> None:
    file = tmp_path / "T01.json"
    file.write_text(json.dumps([{"订单编号": "1", "数量": "2"}]), encoding="utf-8")
    loaded = modules_after("validate", str(file), "--rules", str(RULES))
    assert "ruleengine" in loaded
    assert not loaded & {"openpyxl", "pandas", "polars", "pyarrow"}


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ruleengine", "--version"])
    with pytest.raises(SystemExit) as raised:
        runpy.run_module("ruleengine", run_name="__main__")
    assert raised.value.code == 0
