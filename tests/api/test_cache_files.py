"""Cache files belong to one state of the program, and old ones go."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.api import cache_files
from ruleengine.api.cache_files import KEPT_DAYS, cache_file, program, remove_old

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60 * 60

pytestmark = pytest.mark.usefixtures("own_cache")


def test_another_program_looks_for_other_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = cache_file("rules", "x")
    assert cache_file("rules", "x") == before != cache_file("rules", "y")
    monkeypatch.setattr(cache_files, "program", lambda: "another")
    assert cache_file("rules", "x") != before


def test_a_changed_module_or_schema_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PACKAGE", "schemas_folder"):
        folder = tmp_path / name
        (folder / "room").mkdir(parents=True)
        found = folder if name == "PACKAGE" else lambda: tmp_path / "schemas_folder"
        monkeypatch.setattr(cache_files, name, found)
    states = [program.__wrapped__()]
    for number, name in enumerate(("PACKAGE/room/a.py", "schemas_folder/a.json")):
        (tmp_path / name).write_text("", encoding="utf-8")
        later = time.time() + DAY * (number + 1)
        os.utime(tmp_path / name, (later, later))
        states.append(program.__wrapped__())
    (tmp_path / "PACKAGE" / "notes.txt").write_text("", encoding="utf-8")
    assert program.__wrapped__() == states[-1]
    assert len(set(states)) == 3


def test_a_program_without_files_has_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_files, "PACKAGE", tmp_path / "archive.zip")
    assert program.__wrapped__() == program.__wrapped__()


def test_files_of_ours_that_are_old_are_removed(own_cache: Path) -> None:
    ruleengine.load("ilac")
    ours = {path.name for path in own_cache.glob("*/*")}
    assert ours
    foreign = own_cache / "rules" / "notes.json"
    foreign.write_text("{}", encoding="utf-8")
    old = time.time() - (KEPT_DAYS + 1) * DAY
    unfinished = own_cache / "rules" / f"{'0' * 32}.json.0a1b2c3d.part"
    unfinished.touch()
    aged = [*sorted(own_cache.glob("files/*"))[::2], unfinished, foreign]
    for path in aged:
        os.utime(path, (old, old))
    remove_old()
    left = {path.name for path in own_cache.glob("*/*")}
    assert left == (ours | {foreign.name}) - {p.name for p in aged if p != foreign}
    assert set(ruleengine.load("ilac").packs()) == {"ilac", "codes"}


def test_without_a_cache_nothing_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEENGINE_CACHE", "off")
    remove_old()
    assert cache_file("rules", "x") is None
