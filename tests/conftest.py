"""Rule packs written for one test: a folder, loaded as an officer's folder would be."""

from __future__ import annotations

import gc
import os
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

import ruleengine
from ruleengine.base.garbage import SELDOM

if TYPE_CHECKING:
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


# Every run tries the same examples, and none that an earlier one left behind. How long one
# takes hangs on what else the machine does.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


def pytest_configure(config: pytest.Config) -> None:
    """Keep rules that were once found right to this run; its processes share them.

    Before any module of tests is read: some load rules while they are. And look for
    garbage as seldom as the command line does: there is little, among very much that
    stays.
    """
    gc.set_threshold(SELDOM)
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    folder = TemporaryDirectory(prefix="ruleengine-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    patch = pytest.MonkeyPatch()
    patch.setenv("RULEENGINE_CACHE", folder.name)
    config.add_cleanup(patch.undo)


def pytest_collection_finish() -> None:
    """Let tests and modules be: whoever looks for garbage need not go through them."""
    gc.freeze()


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
