"""Measures every tool it finds: ``python -m benchmarks --quick``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import memory
from benchmarks.cold import cold_times
from benchmarks.measure import measure
from benchmarks.results import Results, Row
from benchmarks.tasks import TASKS, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPS = tuple(
    dict.fromkeys([*(task.group for task in TASKS), "growth", "memory", "cold"])
)
GROWTH = (1_000, 10_000, 100_000, 1_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and write the results."""
    asked = _parse(arguments)
    only = asked.only.split(",") if asked.only else GROUPS
    unknown = set(only) - set(GROUPS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(GROUPS)}")
        return 2
    count = asked.records or (100_000 if asked.full else 10_000)
    rounds = asked.rounds or (5 if asked.full else 3)
    results = Results()
    with TemporaryDirectory() as folder:
        for task in TASKS:
            if task.group in only:
                _measure(task, Path(folder), count, rounds, results)
                _write(results, asked.to)
        _besides(only, Path(folder), results, full=asked.full)
    _write(results, asked.to)
    print(results.to_markdown())
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small and soon (default)")
    size.add_argument("--full", action="store_true", help="as in docs/performance.md")
    parser.add_argument("--only", help=f"some of: {','.join(GROUPS)}")
    parser.add_argument("--records", type=int, help="records of a round")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--to", type=Path, default=Path("build/benchmarks"))
    return parser.parse_args(arguments)


def _write(results: Results, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(results.to_json(), "utf-8")
    (folder / "results.md").write_text(results.to_markdown(), "utf-8")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measure(
    task: Task, folder: Path, count: int, rounds: int, results: Results
) -> None:
    _tell(f"== {task.title}")
    found, skipped = measure(
        task, task.runners, count // task.scale, rounds, folder, _tell
    )
    results.skipped.update(skipped)
    results.tasks[task.title] = [Row.of(each) for each in found]


def _besides(
    only: Sequence[str], folder: Path, results: Results, *, full: bool
) -> None:
    if "growth" in only:
        for count in GROWTH if full else GROWTH[:3]:
            _tell(f"== growth: {count}")
            results.growth[count] = _growth(folder, count)
    if "memory" in only:
        _tell("== memory")
        results.memory = memory.peaks(100_000 if full else 10_000)
    if "cold" in only:
        _tell("== fresh processes")
        results.cold = cold_times(folder, 9 if full else 5)


def _growth(folder: Path, count: int) -> dict[str, float]:
    """Return wall microseconds a record of the three ways in."""
    found = {}
    rounds = 3 if count < GROWTH[-1] else 1
    for name in ("rows-table-6", "jsonl-table-6", "csv-table-6"):
        task = next(task for task in TASKS if task.name == name)
        (times,), _ = measure(task, task.runners[:1], count, rounds, folder, _tell)
        found[task.group] = times.wall_us
    return found


if __name__ == "__main__":
    raise SystemExit(main())
