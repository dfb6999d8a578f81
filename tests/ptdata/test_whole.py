"""A whole year: silent when right, and one planted fault gives exactly its findings."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sample_year import CLEAN_FOLDER, Tables, clean_year, shown

if TYPE_CHECKING:
    from ruleengine.api.report import Report
    from ruleengine.api.ruleset import Ruleset

NOT_PUBLIC = {
    "ptdata/T01-08.code": 8,
    "ptdata/T03-12.identifier": 6,
    "ptdata/T03-13.code": 6,
    "ptdata/T03-14.code": 6,
}
"""Lists that an officer fills in: rule -> records."""


def check(rules: Ruleset, year: Tables) -> Report:
    return rules.check(year, folder=CLEAN_FOLDER)


def test_a_year_without_a_fault_gives_neither_error_nor_warning(
    rules: Ruleset,
) -> None:
    report = rules.check(clean_year(), folder=CLEAN_FOLDER, complete=True)
    assert shown(report.findings) == []
    assert {each.rule: each.records for each in report.not_checked} == NOT_PUBLIC


@pytest.mark.parametrize("quartile", ["inclusive", "exclusive"])
@pytest.mark.parametrize("stop", ["third-figure", "converged"])
def test_the_readings_of_statistics_change_only_what_they_speak_of(
    quartile: str, stop: str, rules: Ruleset
) -> None:
    chosen = {"quartile": quartile, "algorithm-a-stop": stop}
    report = rules.check(clean_year(), folder=CLEAN_FOLDER, readings=chosen)
    allowed = set()
    if quartile == "exclusive":
        allowed |= {"ptdata/T07.C21", "ptdata/T07.C22"}
    if stop == "converged":
        allowed |= {"ptdata/T07.C23", "ptdata/T07.C24"}
    assert {each.rule for each in report.findings} <= allowed
    if quartile == "exclusive":
        assert "ptdata/T07.C21" in {each.rule for each in report.findings}


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_rounding_of_other_results_is_no_fault(seed: int, rules: Ruleset) -> None:
    report = rules.check(clean_year(seed * 7919))
    assert shown(report.findings) == []


Change = dict[str, Any]
PLANTED: list[tuple[str, str, int, Change, str]] = [
    # what, table, record, change, findings as rule or rule#record
    (
        "a participant who never got a sample",
        "T06",
        32,
        {"participant_code": "F02-99"},
        "T06.R2",
    ),
    (
        "a participant who never registered",
        "T06",
        32,
        {"participant_name": "深圳未名检测有限公司"},
        "T06.R3",
    ),
    (
        "a robust mean that is one off in its third figure",
        "T07",
        1,
        {"robust_mean": "0.258"},
        "T07.C23",
    ),
    (
        "an outcome published before the results were due",
        "T08",
        1,
        {"publication_date": "20250301"},
        "T08.C20",
    ),
    (
        "a plan that table 3 does not know",
        "T09",
        1,
        {"plan_number": "PT2025-F99"},
        "T09.R1 T09.C5",
    ),
    (
        "a percentage off by 0.02",
        "T08",
        3,
        {"satisfactory_percent": "84.64"},
        "T08.C7",
    ),
    (
        "a percentage rounded down instead of up",
        "T08",
        3,
        {"satisfactory_percent": "84.61"},
        "",
    ),
    (
        "a percentage above 100",
        "T08",
        1,
        {"satisfactory_percent": "100.5"},
        "T08.C11 T08.C7",
    ),
    (
        "counts that do not add up",
        "T08",
        3,
        {"lab_count": 14},
        "T08.C3 T08.C7 T08.C9 T08.C10 T08.C12",
    ),
    (
        "one code too many",
        "T08",
        2,
        {"questionable_codes": "F01-45，F01-03"},
        "T08.C4 T08.C17",
    ),
    (
        "a satisfactory laboratory listed as questionable",
        "T08",
        2,
        {"questionable_codes": "F01-03"},
        "T08.C17",
    ),
    (
        "a yearly count off by one",
        "T17",
        1,
        {"questionable_count": 4},
        "T17.C9 T17.C16",
    ),
    (
        "a yearly count of plans off by one",
        "T15",
        1,
        {"plan_count": 7},
        "T15.C4 T16.C18#1",
    ),
    (
        "more passed than were examined",
        "T15",
        1,
        {"manager_pass_count": 10},
        "T15.C14 T15.C16 T16.C19#1",
    ),
    (
        "samples still sent after results are due",
        "T03",
        3,
        {"dispatch_end": "20250625"},
        "T03.C6",
    ),
    (
        "publication before results are due",
        "T03",
        3,
        {"publication_planned": "20250601"},
        "T03.C7",
    ),
    (
        "a wrong check character",
        "T12",
        4,
        {"laboratory_uscc": "91330106MA03004K4K"},
        "T12-03.identifier",
    ),
    (
        "an algorithm-A mean in the third figure",
        "T07",
        3,
        {"robust_mean": "0.259"},
        "T07.C23",
    ),
    (
        "an algorithm-A deviation in the third figure",
        "T07",
        3,
        {"robust_sd": "0.033"},
        "T07.C24 T07.C7",
    ),
    (
        "a median that the results do not give",
        "T07",
        3,
        {"median_value": "0.254"},
        "T07.C20",
    ),
    ("a mean that keeps the outlier", "T07", 29, {"mean_value": "22.895"}, "T07.C25"),
    (
        "an outlier that nobody submitted",
        "T07",
        29,
        {"outlier": "28.90"},
        "T07.C25 T07.C26 T07.C27",
    ),
    ("a D% from the wrong value", "T07", 3, {"percent_difference": "-9.838"}, "T07.C4"),
    (
        "a z' from the wrong uncertainty",
        "T07",
        3,
        {"z_prime_score": "-0.817"},
        "T07.C8",
    ),
    (
        "an En score that its data contradict",
        "T07",
        82,
        {"en_score": "1.587"},
        "T07.C10",
    ),
    (
        "a verdict that the score contradicts",
        "T06",
        3,
        {"evaluation": "可疑"},
        "T06.C7 T08.C13#1 T08.C14#1 T15.C8#1 T15.C10#1 T16.C8#1 T16.C10#1 T17.C7#1 T17.C9#1",
    ),
    (
        "a result after the closing date",
        "T06",
        70,
        {"result_date": "20250529"},
        "T06.C3",
    ),
    (
        "a sample received before it was sent",
        "T05",
        7,
        {"received_date": "20250301"},
        "T05.C2",
    ),
    (
        "a make-up sample without its date",
        "T05",
        8,
        {
            "makeup_courier_number": "SF1",
            "makeup_sample_number": "B1",
            "makeup_sample_count": 1,
        },
        "T05.C4",
    ),
    (
        "a registration outside its period",
        "T04",
        3,
        {"registration_date": "20250401"},
        "T04.C1",
    ),
    ("another fee than the plan's", "T04", 3, {"amount_paid": "1500.00"}, "T04.C6"),
    ("paid although not paid", "T04", 3, {"payment_status": "未缴费"}, "T04.C5"),
    (
        "a parameter the plan has not",
        "T04",
        30,
        {"registered_parameters": "大肠菌群"},
        "T04.C4",
    ),
    (
        "a provider nobody knows",
        "T04",
        3,
        {"provider_name": "某中心"},
        "T04.C7 T04.R2 T17.C3#1",
    ),
    (
        "another name for the plan",
        "T06",
        3,
        {"plan_name": "大米中铅、镉的测定"},
        "T06.C2",
    ),
    (
        "a correction before publication",
        "T09",
        4,
        {"correction_date": "20250601"},
        "T09.C3",
    ),
    (
        "a certificate that ended before the registration",
        "T12",
        1,
        {"accreditation_valid_until": "20250101"},
        "T12.C3",
    ),
    (
        "a file that is not there",
        "T08",
        4,
        {"report_file": "attachments/none.pdf"},
        "T08-18.reference",
    ),
    (
        "a file outside the folder",
        "T08",
        4,
        {"report_file": "../csv/T01.pdf"},
        "T08-18.reference",
    ),
]


def _expected(record: int, rules: str) -> list[tuple[str, int | None]]:
    found = []
    for rule in rules.split():
        name, _, other = rule.partition("#")
        found.append((f"ptdata/{name}", int(other) if other else record))
    return sorted(found)


@pytest.mark.parametrize(
    ("table", "record", "change", "expected"),
    [row[1:] for row in PLANTED],
    ids=[row[0] for row in PLANTED],
)
def test_one_planted_fault_gives_exactly_its_findings(
    table: str, record: int, change: Change, expected: str, rules: Ruleset
) -> None:
    year = clean_year()
    year[f"ptdata/{table}"][record - 1].update(change)
    found = shown(check(rules, year).findings)
    assert found == _expected(record, expected)


def _planted_all(year: Tables) -> Tables:
    for _, table, record, change, _ in PLANTED:
        year[f"ptdata/{table}"][record - 1].update(change)
    return year


def _json(report: Report) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, default=str)


def test_a_second_run_gives_the_same_bytes(rules: Ruleset) -> None:
    year = _planted_all(clean_year())
    assert _json(check(rules, year)) == _json(check(rules, year))


def test_the_order_of_the_tables_changes_no_finding(rules: Ruleset) -> None:
    year = _planted_all(clean_year())
    backwards = dict(reversed(year.items()))
    one, other = (check(rules, each).to_dict() for each in (year, backwards))
    for report in (one, other):
        report["inputs"].sort(key=lambda given: given["table"])
    assert json.dumps(one, default=str) == json.dumps(other, default=str)


def _by_content(report: Report, year: Tables) -> list[str]:
    """Return the findings with their record in place of its number."""
    found = []
    for each in report.findings:
        assert each.table is not None
        record = year[each.table][each.record - 1] if each.record else None
        found.append(f"{each.rule} {each.value} {record}")
    return sorted(found)


def test_the_order_of_the_records_changes_no_finding(rules: Ruleset) -> None:
    year = _planted_all(clean_year())
    dice = random.Random(4)  # seeded: the same order each time
    mixed = {table: dice.sample(rows, len(rows)) for table, rows in year.items()}
    one, other = check(rules, year), check(rules, mixed)
    assert _by_content(one, year) == _by_content(other, mixed)


def test_a_table_that_is_not_submitted_is_not_checked_against(rules: Ruleset) -> None:
    year = clean_year()
    del year["ptdata/T06"]
    report = check(rules, year)
    assert report.findings == ()
    assert {"ptdata/T08.C12", "ptdata/T07.C23"} <= {
        each.rule for each in report.not_checked
    }


def test_a_robust_mean_that_has_no_definition_is_not_checked(rules: Ruleset) -> None:
    here = {"plan_number": "P", "sample_name": "S", "parameter_name": "Pb"}
    results = [{**here, "result": each} for each in ("1", "1", "1", "2")]
    figures = {**here, "robust_mean": "9", "robust_sd": "9"}
    report = rules.check({"ptdata/T06": results, "ptdata/T07": [figures]})
    why = {each.rule: each.why.en for each in report.not_checked}
    assert "no more than half (or all) are equal" in why["ptdata/T07.C23"]
    assert "no more than half (or all) are equal" in why["ptdata/T07.C24"]


def test_numbers_may_come_as_numbers_or_texts(rules: Ruleset) -> None:
    year = {
        table: [
            {
                key: str(value) if isinstance(value, int | Decimal) else value
                for key, value in record.items()
                if not isinstance(value, bool)
            }
            | {
                key: "1" if value else "0"
                for key, value in record.items()
                if isinstance(value, bool)
            }
            for record in records
        ]
        for table, records in clean_year().items()
    }
    assert check(rules, year).findings == ()


def test_a_registration_that_stands_twice_is_one_finding(rules: Ruleset) -> None:
    year = clean_year()
    year["ptdata/T04"].append(dict(year["ptdata/T04"][0]))
    found = check(rules, year).findings
    assert [each.rule for each in found] == ["ptdata/T04.U1"]
