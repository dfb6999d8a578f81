"""Interleaved timing: A B C A B C, so that a noisy machine disturbs all alike.

Each tool stands in a process of its own, as in a program that uses it: it meets no heap,
cache or thread pool that another has filled.
"""

from __future__ import annotations

import gc
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.tasks import LEAST, TASKS, Supply, difference, is_same, runner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from benchmarks.runner import Runner
    from benchmarks.tasks import Task

SPAWN = get_context("spawn")
ROUND, END = "round", "end"
"""What a process is asked for."""


@dataclass(slots=True)
class Times:
    """What one tool took, in seconds a round."""

    name: str
    version: str
    note: str
    count: int
    """Records of a round."""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def wall_us(self) -> float:
        """Median microseconds of wall time a record."""
        return median(self.wall) / self.count * 1e6

    @property
    def cpu_us(self) -> float:
        """Median microseconds of processor time a record, all threads."""
        return median(self.cpu) / self.count * 1e6


class NotInstalledError(Exception):
    """A tool is not there."""


class Tool:
    """One tool in its process, ready to be asked."""

    def __init__(self, task: Task, path: str, count: int, folder: Path) -> None:
        """Start the process and let it answer once.

        Raises:
            NotInstalledError: it is not there.
            SystemExit: its answer is not the one that is wanted.
        """
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(
            target=_work, args=(theirs, task.name, path, count, folder), daemon=True
        )
        self._process.start()
        theirs.close()
        said = self._pipe.recv()
        if isinstance(said, Exception):
            raise said
        self.times: Times = said

    def time(self) -> None:
        """Take the time of one more round."""
        self._pipe.send(ROUND)
        wall, cpu = self._pipe.recv()
        self.times.wall.append(wall)
        self.times.cpu.append(cpu)

    def stop(self) -> None:
        """End the process."""
        self._pipe.send(END)
        self._process.join()


def measure(
    task: Task,
    paths: Sequence[str],
    count: int,
    rounds: int,
    folder: Path,
    tell: Callable[[str], None],
) -> tuple[list[Times], dict[str, str]]:
    """Time tools on one task, in turn.

    Args:
        task: what they do.
        paths: the tools, as the task names them.
        count: records of a round; slow tools get fewer.
        rounds: how often.
        folder: where files with the records may be written.
        tell: progress.

    Returns:
        What each took, and for tools that are not there why.

    Raises:
        SystemExit: an answer is not the one that is wanted.
    """
    skipped: dict[str, str] = {}
    tools: list[Tool] = []
    with ExitStack() as stack:
        for path in paths:
            try:
                tool = Tool(task, path, count, folder)
            except NotInstalledError as error:
                skipped[path.partition(".")[2]] = f"not installed: {error}"
                continue
            stack.callback(tool.stop)
            tools.append(tool)
        for turn in range(rounds):
            tell(f"round {turn + 1} of {rounds}")
            for tool in tools:
                tool.time()
    return [tool.times for tool in tools], skipped


def _work(pipe: Connection, name: str, path: str, count: int, folder: Path) -> None:
    """Be the process of one tool: answer once, then take the time whenever asked."""
    task = next(task for task in TASKS if task.name == name)
    try:
        runner = runner_of(path, task.kind)
        runner.setup()
    except ModuleNotFoundError as error:
        pipe.send(NotInstalledError(error.name))
        return
    own = min(count, max(LEAST, count // runner.share))
    data, wanted = Supply(folder).data(task, runner, own)
    answer = runner.check(data)
    if not runner.name.startswith("floor") and not is_same(task, answer, wanted):
        said = difference(task, answer, wanted)
        pipe.send(SystemExit(f"{task.name}, {runner.name}: {said}"))
        return
    del answer
    pipe.send(Times(runner.name, runner.version(), runner.note, own))
    while pipe.recv() == ROUND:
        pipe.send(_timed(runner, data))


def _timed(runner: Runner, data: Any) -> tuple[float, float]:
    """Return the seconds that one round takes, of wall and of processor time."""
    # A fresh setup each round: nothing may be remembered of the records before.
    runner.setup()
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    runner.check(data)
    return time.perf_counter() - wall, time.process_time() - cpu
