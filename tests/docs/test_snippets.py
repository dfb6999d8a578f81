"""The Python of README and docs runs, and gives what the comments beside it say."""

from __future__ import annotations

import ast
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from ruleengine.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = {
    path.relative_to(ROOT).as_posix(): re.findall(
        r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL
    )
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]
}


def promised(line: str) -> object:
    """Return the value that the comment of a line says, or ... when it says none."""
    try:
        return eval(line.rpartition("  # ")[2], {"Decimal": Decimal})
    except (SyntaxError, NameError):
        return ...


@pytest.mark.parametrize("page", [page for page, code in PAGES.items() if code])
def test_the_python_of_a_page_gives_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = ROOT / "examples" / "submission"
    shutil.copytree(sample, tmp_path / "examples" / "submission")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in PAGES[page]:
        lines = code.splitlines()
        for statement in ast.parse(code).body:
            text = ast.unparse(statement)
            if not isinstance(statement, ast.Expr):
                exec(text, names)
                continue
            value = eval(text, names)
            told = promised(lines[statement.lineno - 1])
            assert told is ... or value == told, text


def test_the_page_for_programs_says_values() -> None:
    lines = "".join(PAGES["docs/library.md"]).splitlines()
    assert sum(promised(line) is not ... for line in lines if "  # " in line) > 10


def test_the_inputs_of_the_page_about_computing_are_inputs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "zh" / "compute.md").read_text(encoding="utf-8")
    (inputs,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    file = tmp_path / "inputs.yaml"
    file.write_text(inputs, encoding="utf-8")
    (command,) = re.findall(r"ruleengine (compute .*) --input inputs.yaml\n", page)
    assert main([*command.split(), "--input", str(file)]) == 0, capsys.readouterr()
