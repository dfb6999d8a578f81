"""Data frames (Polars, pandas, Arrow) as inputs.

In: a frame, a table plan. Out: a TableInput whose columns are checked as they are; where
Polars is missing, or two columns mean one field, record by record.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ruleengine.base.problem import UsageError
from ruleengine.base.record import Block, Locator, TableInput
from ruleengine.base.text import Text
from ruleengine.engine.records import MemoryRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.record import Cells, Record
    from ruleengine.compile.plan import TablePlan

LIBRARIES = frozenset({"polars", "pandas", "pyarrow"})
RECORDS_AT_ONCE = 65_536
BYTES_A_CELL = 16
"""What a cell counts as, when it is weighed whether columns are worth it."""


def is_frame(data: object) -> bool:
    """Tell whether an object is a data frame; loads no library for that."""
    kind = type(data)
    return kind.__module__.partition(".")[0] in LIBRARIES and kind.__name__ in {
        "DataFrame",
        "LazyFrame",
        "Table",
        "RecordBatch",
    }


def frame_input(plan: TablePlan, data: Any) -> TableInput:
    """Return a frame as an input of a table."""
    if find_spec("polars") is None:
        return _streamed(plan, _plain_rows(data), Locator(""))
    from ruleengine.engine.columns.frame_parts import MemoryFrame, to_frame

    refuse_twins(data)
    try:
        frame = to_frame(data)
    except (TypeError, ValueError):  # a column that Polars cannot hold
        return _streamed(plan, _plain_rows(data), Locator(""))
    return parts_input(plan, MemoryFrame(frame), Locator(""))


def refuse_twins(data: Any) -> None:
    """Refuse a frame with two columns of one name, which Polars itself never has.

    Raises:
        UsageError: names the column.
    """
    if type(data).__module__.partition(".")[0] == "polars":
        return
    names = (
        data.schema.names if hasattr(data, "schema") else getattr(data, "columns", ())
    )
    for name, times in Counter(names).items():
        if times > 1 and isinstance(name, str):
            raise UsageError(
                Text(
                    f"表里有两列都叫“{name}”；请改名或删去一列",
                    f'two columns are called "{name}"; rename or drop one',
                )
            )


class Parts(Protocol):
    """A frame that is taken part by part."""

    columns: list[str]
    height: int

    def parts(self, rows: int) -> Iterator[Any]:
        """Yield the frame in slices of so many rows."""


def parts_input(plan: TablePlan, frame: Parts, locator: Locator) -> TableInput:
    """Return what comes in parts as an input of a table."""
    parts = frame.parts(RECORDS_AT_ONCE)
    rows = (row for part in parts for row in part.iter_rows(named=True))
    made = _streamed(plan, rows, locator)
    keys = {n: key for n in frame.columns if (key := plan.key_of.get(n)) is not None}
    if keys and len(set(keys.values())) == len(keys):
        made.size = BYTES_A_CELL * frame.height * len(frame.columns)
        made.blocks = lambda: _blocks(plan, frame, keys, made)
    return made


def _streamed(
    plan: TablePlan, records: Iterable[Mapping[str, Any]], locator: Locator
) -> TableInput:
    streamed = MemoryRecords(plan, records)
    return TableInput(plan.id, locator, streamed, findings=streamed.findings)


def _plain_rows(data: Any) -> Iterator[Mapping[str, Any]]:
    if hasattr(data, "to_pylist"):
        yield from data.to_pylist()
        return
    for row in data.to_dict("records"):
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Return a value of pandas as one of Python; absent ones have types of their own."""
    kind = type(value)
    if kind.__name__ in {"NAType", "NaTType"}:
        return None
    if kind.__module__ == "numpy" and hasattr(value, "item") and not value.shape:
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


@dataclass(slots=True, kw_only=True)
class FrameBlock(Block):
    """Some rows of a frame, columns by field key."""

    form: Literal["csv", "jsonl", "frame"] = "frame"
    data: bytes = b"frame"

    def rows(self) -> Iterator[Record]:
        """Yield the records one by one."""
        return self.picked(self.frame.height, range(self.frame.height))

    def picked(
        self, _count: int, positions: Sequence[int], _cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Yield the records at some positions, from 0."""
        for at in positions:
            yield self.frame.row(at, named=True)


def _blocks(
    plan: TablePlan, frame: Parts, keys: Mapping[str, str], made: TableInput
) -> Iterator[FrameBlock]:
    """Yield the known columns of a frame part by part; ``keys``: column -> field key."""
    if frame.height:
        told = MemoryRecords(plan, [dict.fromkeys(frame.columns)])
        list(told)
        made.findings = told.findings
    for part in frame.parts(RECORDS_AT_ONCE):
        yield FrameBlock(frame=part.select(*keys).rename(keys))
