"""Rule packs written for one test: a folder, loaded as an officer's folder would be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest

import ruleengine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruleengine.api.ruleset import Ruleset

DOCUMENT = """\
kind: document
pack: demo
title: 示例规范
edition: "1"
effective:
  from: null
readings:
  - name: fixed-number
    title: 定长数字
    default: practical
    choices:
      - choice: practical
        says: 至多
      - choice: strict
        says: 恰好
    why: 示例
"""


@pytest.fixture(scope="session", autouse=True)
def _cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep rules that were once found right to this run; its processes share them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RULEENGINE_CACHE", str(shared / "cache"))
        yield


class PackWriter(Protocol):
    """Writes files of a pack and loads it."""

    def __call__(self, *, document: str = DOCUMENT, **files: str) -> Ruleset: ...


@pytest.fixture
def load_pack(tmp_path: Path) -> PackWriter:
    """Return a function that takes ``name="yaml text"`` and gives the loaded rules."""

    def write(*, document: str = DOCUMENT, **files: str) -> Ruleset:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        for name, text in {"document": document, **files}.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return ruleengine.load(tmp_path)

    return write
