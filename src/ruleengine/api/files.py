"""Submitted files as inputs; loaded only when there are files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.readers.reading import read
from ruleengine.source.data import load_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.record import TableInput, TableShape


def read_files(
    paths: Any, shapes: Sequence[TableShape], table: str | None
) -> tuple[Sequence[TableInput], Path]:
    """Open files and folders; return their inputs and the submission folder."""
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    found = read(
        [Path(path) for path in several], shapes, table=table, load_yaml=load_data
    )
    return found.inputs, found.folder
