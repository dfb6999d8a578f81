"""Table 7 with four of its cross-field rules, so that every tool can be given the same."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUR = ("C12", "C16", "C19", "C28")
"""Ux >= ux, x* and s* together, NIQR = 0.7413 IQR, UX >= uX."""


@contextmanager
def four_rules_pack() -> Iterator[Path]:
    """Yield a folder with a copy of the pack in which table 7 has four checks only."""
    with TemporaryDirectory() as folder:
        made = Path(folder, "rules")
        for pack in ("ptdata", "codes"):
            shutil.copytree(Path(str(rules_folder()), pack), made / pack)
        path = made / "ptdata" / "t07-statistics.yaml"
        path.write_text(with_checks(path.read_text("utf-8"), FOUR), "utf-8")
        yield made


def with_checks(table: str, kept: tuple[str, ...]) -> str:
    """Return the text of a table with some of its checks only."""
    before, checks, after = re.split(
        "^(checks:\n(?:[ #].*\n)*)", table, flags=re.MULTILINE
    )
    blocks = re.split("^(?=  - id: )", checks, flags=re.MULTILINE)
    ids = {f"  - id: {name}" for name in kept}
    chosen = [block for block in blocks[1:] if block.partition("\n")[0] in ids]
    return "".join((before, blocks[0], *chosen, after))
