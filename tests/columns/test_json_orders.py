"""JSON lines whose members are left out, or stand in several orders, with odd lines."""

from __future__ import annotations

import json
import random
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.columns.conftest import both_ways, case_records, mutants, rules

from ruleengine.readers import json_blocks, json_names
from ruleengine.readers.reading import read

if TYPE_CHECKING:
    from pathlib import Path

ODD_LINES = (
    '{"plan_name": "x", "plan_name": "y"}',
    '{"strange": "x"}',
    '{"计划名称": "x", "plan_name": "y"}',
    '{"plan_name": ["nested"]}',
    '{"plan_name": "x"} trailing',
    '{"plan_name": "x",}',
    '{"plan_name": "x" "plan_number": "y"}',
    "{}",
    "[]",
    "",
)


def lines_of(seed: int, count: int, odd: float) -> list[str]:
    """Return lines with shuffled members, some left out, some of them odd."""
    chance = random.Random(seed)
    lines = []
    for record in mutants("ptdata/T06", count, seed):
        members: list[tuple[str, Any]] = list(record.items())
        if chance.random() < 0.1:
            chance.shuffle(members)
        kept = [each for each in members if chance.random() < 0.9]
        style = (", ", ": ") if chance.random() < 0.5 else (",", ":")
        text = json.dumps(dict(kept), ensure_ascii=False, separators=style)
        lines.append(chance.choice(ODD_LINES) if chance.random() < odd else text)
    return lines


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("odd", [0.0, 0.02, 0.3])
def test_members_in_any_order(
    seed: int, odd: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 20_000)
    monkeypatch.setattr(json_blocks, "LEAST_BYTES", 2_000)
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines_of(seed, 150, odd)), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns


def test_an_odd_line_leaves_most_lines_in_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_blocks, "LEAST_BYTES", 1_000)
    plain = [json.dumps({"plan_number": f"P{at}", "result": "1"}) for at in range(900)]
    other = json.dumps({"result": "1", "plan_number": "P"})
    lines = [*plain, "odd", *plain, other, other]
    path = tmp_path / "data.jsonl"
    path.write_bytes("\n".join(lines).encode())
    (given,) = read([path], rules().shapes("T06")).inputs
    assert given.blocks is not None
    whole = cast("list[json_blocks.JsonBlock]", list(given.blocks()))
    blocks = [part for block in whole for part in block.parts()]
    assert b"".join(block.data or block.raw for block in blocks).decode() == "\n".join(
        lines
    )
    odd = [block.raw for block in blocks if not block.data]
    assert len(odd) == 1
    assert b"odd" in odd[0]
    assert len(odd[0]) <= 1_000
    texts = [block.raw.decode().splitlines() for block in blocks]
    before = list(accumulate(map(len, texts), initial=1))
    assert [block.first_line for block in blocks] == before[:-1]


CANCELLING = (
    '{"plan_name": 1, "strange": 2}',
    '{"plan_name": 1, "plan_name": 2}',
    '{"plan_name": ["x"]}',
    '{"plan_name": {"x": "y"}}',
    '{"plan_name": null}',
    '{"plan_name": true, "plan_number": null}',
    '{"plan_name": 1e6, "strange": "x"}',
    '{"plan_name":"x", "plan_number" : "y", "strange":1}',
    '{"plan_name": "x"}{"plan_name": "y"}',
    '{"plan_name": "\\u0041\\ud800"}',
    '{"plan_name": "tab\there"}',
    '{"plan_name": ""}',
    "{}",
    " ",
)


@pytest.mark.parametrize("separators", [(", ", ": "), (",", ":")])
@pytest.mark.parametrize("odd", CANCELLING)
def test_what_is_no_text_is_found_among_texts(
    odd: str,
    separators: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = [
        json.dumps({"plan_name": f"P{at}", "plan_number": "x"}, separators=separators)
        for at in range(20)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join([*plain, odd, *plain]), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns


def test_blocks_of_texts_need_no_closer_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(json_blocks, "_parts", lambda *given: looked.append(given))
    path = tmp_path / "data.jsonl"
    written = mutants("ptdata/T06", 50, 1)
    lines = [json.dumps(each, ensure_ascii=False) for each in written]
    texts = [line for line in lines if "\\" not in line]
    path.write_text("\n".join(texts), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns
    assert texts
    assert not looked


def test_a_key_is_found_again_across_rows_and_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_blocks, "LEAST_BYTES", 1_000)
    good = next(r for r in case_records("ptdata/T06") if len(r) > 10)
    plain = [{**good, "sample_number": f"S{at}"} for at in range(60)]
    lines = [json.dumps(each, ensure_ascii=False) for each in plain]
    path = tmp_path / "data.jsonl"
    # The second of the odd line's neighbours is the first record once more.
    path.write_text("\n".join([*lines, "odd", lines[0], lines[1]]), encoding="utf-8")
    rows, columns = both_ways(monkeypatch, path, table="T06")
    assert rows == columns
    again = [f["record"] for f in rows["findings"] if f["kind"] == "unique"]
    assert again == [61, 62]


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        (("a", "b"), ("a", "b"), ("a", "b")),
        (("a", "c"), ("a", "b", "c"), ("a", "b", "c")),
        (("a", "b"), ("b", "c"), ("a", "b", "c")),
        (("a",), ("b",), ("a", "b")),
        (("a", "b"), ("b", "a"), ()),
    ],
)
def test_two_orders_become_one_that_holds_both(
    one: tuple[str, ...], other: tuple[str, ...], merged: tuple[str, ...]
) -> None:
    assert json_names._merged(one, other) == merged
