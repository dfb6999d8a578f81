"""Problems, their wording, and the exceptions that carry them."""

from __future__ import annotations

from ruleengine.base.catalogue import Catalogue, shorten
from ruleengine.base.finding import FieldRef, Finding, Rule
from ruleengine.base.outcome import InputRef, Outcome
from ruleengine.base.position import Position
from ruleengine.base.problem import InputError, RulePackError, UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text

PLACE = Position("t.yaml", 3, 5)
CATALOGUE = Catalogue(
    zh={"E1": ("写了{found}，要{wanted}。", "{near}"), "E2": ("坏了。", "")},
    en={"E1": ("{found} is not {wanted}.", "{near}"), "E2": ("Broken.", "")},
)


def test_a_problem_speaks_both_languages_with_the_same_facts() -> None:
    problem = CATALOGUE.problem(
        "E1", PLACE, found="甲", wanted=Text("乙", "B"), near=Text("试试乙", "try B")
    )
    assert problem.line("zh") == "t.yaml:3:5 E1 写了甲，要乙。 试试乙"
    assert problem.line("en") == "t.yaml:3:5 E1 甲 is not B. try B"
    assert CATALOGUE.problem("E2", PLACE).hint is None


def test_a_found_text_is_cut_and_put_on_one_line() -> None:
    assert shorten("a\n b") == "a b"
    assert len(shorten("x" * 500)) == 60


def test_problems_are_ordered_by_place_whatever_the_order_found() -> None:
    late = CATALOGUE.problem("E2", Position("t.yaml", 9, 1))
    early = CATALOGUE.problem("E2", PLACE)
    error = RulePackError([late, early])
    assert error.problems == (early, late)
    assert str(error).splitlines()[0].startswith("t.yaml:3:5 E2")


def test_errors_say_the_sentence_in_both_languages() -> None:
    sentence = Text("没有这张表", "no such table")
    assert str(UsageError(sentence)) == "没有这张表 / no such table"
    assert str(InputError(sentence, "a.xlsx")) == "没有这张表 / no such table"
    assert sentence.to_dict(("en",)) == {"en": "no such table"}
    assert Text.same("x") == Text("x", "x")


def test_near_misses_ignore_case_and_keep_the_known_spelling() -> None:
    assert set(near_misses("T6", ["T06", "T16", "表6"])) == {"T06", "T16"}
    assert near_misses("qqq", ["T06"]) == ()
    assert near_misses("PTDATA", ["ptdata"]) == ("ptdata",)


def _finding(rule: str, severity: str = "error") -> Finding:
    by = Rule(id=rule, kind="format", severity=severity)  # type: ignore[arg-type]  # text of a table
    return Finding(by=by, reason="too-long")


def test_an_outcome_counts_what_was_kept_and_what_was_not() -> None:
    import datetime as dt

    outcome = Outcome(
        packs=(),
        as_of=dt.date(2026, 11, 20),
        readings={},
        inputs=(InputRef(None, None, None, "p/T1", 7),),
        findings=(_finding("p/T1-02.format", "warning"), _finding("p/T1-01.format")),
        more={("p/T1-01.format", "error"): 3, ("p/T1-03.format", "info"): 2},
    )
    assert outcome.records == 7
    assert outcome.count("error") == 4
    assert outcome.count("warning") == 1
    assert outcome.count("info") == 2


def test_a_finding_answers_by_the_names_of_the_report() -> None:
    by = Rule(
        id="p/T1-01.format",
        kind="format",
        table="p/T1",
        field=FieldRef(1, "a", "甲"),
        expected="an5",
        clause="表1 序号1",
        clauses=("P-T1",),
    )
    finding = Finding(by=by, reason="too-long")
    assert (finding.rule, finding.kind, finding.severity) == (by.id, "format", "error")
    assert (finding.table, finding.field) == ("p/T1", by.field)
    assert (finding.clause, finding.clauses) == ("表1 序号1", ("P-T1",))
    assert finding.expected == "an5"
    assert Finding(by=by, reason="x", wanted="an6").expected == "an6"
