"""The caller's decimal context changes nothing."""

from __future__ import annotations

import json
from contextlib import contextmanager
from decimal import Context, Decimal, Inexact, Rounded, localcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine import feel
from ruleengine.authoring.editions import editions
from ruleengine.authoring.run_cases import run_cases
from ruleengine.base.problem import RulePackError
from ruleengine.engine.told_values import texts
from ruleengine.readers.temporal import from_serial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.run_cases import CaseResult

TABLES = sorted((Path(__file__).parents[1] / "feel" / "tables").glob("*.txt"))


@contextmanager
def narrow(precision: int = 3) -> Iterator[None]:
    with localcontext(Context(prec=precision, Emax=9, traps=[Inexact, Rounded])):
        yield


def computing(rules: Ruleset) -> list[str]:
    """Return the full ids of what computes with figures, and of tables of statistics."""
    packs = rules.packs().values()
    return ["ptdata/T07", "ptdata/T08", *chain(*(p.decisions.decisions for p in packs))]


def test_every_shipped_case_with_figures_holds_all_the_same() -> None:
    results: list[CaseResult] = []
    with narrow():
        for group in editions():
            rules = group.ruleset()
            results += run_cases(rules, group.folders, computing(rules))
    assert len(results) > 1000
    assert [r.case.name for r in results if not r.ok] == []


def told(given: str, text: str) -> str:
    """Return a value as text, with reasons; unequal precision shows."""
    outcome = feel.compile(text, ["a", "b", "c", "d", "x", "xs"]).run(
        feel.evaluate(given)
    )
    return f"{outcome.value!r} {outcome.reasons}"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_tables_of_feel_hold_all_the_same(path: Path) -> None:
    given, rows = "{}", []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("given "):
            given = line.removeprefix("given ")
        elif line and not line.startswith("#") and "now()" not in line:
            rows.append((given, line.rsplit(" => ", 1)[0]))
    with narrow():
        found = [told(*row) for row in rows]
    assert found == [told(*row) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "time(10, 20, 30.123456)",
        "date and time(2026, 1, 2, 3, 4, 5.123456789)",
        "[1, 2, 3][12345678901234567890]",
        "round half up(12345.678, 2) - 0.00001",
        "modulo(12345.67, 1.0001)",
        "stddev([1.001, 2.002, 3.0035])",
        'duration("P1D") * 1.23456789',
        "-123456.789",
        "abs(-123456.789)",
        'number("123456.789")',
        "sum([123456.789, 0.0001]) ** 2",
        "string(123456.789)",
        "(1.0001 + 1.0002) / 2",
    ],
)
def test_an_expression_has_the_same_value(text: str) -> None:
    with narrow():
        found = told("{}", text)
    assert found == told("{}", text)


def test_figures_that_were_held_against_others_are_shown_alike() -> None:
    values = [Decimal(20) / 7, Decimal("123456789.123456789")]
    with narrow(6):
        assert texts(values) == ("2.8571", "123456789.1235")


def test_moments_of_workbooks_are_read_alike() -> None:
    serial = Decimal("45689.4999884259")
    with narrow():
        moment = from_serial(serial, is_1904=False, is_time=False)
    assert moment is not None
    assert moment.render("YYYYMMDDhhmmss") == "20250201115959"


BANDS = """\
kind: decision-table
id: band
title: 区间
inputs: [{key: x, type: number}]
outputs: [{key: y, type: string}]
rows:
  - {id: a, x: '< 1.0001', y: 低}
  - {id: b, x: '[1.0001..1.0002]', y: 中}
  - {id: c, x: '> 1.0002', y: 高}
"""


def test_columns_decide_as_rows_do(load_pack: PackWriter) -> None:
    pl = pytest.importorskip("polars")
    rules = load_pack(band=BANDS)
    asked = ["1.00005", "1.0001", "1.00015", "1.0002", "1.00025"]
    frame = pl.DataFrame({"x": asked})
    with narrow():
        found = rules.compute_frame("demo/band", frame)
    assert found["y"].to_list() == ["低", "中", "中", "中", "高"]


def test_figures_of_many_decimals_stay_figures() -> None:
    pl = pytest.importorskip("polars")
    from ruleengine.engine.columns.decisions.outcome import decimals

    with narrow():
        found: Any = decimals(pl.Series([0, 123456]), 20).to_list()
    assert found == [0, Decimal("0.00000000000000123456")]


def test_a_literal_of_a_condition_keeps_its_size() -> None:
    pytest.importorskip("polars")
    from ruleengine.engine.columns.figures import figure_of_literal

    with narrow():
        assert figure_of_literal(Decimal(-123456)).whole == 123457


def test_a_hint_names_the_figure_that_was_meant(load_pack: PackWriter) -> None:
    table = BANDS.replace("y, type: string", "y, type: number").replace("低", "12.345%")
    with narrow(), pytest.raises(RulePackError) as error:
        load_pack(band=table)
    assert "0.12345" in json.dumps([str(problem) for problem in error.value.problems])


def test_a_time_keeps_its_fraction() -> None:
    with narrow():
        assert str(feel.evaluate("time(10, 20, 30.123456)")) == "10:20:30.123456"
