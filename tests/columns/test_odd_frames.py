"""Frames of pandas and Arrow that have no like in Polars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import ruleengine
from ruleengine import Ruleset, UsageError

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

DATE = "结果提交日期"
MIXED: dict[str, list[Any]] = {
    "texts and numbers": ["20230228", 20230230, 20230228.0],
    "texts and decimals": [Decimal(20230230), "x"],
    "objects": [[1], "20230228"],
    "absent ones": ["20230228", None, 5, float("nan")],
}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return ruleengine.load("ptdata", "santong")


@pytest.mark.parametrize("values", MIXED.values(), ids=MIXED)
def test_a_column_of_several_kinds_is_checked_as_its_records_are(
    rules: Ruleset, values: list[Any]
) -> None:
    plain = [None if value != value else value for value in values]  # noqa: PLR0124  NaN
    records = [{DATE: value} for value in plain]
    report = rules.check(pd.DataFrame({DATE: values}, dtype=object), table="T06")
    assert report == rules.check(records, table="T06")


LACKING: dict[str, Any] = {
    "decimals of 256 bits": pa.table(
        {DATE: pa.array([Decimal(20230228), None], pa.decimal256(60, 0))}
    ),
    "runs": pa.table({DATE: pa.RunEndEncodedArray.from_arrays([2], ["20230230"])}),
    "spans": pa.table({DATE: pa.array([pa.MonthDayNano([1, 2, 3]), None])}),
    "complex numbers": pd.DataFrame({DATE: [1j, 2j]}),
}


@pytest.mark.parametrize("frame", LACKING.values(), ids=LACKING)
def test_a_column_that_polars_lacks_is_checked_as_its_records_are(
    rules: Ruleset, frame: Any
) -> None:
    is_arrow = hasattr(frame, "to_pylist")
    records = frame.to_pylist() if is_arrow else frame.to_dict("records")
    assert rules.check(frame, table="T06") == rules.check(records, table="T06")
    with pytest.raises(UsageError, match="Polars"):
        rules.compute_frame("santong/staff-days", frame)


def test_the_absent_value_of_pandas_is_absent(rules: Ruleset) -> None:
    frame = pd.DataFrame({DATE: ["20230228", 5, pd.NA, pd.NaT]}, dtype=object)
    report = rules.check(frame, table="T06")
    absent = [f.record for f in report.findings if f.rule.endswith("12.required")]
    assert absent == [3, 4]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame([["a", "b"]], columns=[DATE, DATE]),
        pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=[DATE, DATE]),
    ],
    ids=["pandas", "arrow"],
)
def test_two_columns_of_one_name_are_wrong_usage(rules: Ruleset, frame: Any) -> None:
    with pytest.raises(UsageError, match=DATE):
        rules.check(frame, table="T06")


def test_a_column_of_several_kinds_cannot_be_computed(rules: Ruleset) -> None:
    with pytest.raises(UsageError, match="20"):
        rules.compute_frame("santong/staff-days", pd.DataFrame({"staff": [1, "20"]}))
    for nothing in ([{"staff": 1}], [], None):
        with pytest.raises(UsageError, match="compute_many"):
            rules.compute_frame("santong/staff-days", nothing)
    for frame in (pd.DataFrame({"staff": [1]}), pa.table({"staff": [1]})):
        with pytest.raises(UsageError, match="compute_frame"):
            rules.compute_many("santong/staff-days", frame)
    twice = pd.DataFrame([[1, 2]], columns=["staff", "staff"])
    with pytest.raises(UsageError, match="staff"):
        rules.compute_frame("santong/staff-days", twice)
