"""Records of one table in frames of any type, without the checks that need all of them.

In: frames whose columns go by field keys. Out: what each record shows by itself, and
what was left undecided. Workers on other machines do the same with their share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.engine.columns.screen import Screen
from ruleengine.engine.columns.texts import texts_of
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ruleengine.base.finding import Finding
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings


class Partition:
    """Checks frames of one table under the settings of one run."""

    def __init__(self, plan: TablePlan, settings: Settings) -> None:
        self.undecided = Undecided()
        self._plan = plan
        self._screen = Screen(plan, settings)
        self._checker = RowChecker(plan, settings, self.undecided)

    def findings(
        self, frame: pl.DataFrame, numbers: Sequence[int]
    ) -> Iterator[Finding]:
        """Yield what the records of a frame show by themselves.

        Args:
            frame: columns by field key, of any type; missing columns are absent values.
            numbers: the number of each record.
        """
        texts = lexical(frame, self._plan)
        suspects = self._screen.suspects(texts)
        clean = texts.filter(~suspects)
        for tally in self._screen.tallies:
            times = clean.height - clean.get_column(tally.key).null_count()
            if times:
                self.undecided.record(tally.rule, tally.table, tally.why, times)
        for at in suspects.arg_true().to_list():
            record = frame.row(at, named=True)
            yield from self._checker.check(record, numbers[at]).findings


_UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""What Polars raises for a damaged file or a kind of column that it lacks; it panics
where the end of a file has gone, and at decimals of 256 bits."""


class WholeFrame:
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


def lexical(frame: pl.DataFrame, plan: TablePlan) -> pl.DataFrame:
    """Return a text column for each field of a table, null where there is none."""
    kinds = frame.schema
    none = pl.lit(None, dtype=pl.String)
    if not frame.height:
        return pl.DataFrame(schema=dict.fromkeys(plan.by_key, pl.String))
    return frame.select(
        (texts_of(key, kinds[key]) if key in kinds else none).alias(key)
        for key in plan.by_key
    )
