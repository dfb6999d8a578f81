"""Formulas over columns give in each row what FEEL gives, or say that they are in doubt."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import feel

pl = pytest.importorskip("polars")

from ruleengine.engine.columns.decisions.formulas import Formulas  # noqa: E402
from ruleengine.engine.columns.decisions.outcome import (  # noqa: E402
    put_together,
    series_of,
    series_of_values,
)
from ruleengine.engine.columns.decisions.values import (  # noqa: E402
    Figures,
    Items,
    column_of,
)
from ruleengine.engine.columns.truth import NotLoweredError  # noqa: E402

if TYPE_CHECKING:
    from ruleengine.engine.columns.decisions.values import Column

ROW = st.tuples(
    st.none() | st.decimals(-999, 999, places=2),
    st.none() | st.integers(-50, 50).map(Decimal),
    st.none() | st.sampled_from(["高", "低", ""]),
    st.none() | st.booleans(),
)
NAMES = ("x", "y", "t", "b")
TOLD = (
    "x + y - 2",
    "-x * y",
    "x / 8",
    "x / 3",
    "x / y",
    "x < y",
    "x <= y",
    "x > 0.5",
    "x >= y",
    "x = y",
    "x != null",
    "null = null",
    't = "高"',
    "t != null and x > 1 or b",
    "b = true",
    "not(b)",
    "if b then x else y",
    'if x > y then "大" else t',
    "if b then null else x",
    "if x > 0 then null else null",
    "if b then b else x > 1",
    "ceiling(x * 2) / 2",
    "floor(x)",
    "round half up(x, 1)",
    "round half up(y, 1)",
    "min(x, y, 3)",
    "max(x, y)",
    "sum([x, y])",
    "count([x, y])",
    "max(for i in [x, y] return i * 2)",
    "sum(concatenate([x], [y, 1]))",
    "some i in [x, y] satisfies i > 3",
    "every i in [x, y] satisfies i > 3",
    't in ("高", "低")',
    "y in [1, 2]",
    "count([][item > 1])",
    "null + x",
    "null and b",
)
UNTOLD = (
    "x ** 2",
    "abs(x)",
    "x between 1 and 2",
    "[x, y][item > 1]",
    "count(x)",
    "sum([])",
    "t < t",
    "t + t",
    't in ("a", x)',
    "[x] = [y]",
    "if b then x else t",
    "if x then 1 else 2",
    "t = x",
    "for i in 1..3 return i",
    "for i in t return i",
    "[[x]]",
    "concatenate([x], y)",
    "round half up(x, y)",
    "x.y",
    "1e18 * 1000",
)


def told(text: str, rows: list[tuple[Any, ...]]) -> Column:
    columns = {
        name: column_of([row[at] for row in rows]) for at, name in enumerate(NAMES)
    }
    program: Any = SimpleNamespace(program=feel.compile(text, NAMES))
    session: Any = SimpleNamespace(callables={}, readings={})
    return Formulas(session, len(rows)).column(program, columns)


@pytest.mark.parametrize("text", TOLD)
@settings(max_examples=15, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_every_row_has_the_value_of_feel_unless_in_doubt(
    text: str, rows: list[tuple[Any, ...]]
) -> None:
    column = told(text, rows)
    assert not isinstance(column, Items)
    doubt = column.doubt if column.doubt is not None else [False] * len(rows)
    program = feel.compile(text, NAMES)
    values = series_of(column).to_list()  # type: ignore[arg-type]  # no context here
    for row, value, unsure in zip(rows, values, doubt, strict=True):
        wanted = program.evaluate(dict(zip(NAMES, row, strict=True)))
        assert unsure or value == wanted, row


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_not_told_in_columns_is_refused(text: str) -> None:
    rows = [(Decimal("1.5"), Decimal(2), "高", True), (None, None, None, None)]
    with pytest.raises(NotLoweredError):
        told(text, rows)


def test_only_what_is_not_exact_is_in_doubt() -> None:
    rows = [(Decimal(n), Decimal(n % 2), None, None) for n in (3, 4, 6)]
    thirds, halves = told("x / 3", rows), told("x / 2", rows)
    zeros = told("x / y", rows)
    assert thirds.doubt is not None
    assert thirds.doubt.to_list() == [False, True, False]
    assert halves.doubt is None or not halves.doubt.any()
    assert zeros.doubt is not None
    assert zeros.doubt.to_list() == [False, True, True]


def test_figures_with_many_decimals_become_decimals() -> None:
    tiny = Figures(pl.Series([15, None]), 20)
    assert series_of(tiny).to_list() == [Decimal("0.00000000000000000015"), None]


def test_figures_that_no_decimal_holds_become_texts() -> None:
    values = [Decimal(10) ** 30, Decimal("0.0000000001")]
    assert series_of_values(values).to_list() == [f"{v:f}" for v in values]


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([[Decimal("1.5")], [Decimal("0.25")]], [Decimal("1.5"), Decimal("0.25")]),
        ([[None], [Decimal(1)]], [None, Decimal(1)]),
        ([[None], [None]], [None, None]),
        ([["a"], [None]], ["a", None]),
        ([["a"], [True]], ["a", "true"]),
        (
            [[Decimal(10) ** 30], [Decimal("0.0000000001")]],
            ["1" + "0" * 30, "0.0000000001"],
        ),
    ],
)
def test_parts_of_a_column_get_one_type(parts: list[Any], wanted: list[Any]) -> None:
    assert put_together([series_of_values(part) for part in parts]).to_list() == wanted


def test_lists_and_mixed_values_become_json() -> None:
    values = [[Decimal("1.50"), None], {"a": Decimal(2)}, None]
    assert series_of_values(values).to_list() == ['["1.5", null]', '{"a": "2"}', None]
