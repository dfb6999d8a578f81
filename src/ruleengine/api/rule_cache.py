"""The rule cache: what was parsed of rule files that were found right, by their hash."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ruleengine.api.cache_files import cache_file, read, remove_old, write
from ruleengine.compile.parse_memory import ParseMemory
from ruleengine.source.packs import FileHead, PackFolder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def remembered(folders: Sequence[PackFolder]) -> tuple[list[PackFolder], ParseMemory]:
    """Return the folders with what is remembered of them.

    The memory is good when exactly these files were once found right; else it is empty
    and the folders are returned as they are.
    """
    stored = read(_path(folders))
    if stored is None:
        return list(folders), ParseMemory()
    try:
        heads = stored["heads"]
        known = [
            found_right(each, tuple(FileHead(*head) for head in own))
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
    write(path, content)
    remove_old()


def found_right(folder: PackFolder, heads: tuple[FileHead, ...]) -> PackFolder:
    """Return a folder of which every file was found right, with what they are."""
    return replace(folder, remembered=heads, nodes=StoredNodes())


class StoredNodes:
    """What single rule files hold, by the hash of their bytes."""

    def get(self, path: Path) -> Any:
        """Return what is known of a file as it stands; None for nothing."""
        return read(self._stored(path))

    def put(self, path: Path, plain: list[Any]) -> None:
        """Keep what a file holds."""
        stored = self._stored(path)
        if stored is not None:
            write(stored, plain)

    def _stored(self, path: Path) -> Path | None:
        return cache_file("files", hashlib.sha256(path.read_bytes()).hexdigest())


def _path(folders: Sequence[PackFolder]) -> Path | None:
    return cache_file(
        "rules", *(f"{folder.name} {folder.sha256}" for folder in folders)
    )
