"""Which tools do which task, and over which data."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from benchmarks import files, records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.runner import Runner

LEAST = 200
"""Records that the slowest tool gets at least."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work that all its tools do alike."""

    name: str
    group: str
    """What ``--only`` selects."""
    title: str
    runners: tuple[str, ...]
    """Module and class, below ``benchmarks.peers``; ruleengine first."""
    kind: str
    """Data: table-6, table-6-gb2312, table-7, audit."""
    suffix: str = ""
    """For tasks over files."""
    scale: int = 1
    """Records: one in so many of what was asked for."""


TASKS = (
    Task(
        "rows-table-6", "rows", "table 6, dicts in memory, all faults",
        ("own.Rows", "own.RowsWithout", "json_schema.JsonSchema", "json_schema.FastJsonSchema", "json_schema.JsonSchemaRs", "models.Pydantic", "models.Msgspec", "protobuf_message.Protovalidate", "dictionaries.Marshmallow", "dictionaries.Cerberus", "frames.Pandera", "frames.Frictionless", "hand_written.Polars", "hand_written.DuckDb", "hand_written.Python", "hand_written.ReadOnly"),
        "table-6",
        scale=3,
    ),
    Task(
        "rows-table-6-gb2312", "rows", "table 6, dicts in memory, GB 2312 held by all",
        ("own.Rows", "own.RowsWithout", "json_schema.JsonSchema", "json_schema.FastJsonSchema", "json_schema.JsonSchemaRs", "models.Pydantic", "models.Msgspec", "protobuf_message.Protovalidate", "frames.Pandera", "hand_written.Polars", "hand_written.DuckDb", "hand_written.Python"),
        "table-6-gb2312",
        scale=3,
    ),
    Task(
        "rows-table-7", "rows", "table 7 with four cross-field rules, dicts in memory",
        ("own.Table7", "own.Table7Without", "own.Table7Whole", "json_schema.JsonSchema", "json_schema.FastJsonSchema", "json_schema.JsonSchemaRs", "models.Pydantic", "models.Msgspec", "frames.Pandera", "hand_written.Polars", "hand_written.Python"),
        "table-7",
        scale=6,
    ),
    Task(
        "jsonl-table-6", "jsonl", "table 6, jsonl file end to end",
        ("own.Files", "own.FilesWithout", "json_schema.JsonSchemaRsJsonl", "models.PydanticJsonl", "models.MsgspecJsonl", "hand_written.PolarsJsonl", "hand_written.DuckDbJsonl", "hand_written.BarePolarsJsonl", "json_schema.OrjsonAlone", "json_schema.JsonAlone"),
        "table-6", ".jsonl",
    ),
    Task(
        "csv-table-6", "csv", "table 6, csv file end to end",
        ("own.Files", "own.FilesWithout", "json_schema.JsonSchemaRsCsv", "models.PydanticCsv", "frames.PanderaCsv", "frames.FrictionlessCsv", "hand_written.PolarsCsv", "hand_written.DuckDbCsv", "hand_written.BarePolarsCsv"),
        "table-6", ".csv",
    ),
    Task(
        "xlsx-table-6", "xlsx", "table 6, xlsx file end to end",
        ("own.Files", "workbooks.OpenpyxlAlone", "workbooks.CalamineAlone", "workbooks.FastexcelAlone"),
        "table-6", ".xlsx", scale=5,
    ),
    Task(
        "decisions", "decisions", "audit time, one decision table, many inputs",
        ("own.Decisions", "own.DecisionFrame", "decisions.Zen", "decisions.ZenOneByOne", "decisions.BkflowFeel", "decisions.Bisection"),
        "audit",
    ),
)  # fmt: skip


def runner_of(path: str, kind: str) -> Runner:
    """Return a tool ready for a kind of data."""
    module, _, name = path.partition(".")
    home = import_module(f"benchmarks.peers.{module}")
    endings = {"table-6-gb2312": "Gb", "table-7": "7"}
    ending = endings.get(kind, "")
    found = getattr(home, name + ending, None) or getattr(home, name)
    made: Runner = found()
    return made


class Supply:
    """The data of tasks, made once."""

    def __init__(self, folder: Path) -> None:
        """Write files into ``folder``."""
        self._folder = folder

    def data(self, task: Task, runner: Runner, count: int) -> tuple[Any, Any]:
        """Return what a tool is given, and the answer that is wanted."""
        if task.kind == "audit":
            inputs = records.audit_inputs(count)
            return runner.given(inputs), [_days(each["staff"]) for each in inputs]
        made, faulty = _MAKERS[task.kind](count)
        if task.suffix:
            path = self._folder / f"{task.kind}-{count}{task.suffix}"
            if not path.exists():
                _WRITERS[task.suffix](made, path)
            return path, faulty
        return made, faulty


def _days(staff: int) -> float:
    """The naive answer: band after band."""
    from benchmarks.peers.decisions import BANDS

    return next(float(days) for start, days in reversed(BANDS) if staff >= start)


def is_same(task: Task, answer: Any, wanted: Any) -> bool:
    """Tell whether a tool gave the right answer; a floor gives none."""
    if task.kind == "audit":
        return bool(_figures(answer) == wanted)
    return bool(frozenset(answer) == wanted)


def _figures(answer: Any) -> list[float]:
    """Return answers as plain figures; some tools give all outputs of the table."""
    return [float(each[0] if isinstance(each, tuple) else each) for each in answer]


def difference(task: Task, answer: Any, wanted: Any) -> str:
    """Say where an answer is wrong."""
    if task.kind == "audit":
        pairs = zip(_figures(answer), wanted, strict=True)
        return str([pair for pair in pairs if pair[0] != pair[1]][:5])
    got = frozenset(answer)
    return (
        f"missed {sorted(wanted - got)[:5]}, wrongly faulty {sorted(got - wanted)[:5]}"
    )


_MAKERS: dict[str, Callable[[int], tuple[list[records.Record], frozenset[int]]]] = {
    "table-6": records.table_6,
    "table-6-gb2312": lambda count: records.table_6(count, "gb2312"),
    "table-7": records.table_7,
}
_WRITERS: dict[str, Callable[[Sequence[records.Record], Path], None]] = {
    ".jsonl": files.write_jsonl,
    ".csv": files.write_csv,
    ".xlsx": files.write_xlsx,
}
