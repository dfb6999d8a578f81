"""Row by row and in columns the report is the same, to the last fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import (
    TABLES,
    both_ways,
    case_records,
    mutants,
    write_csv,
    write_jsonl,
)

from ruleengine.engine.columns import feed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect how many records were taken in columns."""
    found: list[int] = []
    original = feed.ColumnFeed._take

    def take(
        self: Any, block: Any, plan: Any, before: int, columns: Any, *more: Any
    ) -> None:
        found.append(columns.fields.height)
        original(self, block, plan, before, columns, *more)

    monkeypatch.setattr(feed.ColumnFeed, "_take", take)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_table_as_csv(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[int]
) -> None:
    records = [*case_records(table), *mutants(table, 600, seed=1)]
    plain = [r for r in records if any(map(str.strip, r.values()))]
    plain = [r for r in plain if not any(set('",') & set(v) for v in r.values())]
    path = write_csv(tmp_path / "data.csv", table, plain)
    rows, columns = both_ways(monkeypatch, path, table=table)
    assert rows == columns
    assert taken == [len(plain)]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_as_json_lines(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[int]
) -> None:
    plan_keys = {key for record in case_records(table) for key in record}
    records = [
        {key: record.get(key) for key in sorted(plan_keys)}
        for record in mutants(table, 400, seed=2)
        if "\x1c" not in "".join(record.values())
    ]
    path = write_jsonl(tmp_path / "data.jsonl", records)
    rows, columns = both_ways(monkeypatch, path, table=table)
    assert rows == columns
    assert taken == [len(records)]


def test_all_tables_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[int]
) -> None:
    for table in TABLES:
        records = [*case_records(table)[:30], *mutants(table, 30, seed=3)]
        write_csv(tmp_path / f"{table[-3:]}.csv", table, records)
    rows, columns = both_ways(monkeypatch, tmp_path)
    assert rows == columns
    assert len(taken) >= 10
    assert {kind["kind"] for kind in rows["findings"]} >= {"unique", "reference"}
