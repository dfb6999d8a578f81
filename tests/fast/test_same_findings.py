"""With and without compiled code the report is the same, to the last fact."""

from __future__ import annotations

import datetime as dt
import random
from collections import OrderedDict
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import AS_OF, TABLES, case_records, mutants, rules

import ruleengine
from ruleengine.engine.sieve import RecordSieve

if TYPE_CHECKING:
    from collections.abc import Mapping

pytest.importorskip("ruleengine_fast", reason="pip install ./fast")

FOREIGN = (
    None,
    "",
    True,
    7,
    -0.0,
    1.5,
    float("nan"),
    Decimal("2.50"),
    dt.date(2026, 2, 3),
    [1],
    {"a": 1},
    b"x",
    type("Text", (str,), {})("满意"),
)


@pytest.fixture
def let_through(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect how many records of each batch a sieve let through."""
    found: list[int] = []
    original = RecordSieve.sift

    def sift(self: RecordSieve, records: list[Any]) -> Any:
        sifted = original(self, records)
        if sifted is not None:
            found.append(len(records) - len(sifted.odd))
        return sifted

    monkeypatch.setattr(RecordSieve, "sift", sift)
    return found


def reports(
    monkeypatch: pytest.MonkeyPatch, data: Mapping[str, list[Any]]
) -> tuple[Any, Any]:
    found = []
    for way in "01":
        monkeypatch.setenv("RULEENGINE_FAST", way)
        fresh = ruleengine.load("ptdata", as_of=AS_OF)
        found.append(fresh.check(data).to_dict())
    return found[0], found[1]


def odd(records: list[Mapping[str, Any]], seed: int) -> list[Any]:
    """Return records in which some values, keys and records are of another kind."""
    chance = random.Random(seed)
    made: list[Any] = []
    for record in records:
        other: dict[str, Any] = dict(record)
        for key in record:
            if chance.random() < 0.02:
                other[key] = chance.choice(FOREIGN)
        if chance.random() < 0.1:
            other = dict(reversed(other.items()))
        made.append(other)
    return made


@pytest.mark.parametrize("table", TABLES)
def test_every_table(
    table: str, monkeypatch: pytest.MonkeyPatch, let_through: list[int]
) -> None:
    records = [*case_records(table), *mutants(table, 700, seed=7)]
    data = {table: [*records, *odd(records[:300], seed=8)]}
    without, with_it = reports(monkeypatch, data)
    assert with_it == without
    assert sum(let_through) > 700


def test_all_tables_together(
    monkeypatch: pytest.MonkeyPatch, let_through: list[int]
) -> None:
    data = {
        table: [*case_records(table), *mutants(table, 150, seed=9)] for table in TABLES
    }
    without, with_it = reports(monkeypatch, data)
    assert with_it == without
    assert let_through


@pytest.mark.parametrize(
    "change",
    [
        OrderedDict,
        MappingProxyType,
        lambda record: {**record, "nobody knows": "1"},
        lambda record: {**record, 7: "1"},
        list,
        lambda record: {("" + key): value for key, value in record.items()},
        lambda record: {
            "样品编号" if k == "sample_number" else k: v for k, v in record.items()
        },
    ],
)
def test_records_of_another_kind_among_plain_ones(
    monkeypatch: pytest.MonkeyPatch, change: Any
) -> None:
    records: list[Any] = [*mutants("ptdata/T06", 300, seed=10)]
    records[100:120] = map(change, records[100:120])
    records[-1] = change(records[-1])
    without, with_it = reports(monkeypatch, {"ptdata/T06": records})
    assert with_it == without


def test_repeated_keys_are_found_with_wide_and_narrow_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = "ptdata/T06"
    base = next(each for each in case_records(table) if rules().check({table: each}).ok)
    several = [
        {**base, "sample_number": sample, "parameter_name": name}
        for name in ("铅", "Pb", "Pb²⁺"[:3], "a\U00020000")
        for sample in ("S1", "S2", "样1", "S1")
        for _ in range(20)
    ]
    without, with_it = reports(monkeypatch, {table: several})
    assert with_it == without
    assert any(found["kind"] == "unique" for found in with_it["findings"])
