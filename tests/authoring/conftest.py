"""A folder with copies of the shipped packs that a test may break."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """Return how to copy a pack and replace texts in one of its files."""

    def make(file: str, *changes: tuple[str, str]) -> Path:
        pack, _, name = file.partition("/")
        folder = tmp_path / "rules" / pack
        if not folder.exists():
            shutil.copytree(rules_folder() / pack, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (file, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return folder

    return make
