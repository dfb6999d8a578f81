"""Steps of formulas that are kept as columns."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from ruleengine import feel
from ruleengine.engine.columns import figures
from ruleengine.engine.columns.conditions import Operand, Scope, truth_of
from ruleengine.engine.columns.sheet import Inline, Keeper, Sheet

CONDITIONS = (
    "abs(a - b / sqrt((b / c) ** 2 + a ** 2)) <= 0.002 + abs(a) * (1 / abs(c) + 1 / abs(b))",
    "some s in [a, b, c] satisfies s > 1 and abs(a - b / s) <= 0.5",
    "min(a, abs(b), c) < 1 and max(a, b / c) >= 2.5",
    "a / b > 1 or not(a < c and b != null)",
)
FRAME = pl.DataFrame(
    {
        "a": ["1", "2.5", None, "0", "-3", "1e3"],
        "b": ["2", "0", "1", None, "-1", "4"],
        "c": ["0.5", "1", "1", "2", "3", None],
    }
)


def names() -> dict[str, Operand]:
    return {
        key: figures.Figure(
            pl.col(key).cast(pl.Float64), pl.col(key).cast(pl.Float64).abs() * 1e-15
        )
        for key in FRAME.columns
    }


def truths(text: str, keeper: Keeper) -> list[pl.Expr]:
    truth = truth_of(feel.parse(text, FRAME.columns), Scope(names(), keeper))
    sides = {"yes": truth.yes, "no": truth.no, "null": truth.null}
    return [side.alias(name) for name, side in sides.items()]


@pytest.mark.parametrize("text", CONDITIONS)
def test_kept_steps_give_the_same_truth(text: str) -> None:
    sheet = Sheet()
    kept = truths(text, sheet)
    assert (
        sheet.on(FRAME)
        .select(kept)
        .collect()
        .equals(FRAME.select(truths(text, Inline())))
    )


@pytest.mark.parametrize("text", CONDITIONS)
def test_what_is_sure_agrees_with_feel(text: str) -> None:
    sheet = Sheet()
    kept = truths(text, sheet)
    program = feel.compile(text, FRAME.columns)
    told = sheet.on(FRAME).select(kept).collect().rows(named=True)
    for row, sides in zip(FRAME.rows(named=True), told, strict=True):
        scope = {key: None if v is None else Decimal(v) for key, v in row.items()}
        value = program.evaluate(scope)
        sure = {"yes": True, "no": False, "null": None}
        assert all(value is sure[name] for name, holds in sides.items() if holds)


def test_a_step_is_kept_once() -> None:
    sheet = Sheet()
    one, other = (sheet.keep(pl.col("a") * 2) for _ in range(2))
    assert one.meta.eq(other)
    assert not one.meta.eq(sheet.keep(pl.col("a") * 3))


def test_expressions_stay_short() -> None:
    sheet = Sheet()
    assert all(len(str(side)) < 200 for side in truths(CONDITIONS[0], sheet))
    assert len(str(truths(CONDITIONS[0], Inline())[0])) > 5_000
