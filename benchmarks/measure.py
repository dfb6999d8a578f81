"""Interleaved timing: A B C A B C, so that a noisy machine disturbs all alike."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.runner import Runner


@dataclass(slots=True)
class Times:
    """What one tool took, in seconds a round."""

    runner: Runner
    data: Any
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


def measure(
    entries: Sequence[Times],
    rounds: int,
    same: Callable[[Times, Any], None],
    tell: Callable[[str], None],
) -> None:
    """Time every tool ``rounds`` times, in turn.

    Args:
        entries: the tools with their data; times are added to them.
        rounds: how often.
        same: raises when an answer is not the one that is wanted; asked once before
            any time is taken.
        tell: progress.
    """
    for entry in entries:
        entry.runner.setup()
        same(entry, entry.runner.check(entry.data))
    for turn in range(rounds):
        tell(f"round {turn + 1} of {rounds}")
        for entry in entries:
            _time(entry)


def _time(entry: Times) -> None:
    # A fresh setup each round: nothing may be remembered of the records before.
    entry.runner.setup()
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    entry.runner.check(entry.data)
    entry.wall.append(time.perf_counter() - wall)
    entry.cpu.append(time.process_time() - cpu)
