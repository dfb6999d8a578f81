"""The benchmarks compare like with like: same records, same answers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from benchmarks import files, records
from benchmarks.four_rules import FOUR, with_checks
from benchmarks.peers import decisions, hand_written, json_schema, own
from benchmarks.results import Results, Row
from benchmarks.run import main
from benchmarks.tables import TABLE_6, TABLE_7
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from benchmarks.runner import Runner

COUNT = 500
ROWS: tuple[tuple[str, type[Runner]], ...] = (
    ("table-6", own.Rows),
    ("table-6", json_schema.JsonSchema),
    ("table-6", hand_written.Python),
    ("table-6-gb2312", own.Rows),
    ("table-6-gb2312", json_schema.JsonSchemaGb),
    ("table-6-gb2312", hand_written.PythonGb),
    ("table-7", own.Table7),
    ("table-7", own.Table7Whole),
    ("table-7", json_schema.JsonSchema7),
    ("table-7", hand_written.Python7),
)


def made(kind: str) -> tuple[list[records.Record], frozenset[int]]:
    if kind == "table-7":
        return records.table_7(COUNT)
    return records.table_6(COUNT, "gb2312" if "gb2312" in kind else "plain")


@pytest.mark.parametrize(("kind", "tool"), ROWS)
def test_every_tool_finds_exactly_the_planted_faults(
    kind: str, tool: type[Runner]
) -> None:
    data, faulty = made(kind)
    runner = tool()
    runner.setup()
    assert frozenset(runner.check(data)) == faulty


def test_the_same_records_come_each_time() -> None:
    assert made("table-6") == made("table-6")


def test_every_kind_of_fault_is_planted_also_among_few_records() -> None:
    assert len(records.table_6(COUNT, "gb2312")[1]) == len(records.FAULTS_6["gb2312"])
    assert len(records.table_7(COUNT)[1]) == len(records.FAULTS_7)


def test_the_peers_are_told_of_every_item_of_the_tables() -> None:
    tables = ruleengine.load("ptdata").tables()
    for table, columns in (("T06", TABLE_6), ("T07", TABLE_7)):
        keys = list(tables[f"ptdata/{table}"].by_key)
        assert [column.key for column in columns] == keys


def test_table_7_is_left_with_four_checks() -> None:
    path = Path(str(rules_folder()), "ptdata", "t07-statistics.yaml")
    text = with_checks(path.read_text("utf-8"), FOUR)
    assert text.count("must:") == len(FOUR)
    assert "\nreferences:" in text


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_files_hold_the_same_records(suffix: str, tmp_path: Path) -> None:
    data, faulty = made("table-6")
    path = tmp_path / f"records.{suffix}"
    getattr(files, f"write_{suffix}")(data, path)
    runner = own.Files()
    runner.setup()
    assert frozenset(runner.check(path)) == faulty


def test_the_audit_times_agree_with_a_bisection_by_hand() -> None:
    data = records.audit_inputs(COUNT)
    runner = own.Decisions()
    runner.setup()
    by_hand = [(days,) for days in decisions.Bisection().check(data)]
    assert runner.check(data) == by_hand


def test_many_inputs_are_answered_as_one_is() -> None:
    rules = ruleengine.load("nac")
    inputs: list[dict[str, Any]] = [
        {"staff": 5},
        {"staff": "1176"},
        {"staff": 0},
        {"staff": 20_000},
        {},
    ]
    many = rules.compute_many("nac/qms-days", inputs)
    assert many == [(Decimal("1.5"),), (Decimal(14),), None, (None,), None]
    for each, answer in zip(inputs, many, strict=True):
        one = rules.compute("nac/qms-days", each)
        assert one.value == (answer and answer[0])


def test_a_run_writes_json_and_a_table(tmp_path: Path) -> None:
    asked = ["--only", "decisions", "--records", "300", "--rounds", "1"]
    assert main([*asked, "--to", str(tmp_path)]) == 0
    found = json.loads((tmp_path / "results.json").read_text("utf-8"))
    (rows,) = found["tasks"].values()
    assert rows[0]["name"] == "ruleengine"
    assert "| ruleengine |" in (tmp_path / "results.md").read_text("utf-8")


def test_a_task_too_short_for_the_clock_of_the_processor_has_no_ratio() -> None:
    row = Row("ruleengine", "1", "", 300, 1.5, 0.0, (1.5,))
    assert "| 1.50 | 0.00 | – |" in Results(tasks={"short": [row]}).to_markdown()


def test_an_unknown_part_is_told() -> None:
    assert main(["--only", "rows,colours"]) == 2


def test_growth_memory_and_starts_are_shown_when_measured() -> None:
    results = Results(
        growth={1000: {"rows": 1.5}}, memory={"csv: a": 99.6}, cold={"start": 12.0}
    )
    told = results.to_markdown()
    assert "| 1,000 | 1.50 |" in told
    assert "| csv: a | 100 |" in told
    assert "| start | 12 |" in told
