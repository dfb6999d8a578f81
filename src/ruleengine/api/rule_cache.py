"""The rule cache: what was parsed of rule files that were found right, by their hash.

Plain JSON in the user's cache folder. A file that is missing, damaged or foreign is
ignored and written afresh; one that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.version import VERSION
from ruleengine.compile.parse_memory import ParseMemory
from ruleengine.source.packs import FileHead, PackFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = 2
"""The form of the cache files; another number makes older files foreign."""
SETTING = "RULEENGINE_CACHE"
"""Environment variable: another folder, or ``off``."""


def cache_folder() -> Path | None:
    """Return the folder for cache files, or None when there shall be none."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return None if chosen.lower() == "off" else Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "ruleengine" / "cache" if base else None
    try:
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "ruleengine"
        base = os.environ.get("XDG_CACHE_HOME")
        return (Path(base) if base else Path.home() / ".cache") / "ruleengine"
    except RuntimeError:  # this user has no home
        return None


def remembered(folders: Sequence[PackFolder]) -> tuple[list[PackFolder], ParseMemory]:
    """Return the folders with what is remembered of them.

    The memory is good when exactly these files were once found right; else it is empty
    and the folders are returned as they are.
    """
    stored = _read(_path(folders))
    if stored is None:
        return list(folders), ParseMemory()
    try:
        heads = stored["heads"]
        known = [
            PackFolder(
                each.path,
                each.name,
                tuple(FileHead(*head) for head in own),
                nodes=StoredNodes(),
            )
            for each, own in zip(folders, heads, strict=True)
        ]
        memory = ParseMemory(
            is_good=True, formats=stored["formats"], conditions=stored["conditions"]
        )
    except (KeyError, TypeError, ValueError):
        return list(folders), ParseMemory()
    return known, memory


def remember(folders: Sequence[PackFolder], memory: ParseMemory) -> None:
    """Write down what was parsed of folders whose every file was found right."""
    path = _path(folders)
    if path is None:
        return
    content = {
        "heads": [
            [[h.file, h.kind, h.id, h.title] for h in folder.heads]
            for folder in folders
        ],
        "formats": memory.formats,
        "conditions": memory.conditions,
    }
    _write(path, content)


class StoredNodes:
    """What single rule files hold, by the hash of their bytes."""

    def get(self, path: Path) -> Any:
        """Return what is known of a file as it stands; None for nothing."""
        return _read(self._stored(path))

    def put(self, path: Path, plain: list[Any]) -> None:
        """Keep what a file holds."""
        stored = self._stored(path)
        if stored is not None:
            _write(stored, plain)

    def _stored(self, path: Path) -> Path | None:
        root = cache_folder()
        if root is None:
            return None
        name = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        return root / "files" / f"{FORM}-{name}.json"


def _path(folders: Sequence[PackFolder]) -> Path | None:
    root = cache_folder()
    if root is None:
        return None
    named = [f"{FORM} {VERSION}", *(f"{f.name} {f.sha256}" for f in folders)]
    return root / f"{_digest(chr(10).join(named))[:32]}.json"


def _read(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
        return json.loads(text) if digest == _digest(text) else None
    except (OSError, ValueError, RecursionError):
        return None


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
