"""Findings can be taken while they are found; nothing is lost or changed by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.columns.conftest import AS_OF, mutants, rules, write_csv, write_jsonl

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine import Finding


@pytest.mark.parametrize("way", ["0", "1"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_same_findings_one_by_one(
    way: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", way)
    records = mutants("ptdata/T06", 300, seed=8)
    path = tmp_path / f"data.{form}"
    if form == "csv":
        write_csv(path, "ptdata/T06", records)
    else:
        write_jsonl(path, [*records, {"plan_name": ["nested"]}])
    whole = rules().check(path, table="T06", as_of=AS_OF)
    found: list[Finding] = []
    streamed = rules().check(path, table="T06", as_of=AS_OF, each=found.append)
    assert streamed.findings == ()
    assert streamed.not_checked == whole.not_checked
    assert sorted(found, key=repr) == sorted(whole.findings, key=repr)
    numbers = [f.record or 0 for f in found if f.kind in {"format", "domain", "check"}]
    assert numbers == sorted(numbers)
