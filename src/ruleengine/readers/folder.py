"""Submitted paths: which files are read, and which of a folder are left out.

Comes in: a path. Goes out: the files to be read, and what else in the folder is named
like a table and would be missed. Opens no file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import near_misses
from ruleengine.readers.sentences import (
    cannot_open,
    input_error,
    joined,
    sentence,
    suggestion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue

SEPARATED = frozenset({".csv", ".tsv", ".txt"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
JSON = frozenset({".json", ".jsonl", ".ndjson"})
YAML = frozenset({".yaml", ".yml"})
OLD_WORKBOOKS = frozenset({".xls", ".xlsb", ".et", ".ods"})
IN_FOLDERS = (SEPARATED | WORKBOOKS | JSON | YAML | OLD_WORKBOOKS) - {".txt"}
"""What is read in a folder; all other files there are attachments."""
MEDIA = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff"})
"""Attachments, which may be called like the table that names them."""
REPORTS = frozenset({".html", ".htm", ".xml", ".sarif"})
"""Only reports are called so."""
FOLDERS = 100
"""So many folders inside a folder are looked into for data."""


@frozen
class Skipped:
    """A file, sheet or member that was left out, and why."""

    file: str
    sheet: str | None
    reason: Text


@frozen
class File:
    """One file to be read."""

    path: Path
    name: str
    """As the user named it, with forward slashes."""
    is_from_folder: bool = False
    is_alone: bool = True
    """Whether it was named itself, or is the only file to be read in its folder."""


def files(path: Path) -> list[File]:
    """Return a submitted file, or the data files of a folder by their names.

    Raises:
        InputError: there is nothing of this name, or the folder cannot be read.
    """
    if not is_folder(path):
        _nearby(path)
        return [File(path, path.as_posix())]
    try:
        every = sorted(entry.name for entry in path.iterdir() if entry.is_file())
    except OSError as error:
        raise cannot_open(path.as_posix(), error) from error
    names = [name for name in every if _is_read(name)]
    is_alone = len(names) == 1
    return [
        File(
            path / name,
            (path / name).as_posix(),
            is_from_folder=True,
            is_alone=is_alone,
        )
        for name in names
    ]


def _is_read(name: str) -> bool:
    return not name.startswith((".", "~$")) and suffix_of(name) in IN_FOLDERS


def is_folder(path: Path) -> bool:
    """Tell whether a path is that of a folder; a name that cannot be is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def suffix_of(name: str) -> str:
    """Return the ending of a name in small letters, with its dot."""
    return Path(name).suffix.casefold()


def _nearby(path: Path) -> None:
    """Refuse a path that does not exist, and name what looks like it."""
    try:
        path.stat()
    except PermissionError as refusal:
        raise cannot_open(path.as_posix(), refusal) from refusal
    except (OSError, ValueError):
        names = _beside(path)
    else:
        return
    if path.name in names:  # or it would be its own near miss
        raise input_error("dangling-link", path.as_posix())
    key = "no-wildcards" if set(path.name) & {"*", "?"} else "no-such-file"
    error = input_error(key, path.as_posix())
    near = suggestion(near_misses(path.name, names))
    raise type(error)(joined(error.message, near), path.as_posix())


def _beside(path: Path) -> list[str]:
    """Return the names of what stands in the folder of a path that leads nowhere."""
    try:
        return [
            entry.name
            for entry in path.parent.iterdir()
            if entry.exists() or entry.name == path.name
        ]
    except (OSError, ValueError):
        return []


def left_out(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[Skipped]:
    """Yield what stands in submitted folders, is called like a table, and not read."""
    given = {path.absolute() for path in paths}
    for path in paths:
        if is_folder(path):
            entries = [one for one in _visible(path) if one.absolute() not in given]
            # By name: paths of Windows are compared without regard to case.
            entries.sort(key=lambda entry: entry.name)
            yield from _left_out(entries, catalogue)


def _left_out(entries: Sequence[Path], catalogue: Catalogue) -> Iterator[Skipped]:
    folders = [entry for entry in entries if entry.is_dir()]
    for entry in entries:
        if entry.is_file() and _is_missed(entry, catalogue):
            yield Skipped(entry.as_posix(), None, sentence("file-left-out"))
        elif _is_read(entry.name) and not entry.exists():
            yield Skipped(entry.as_posix(), None, sentence("link-left-out"))
    for folder in folders[:FOLDERS]:
        yield from _data_below(folder, catalogue)


def _visible(path: Path) -> list[Path]:
    try:
        entries = list(path.iterdir())
    except OSError:
        return []
    return [entry for entry in entries if not entry.name.startswith((".", "~$"))]


def _is_missed(entry: Path, catalogue: Catalogue) -> bool:
    is_other = suffix_of(entry.name) not in IN_FOLDERS | MEDIA | REPORTS
    return is_other and catalogue.is_exact(entry.stem)


def _data_below(folder: Path, catalogue: Catalogue) -> Iterator[Skipped]:
    names = sorted(
        entry.name
        for entry in _visible(folder)
        if suffix_of(entry.name) in IN_FOLDERS and catalogue.named(entry.stem)
    )
    if names:
        told = sentence("folder-left-out", name=names[0], count=len(names))
        yield Skipped(folder.as_posix(), None, told)
