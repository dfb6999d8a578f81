"""Derivations, identifiers and problems of rule files, as a person reads them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from ruleengine.base.position import Position
from ruleengine.base.problem import Problem, UsageError
from ruleengine.base.text import LANGUAGES, Language, Text
from ruleengine.report import derivation, identity, problems
from ruleengine.report.figures import value_words, with_numbers
from ruleengine.report.wording import wording

FINDING: dict[str, Any] = {
    "rule": "p/number.year",
    "kind": "identifier",
    "severity": "error",
    "field": None,
    "clause": "附件4",
    "params": {"part": "year"},
    "message": {"zh": "年份不对。", "en": "The year is wrong."},
}
STEPS: list[dict[str, Any]] = [
    {
        "name": "base",
        "value": "2.0",
        "unit": "天",
        "formula": "",
        "inputs": {"category": "C"},
        "row": "r03",
        "clauses": ["X-1"],
    },
    {
        "name": "extra",
        "title": "附加时间",
        "symbol": "T_H",
        "value": "1.0",
        "unit": "天",
        "formula": "if studies > 1 then (studies - 1) * 0.5 else 0",
        "inputs": {"studies": "3"},
        "row": None,
        "clauses": [],
    },
    {
        "name": "minimum_days",
        "value": "5.75",
        "unit": "天",
        "formula": "base + extra + sum(sites.days)",
        "inputs": {"base": "2.0", "extra": "1.0", "sites": [{"days": "2.75"}]},
        "row": ["r1", "r2"],
        "clauses": ["X-2", "X-3"],
    },
]
RESULT: dict[str, Any] = {
    "decision": "p/time",
    "ok": True,
    "outputs": {
        "minimum_days": "5.75",
        "allowed": True,
        "needs_decision": ["标准超过 3 个。"],
    },
    "steps": STEPS,
    "findings": [],
    "readings": {"p/rounding": "none"},
    "as_of": "2026-11-20",
}


def derived(result: dict[str, Any], language: Language = "zh") -> str:
    stream = io.StringIO()
    derivation.write(result, stream, language)
    return stream.getvalue()


def test_a_derivation_can_be_followed_with_a_pencil() -> None:
    assert derived(RESULT) == (
        "p/time\n"
        "规则日期 2026-11-20\n"
        "采用的取法 p/rounding = none\n"
        "\n"
        "已知\n"
        "  category = C\n"
        "  studies = 3\n"
        "  sites = [{days: 2.75}]\n"
        "\n"
        "推算\n"
        "  1. base\n"
        "       category = C\n"
        "       = 2.0 天\n"
        "       命中 r03  条款 X-1\n"
        "  2. T_H  附加时间  extra\n"
        "       = if studies > 1 then (studies - 1) * 0.5 else 0\n"
        "       = if 3 > 1 then (3 - 1) * 0.5 else 0\n"
        "       = 1.0 天\n"
        "  3. minimum_days\n"
        "       = base + extra + sum(sites.days)\n"
        "       = 2.0 + 1.0 + sum(sites.days)\n"
        "       = 5.75 天\n"
        "       命中 r1, r2  条款 X-2, X-3\n"
        "\n"
        "结果\n"
        "  minimum_days = 5.75 天\n"
        "  allowed = 是\n"
        "\n"
        "须由人决定\n"
        "  - 标准超过 3 个。\n"
    )


def test_a_derivation_speaks_english_too() -> None:
    said = derived(RESULT, "en")
    for heading in ("Rules as of", "Given", "Derivation", "Result", "to decide"):
        assert heading in said


def test_bad_input_gives_findings_and_no_figure() -> None:
    bad = RESULT | {"ok": False, "outputs": {}, "steps": [], "findings": [FINDING]}
    said = derived(bad)
    assert "没有得出结果，原因见“发现的问题”" in said
    assert "  错误  年份不对。  附件4  p/number.year\n" in said
    assert "结果\n" not in said


def test_a_value_that_is_not_there_is_said_to_be_so() -> None:
    step = STEPS[0] | {"value": None, "inputs": None}
    assert "       = 没有值\n" in derived(RESULT | {"steps": [step]})


def test_a_single_decision_may_be_a_text() -> None:
    outputs = {"needs_decision": "人来定"}
    assert "  - 人来定\n" in derived(RESULT | {"outputs": outputs})


@pytest.mark.parametrize(
    ("formula", "inputs", "shown"),
    [
        ("a + ab * a1", {"a": "1", "ab": "2"}, "1 + 2 * a1"),
        ('if c = "c" then 1 else 2', {"c": "x"}, 'if "x" = "c" then 1 else 2'),
        ("staff days(staff) + staff", {"staff": "20"}, "staff days(20) + 20"),
        ("if a then b(a) else a", {"a": "1"}, "if 1 then b(1) else 1"),
        ("f(a: a)", {"a": "3"}, "f(a: 3)"),
        ("s.a + a.b", {"a": "3"}, "s.a + a.b"),
        ("`a-b` + 1", {"a-b": "7"}, "7 + 1"),
        ("有效人数 * 2", {"有效人数": "5"}, "5 * 2"),
        ("a and b", {"a": True, "b": None}, "true and null"),
        ("n * 2", {"n": 4}, "4 * 2"),
        ("sum(l)", {"l": ["1"]}, "sum([1])"),
        ("sum(l.a)", {"l": [{"a": "1"}]}, "sum(l.a)"),
        ("a(1)", {"a": "9"}, "a(1)"),
        ("a + b", {"a": '3" Rohr', "b": "C:\\x"}, r'"3\" Rohr" + "C:\\x"'),
        ("agency = code", {"agency": "010", "code": "10"}, '"010" = 10'),
    ],
)
def test_names_give_way_to_their_numbers(
    formula: str, inputs: dict[str, Any], shown: str
) -> None:
    assert with_numbers(formula, inputs) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "没有值"),
        (False, "否"),
        ("1.50", "1.50"),
        (3, "3"),
        ({"a": [True, "x"]}, "{a: [是, x]}"),
        ("\x1b", "⟨U+001B⟩"),
    ],
)
def test_values_are_shown_as_a_person_reads_them(value: object, shown: str) -> None:
    assert value_words(value, wording("zh")) == shown


def identified(**changes: object) -> str:
    result = {
        "identifier": "p/number",
        "value": "010STAF2600001",
        "ok": True,
        "parts": {"agency": "010", "year": "26", "child": None},
        "findings": [],
        "readings": {},
        "as_of": "2026-11-20",
    }
    stream = io.StringIO()
    identity.write(result | changes, stream)
    return stream.getvalue()


def test_parts_are_shown_with_their_printed_names() -> None:
    stream = io.StringIO()
    result = {
        "identifier": "p/number",
        "value": "01026",
        "ok": True,
        "parts": {"agency": "010", "year": "26"},
        "findings": [],
        "readings": {},
        "as_of": "2026-11-20",
    }
    names = {"agency": "机构代码", "year": "年份"}
    identity.write(result, stream, names=names)
    assert "  agency  机构代码  010\n  year    年份      26\n" in stream.getvalue()


def test_an_identifier_is_shown_part_by_part() -> None:
    assert identified() == (
        "010STAF2600001  正确\n"
        "p/number\n"
        "规则日期 2026-11-20\n"
        "\n"
        "逐段\n"
        "  agency  010\n"
        "  year    26\n"
        "  child   （没有）\n"
    )


def test_the_part_that_is_wrong_is_marked() -> None:
    said = identified(ok=False, findings=[FINDING])
    assert said.startswith("010STAF2600001  有错\n")
    assert "  year    26  ◀\n" in said
    assert "年份不对。" in said


def test_a_warning_about_an_identifier_is_no_error() -> None:
    said = identified(findings=[FINDING | {"severity": "warning", "message": {}}])
    assert "可用，但请看下面的提醒" in said
    assert "  警告  附件4" in said


def test_clause_ids_stand_in_for_a_clause_that_is_not_printed() -> None:
    finding = FINDING | {"clause": "", "clauses": ["X-1", "X-2"]}
    assert "年份不对。  X-1, X-2  p/number.year" in identified(findings=[finding])


def test_an_identifier_that_cannot_be_taken_apart_has_no_parts() -> None:
    assert "逐段" not in identified(parts={})


PROBLEMS = [
    Problem(
        "E302",
        Position("rules/b.yaml", 3, 1),
        Text("后一处。", "Second."),
        severity="warning",
    ),
    Problem(
        "E204",
        Position("rules/甲.yaml", 12, 15),
        Text("格式“an.200”不合法\x1b。", "The format is not valid."),
        found="an.200",
        wanted="an..200",
        hint=Text("是不是 an..200？", "Perhaps an..200?"),
        snippet="    format: an.200\n              ^",
    ),
]


def problem_text(name: str, language: Language = "zh") -> str:
    stream = io.StringIO()
    problems.write(PROBLEMS, stream, name, language)
    return stream.getvalue()


def test_problems_are_told_with_place_snippet_and_hint() -> None:
    assert problem_text("text") == (
        "rules/b.yaml:3:1  警告 E302\n"
        "  后一处。\n"
        "\n"
        "rules/甲.yaml:12:15  错误 E204\n"
        "  格式“an.200”不合法⟨U+001B⟩。\n"
        "        format: an.200\n"
        "                  ^\n"
        "  改法：是不是 an..200？\n"
        "\n"
        "规则文件有 2 处问题。\n"
    )


def test_no_problems_are_told_too() -> None:
    stream = io.StringIO()
    problems.write([], stream, language="en", colour=True)
    assert stream.getvalue() == "No problems in the rule files.\n"


def test_problems_as_json_have_both_languages() -> None:
    told = json.loads(problem_text("json"))
    assert told["summary"] == {"errors": 1, "warnings": 1}
    assert told["problems"][1]["hint"] == {
        "zh": "是不是 an..200？",
        "en": "Perhaps an..200?",
    }
    assert told["problems"][0]["hint"] is None
    assert [p["line"] for p in told["problems"]] == [3, 12]


def test_problems_as_sarif_have_line_and_column() -> None:
    run = json.loads(problem_text("sarif", "en"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == ["E302", "E204"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 12, "startColumn": 15}
    assert place["artifactLocation"]["uri"] == "rules/%E7%94%B2.yaml"
    assert run["results"][1]["level"] == "error"


def test_problems_as_workflow_commands_are_one_a_line() -> None:
    lines = problem_text("github").splitlines()
    assert lines[0] == "::warning title=E302,file=rules/b.yaml,line=3,col=1::后一处。"
    assert lines[1].startswith("::error title=E204,")


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_in_a_format_that_is_not_there_are_refused(language: Language) -> None:
    with pytest.raises(UsageError, match="json"):
        problems.write([], io.StringIO(), "jsonn", language)
    with pytest.raises(UsageError, match="text"):
        problems.write([], io.StringIO(), "?", language)
