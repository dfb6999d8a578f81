"""Limits: how much a submitted file may ask of this machine.

Comes in: nothing but numbers. Goes out: an InputError as soon as one is passed. Knows
nothing of file formats.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import InputError
from ruleengine.base.progress import Reading
from ruleengine.readers.sentences import sentence

WORKBOOK_BYTES = 1 << 30
WORKBOOK_CELLS = 50_000_000


@frozen(kw_only=True)
class Limits:
    """What one submitted file may cost; everything above is an InputError."""

    file_bytes: int = 64 << 30
    """Text streams through; for workbooks see ``for_workbooks``."""
    unzipped_bytes: int = 2 << 30
    """Sum of the declared sizes of all parts of a workbook."""
    zip_ratio: int = 200
    """Unzipped bytes per zipped byte, asked only above ``zip_ratio_from`` bytes."""
    zip_ratio_from: int = 16 << 20
    zip_entries: int = 10_000
    cells: int = 20_000_000_000
    """Cells of one sheet or table, empty ones that are written down included."""
    columns: int = 16_384
    text_chars: int = 4_000_000
    """Characters of one cell, one line of text or one JSON record."""
    seconds: float = 600.0
    """Time spent in reading one sheet, without what the caller does in between."""
    findings: int = 10_000
    """Findings of the reader itself for one sheet; the rest is only counted."""

    def for_workbooks(self) -> Limits:
        """Return the limits of workbooks, which cost more than text."""
        return replace(
            self,
            file_bytes=min(self.file_bytes, WORKBOOK_BYTES),
            cells=min(self.cells, WORKBOOK_CELLS),
        )


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one sheet or file is read."""

    limits: Limits
    file: str
    cells: int = 0
    seconds: float = 0.0
    reading: Reading = field(default_factory=Reading)
    """How much has been read."""

    def take(self, cells: int) -> None:
        """Count cells that were read.

        Raises:
            InputError: more cells than allowed.
        """
        self.cells += cells
        if self.cells > self.limits.cells:
            raise self.over("cells", self.limits.cells)

    def row(self, cells: int) -> None:
        """Count the cells of a row.

        Raises:
            InputError: more cells than allowed, in this row or in all.
        """
        self.take(cells)
        self.width(cells)

    def width(self, columns: int) -> None:
        """Refuse a row of too many columns."""
        if columns > self.limits.columns:
            raise self.over("columns", self.limits.columns)

    def spent(self, since: float) -> None:
        """Count the time since ``since`` (of ``time.perf_counter``, in seconds)."""
        self.seconds += time.perf_counter() - since
        if self.seconds > self.limits.seconds:
            raise self.over("seconds", int(self.limits.seconds))

    def over(self, what: str, limit: int) -> InputError:
        """Return the error for a limit that was passed."""
        text = sentence(f"limit-{what}", file=self.file, limit=limit)
        return InputError(text, self.file)
