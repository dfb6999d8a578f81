"""What the second phase needs of every record of a table; beyond a budget on disk.

In: frames of texts. Out: the same frames again, part by part, in the order they came.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NUMBER = "#"
"""Column of record numbers; no field key looks like that."""
WRONG = "!"
"""Column of the keys whose values have a wrong form, joined; null for none."""
BUDGET_BYTES = 96 << 20
"""Above this a part goes to disk."""
ROWS_AT_ONCE = 8192
"""Records that came one by one are put into a frame in such numbers."""


@dataclass(slots=True)
class RowLog:
    """The columns of one table that somebody looks at in the end."""

    keys: tuple[str, ...]
    budget: int = BUDGET_BYTES
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _bytes: int = 0
    _single: list[tuple[object, ...]] = field(default_factory=list)
    _files: list[Path] = field(default_factory=list)
    _folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, number: int, texts: Mapping[str, str], wrong: Sequence[str]) -> None:
        """Keep one record: its right texts, and the keys of the wrong ones."""
        row = (number, ",".join(wrong) or None, *(texts.get(key) for key in self.keys))
        self._single.append(row)
        if len(self._single) >= ROWS_AT_ONCE:
            self._flush()

    def add_frame(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        """Keep records whose texts are all right."""
        none = pl.lit(None, dtype=pl.String).alias(WRONG)
        self._keep(
            frame.select(
                numbers.alias(NUMBER), none, *(pl.col(key) for key in self.keys)
            )
        )

    def parts(self, keys: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Yield all records with their numbers, wrong keys and some columns."""
        self._flush()
        columns = list(dict.fromkeys((NUMBER, WRONG, *keys)))
        for path in self._files:
            yield pl.read_ipc(path, columns=columns)
        for frame in self._frames:
            yield frame.select(columns)

    def close(self) -> None:
        """Give back the place on disk."""
        if self._folder is not None:
            self._folder.cleanup()

    def _flush(self) -> None:
        if self._single:
            schema = {NUMBER: pl.Int64, **dict.fromkeys((WRONG, *self.keys), pl.String)}
            frame = pl.DataFrame(self._single, schema=schema, orient="row")
            self._single.clear()
            self._keep(frame)

    def _keep(self, frame: pl.DataFrame) -> None:
        self._frames.append(frame)
        self._bytes += int(frame.estimated_size())
        if self._bytes > self.budget:
            self._spill()

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="ruleengine-")
        path = Path(self._folder.name) / f"{len(self._files)}.arrow"
        pl.concat(self._frames).write_ipc(path, compression="lz4")
        self._files.append(path)
        self._frames.clear()
        self._bytes = 0
