"""Cache files: plain JSON behind its own hash, in the user's cache folder.

A file that is missing, damaged or foreign is ignored and written afresh; one that cannot
be written is done without. Files that nobody wrote for long are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.version import VERSION
from ruleengine.base.whole_file import write_whole
from ruleengine.source.shipped import PACKAGE, schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = 3
"""The form of the cache files; another number makes older files foreign."""
SETTING = "RULEENGINE_CACHE"
"""Environment variable: another folder, or ``off``."""
KEPT_DAYS = 30
"""Older files are removed when rules are written down; what is in use comes back."""
_OWN = re.compile(r"[0-9a-f]{32}\.json(?:\.[0-9a-f]+\.part)?")
"""Names of cache files, and of those that nobody finished."""


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


@cache
def program() -> str:
    """Return which program this is: another one may find other rules right."""
    changes = [0]
    with contextlib.suppress(OSError):  # it may stand in an archive
        changes.append(Path(__file__).stat().st_mtime_ns)
        if not schemas_folder().is_relative_to(PACKAGE):  # a checkout: it is worked on
            changes += [*_changes(PACKAGE), *_changes(schemas_folder())]
    return f"{FORM} {VERSION} {max(changes)}"


def _changes(folder: Path | str) -> Iterator[int]:
    """Yield when the modules and schemas in a folder were changed, in nanoseconds."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _changes(entry.path)
            elif entry.name.endswith((".py", ".json")):
                yield entry.stat().st_mtime_ns


def cache_file(kind: str, *named: str) -> Path | None:
    """Return the file for what is known of something; None where there is no cache.

    Args:
        kind: what is known; a folder of the cache.
        named: everything on which it depends, beside the program.
    """
    root = cache_folder()
    if root is None:
        return None
    digest = _digest("\n".join((program(), *named)))
    return root / kind / f"{digest[:32]}.json"


def read(path: Path | None) -> Any:
    """Return what a file holds; None where it is none of ours."""
    if path is None:
        return None
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
        return json.loads(text) if digest == _digest(text) else None
    except (OSError, ValueError, RecursionError):
        return None


def write(path: Path, content: object) -> None:
    """Write a file whole or not at all."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{_digest(text)}\n{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def remove_old() -> None:
    """Remove the cache files that nobody wrote for long; other files stay."""
    root = cache_folder()
    oldest = time.time() - KEPT_DAYS * 24 * 60 * 60
    with contextlib.suppress(OSError):
        for path in root.glob("*/*.json*") if root else ():
            if _OWN.fullmatch(path.name) and path.stat().st_mtime < oldest:
                path.unlink()
