"""Peak memory of a tool, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tasks import TASKS, Supply, runner_of

NAMES = ("jsonl-table-6", "csv-table-6")


def peaks(count: int) -> dict[str, float]:
    """Return the peak resident memory in MiB by task and tool; {} where it is unknown (only Linux tells)."""
    found: dict[str, float] = {}
    for task in TASKS:
        if task.name in NAMES:
            for path in task.runners:
                peak = _peak(task.name, path, count)
                if peak is not None:
                    name = runner_of(path, task.kind).name
                    found[f"{task.suffix[1:]}: {name}"] = peak
    return found


def _peak(task: str, runner: str, count: int) -> float | None:
    """Run one tool in a fresh process; None when it cannot be run here."""
    with TemporaryDirectory() as folder:
        made = [
            sys.executable,
            "-m",
            "benchmarks.memory",
            task,
            runner,
            str(count),
            folder,
        ]
        # The data is written by a process of its own: it must not count.
        for step in ("write", "check"):
            done = subprocess.run(
                [*made, step], check=False, capture_output=True, text=True
            )
            if done.returncode:
                return None
        return float(done.stdout)


def _main(name: str, path: str, count: str, folder: str, step: str) -> None:
    task = next(task for task in TASKS if task.name == name)
    runner = runner_of(path, task.kind)
    if step == "write":
        Supply(Path(folder)).data(task, runner, int(count))
        return
    runner.setup()
    runner.check(next(Path(folder).iterdir()))
    print(_peak_of_this_process())


def _peak_of_this_process() -> float:
    """Return MiB; from the kernel's own page, for rusage counts the parent as well."""
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    _main(*sys.argv[1:])
