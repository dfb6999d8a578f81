"""Problems with the line they are about, under names that a terminal can open."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.base.problem import RulePackError
from ruleengine.base.whole_file import real_place
from ruleengine.report.visible import columns, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.source.packs import PackFolder

Read = dict[Path, tuple[str, ...]]
"""The lines of the files that were looked into."""
LONGEST = 100
"""Characters of a line that are drawn."""
BEFORE = 60
"""Characters before the place that are kept when the line is longer."""


@contextmanager
def told_in_place(folders: Sequence[PackFolder]) -> Iterator[None]:
    """Name the files of problems that are raised inside from the working folder."""
    try:
        yield
    except RulePackError as error:
        raise RulePackError(in_place(error.problems, folders)) from error


def in_place(
    problems: Iterable[Problem], folders: Iterable[PackFolder]
) -> tuple[Problem, ...]:
    """Return problems with a drawn line each, files named from the working folder."""
    roots = {folder.name: folder.path for folder in folders}
    read: Read = {}
    return tuple(_shown(problem, roots, read) for problem in problems)


def _shown(problem: Problem, roots: dict[str, Path], read: Read) -> Problem:
    position = problem.position
    folder, _, name = position.file.rpartition("/")
    if folder not in roots:
        return problem
    path = roots[folder] / name
    if path not in read:
        read[path] = _lines(path)
    return replace(
        problem,
        position=replace(position, file=from_here(path).as_posix()),
        snippet=problem.snippet or snippet(read[path], position),
    )


def placed(position: Position, folders: Iterable[PackFolder]) -> Position:
    """Return a place with the name of its file as a terminal here can open it."""
    folder, _, name = position.file.rpartition("/")
    for each in folders:
        if each.name == folder:
            return replace(position, file=from_here(each.path / name).as_posix())
    return position


def from_here(path: Path) -> Path:
    """Return a path as a terminal here can open it, below this folder without it."""
    try:
        return real_place(path).relative_to(Path.cwd())
    except (OSError, ValueError):
        return path


def snippet(lines: Sequence[str], position: Position) -> str:
    """Return a line with a caret under the place; empty when there is no such line."""
    if not 0 < position.line <= len(lines):
        return ""
    line = lines[position.line - 1]
    at = position.column - 1
    start = max(0, at - BEFORE) if len(line) > LONGEST else 0
    shown, before = line[start : start + LONGEST], line[start:at]
    return f"{visible(shown)}\n{' ' * columns(visible(before))}^"


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()
