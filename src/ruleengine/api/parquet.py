"""Parquet files as inputs: taken part by part, and held to be one file throughout.

In: a path, the shapes of all tables. Out: a TableInput whose columns are checked as they
are. Needs the extra ``bulk``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.api.frames import Parts, parts_input
from ruleengine.base.problem import InputError
from ruleengine.base.record import Locator
from ruleengine.engine.columns.frame_parts import ParquetFrame, parquet
from ruleengine.readers.catalogue import Catalogue
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.header import Header, choose
from ruleengine.readers.reading import NoMatchError
from ruleengine.readers.seen_file import see
from ruleengine.readers.sentences import cannot_open, input_error, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ruleengine.base.record import TableInput, TableShape
    from ruleengine.compile.plan import TablePlan
    from ruleengine.readers.seen_file import SeenFile


def parquet_input(
    path: Path,
    shapes: Sequence[TableShape],
    table: str | None,
    plans: Mapping[str, TablePlan],
) -> TableInput:
    """Return a Parquet file as an input of the table that its columns show.

    Args:
        path: the file.
        shapes: the tables that data may belong to.
        table: the one table that all data belongs to.
        plans: the plans of the tables.

    Raises:
        UsageError: there is no such table.
        InputError: the file cannot be read, or matches no table.
        NoMatchError: its table cannot be used.
    """
    catalogue = Catalogue(shapes)
    wanted = catalogue.wanted(table) if table is not None else None
    name = path.as_posix()
    try:
        seen = see(path, name, path.stat())
        with seen.watched():
            frame = _WatchedFrame(_opened(seen), seen)
    except OSError as error:
        raise cannot_open(name, error) from error
    texts = dict(enumerate(frame.columns, start=1))
    found = choose(
        path.stem, [HeadRow(0, texts)], catalogue, wanted, forced=wanted is not None
    )
    if not isinstance(found, Header):
        raise InputError(found, name)
    if (full := found.table.shape.id) not in plans:
        raise NoMatchError(sentence("not-in-force", table=full), name)
    made = parts_input(plans[full], frame, Locator(name))
    made.sha256 = seen.sha256
    return made


class _WatchedFrame(Parts):
    """A Parquet file whose parts are all of one state of the file."""

    def __init__(self, frame: ParquetFrame, seen: SeenFile) -> None:
        self._frame = frame
        self._seen = seen
        self._is_touched = False
        self.columns = frame.columns
        self.height = frame.height

    def parts(self, rows: int) -> Iterator[Any]:
        """Yield the frame in slices of so many rows.

        Raises:
            InputError: another program has written to the file, or it is damaged.
        """
        with self._seen.watched():
            try:
                for part in self._frame.parts(rows):
                    yield part
                    self._look()
            except (OSError, ValueError) as error:
                raise _unreadable(self._seen.name, error) from error

    def _look(self) -> None:
        """Notice a change before Polars does, which would panic and say so at length."""
        if not self._is_touched and self._seen.is_touched():
            self._is_touched = True
            self._seen.confirm()


def _opened(seen: SeenFile) -> ParquetFrame:
    try:
        return parquet(seen.path)
    except (OSError, ValueError) as error:
        raise _unreadable(seen.name, error) from error


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, OSError) and error.errno is not None:
        return cannot_open(name, error)
    return input_error("parquet-broken", name, why=str(error).split("\n")[0])
