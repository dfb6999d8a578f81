"""A kind and an id -> a rule file and its cases to start from, both right as they are."""

from __future__ import annotations

import os
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import text
from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import listed
from ruleengine.base.whole_file import write_whole
from ruleengine.source.packs import CLAUSES, DOCUMENT, PackFolder
from ruleengine.source.shipped import schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

SKELETONS = Path(__file__).with_name("skeletons")
UNLISTED = "C-1"
"""A clause for packs that keep no list of clauses."""
KINDS = ("table", "decision", "identifier", "code-list", "calculation")
LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
RESERVED = (DOCUMENT.removesuffix(".yaml"), CLAUSES.removesuffix(".yaml"))
"""Ids whose rule files would be taken for the document, or for its clauses."""
NAME = re.compile(r"[a-z][a-z0-9-]*")


def new_rule(kind: str, local: str, folder: Path, clause: str) -> list[Path]:
    """Write a skeleton with its cases into the folder of a pack.

    Args:
        kind: one of ``KINDS``.
        local: the id inside the pack.
        folder: of the pack; a ``document.yaml`` is written when it has none.
        clause: id of the clause that the rule rests on; empty when the pack has no
            list of clauses.

    Returns:
        The files that were written.

    Raises:
        UsageError: there is no such kind, the id cannot be one, or a file is there
            already.
        OSError: a file cannot be written; ``filename`` says which.
    """
    _judge(kind, local, folder)
    files = dict(_files(kind, local, folder))
    for path in files:
        if path.exists() and path.name != DOCUMENT:
            raise UsageError(text("new.exists", file=path.as_posix()))
    facts = {"id": local, "clause": clause or _some_clause(folder)}
    facts |= {"pack": _pack_name(folder), "schemas": _schemas(folder)}
    texts = {
        path: Template(skeleton).substitute(facts)
        for path, skeleton in files.items()
        if not path.exists()
    }
    try:
        for path, written in texts.items():
            _write(path, written)
    except OSError:
        for path in texts:  # or the next try would find half of them there
            path.unlink(missing_ok=True)
        raise
    return list(texts)


def _judge(kind: str, local: str, folder: Path) -> None:
    if kind not in KINDS:
        near = near_misses(kind, KINDS, 1) or KINDS
        raise UsageError(text("new.kind", kind=kind, wanted=listed(near)))
    if not LOCAL.fullmatch(local):
        raise UsageError(text("new.id", id=local))
    if local.lower() in RESERVED:
        raise UsageError(text("new.reserved", id=local, words=listed(RESERVED)))
    if not folder.is_dir() and folder.exists():
        raise UsageError(text("new.folder", folder=folder.as_posix()))


def _files(kind: str, local: str, folder: Path) -> Iterator[tuple[Path, str]]:
    yield folder / DOCUMENT, _skeleton("document.yaml")
    yield folder / f"{local.lower()}.yaml", _skeleton(f"{kind}.yaml")
    cases = f"{kind}.cases.yaml"
    if (SKELETONS / cases).is_file():
        yield folder / f"{local.lower()}.cases.yaml", _skeleton(cases)


def _skeleton(name: str) -> str:
    return (SKELETONS / name).read_text(encoding="utf-8")


def _pack_name(folder: Path) -> str:
    name = folder.resolve().name.lower()
    return name if NAME.fullmatch(name) else "my-rules"


def _some_clause(folder: Path) -> str:
    """Return the first clause of the pack, so that the file loads and lints as it is."""
    if not (folder / CLAUSES).is_file():
        return UNLISTED
    node = PackFolder(folder, folder.name).read(CLAUSES)
    return next((item.text("id") for item in node.mappings("clauses")), UNLISTED)


def _schemas(folder: Path) -> str:
    schemas = schemas_folder().resolve()
    try:
        return Path(os.path.relpath(schemas, folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return schemas.as_uri()


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
