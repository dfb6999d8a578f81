"""What was measured, as json and as markdown."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measure import Times


@dataclass(frozen=True, slots=True)
class Row:
    """One tool in one task."""

    name: str
    version: str
    note: str
    records: int
    wall_us: float
    """Median microseconds a record."""
    cpu_us: float
    rounds: tuple[float, ...]
    """Microseconds of wall time a record, round by round."""

    @classmethod
    def of(cls, times: Times) -> Row:
        """Return what a tool took."""
        each = tuple(round(wall / times.count * 1e6, 4) for wall in times.wall)
        return cls(
            times.name,
            times.version,
            times.note,
            times.count,
            times.wall_us,
            times.cpu_us,
            each,
        )


@dataclass(slots=True)
class Results:
    """Everything of one run."""

    tasks: dict[str, list[Row]] = field(default_factory=dict)
    """The first row of each is ruleengine."""
    growth: dict[int, dict[str, float]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    cold: dict[str, float] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return all figures."""
        told = {"machine": machine(), **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self) -> str:
        """Return the tables for people."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "; ".join(f"{key}: {value}" for key, value in machine().items())
        for title, rows in self.tasks.items():
            yield from ("", f"### {title}", "")
            yield "| tool | version | µs a record, wall | µs a record, processor | times ruleengine | |"
            yield "|---|---|---:|---:|---:|---|"
            for row in rows:
                ratio = row.cpu_us / rows[0].cpu_us
                yield (
                    f"| {row.name} | {row.version} | {row.wall_us:.2f} | {row.cpu_us:.2f} "
                    f"| {ratio:.2f} | {row.note} |"
                )
        yield from self._growth_lines()
        for title, unit, found in (
            ("peak memory", "MiB", self.memory),
            ("fresh processes", "ms", self.cold),
        ):
            if found:
                yield from ("", f"### {title}", "", f"| | {unit} |", "|---|---:|")
                yield from (
                    f"| {name} | {value:.0f} |" for name, value in found.items()
                )
        if self.skipped:
            yield ""
            yield "Not measured: " + "; ".join(
                f"{n} ({why})" for n, why in self.skipped.items()
            )

    def _growth_lines(self) -> Iterator[str]:
        if not self.growth:
            return
        yield from ("", "### how the cost grows (µs a record, wall)", "")
        names = list(next(iter(self.growth.values())))
        yield f"| records | {' | '.join(names)} |"
        yield "|---:|" + "---:|" * len(names)
        for count, found in self.growth.items():
            yield (
                f"| {count:,} | " + " | ".join(f"{found[n]:.2f}" for n in names) + " |"
            )


def machine() -> dict[str, Any]:
    """Return where it was measured."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": sys.version.split()[0],
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
