"""A frame computed at once gives for each row what the row gives by itself."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.api import computed_frames
from ruleengine.source.packs import find_packs
from ruleengine.source.shipped import rules_folder

pl = pytest.importorskip("polars")

from ruleengine.engine.columns.decisions import whole  # noqa: E402  # after the skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.decisions_data import CompiledDatum

AS_OF = "2026-06-30"
ROWS = 120
INTEGERS = (0, 1, 2, 3, 5, 6, 19, 20, 25, 45, 99, 176, 999, 5000, 10_700, 10_701)
ODD_INTEGERS = (None, -1, 10**16)
NUMBERS = (Decimal("0.5"), Decimal("1.25"), Decimal(7), Decimal("0.333"), Decimal(30))
WORDS = ("CNCA-R-2002-010", "CNCA-RF-2004-33", "随便", "", None, "C")
ALL_IN_COLUMNS = (
    "nac/qms-days",
    "nac/ems-days",
    "nac/haccp-days",
    "nac/qms-audit-time",
    "nac/ohsms-audit-time",
    "nac/fees",
    "nac/effective-staff",
    "nac/audit-time-met",
    "santong/staff-days",
    "santong/site-time",
    "santong/additional-days",
    "santong/inspection-time-met",
    "santong/shelf-life-met",
    "nac/ems-audit-time",
)
"""Of good inputs no row is left to be computed by itself."""


@cache
def rules() -> Ruleset:
    return ruleengine.load(as_of=AS_OF)


def decisions() -> list[str]:
    """Return the ids of all decisions; to name the tests, no rules are compiled."""
    return [
        f"{folder.pack}/{head.id}"
        for folder in find_packs(rules_folder())
        for head in folder.heads
        if head.kind in {"decision-table", "calculation"}
    ]


def data_of(name: str) -> Sequence[CompiledDatum]:
    packs = rules().packs().values()
    every = {k: d for pack in packs for k, d in pack.decisions.decisions.items()}
    return every[name].inputs


def values_of(datum: CompiledDatum, *, odd: bool) -> tuple[Any, ...]:
    """Return values for an input, with ``odd`` also such as nobody should hand in."""
    match datum.type:
        case "integer":
            whole_numbers = tuple(map(int, datum.values)) or INTEGERS
            return (*whole_numbers, *ODD_INTEGERS) if odd else whole_numbers
        case "number":
            return (*NUMBERS, Decimal(-1), None) if odd else NUMBERS
        case "boolean":
            return (True, False, None) if odd else (True, False)
        case "string":
            words = tuple(map(str, datum.values)) or WORDS
            return (*words, *WORDS) if odd else words
        case _:
            return (None,)


def frame_for(name: str, *, odd: bool, seed: int) -> Any:
    chance = random.Random(seed)
    columns = {}
    for datum in data_of(name):
        if datum.type in {"list", "context", "date"}:
            continue
        values = values_of(datum, odd=odd)
        drawn = [chance.choice(values) for _ in range(ROWS)]
        kind = pl.Decimal(38, 3) if datum.type == "number" else None
        columns[datum.key] = pl.Series(drawn, dtype=kind)
    return pl.DataFrame(columns)


def wanted(name: str, frame: Any) -> list[tuple[Any, ...]]:
    found = []
    for row in frame.iter_rows(named=True):
        result = rules().compute(name, row)
        outputs = dict(result.outputs)
        says = outputs.pop("needs_decision", None) or []
        ids = [finding.rule for finding in result.findings]
        found.append((*outputs.values(), result.ok, says, ids))
    return found


def in_columns(name: str, frame: Any) -> list[tuple[Any, ...]]:
    made = rules().compute_frame(name, frame)
    return list(made.iter_rows())


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows with figures and their texts alike."""
    return [tuple(map(_plain, row)) for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
    return value


@pytest.fixture
def left_over(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect how many rows were computed by themselves."""
    found: list[int] = []
    original = whole.WholeFrames._row_by_row

    def row_by_row(self: Any, frame: Any) -> Any:
        found.append(frame.height)
        return original(self, frame)

    monkeypatch.setattr(whole.WholeFrames, "_row_by_row", row_by_row)
    return found


@pytest.mark.parametrize("name", decisions())
def test_every_decision_of_good_and_odd_inputs(name: str) -> None:
    for odd in (False, True):
        frame = frame_for(name, odd=odd, seed=len(name))
        assert plain(in_columns(name, frame)) == plain(wanted(name, frame))


@pytest.mark.parametrize("name", ALL_IN_COLUMNS)
def test_good_inputs_stay_in_columns(name: str, left_over: list[int]) -> None:
    frame = frame_for(name, odd=False, seed=3)
    good = frame.filter(rules().compute_frame(name, frame)["ok"])
    left_over.clear()
    assert rules().compute_frame(name, good)["ok"].all()
    assert left_over == []


AUDITS: tuple[tuple[str, dict[str, tuple[Any, ...]]], ...] = (
    (
        "santong/inspection-time",
        {"category": ("C",), "adopted_certificate": (False, False, None, True)},
    ),
    ("nac/fsms-audit-time", {"complexity": (None, 1, 2), "risk": (None, 1)}),
    ("nac/haccp-audit-time", {"category": (None, "A", "K"), "complexity": (None, 2)}),
    ("nac/haccp-audit-time", {"haccp_studies": (None,), "has_related_ms": (None,)}),
)
"""Calculations with lists and inputs that may be absent, and what stands in some."""


@pytest.mark.parametrize(("name", "columns"), AUDITS)
def test_absent_inputs_and_lists(name: str, columns: dict[str, Any]) -> None:
    chance = random.Random(5)
    drawn = {
        key: pl.Series(key, [chance.choice(values) for _ in range(ROWS)])
        for key, values in columns.items()
    }
    frame = frame_for(name, odd=False, seed=6).with_columns(**drawn)
    assert plain(in_columns(name, frame)) == plain(wanted(name, frame))


FORMS = (
    ("whole numbers", pl.Series([7, 45, 46, None, -1])),
    ("small whole numbers", pl.Series([7, 45, 46, None, -1], dtype=pl.Int8)),
    ("decimals", pl.Series(["7", "45.0", "45.5"]).cast(pl.Decimal(38, 1))),
    ("doubles", pl.Series([7.0, 45.5, 1e300, 0.0, float("nan"), None])),
    ("texts", pl.Series(["7", "+45", "045", "45.0", " 45", "", None, "４５", "1e3"])),
    ("categories", pl.Series(["7", "45", "?"], dtype=pl.Categorical)),
    ("truths", pl.Series([True, False])),
    ("dates", pl.Series([dt.date(2026, 1, 31)])),
    ("lists", pl.Series([[1], [2, 3]])),
    ("nulls", pl.Series([None, None])),
    ("nothing", pl.Series([], dtype=pl.Int64)),
)


@pytest.mark.parametrize(("form", "staff"), FORMS)
@pytest.mark.parametrize("name", ["nac/qms-days", "nac/qms-audit-time"])
def test_values_of_any_form(name: str, form: str, staff: Any) -> None:
    frame = pl.DataFrame({"staff": staff})
    if name == "nac/qms-audit-time":
        frame = frame.with_columns(activity=pl.lit("initial"))
    assert plain(in_columns(name, frame)) == plain(wanted(name, frame)), form


def test_numbers_with_decimals_written_as_texts() -> None:
    texts = ["0.5", "7", "1.2345678", "-1", "12345678901234567", "x"]
    frame = pl.DataFrame({"minimum_days": texts, "stage_two_days": texts[::-1]})
    frame = frame.with_columns(production_days=pl.lit("3.75"))
    name = "nac/audit-time-met"
    assert plain(in_columns(name, frame)) == plain(wanted(name, frame))


def test_answers_for_truths_written_as_texts() -> None:
    frame = pl.DataFrame({"has_related_ms": ["true", "0", "是", "", None]})
    name = "nac/system-days"
    assert plain(in_columns(name, frame)) == plain(wanted(name, frame))


def test_lists_in_cells() -> None:
    units = [[{"standards": 3}], [{"standards": 1}, {"standards": 4}], [], None]
    frame = pl.DataFrame({"units": units})
    name = "santong/adopted-certificate-time"
    assert plain(in_columns(name, frame)) == plain(wanted(name, frame))


def test_dates_stay_dates() -> None:
    frame = pl.DataFrame({"standard": ["ISO 15189"], "published": ["2022-12-06"]})
    made = rules().compute_frame("ilac/transition-end", frame)
    assert made.schema["last_day"] == pl.Date


def test_figures_are_exact_decimals() -> None:
    made = rules().compute_frame("nac/qms-days", pl.DataFrame({"staff": [3, 8]}))
    assert made["days"].to_list() == [Decimal("1.5"), Decimal(2)]
    assert made["days"].dtype == pl.Decimal(38, 1)


@pytest.mark.parametrize("staff", [[], [None], [0, None]])
def test_a_frame_without_results_makes_no_texts_of_the_figures_of_others(
    staff: list[int | None],
) -> None:
    frames = [pl.DataFrame({"staff": each}) for each in (staff, [3, 8])]
    made = [rules().compute_frame("nac/qms-days", frame) for frame in frames]
    whole_days = pl.concat(made, how="vertical_relaxed")["days"]
    assert whole_days.dtype == pl.Decimal(38, 1)
    assert made[0]["days"].to_list() == [None] * len(staff)


def test_many_slices_and_the_rows_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "ROWS_AT_ONCE", 7)
    frame = frame_for("nac/ems-line-days", odd=True, seed=9)
    made = in_columns("nac/ems-line-days", frame)
    assert plain(made) == plain(wanted("nac/ems-line-days", frame))


def test_readings_and_dates_count() -> None:
    frame = pl.DataFrame({"staff": [30], "activity": ["initial"]})
    line = rules().compute_frame(
        "nac/qms-audit-time", frame, readings={"headcount": "continuous"}
    )
    step = rules().compute_frame("nac/qms-audit-time", frame)
    assert line["minimum_days"].to_list() != step["minimum_days"].to_list()


def test_printed_names_name_columns_too() -> None:
    made = rules().compute_frame("nac/qms-days", pl.DataFrame({"有效人数": [3]}))
    assert made["days"].to_list() == [Decimal("1.5")]


@pytest.mark.parametrize(
    ("columns", "says"),
    [({"staf": [1]}, "staff"), ({"staff": [1], "有效人数": [1]}, "staff")],
)
def test_a_column_that_is_no_input_is_refused(
    columns: dict[str, list[int]], says: str
) -> None:
    with pytest.raises(ruleengine.UsageError, match=says):
        rules().compute_frame("nac/qms-days", pl.DataFrame(columns))


def test_without_polars_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(computed_frames, "find_spec", lambda _name: None)
    with pytest.raises(ruleengine.UsageError, match="bulk"):
        rules().compute_frame("nac/qms-days", pl.DataFrame({"staff": [1]}))


def test_other_libraries_bring_frames_too() -> None:
    pa = pytest.importorskip("pyarrow")
    made = rules().compute_frame("nac/qms-days", pa.table({"staff": [3]}))
    assert made["days"].to_list() == [Decimal("1.5")]


def test_a_small_figure_with_more_decimals_than_a_frame_holds_is_a_text(
    load_pack: PackWriter,
) -> None:
    made = load_pack(
        c="""\
kind: calculation
id: share
title: 份额
inputs: [{key: many, type: integer}]
steps: [{key: part, formula: '1 / many'}]
outputs: [part]
"""
    )
    frame = pl.DataFrame({"many": [300_000, 4]})
    one, other = made.compute_frame("demo/share", frame)["part"]
    assert one == f"{made.compute('demo/share', {'many': 300_000}).value:f}"
    assert other == "0.25"


def test_a_frame_is_computed_by_the_date_of_the_rules_that_is_given(
    load_pack: PackWriter,
) -> None:
    made = load_pack(
        c="""\
kind: calculation
id: late
title: 迟
inputs: [{key: due, type: date}]
steps: [{key: over, type: boolean, formula: 'as_of > due'}]
outputs: [over]
"""
    )
    frame = pl.DataFrame({"due": ["20260228", "20260301"]})
    for day in (dt.date(2026, 3, 1), "2026-03-01"):
        over = made.compute_frame("demo/late", frame, as_of=day)["over"]
        assert over.to_list() == [True, False]
    later = made.compute_frame("demo/late", frame, as_of="2026-03-02")["over"]
    assert later.to_list() == [True, True]
