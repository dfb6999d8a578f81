"""Submitted files as inputs; loaded only when there are files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.outcome import NotChecked
from ruleengine.base.text import Text
from ruleengine.readers.reading import read
from ruleengine.source.data import load_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.record import TableInput, TableShape


def read_files(
    paths: Any, shapes: Sequence[TableShape], table: str | None
) -> tuple[Sequence[TableInput], Path, tuple[NotChecked, ...]]:
    """Open files and folders.

    Returns:
        Their inputs, the submission folder, and what belongs to no table.
    """
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    found = read(
        [Path(path) for path in several], shapes, table=table, load_yaml=load_data
    )
    skipped = tuple(
        NotChecked(
            "unmatched-input", None, None, _named(each.file, each.sheet, each.reason)
        )
        for each in found.unmatched
    )
    return found.inputs, found.folder, skipped


def _named(file: str, sheet: str | None, reason: Text) -> Text:
    place = f"{file} [{sheet}]" if sheet else file
    return Text(f"{place}：{reason.zh}", f"{place}: {reason.en}")
