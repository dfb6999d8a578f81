from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ruleengine.api.listing import NOUNS, listing, open_packs, overview
from ruleengine.base.problem import UsageError
from ruleengine.report.listing import clipped, lines
from ruleengine.report.visible import columns

RULES = Path(__file__).parent.parent / "cli" / "rules"
PACKS = open_packs(RULES)


def test_tables_have_the_shape_of_the_contract() -> None:
    (table,) = listing(PACKS, "tables")["tables"]
    assert list(table) == ["id", "title", "pack", "edition", "clauses", "fields"]
    assert table["id"] == "demo/T01"
    first, second, third, fourth = table["fields"][:4]
    assert first == {
        "no": 1,
        "key": "order_number",
        "name": "订单编号",
        "format": "an..20",
        "required": "always",
        "domain": [],
        "type": "string",
    }
    assert second["corrected"] == "数量"
    assert third["domain"] == ["0", "1"]
    assert fourth["when"] == "是否加急 = true"


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_noun_is_data_and_aligned_lines(noun: str, language: str) -> None:
    data = listing(PACKS, noun)
    rows = data[noun]
    assert rows
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    said = list(lines(noun, rows, "zh" if language == "zh" else "en", 60))
    assert len(said) == len(rows) + 2
    assert all(columns(line) <= 100 for line in said)


@pytest.mark.parametrize(
    ("noun", "only", "ids"),
    [
        ("tables", ["demo"], ["demo/T01"]),
        ("tables", ["T01"], ["demo/T01"]),
        ("fields", ["demo/T01-02"], ["demo/T01-02"]),
        ("codes", ["codes", "unit"], ["codes/colour", "demo/unit"]),
        ("identifiers", ["codes"], []),
        ("clauses", ["D-9"], ["D-9"]),
        ("packs", ["demo"], ["demo"]),
    ],
)
def test_a_list_can_be_confined(
    noun: str, only: list[str], ids: list[str | None]
) -> None:
    found = listing(PACKS, noun, only)[noun]
    assert [row.get("id") for row in found] == ids


def test_all_fields_of_one_table() -> None:
    assert len(listing(PACKS, "fields", ["T01"])["fields"]) == 10


def test_the_codes_of_one_list_are_its_codes_without_headings() -> None:
    (row,) = listing(PACKS, "codes", ["unit"])["codes"]
    assert row["count"] == 2
    assert [each["code"] for each in row["codes"]] == ["A-01", "A-02"]
    assert "codes" not in listing(PACKS, "codes")["codes"][0]


@pytest.mark.parametrize(
    ("noun", "only", "near"),
    [("tabels", [], "tables"), ("tables", ["T02"], "T01"), ("codes", ["unti"], "unit")],
)
def test_what_is_not_there_is_answered_with_the_near_ones(
    noun: str, only: list[str], near: str
) -> None:
    with pytest.raises(UsageError) as raised:
        listing(PACKS, noun, only)
    assert near in raised.value.message.zh
    assert near in raised.value.message.en


def test_nothing_to_list_is_said() -> None:
    assert list(lines("errata", [], "en", None)) == ["(none)"]


def test_a_pack_without_clauses_lists_none() -> None:
    rows: list[dict[str, Any]] = overview(PACKS)["packs"]
    assert [(row["pack"], row["clauses"]) for row in rows] == [
        ("codes", 0),
        ("demo", 4),
    ]


def test_packs_out_of_force_are_left_out() -> None:
    assert [pack.name for pack in open_packs(RULES, as_of="2025-12-31")] == ["codes"]


def test_a_pack_asked_about_that_is_not_in_force_is_told_from_none() -> None:
    with pytest.raises(UsageError, match="2026-01-01"):
        open_packs(RULES, as_of="2025-12-31", asked=["demo/T01"])
    assert open_packs(RULES, as_of="2025-12-31", asked=["codes", "nothing"])


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("中文字", 6, "中文字"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中…"),
    ],
)
def test_a_chinese_character_takes_two_columns(
    text: str, width: int, shown: str
) -> None:
    assert clipped(text, width) == shown


def test_the_shipped_tables_have_337_items_in_17_tables() -> None:
    rows = listing(open_packs("ptdata"), "tables", ["ptdata"])["tables"]
    assert [len(row["fields"]) for row in rows][:3] == [11, 20, 40]
    assert (len(rows), sum(len(row["fields"]) for row in rows)) == (17, 337)
