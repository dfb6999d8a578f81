"""The library as an outside caller meets it: what is handed in wrong, what travels."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine import Finding, Ruleset, UsageError, feel, notation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE = {
    "category": "C",
    "activity": "initial",
    "staff": 120,
    "haccp_studies": 3,
    "has_related_ms": False,
}
HUGE = 10**5000


class Silent:
    """An object of a caller that cannot even be printed."""

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


class Listed(str, enum.Enum):  # noqa: UP042  as web services declare their inputs
    """Texts that write themselves ``Listed.X``."""

    DAY = "2026-01-31"
    READING = "fixed-number"
    CHOICE = "strict"
    PACK = "santong"
    DECISION = "santong/inspection-time"
    CATEGORY = "C"
    INPUT = "activity"
    ACTIVITY = "initial"
    IDENTIFIER = "santong/certificate-number"
    NUMBER = "010STAF2600001-1"
    TABLE = "T06"
    FIELD = "结果提交日期"
    OTHER = "nothing of this name"


ABSURD: dict[str, Any] = {
    "huge": HUGE,
    "hugely negative": -HUGE,
    "list": [HUGE],
    "mapping": {"a": HUGE},
    "object": Silent(),
}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return ruleengine.load("santong", "ptdata")


def test_every_public_name_is_there_at_once_and_listed() -> None:
    for name in ruleengine.__all__:
        assert getattr(ruleengine, name) is not None
    assert set(ruleengine.__all__) <= set(dir(ruleengine))
    assert "arrow" in dir(ruleengine)
    pytest.importorskip("pyarrow")
    assert callable(ruleengine.arrow.check_batches)


@pytest.mark.parametrize("name", [5, None, ("santong", "staff-days")])
def test_a_name_that_is_no_text_is_an_unknown_one(rules: Ruleset, name: Any) -> None:
    for ask in (
        lambda: ruleengine.load(name),
        lambda: rules.compute(name, {}),
        lambda: rules.identify(name, "1"),
        lambda: rules.codes(name),
        lambda: rules.check({name: []}),
        lambda: rules.check([{}], table=name),
    ):
        with pytest.raises(UsageError):
            ask()


def test_sentences_come_in_the_languages_asked_for(rules: Ruleset) -> None:
    answers = (
        rules.check({"T06": [{}]}),
        rules.compute("santong/staff-days", {"staff": "x"}),
        rules.identify("codes/uscc", "x"),
    )
    for answer in answers:
        assert list(answer.to_dict("en")["findings"][0]["message"]) == ["en"]
        assert list(answer.to_dict(["zh"])["findings"][0]["message"]) == ["zh"]
        for wrong in ("fr", ("zh", "fr"), (), "zh,en"):
            with pytest.raises(UsageError, match="zh"):
                answer.to_dict(wrong)


@pytest.mark.parametrize("day", ["2026-0131", "202601-31", "2026", 2026, "2026-1-31"])
def test_a_day_is_written_in_one_of_two_ways(rules: Ruleset, day: Any) -> None:
    assert rules.day("20260131") == rules.day("2026-01-31")
    with pytest.raises(UsageError):
        rules.day(day)


@pytest.mark.parametrize("readings", ["strict", 5, [1], {"fixed-number": 1}, {3: "x"}])
def test_readings_that_are_none_are_wrong_usage(rules: Ruleset, readings: Any) -> None:
    with pytest.raises(UsageError):
        rules.check({"T06": []}, readings=readings)
    with pytest.raises(UsageError):
        rules.compute("santong/staff-days", {}, readings=readings)
    with pytest.raises(UsageError):
        ruleengine.load("ptdata", readings=readings)


@pytest.mark.parametrize("records", [5, None, "a.json", b"x", object()])
def test_what_holds_no_records_is_wrong_usage(rules: Ruleset, records: Any) -> None:
    with pytest.raises(UsageError, match="ptdata/T06"):
        rules.check({"ptdata/T06": records})


@pytest.mark.parametrize("table", [["T06"], {"T06": []}, ("T06",)])
def test_a_table_that_is_no_text_is_an_unknown_one(rules: Ruleset, table: Any) -> None:
    with pytest.raises(UsageError, match="T06"):
        rules.check([{}], table=table)


def test_a_table_given_under_two_names_loses_no_records(rules: Ruleset) -> None:
    with pytest.raises(UsageError, match="ptdata/T06"):
        rules.check({"T06": [{}], "表6": [{}, {}]})


@pytest.mark.parametrize("inputs", [{"staff": 80}, "staff", b"staff", None, 5])
def test_what_is_no_series_of_inputs_is_wrong_usage(
    rules: Ruleset, inputs: Any
) -> None:
    with pytest.raises(UsageError, match=type(inputs).__name__):
        rules.compute_many("santong/staff-days", inputs)


def test_one_record_may_stand_alone(rules: Ruleset) -> None:
    record = {"结果提交日期": "20230230"}
    alone = rules.check({"ptdata/T06": record})
    assert alone == rules.check(record, table="T06")
    assert alone == rules.check({"ptdata/T06": [record]})


@pytest.mark.parametrize("most", [0, -1, "3", 2.0, True])
def test_a_limit_of_findings_is_a_whole_number_from_1(
    rules: Ruleset, most: Any
) -> None:
    with pytest.raises(UsageError):
        rules.check({"T06": []}, max_per_rule=most)


@pytest.mark.parametrize("value", ABSURD.values(), ids=ABSURD)
@pytest.mark.parametrize("name", [*WHOLE, "sites", "nothing-of-this-name"])
def test_an_absurd_input_is_a_finding(rules: Ruleset, name: str, value: Any) -> None:
    result = rules.compute("santong/inspection-time", WHOLE | {name: value})
    assert not result.ok
    assert result.to_dict()["outputs"]["minimum_days"] is None
    many = rules.compute_many("santong/inspection-time", [WHOLE | {name: value}])
    assert many == [None]


@pytest.mark.parametrize("value", ABSURD.values(), ids=ABSURD)
def test_an_absurd_value_or_number_is_a_finding(rules: Ruleset, value: Any) -> None:
    report = rules.check({"T06": [{"结果提交日期": value}]})
    assert any(f.field and f.field.no == 12 for f in report.findings)
    number = rules.identify("santong/certificate-number", value, issue_date=value)
    assert not number.ok


def test_a_member_of_an_enumeration_of_texts_is_its_text(rules: Ruleset) -> None:
    def answers(of: Callable[[Listed], Any]) -> str:
        day, readings = of(Listed.DAY), {of(Listed.READING): of(Listed.CHOICE)}
        inputs = WHOLE | {
            "category": of(Listed.CATEGORY),
            of(Listed.INPUT): of(Listed.ACTIVITY),
        }
        record = {of(Listed.FIELD): of(Listed.NUMBER), of(Listed.OTHER): "1"}
        several = (
            rules.compute(of(Listed.DECISION), inputs, as_of=day),
            ruleengine.load(of(Listed.PACK)).compute(of(Listed.DECISION), inputs),
            rules.identify(of(Listed.IDENTIFIER), of(Listed.NUMBER)),
            rules.check([record], table=of(Listed.TABLE), readings=readings),
            rules.check({of(Listed.TABLE): [record]}, as_of=day),
        )
        return json.dumps([answer.to_dict() for answer in several])

    assert answers(lambda listed: listed) == answers(lambda listed: listed.value)


def test_a_number_is_taken_apart_in_the_form_it_has_in_a_record(rules: Ruleset) -> None:
    for value, text in ((100000.0, "100000"), (HUGE, str(10**50)[:50])):
        assert rules.identify("codes/postcode", value).value.startswith(text)


def test_answers_can_be_copied_and_sent_to_another_process(rules: Ruleset) -> None:
    number = "010STAF2600001-1x"
    answers: list[Any] = [
        rules.check({"T06": [{"结果提交日期": "20230230"}]}),
        rules.compute("santong/inspection-time", WHOLE),
        rules.compute("santong/inspection-time", {"staff": "many", "zzz": 1}),
        rules.identify("santong/certificate-number", number, activity="initial"),
    ]
    for answer in answers:
        for other in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
            assert other == answer
            assert other.to_dict() == answer.to_dict()


@pytest.mark.parametrize("text", [None, 5, b"1", ["1"]])
def test_what_is_no_text_is_no_feel(text: Any) -> None:
    with pytest.raises(feel.FeelError, match=type(text).__name__):
        feel.evaluate(text, {})


@pytest.mark.parametrize("context", [5, "x", [1], []])
def test_what_has_no_names_is_no_context(context: Any) -> None:
    with pytest.raises(feel.FeelError, match=type(context).__name__):
        feel.evaluate("1", context)


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda: feel.evaluate("fi x then y"), feel.FeelError),
        (lambda: feel.evaluate("1 +\n [2"), feel.FeelError),
        (lambda: notation.parse("n10.3"), ValueError),
        (lambda: ruleengine.load("ptdat"), UsageError),
    ],
)
def test_errors_can_be_sent_to_another_process(
    call: Callable[[], object], kind: type[Exception]
) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.__context__ is None, "dask sends it too"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again)) == (type(caught.value), str(caught.value))


@pytest.mark.parametrize("most", [None, 1])
def test_findings_that_are_handed_on_are_still_counted(
    rules: Ruleset, most: int | None
) -> None:
    records = [{"结果提交日期": "20230230"}] * 3
    kept = rules.check({"T06": records}, max_per_rule=most)
    told: list[Finding] = []
    report = rules.check({"T06": records}, max_per_rule=most, each=told.append)
    assert (report.ok, report.findings) == (False, ())
    assert len(told) == len(kept.findings)
    assert report.to_dict()["summary"] == kept.to_dict()["summary"]
    assert pickle.loads(pickle.dumps(report)).to_dict() == report.to_dict()


def test_answers_say_what_they_rest_on(rules: Ruleset) -> None:
    number = rules.identify(
        "santong/certificate-number", "010STAF2600001", as_of="2026-11-20"
    )
    plain = number.to_dict()
    assert (number.identifier, number.value) == (plain["identifier"], plain["value"])
    assert (dict(number.readings), number.as_of.isoformat()) == (
        plain["readings"],
        "2026-11-20",
    )
    result = rules.compute("inspection-time", WHOLE, as_of="20261120")
    assert (result.decision, result.as_of.isoformat()) == (
        "santong/inspection-time",
        "2026-11-20",
    )


def test_what_is_handed_out_cannot_change_an_answer(rules: Ruleset) -> None:
    result = rules.compute("santong/inspection-time", WHOLE)
    with pytest.raises(TypeError):
        result.outputs["minimum_days"] = 0  # type: ignore[index]  # this is the test
    assert repr(result.outputs).startswith("{'minimum_days': Decimal(")
    result.to_dict()["outputs"].clear()
    assert len(result.outputs) == 3


@pytest.mark.parametrize("name", ["check", "packs", "of_my_own", "_readings"])
def test_nothing_of_a_rule_set_can_be_changed(rules: Ruleset, name: str) -> None:
    told = "a Ruleset does not change; hold it in an object of your own"
    with pytest.raises(FrozenInstanceError, match=told):
        setattr(rules, name, None)
    with pytest.raises(FrozenInstanceError, match="a Ruleset does not change"):
        delattr(rules, name)


def test_nothing_of_an_answer_can_be_changed(rules: Ruleset) -> None:
    """Neither what an answer holds nor what it only shows, in the same words."""
    report = rules.check([{}], table="ptdata/T06")
    result = rules.compute("santong/inspection-time", WHOLE)
    number = rules.identify("santong/certificate-number", "010STAF2600001-1")
    for thing, names in (
        (report, ("outcome", "findings", "ok")),
        (report.findings[0], ("value", "severity", "rule", "of_my_own")),
        (result, ("value", "outputs", "ok")),
        (result.steps[0], ("value", "inputs", "of_my_own")),
        (number, ("parts", "ok")),
    ):
        for name in names:
            with pytest.raises(FrozenInstanceError, match=f"'{name}'.* does not"):
                setattr(thing, name, None)


def test_a_finding_of_a_reader_cites_the_document_too(
    rules: Ruleset, tmp_path: Path
) -> None:
    """Readers do not know it; the same fault in memory always cited the table."""
    file = tmp_path / "T06.json"
    file.write_text('[{"备注": "x", "result_date": [1]}, 5]', encoding="utf-8")
    found = [
        finding
        for finding in rules.check(file).findings
        if finding.kind in {"unknown-field", "unreadable"}
    ]
    assert {finding.kind for finding in found} == {"unknown-field", "unreadable"}
    assert {finding.clauses for finding in found} == {("PT-T06",)}
    assert {finding.clause for finding in found} == {"表6"}
