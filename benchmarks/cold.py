"""Start: fresh processes, from the command to the exit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.records import table_6
from benchmarks.schemas import draft_7, schema_6

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LOAD = "import ruleengine; ruleengine.load()"


def cold_times(folder: Path, rounds: int) -> dict[str, float]:
    """Return the median milliseconds of fresh processes, by what they do."""
    record = folder / "one.json"
    record.write_text(json.dumps(table_6(1)[0], ensure_ascii=False), "utf-8")
    schema = folder / "schema.json"
    items = {"type": "array", "items": draft_7(schema_6("plain"))}
    schema.write_text(json.dumps(items), "utf-8")
    # The record has its one fault: all tools are to find it.
    commands = _commands(record, schema)
    empty, kept = folder / "no-cache", folder / "cache"
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        _run(command, kept)
    for _ in range(rounds):
        for name, command in commands.items():
            shutil.rmtree(empty, ignore_errors=True)
            cache = empty if "no cache" in name else kept
            times[name].append(_run(command, cache))
    return {name: median(each) * 1000 for name, each in times.items()}


def _commands(record: Path, schema: Path) -> Mapping[str, list[str]]:
    python = sys.executable
    every = {
        "python, nothing else": [python, "-c", "pass"],
        "floor: import jsonschema": [python, "-c", "import jsonschema"],
        "ruleengine validate, one record": [
            python,
            "-m",
            "ruleengine",
            "validate",
            str(record),
            "--table",
            "T06",
        ],
        "check-jsonschema, the same": [
            python,
            "-m",
            "check_jsonschema",
            "--schemafile",
            str(schema),
            str(record),
        ],
        "ruleengine.load(), all packs, cache": [python, "-c", LOAD],
        "ruleengine.load(), all packs, no cache": [python, "-c", LOAD],
    }
    has_peer = subprocess.run(
        [python, "-c", "import check_jsonschema"], check=False, capture_output=True
    )
    if has_peer.returncode:
        del every["check-jsonschema, the same"]
    return every


def _run(command: list[str], cache: Path) -> float:
    homes = dict.fromkeys(
        ("XDG_CACHE_HOME", "LOCALAPPDATA", "RULEENGINE_CACHE"), str(cache)
    )
    # An installed package brings its bytecode; a checkout shall not be compiled each time.
    bytecode = {"PYTHONPYCACHEPREFIX": str(cache.parent / "bytecode")}
    others = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(
        command, check=False, capture_output=True, env={**others, **homes, **bytecode}
    )
    return time.perf_counter() - begun
