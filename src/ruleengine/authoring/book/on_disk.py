"""Files of the book -> a folder; pages of an earlier book that are gone are removed."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ruleengine.authoring.book.words import word
from ruleengine.base.problem import UsageError
from ruleengine.base.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

MANIFEST = "book.json"
"""Names the files of the book, so that the next one knows what is its own."""
ENDINGS = (".html", ".md")


def write_book(files: Iterable[tuple[str, str]], folder: Path) -> int:
    """Write the files of a book; return how many pages there are.

    Args:
        files: path below the folder -> text.
        folder: is made when it is not there.

    Raises:
        UsageError: the folder holds something else than an earlier book, or a page
            would take the place of a file that is not the book's.
        OSError: a file cannot be written; ``filename`` says which.
    """
    earlier = _earlier(folder)
    pages = dict(files)  # rules that do not load are told before anything is written
    _refuse_foreign(folder, set(pages) - earlier)
    folder.mkdir(parents=True, exist_ok=True)
    # The first of all: a book that was interrupted is known for one and written anew.
    _write_manifest(folder, earlier | set(pages))
    for path, text in pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text)
    for path in sorted(earlier - set(pages)):
        _remove(folder, path)
    _write_manifest(folder, pages)
    return len(pages)


def _refuse_foreign(folder: Path, new: set[str]) -> None:
    for path in sorted(new):
        if (folder / path).is_file():
            foreign = (folder / path).as_posix()
            raise UsageError(word("not-of-the-book", file=foreign))


def _write_manifest(folder: Path, names: Iterable[str]) -> None:
    manifest = json.dumps({"book": 1, "files": sorted(names)}, indent=1)
    write_whole(folder / MANIFEST, manifest + "\n")


def _earlier(folder: Path) -> set[str]:
    """Return the files of the book that stands in the folder."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise UsageError(word("not-a-folder", folder=str(folder)))
    if not any(folder.iterdir()):
        return set()
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        names = {str(name) for name in found["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(word("not-a-book", folder=str(folder))) from error
    return {name for name in names if _is_ours(name)}


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return inside and ":" not in name and path.suffix in ENDINGS


def _remove(folder: Path, name: str) -> None:
    target = folder / name
    if target.is_symlink() or not target.is_file():
        return
    target.unlink()
    parent = target.parent
    while parent != folder and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent
