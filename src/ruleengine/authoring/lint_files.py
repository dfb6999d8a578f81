"""Files in the folder of a pack that look like rule files and are not read.

Comes in: a pack that loaded. Goes out: a warning for each file whose name keeps it
from being read, as editors of text and of archives make them.
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

ALMOST = re.compile(r"(?i)(.+?)\.ya?ml(?:\.txt)?")
"""``.yml``, ``.YAML`` and what an editor makes of ``.yaml``: ``.yaml.txt``."""


def file_problems(linted: Linted) -> Iterator[Problem]:
    """Yield a warning for each file that was probably meant to be a rule file."""
    folder = linted.pack.folder
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
