"""JSON lines whose numbers are written in several ways, and texts that look like them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, cast

import pytest
from tests.columns.conftest import both_ways, mutants, rules

from ruleengine.readers import json_blocks
from ruleengine.readers.reading import read

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = (
    *("0", "0.0", "-0.0", "-0", "00.5", "-0.50", "0.050", "12.000", "-12.0", "12.50"),
    *("1800.00", "0.1234", "0.123000", "99999999999999999", "123456789012345.50"),
    *("1e3", "1.50e3", "1.", ".5", "+1.0", "1.0000000000000000000000000000000000001"),
    *('"12.00"', '"0.050"', "true", "null", '"1,234.50"'),
)
TEXTS = (
    '": 5.0, "',
    '"z_score": 1.50, "x',
    r"\"z_score\": 1.50}",
    "z_score",
    ": 7.00",
    "1.50",
    "\\",
)
PLAIN = '{"plan_name": "%s", "plan_number": "P", "z_score":%s, "iqr": %s}'


@pytest.mark.parametrize("seed", range(4))
def test_numbers_in_any_spelling(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_blocks, "LEAST_BYTES", 500)
    chance = random.Random(seed)
    lines = []
    for record in mutants("ptdata/T07", 150, seed):
        members = {name: json.dumps(value) for name, value in record.items()}
        for name in chance.sample(sorted(members), 2):
            members[name] = chance.choice(NUMBERS)
        for name in chance.sample(sorted(members), 1):
            members[name] = json.dumps(chance.choice(TEXTS))
        written = ", ".join(f'"{name}": {value}' for name, value in members.items())
        lines.append("{" + written + "}")
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T07")
    assert rows == columns


@pytest.mark.parametrize("text", TEXTS)
def test_every_fraction_keeps_its_digits_in_columns(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = json.dumps(text)[1:-1]
    lines = [PLAIN % (written, "1.50", "-0.0"), PLAIN % (written, "12.00", "0.0100")]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    (given,) = read([path], rules().shapes("T07")).inputs
    assert given.blocks is not None
    (block,) = cast("list[json_blocks.JsonBlock]", list(given.blocks()))
    (found,) = list(block.parts()) or [block]
    values = [json.loads(line) for line in found.data.split(b"\n")]
    assert [each["plan_name"] for each in values] == [text, text]
    assert [each["z_score"] for each in values] == ["1.50", "12"]
    assert [each["iqr"] for each in values] == ["0", "0.0100"]
    rows, columns = both_ways(monkeypatch, path, table="T07")
    assert rows == columns
