"""Folders -> the rule files of packs, with the hash that names their edition."""

from __future__ import annotations

import errno
import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Protocol

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import RulePackError
from ruleengine.base.text import Text
from ruleengine.base.whole_file import real_place
from ruleengine.source.catalogue import CATALOGUE
from ruleengine.source.node import Mapping
from ruleengine.source.plain import from_plain, to_plain
from ruleengine.source.unreadable import unreadable, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.source.csv_rows import Row

DOCUMENT = "document.yaml"
CASES = ".cases.yaml"
CLAUSES = "clauses.yaml"
OUTSIDE = Text("不在规则文件旁边", "it does not stand beside the rule file")
UNREADABLE = b"\0"
"""Stands in the hash for what a file holds that cannot be read; no YAML or csv does."""
ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""What the operating system says where there is nothing."""
PACK = re.compile(r"^pack:[ ]+['\"]?([a-z][a-z0-9-]*)", re.MULTILINE)


@frozen
class FileHead:
    """What a rule file is."""

    file: str
    kind: str
    id: str
    title: str


class NodeMemory(Protocol):
    """Keeps the plain form of files by what they hold."""

    def get(self, path: Path) -> list[Any] | None:
        """Return what is known of a file as it stands; None for nothing."""

    def put(self, path: Path, plain: list[Any]) -> None:
        """Keep the plain form of a file."""


@dataclass(frozen=True)
class PackFolder:
    """One edition of one document: a folder with a ``document.yaml``."""

    path: Path
    name: str
    """How the folder is called in problems: relative to where it was looked for."""
    remembered: tuple[FileHead, ...] = ()
    """What the files are, for a folder whose every file was once found right."""
    nodes: NodeMemory | None = field(default=None, compare=False, repr=False)
    """Keeps what files hold, for a folder whose every file was once found right."""
    _read: dict[str, Mapping] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether all its files, as they stand, were once found right."""
        return self.nodes is not None

    @cached_property
    def pack(self) -> str:
        """The name of the pack as its document writes it, without parsing it all."""
        try:
            text = (self.path / DOCUMENT).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return self.path.name
        found = PACK.search(text)
        return found[1] if found else self.path.name

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of all rule files, cases and clauses included, in order."""
        return tuple(name for name in self._own if name.endswith(".yaml"))

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """The names of what belongs to the rules, in order.

        Editors put lock files and copies beside a file, whose names begin with a dot.
        """
        return tuple(
            sorted(
                path.name
                for path in _entries(self.path, self.name)
                if path.suffix in {".yaml", ".csv"}
                and not path.name.startswith(".")
                and _is_file(path)
            )
        )

    @property
    def rule_files(self) -> tuple[str, ...]:
        """The files with rules: neither cases nor the list of clauses."""
        return tuple(
            name for name in self.files if not name.endswith(CASES) and name != CLAUSES
        )

    @property
    def case_files(self) -> tuple[str, ...]:
        """The files with cases."""
        return tuple(name for name in self.files if name.endswith(CASES))

    @cached_property
    def sha256(self) -> str:
        """A hash over names and bytes of everything that rules: all but the cases."""
        total = hashlib.sha256()
        for name in self._own:
            if not name.endswith(CASES):
                total.update(name.encode() + b"\0" + _held(self.path / name) + b"\0")
        return total.hexdigest()

    @cached_property
    def heads(self) -> tuple[FileHead, ...]:
        """What each rule file is: as remembered, else by reading them all.

        Raises:
            RulePackError: with the problems of the first file that has any.
        """
        return self.remembered or tuple(self._head(name) for name in self.rule_files)

    def _head(self, name: str) -> FileHead:
        node = self.read(name)
        return FileHead(name, node.text("kind"), node.text("id"), node.text("title"))

    def read(self, name: str) -> Mapping:
        """Return a file of the folder, held to its schema; read once.

        Raises:
            RulePackError: with every problem of that file.
        """
        if name not in self._read:
            self._read[name] = self._known(name) or self._parsed(name)
        return self._read[name]

    def _known(self, name: str) -> Mapping | None:
        if self.nodes is None:
            return None
        try:
            plain = self.nodes.get(self.path / name)
            node = plain and from_plain(plain, f"{self.name}/{name}")
        except (OSError, TypeError, ValueError):
            return None
        return node if isinstance(node, Mapping) else None

    def _parsed(self, name: str) -> Mapping:
        from ruleengine.source.read import read_file
        from ruleengine.source.shape import misplaced, shape_problems

        def judge(node: Mapping) -> Iterator[Problem]:
            yield from shape_problems(node)
            yield from misplaced(node, _kind_named(name))

        path = self.path / name
        is_right = bool(self.remembered)
        node = read_file(path, f"{self.name}/{name}", None if is_right else judge)
        if self.nodes is not None:
            self.nodes.put(path, to_plain(node))
        return node

    def rows(
        self, name: str, asked_at: Position, columns: Sequence[str]
    ) -> tuple[Row, ...]:
        """Return the rows of a csv beside the rules; ``columns`` are those it may have.

        Raises:
            RulePackError: when the file is not there, or with what is wrong in it.
        """
        from ruleengine.source.csv_rows import csv_rows

        path = self.path / name
        try:
            if real_place(path).parent != self.path.resolve():
                raise _no_rows(asked_at, name, OUTSIDE)
            raw = path.read_bytes()
        except (OSError, ValueError) as error:  # a name may hold a NUL
            raise _no_rows(asked_at, name, why(error)) from error
        return csv_rows(raw, f"{self.name}/{name}", columns)


def _kind_named(name: str) -> str:
    """Return the kind that a file has for its name; empty for a file with rules."""
    if name.endswith(CASES):
        return "cases"
    return {DOCUMENT: "document", CLAUSES: "clauses"}.get(name, "")


def _entries(folder: Path, name: str) -> Iterator[Path]:
    """Yield what stands in a folder.

    Raises:
        RulePackError: the folder cannot be read.
    """
    try:
        yield from folder.iterdir()
    except OSError as error:
        raise unreadable(name, error) from error


def _is_file(path: Path) -> bool:
    """Tell whether there is a file, or something that should be one.

    A link that leads nowhere, or where we may not look, is told when it is read.
    """
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _held(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # told when the file is read, together with all else
        return UNREADABLE


def _no_rows(asked_at: Position, name: str, reason: Text) -> RulePackError:
    """Return the error for a csv file, told where a rule file asks for it."""
    told = Text(f"“{name}”{reason.zh}", f'"{name}": {reason.en}')
    return RulePackError([CATALOGUE.problem("E101", asked_at, found=name, reason=told)])


def find_packs(root: Path) -> Iterator[PackFolder]:
    """Yield the pack folders at or directly below ``root``, in order of name.

    Raises:
        RulePackError: a folder cannot be read.
    """
    # The working folder, ".", has no name of its own.
    name = root.name or root.resolve().name
    if _is_pack(root, name):
        yield PackFolder(root, name)
        return
    entries = _entries(root, name) if root.is_dir() else ()
    for folder in sorted(entries, key=_name):
        if _is_pack(folder, f"{name}/{folder.name}"):
            yield PackFolder(folder, f"{name}/{folder.name}")


def _name(path: Path) -> str:
    return path.name  # paths of Windows are compared without regard to case


def _is_pack(folder: Path, name: str) -> bool:
    try:  # later Pythons say of a place where we may not look that there is no file
        return S_ISREG((folder / DOCUMENT).stat().st_mode)
    except OSError as error:
        if error.errno in ABSENT:
            return False
        raise unreadable(name, error) from error
