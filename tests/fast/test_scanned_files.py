"""Files whose records are looked at where they lie give the report that rows give."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import AS_OF, TABLES, case_records, mutants, rules

from ruleengine.engine import run, scanned
from ruleengine.engine.scanned import ScannedRecords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

pytest.importorskip("ruleengine_fast", reason="pip install ./fast")

T06 = "ptdata/T06"


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect how many records were looked at together in a text."""
    found: list[int] = []
    original = ScannedRecords.clean

    def clean(self: ScannedRecords) -> list[int]:
        found.append(len(self))
        return original(self)

    monkeypatch.setattr(ScannedRecords, "clean", clean)
    monkeypatch.setattr(run, "WORTH_SCANNING", 0)
    monkeypatch.setenv("RULEENGINE_BULK", "0")
    return found


def reports(
    monkeypatch: pytest.MonkeyPatch, given: Path, **options: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    found = []
    for way in "01":
        monkeypatch.setenv("RULEENGINE_FAST", way)
        found.append(rules().check(given, as_of=AS_OF, **options).to_dict())
    return found[0], found[1]


def write_csv(
    path: Path,
    records: Sequence[Mapping[str, Any]],
    encoding: str = "utf-8",
    **layout: Any,
) -> Path:
    keys = list(dict.fromkeys(key for record in records for key in record))
    with path.open("w", encoding=encoding, errors="replace", newline="") as lines:
        writer = csv.DictWriter(lines, keys, restval="", **layout)
        writer.writeheader()
        writer.writerows(records)
    return path


def write_jsonl(
    path: Path, records: Sequence[Mapping[str, Any]], **layout: Any
) -> Path:
    lines = (json.dumps(r, ensure_ascii=False, **layout) + "\n" for r in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def texts(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return records of texts without marks of csv and JSON, in which something stands."""
    found = [{k: str(v) for k, v in r.items() if v is not None} for r in records]
    odd = set('"\\\r\n\t,;\x1a')
    return [
        record
        for record in found
        if odd.isdisjoint("".join(record.values()))
        and re.search("[!-~一-龥]", "".join(record.values()))
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_table(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    records = texts([*case_records(table), *mutants(table, 300, seed=31)])
    for path in (
        write_csv(tmp_path / "a.csv", records),
        write_jsonl(tmp_path / "a.jsonl", records),
    ):
        lying.clear()
        rows, found = reports(monkeypatch, path, table=table)
        assert found == rows
        assert sum(lying) > 0.8 * len(records)


@pytest.mark.parametrize(
    "layout",
    [
        {"quoting": csv.QUOTE_ALL},
        {"delimiter": "\t"},
        {"delimiter": ";", "quoting": csv.QUOTE_ALL},
        {"lineterminator": "\n"},
        {"encoding": "utf-8-sig"},
        {"encoding": "gb18030"},
    ],
    ids=str,
)
def test_layouts_of_csv(
    layout: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    records = texts(mutants(T06, 300, seed=32))
    path = write_csv(tmp_path / "a.csv", records, **layout)
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert sum(lying) > 0.8 * len(records)


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_printed_names_in_another_order(
    separators: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    name_of = {key: f.ref.name for key, f in rules().tables()[T06].by_key.items()}
    records = [
        {name_of.get(key, key): record[key] for key in reversed(record)}
        for record in texts(mutants(T06, 300, seed=33))
    ]
    path = write_jsonl(tmp_path / "a.jsonl", records, separators=separators)
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert sum(lying) > 0.8 * len(records)


@pytest.mark.parametrize("every", [2, 5, 40])
@pytest.mark.parametrize(
    "odd",
    ['{"plan_name": 1}', "broken", "", '{"strange": "x"}', '{"plan_name": "\\n"}'],
)
def test_odd_lines_among_plain_ones(
    odd: str,
    every: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lying: list[int],
) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", texts(mutants(T06, 700, seed=34)))
    lines = path.read_text("utf-8").splitlines()
    for at in range(0, len(lines), every):
        lines[at] = odd
    path.write_text("\n".join(lines), encoding="utf-8")
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    # With many of them the rest is read line by line.
    assert (sum(lying) > 0.8 * len(lines)) == (every == 40)


def test_blank_rows_of_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    records = texts(mutants(T06, 200, seed=35))
    path = write_csv(tmp_path / "a.csv", records)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(",,,,\n\n  \n")
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert sum(lying) == len(records)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_ahead_in_a_thread(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    monkeypatch.setattr(run, "WORTH_A_THREAD", 0)
    monkeypatch.setattr(scanned, "LINES", 20)
    records = texts(mutants(T06, 500, seed=36))
    write = write_csv if form == "csv" else write_jsonl
    path = write(tmp_path / f"a.{form}", records)
    with path.open("a", encoding="utf-8") as lines:
        lines.write('"a""b",x\n' if form == "csv" else '{"plan_name": 1}\n')
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert max(lying) == 20
    assert sum(lying) > 0.9 * len(records)


def test_files_that_look_at_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    for number in range(3, 9):
        table = f"ptdata/T{number:02}"
        records = texts([*case_records(table), *mutants(table, 100, seed=37)])
        write_jsonl(tmp_path / f"T{number:02}.jsonl", records)
    rows, found = reports(monkeypatch, tmp_path)
    assert found == rows
    assert {f["kind"] for f in rows["findings"]} >= {"unique", "reference", "check"}
    assert sum(lying) > 500


def test_damage_is_told_in_the_order_of_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    records = [
        {
            "result": "\ufffd",
            "plan_name": "x\ufffd",
            "method": "\ufffd",
            "plan_number": "1",
        },
        {"plan_number": "2", "method": "\ufffd", "result": "\ufffd"},
    ]
    path = write_jsonl(tmp_path / "a.jsonl", records * 40)
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert sum(lying) == 80
    names = [f["message"]["en"] for f in found["findings"] if f["record"] == 1]
    assert len(names) >= 3


def test_an_unknown_member_in_every_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying: list[int]
) -> None:
    records = [{"strange": "x", **r} for r in texts(mutants(T06, 100, seed=38))]
    path = write_jsonl(tmp_path / "a.jsonl", records)
    rows, found = reports(monkeypatch, path, table="T06")
    assert found == rows
    assert not lying
