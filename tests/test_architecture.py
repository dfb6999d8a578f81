"""ARCHITECTURE.md, the import contract and the tree say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "ruleengine"


def contract() -> list[list[str]]:
    settings: dict[str, Any] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )
    contracts = settings["tool"]["importlinter"]["contracts"]
    (stages,) = (each for each in contracts if each["id"] == "stages")
    layers = [re.findall(r"\w+", layer) for layer in stages["layers"]]
    return [layer for layer in layers if layer != ["__main__"]]


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)


def test_the_picture_of_layers_is_the_import_contract() -> None:
    pictures = re.findall(r"```\n(.*?)```", section("The way of the data"), re.DOTALL)
    drawn = [re.findall(r"\w+", line) for line in pictures[-1].splitlines()]
    assert drawn == contract()


def test_the_table_of_rooms_names_each_room_once() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    rooms = folders | (modules - {"__init__", "__main__"})
    listed = first_column(section("The rooms"))
    assert sorted(listed) == sorted(rooms)
    assert sorted(listed) == sorted(room for layer in contract() for room in layer)


def test_every_room_says_what_it_is_for() -> None:
    rooms = first_column(section("The rooms"))
    assert rooms
    for room in rooms:
        folder, module = PACKAGE / room / "__init__.py", PACKAGE / f"{room}.py"
        page = folder if folder.is_file() else module
        text = page.read_text(encoding="utf-8")
        assert text.startswith('"""'), room


def test_files_that_the_page_names_are_there() -> None:
    named = re.findall(r"`([a-z]+/[\w./]+)`", PAGE)
    assert named
    for name in named:
        inside = PACKAGE / name
        assert inside.exists() or (ROOT / name).exists(), name
