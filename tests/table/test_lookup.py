"""Lookup of rows, held to a linear scan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st
from tests.counted import calls_of

from ruleengine.table import CellSet, Index, Kind, parse_cell

CELLS: dict[Kind, list[str]] = {
    "integer": ["-", "1-3", "2+", "< 2", "5", "not(2)", "null", "not(-)", "0, 4-5"],
    "number": ["-", "[1..2)", "(1..2]", "> 2.5", "<= 0.5", "1.5", "null", "!= 1"],
    "date": ["-", "2026-01-02+", "< 2026-01-02", "2026-01-03", "null"],
    "string": ["-", "A", "A, B", "not(A)", "null", "not(null)", "C"],
    "boolean": ["-", "true", "false", "not(true)", "null"],
}
VALUES: dict[Kind, list[Any]] = {
    "integer": [*range(-1, 7), Decimal(3), Decimal(2), None],
    "number": [1, 2, 0, *map(Decimal, ("0.5", "1", "1.5", "2", "2.5", "2.51")), None],
    "date": [None, *(dt.date(2026, 1, day) for day in range(1, 5))],
    "string": ["A", "B", "C", "D", "", None],
    "boolean": [True, False, None],
}


def scan(rows: list[tuple[CellSet, ...]], values: tuple[Any, ...]) -> list[int]:
    return [
        index
        for index, row in enumerate(rows)
        if all(cell.contains(v) for cell, v in zip(row, values, strict=True))
    ]


def cells(kind: Kind) -> st.SearchStrategy[Any]:
    return st.sampled_from(CELLS[kind]).map(lambda text: parse_cell(text, kind))


@given(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3), st.data())
def test_the_index_agrees_with_a_scan(kinds: list[Kind], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*map(cells, kinds)), max_size=6))
    values = data.draw(st.tuples(*(st.sampled_from(VALUES[kind]) for kind in kinds)))
    assert Index(rows).rows(values if rows else ()) == scan(rows, values)


@pytest.mark.parametrize("kind", sorted(CELLS))
def test_a_value_of_another_kind_matches_no_row(kind: Kind) -> None:
    rows = [(parse_cell(text, kind),) for text in CELLS[kind]]
    strange: list[Any] = [object(), 1.5, Decimal("NaN"), Decimal("Infinity")]
    others: dict[str, list[Any]] = {"string": [1, True], "boolean": ["A", 1]}
    strange += others.get(kind, ["A", True])
    strange += [1] if kind == "date" else [dt.date(2026, 1, 1)]
    for value in [*strange, dt.datetime(2026, 1, 1)]:  # noqa: DTZ001  # no zone here
        assert Index(rows).rows((value,)) == []
        assert Index([(*row, *row) for row in rows]).rows((value, value)) == []


def test_an_integer_column_takes_no_fractions() -> None:
    rows = [
        (parse_cell("1-19", "integer"),),
        (parse_cell("20+", "integer"),),
    ]
    assert Index(rows).rows((Decimal("19.5"),)) == []
    assert Index([(*row, *row) for row in rows]).rows((Decimal("19.5"), 1)) == []
    assert Index(rows).rows((Decimal("19.0"),)) == [0]


def test_rows_with_a_feel_test_stay_candidates() -> None:
    texts = ["1-19", "? > other", "20+"]
    index = Index([(parse_cell(text, "integer"),) for text in texts])
    assert index.rows((5,)) == [0, 1]
    assert index.rows((25,)) == [1, 2]
    assert index.open_rows == {1}
    only = Index([(parse_cell("? > 3", "integer"),)] * 2)
    assert only.rows((None,)) == [0, 1]
    words = Index([(parse_cell("A", "string"),), (parse_cell('> "A"', "string"),)])
    assert words.rows(("A",)) == [0, 1]
    assert words.rows(("B",)) == [1]


def test_the_answer_may_be_changed_without_changing_the_index() -> None:
    index = Index([(parse_cell("1-19", "integer"),)])
    index.rows((5,)).clear()
    assert index.rows((5,)) == [0]


@pytest.mark.parametrize("kind", ["integer", "number", "date", "string"])
def test_an_index_of_twice_the_rows_is_twice_the_work(kind: Kind) -> None:
    def work(count: int) -> int:
        texts = {
            "date": [f"{1000 + at}-01-01+" for at in range(count)],
            "string": [f"A{at}" for at in range(count)],
        }.get(kind, [f"[{2 * at}..{2 * at + 1}]" for at in range(count)])
        rows = [(parse_cell(text, kind), parse_cell(text, kind)) for text in texts]
        return calls_of(lambda: Index(rows))

    assert work(200) < 3 * work(100)
