"""Records of every shipped table: those of the cases, and mutants of them."""

from __future__ import annotations

import csv
import json
import random
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.engine import run
from ruleengine.model.cases import from_node
from ruleengine.source.packs import find_packs
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.model.cases import Cases

pytest.importorskip("polars")

TABLES = tuple(f"ptdata/T{number:02}" for number in range(1, 18))
AS_OF = "2026-06-30"
ODD = (
    " ",
    " x",
    "x\u3000",
    "１",
    "喆",
    "e\u0301",
    "a\u200b",
    "，",
    "a，b",
    "a,b",
    'a"b',
    "-0",
    "00",
    "1.0",
    "1.",
    "1e3",
    "20260229",
    "20240229",
    "true",
    "是",
    "a.pdf",
    "ａ",
    "\ufffd",
    "\x1c",
)


@cache
def rules() -> Ruleset:
    return ruleengine.load("ptdata", as_of=AS_OF)


@cache
def case_records(table: str) -> tuple[Mapping[str, str], ...]:
    """Return every record that the cases of any table write down for one table."""
    local = table.partition("/")[2]
    records: list[Mapping[str, Any]] = []
    for cases in _all_cases():
        for case in cases.cases:
            changes = case.records if case.records is not None else (case.change or {},)
            if cases.of == local:
                records += ({**cases.base, **change} for change in changes)
            records += case.others.get(local, ())
    keys = rules().tables()[table].by_key.keys()
    return tuple(
        {k: str(v) for k, v in record.items() if v is not None and k in keys}
        for record in records
    )


@cache
def _all_cases() -> tuple[Cases, ...]:
    (folder,) = (each for each in find_packs(rules_folder()) if each.pack == "ptdata")
    return tuple(from_node(folder.read(name)) for name in folder.case_files)


@cache
def texts_of(table: str) -> dict[str, list[str]]:
    """Return what a value of each item may be changed to."""
    return {
        key: [
            case.text
            for case in field.notation.samples().cases
            if "\n" not in case.text and "\r" not in case.text
        ]
        + list(field.model.values)
        + list(ODD)
        for key, field in rules().tables()[table].by_key.items()
    }


def mutants(table: str, count: int, seed: int) -> list[Mapping[str, str]]:
    """Return records of a table in which about one value in 20 is something else."""
    chance = random.Random(seed)
    bases = case_records(table)
    samples = texts_of(table)
    made: list[Mapping[str, str]] = []
    for _ in range(count):
        record = dict(chance.choice(bases))
        for key in samples:
            dice = chance.random()
            if dice < 0.03:
                record[key] = chance.choice(samples[key])
            elif dice < 0.05:
                record.pop(key, None)
            elif dice < 0.08:
                record[key] = chance.choice(bases).get(key, "")
        made.append(record)
    return made


def write_csv(
    path: Path, table: str, records: Sequence[Mapping[str, str]], **how: Any
) -> Path:
    names = {
        key: field.ref.name for key, field in rules().tables()[table].by_key.items()
    }
    with path.open("w", encoding=how.pop("encoding", "utf-8"), newline="") as stream:
        writer = csv.writer(stream, **how)
        writer.writerow(names.values())
        writer.writerows([record.get(key, "") for key in names] for record in records)
    return path


def write_jsonl(path: Path, records: Sequence[Mapping[str, Any]]) -> Path:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def both_ways(
    monkeypatch: pytest.MonkeyPatch, given: Any, **options: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check row by row and in columns; return both reports.

    With one language of the sentences: the facts that both are made of are held against
    each other here. So are those of records that compiled code looks at in their files,
    where it is installed.
    """
    reports = []
    monkeypatch.setattr(run, "WORTH_SCANNING", 0)
    for bulk, fast in (("0", "0"), ("1", "0"), ("0", "1")):
        monkeypatch.setenv("RULEENGINE_BULK", bulk)
        monkeypatch.setenv("RULEENGINE_FAST", fast)
        reports.append(rules().check(given, as_of=AS_OF, **options))
    rows, columns, scanned = reports
    assert rows == columns
    assert rows == scanned
    return rows.to_dict("zh"), columns.to_dict("zh")
