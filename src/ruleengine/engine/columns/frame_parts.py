"""Data frames and Parquet files of callers, taken part by part.

In: a frame of any library, or a path. Out: parts as frames of Polars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""What Polars raises for a damaged file or a kind of column that it lacks; it panics
where the end of a file has gone, and at decimals of 256 bits."""


class MemoryFrame:
    """A frame in memory that is taken part by part."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self.columns = frame.columns
        self.height = frame.height

    def parts(self, rows: int) -> Iterator[pl.DataFrame]:
        """Yield the frame in slices of so many rows."""
        return self._frame.iter_slices(rows)


class ParquetFrame:
    """A Parquet file that is taken part by part."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame
        self.columns = frame.collect_schema().names()
        self.height: int = frame.select(pl.len()).collect().item()

    def parts(self, rows: int) -> Iterator[pl.DataFrame]:
        """Yield the frame in slices of so many rows.

        Raises:
            ValueError: the file is damaged.
        """
        for start in range(0, self.height, rows):
            try:
                part = self._frame.slice(start, rows).collect()
            except _UNREADABLE as error:
                raise ValueError(str(error)) from error
            yield part


def parquet(path: Path) -> ParquetFrame:
    """Open a Parquet file.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no Parquet file.
    """
    try:
        return ParquetFrame(pl.scan_parquet(path))
    except _UNREADABLE as error:
        raise ValueError(str(error)) from error


def to_frame(data: Any) -> pl.DataFrame:
    """Return a data frame of another library (pandas, Arrow) as one of Polars.

    Raises:
        TypeError: a column holds values of several kinds, or of one that Polars lacks.
        ValueError: likewise.
    """
    if isinstance(data, pl.LazyFrame):
        return data.collect()
    if isinstance(data, pl.DataFrame):
        return data
    try:
        if hasattr(data, "to_dict"):
            return pl.from_pandas(data)
        return pl.DataFrame(pl.from_arrow(data))
    except (NotImplementedError, *_UNREADABLE) as error:
        raise TypeError(str(error)) from error
