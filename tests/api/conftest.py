"""What tests of loading share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test a cache folder of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("RULEENGINE_CACHE", str(folder))
    return folder
