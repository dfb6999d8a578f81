"""Files in the folder of a pack that look like rule files and are not read.

Comes in: a pack that loaded. Goes out: a warning for each file whose name keeps it
from being read, as editors of text and of archives make them, and for each folder
inside, which nobody looks into.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.base.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.source.packs import PackFolder

ALMOST = re.compile(r"(?i)(.+?)\.ya?ml(?:\.txt)?")
"""``.yml``, ``.YAML`` and what an editor makes of ``.yaml``: ``.yaml.txt``."""


def file_problems(linted: Linted) -> Iterator[Problem]:
    """Yield a warning for each file that was probably meant to be a rule file."""
    folder = linted.pack.folder
    yield from _inner_folders(folder)
    for name in sorted(path.name for path in folder.path.iterdir() if path.is_file()):
        found = ALMOST.fullmatch(name)
        if found and name not in folder.files:
            yield CATALOGUE.problem(
                "E580",
                Position(f"{folder.name}/{name}", 1, 1),
                found=name,
                wanted=f"{found[1]}.yaml",
                severity="warning",
            )


def _inner_folders(folder: PackFolder) -> Iterator[Problem]:
    for path in sorted(folder.path.iterdir(), key=lambda path: path.name):
        inner = path.is_dir() and next(path.glob("*.yaml"), None)
        if inner:
            name = f"{folder.name}/{path.name}/{inner.name}"
            yield CATALOGUE.problem(
                "E581", Position(name, 1, 1), found=path.name, severity="warning"
            )
