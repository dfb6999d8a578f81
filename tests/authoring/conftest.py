"""Rule packs that a test may break: copies of the shipped ones, and small ones."""

from __future__ import annotations

import shutil
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DOCUMENT = """\
kind: document
pack: {pack}
title: 小规则包
edition: "1"
"""


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """Return how to copy a pack and replace texts in one of its files."""

    def make(
        file: str, *changes: tuple[str, str], others: Sequence[str] = ("*",)
    ) -> Path:
        """Copy the file, the document, and ``others``: fewer are sooner gone through."""
        pack, _, name = file.partition("/")
        folder = tmp_path / "rules" / pack
        if not folder.exists():
            folder.mkdir(parents=True)
            for pattern in {"document.yaml", name, *others}:
                for path in (rules_folder() / pack).glob(pattern):
                    shutil.copy(path, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (file, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Return how to write a small pack ``p``, with an empty ``codes`` beside it."""

    def make(**files: str) -> Path:
        folder = tmp_path / "small"
        for pack in ("codes", "p"):
            (folder / pack).mkdir(parents=True, exist_ok=True)
            document = folder / pack / "document.yaml"
            document.write_text(DOCUMENT.format(pack=pack), encoding="utf-8")
        for name, text in files.items():
            path = folder / "p" / name.replace("__", ".").replace("_", "-")
            path.write_text(dedent(text), encoding="utf-8")
        return folder

    return make
