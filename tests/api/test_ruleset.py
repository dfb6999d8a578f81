"""The library as a developer embeds it."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.base.problem import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def rules() -> ruleengine.Ruleset:
    return ruleengine.load(as_of="2026-06-30")


def test_records_may_be_given_by_table_or_for_one_table() -> None:
    record = {"结果提交日期": "20230230"}
    by_table = rules().check({"ptdata/T06": [record]})
    for name in ("ptdata/T06", "T06", "表6"):
        alone = rules().check([record], table=name)
        assert alone.to_dict() == by_table.to_dict()
    single = rules().check(record, table="T06")
    assert single.to_dict() == by_table.to_dict()


def test_records_may_be_streamed() -> None:
    records = ({"证书编号": str(number)} for number in range(3))
    report = rules().check({"T06": records})
    assert report.to_dict()["summary"]["records"] == 3


def test_a_stream_may_fill_one_record_again_and_again() -> None:
    def stream() -> Iterator[dict[str, str]]:
        record = {}
        for day in ("20250101", "20230230", "20250102"):
            record["结果提交日期"] = day
            yield record

    found = rules().check(stream(), table="T06").findings
    wrong = [f.record for f in found if f.value == "20230230"]
    assert wrong == [2]


def test_a_table_must_be_named_and_must_exist() -> None:
    with pytest.raises(UsageError, match="table="):
        rules().check([{}])
    with pytest.raises(UsageError, match="ptdata/T06"):
        rules().check([{}], table="ptdata/T6")


@pytest.mark.parametrize(
    "readings",
    [
        {"fixed-numbers": "strict"},
        {"ptdata/fixed-number": "strikt"},
        {"nac/fixed-number": "strict"},
    ],
)
def test_an_unknown_reading_or_choice_is_refused(readings: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        rules().check([{}], table="T06", readings=readings)


def test_a_report_says_which_rules_readings_and_day_it_used() -> None:
    report = (
        rules()
        .check(
            [{}], table="T06", as_of=dt.date(2026, 1, 8), readings={"charset": "strict"}
        )
        .to_dict()
    )
    assert report["as_of"] == "2026-01-08"
    assert report["readings"]["ptdata/charset"] == "strict"
    assert [pack["pack"] for pack in report["rules"]] == ["ptdata"]
    assert len(report["rules"][0]["sha256"]) == 64


@pytest.mark.parametrize("day", ["2026-02-30", "gestern", "26-01-01"])
def test_a_wrong_day_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match="2026-01-31"):
        rules().check([{}], table="T06", as_of=day)


def test_files_and_folders_are_checked_with_their_attachments() -> None:
    report = rules().check(EXAMPLES / "submission")
    places = {finding.at.sheet for finding in report.findings if finding.at}
    assert "表6" in places
    assert not [
        entry for entry in report.not_checked if entry.rule.endswith(".reference")
    ]
    assert rules().check(str(EXAMPLES / "clean")).findings == ()


def test_a_file_that_is_not_there_is_an_input_error() -> None:
    with pytest.raises(InputError):
        rules().check("no/such/file.xlsx")


def test_a_decision_is_computed_with_its_derivation() -> None:
    result = rules().compute(
        "santong/inspection-time",
        {
            "category": "C",
            "activity": "initial",
            "staff": 120,
            "haccp_studies": 3,
            "has_related_ms": False,
        },
    )
    assert result.ok
    assert str(result.value) == "5.75"
    assert set(result.to_dict()) == {
        "decision",
        "ok",
        "outputs",
        "steps",
        "findings",
        "readings",
        "as_of",
    }
    assert result.to_dict()["outputs"]["planned_days"] == "6"
    assert result.readings["santong/rounding"] == "up-half"
    assert result.steps
    assert result.as_of == dt.date(2026, 6, 30)
    assert result.outputs["needs_decision"] == []


def test_bad_input_gives_findings_and_no_number() -> None:
    result = rules().compute("santong/inspection-time", {"staff": 0, "sttaf": 1})
    assert not result.ok
    assert result.findings
    assert result.value is None
    assert set(result.to_dict()["outputs"].values()) == {None}


def test_a_number_is_taken_apart() -> None:
    number = rules().identify(
        "santong/certificate-number",
        "010STAF2600001-1",
        approval_number="CNCA-R-2002-010",
    )
    assert number.ok
    assert number.parts["serial"] == "00001"
    assert number.findings == ()
    assert number.to_dict()["identifier"] == "santong/certificate-number"


def test_a_code_list_is_a_mapping() -> None:
    units = rules().codes("santong/product-unit")
    assert units["C4-1101"]["code"] == "C4-1101"
    assert set(units["C4-1101"]) == {"code", "name", "status", "parents"}
    assert "C4" not in units
    assert len(units) == len(list(units))
    assert rules().codes("product-unit") is units


@pytest.mark.parametrize(
    "call",
    [
        lambda r: r.compute("santong/inspection-tim"),
        lambda r: r.identify("santong/certificate", "x"),
        lambda r: r.codes("santong/product-units"),
    ],
)
def test_an_unknown_id_is_refused_with_near_misses(call: object) -> None:
    with pytest.raises(UsageError, match="santong/"):
        call(rules())  # type: ignore[operator]  # a table of functions


def test_threads_may_share_the_rules() -> None:
    record = {"结果提交日期": "20230230"}

    def check(_: int) -> object:
        return rules().check([record], table="T06").to_dict()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(check, range(40)))
    assert all(answer == answers[0] for answer in answers)


def test_the_package_offers_the_languages_and_refuses_other_names() -> None:
    assert ruleengine.notation.parse("n..10,3").matches("12.5")
    assert ruleengine.feel.evaluate("x in [1..5]", {"x": 3}) is True
    with pytest.raises(AttributeError):
        _ = ruleengine.nothing
