"""The static check: what can never be right is told before there are data."""

from __future__ import annotations

import pytest

from ruleengine import feel
from ruleengine.feel import types
from ruleengine.feel.type_rules import can_pass

SCOPE: dict[str, types.Type] = {
    "staff": types.NUMBER,
    "title": types.STRING,
    "issued": types.DATE,
    "seen": types.DATE_TIME,
    "ok": types.BOOLEAN,
    "any": types.ANY,
    "span": types.parse("range<number>"),
    "rows": types.parse("list<context<amount: number, kind: string>>"),
    "things": types.ANY_LIST,
    "twice": types.parse("function<number>->number"),
    "a-b": types.NUMBER,
}
FAULTS = [
    ("stafff > 3", "unknown-name", 0, "Did you mean staff ?"),
    ("staff = title", "not-comparable", 0, None),
    ("issued <= title", "not-comparable", 0, None),
    ("ok < true", "not-comparable", 0, None),
    ("staff + title", "no-operation", 0, None),
    ("issued + 1", "no-operation", 0, 'Did you mean duration("P1D") ?'),
    ("-title", "no-negation", 0, None),
    ("rows[amont > 3]", "unknown-name", 5, "Did you mean amount ?"),
    ("rows.knd", "no-entry", 0, "Did you mean kind ?"),
    ("issued.yeer", "no-property", 0, "Did you mean year ?"),
    ("span.begin", "no-property", 0, None),
    ("strng(staff)", "unknown-function", 0, "Did you mean string ?"),
    ("substring(title, strt: 1)", "mixed-arguments", 10, None),
    (
        "substring(string: title, star position: 1)",
        "unknown-parameter",
        25,
        "Did you mean start position ?",
    ),
    ("substring(1, 2)", "argument", 0, None),
    ("substring(string: title)", "parameter-names", 0, None),
    ("count(rows, 2)", "arity", 0, "Write count(list) ."),
    ("twice(1, 2)", "arity", 0, None),
    ("staff(1)", "no-function", 0, None),
    ("if staff then 1 else 2", "not-a-condition", 3, None),
    ("some x in rows satisfies x.amount", "not-a-condition", 25, None),
    ("staff and ok", "not-boolean", 0, None),
    ('[1.."a"]', "not-comparable", 0, None),
    ("title in [1..3]", "not-comparable", 9, 'Did you mean ["1".."3"] ?'),
    ('staff in (1, < "a")', "not-comparable", 13, None),
    ("staff in things and title in [1, 2]", "not-comparable", 29, None),
    ("staff between 1 and title", "not-comparable", 0, None),
    ("staff instance of nmber", "unknown-type", 18, "Did you mean number ?"),
    ("function(a: nmber) a", "unknown-type", 12, "Did you mean number ?"),
    ("(function(a) external {})(1)", "external", 0, None),
    ('[1] = ["a"]', "not-comparable", 0, None),
    ('[1..2] = ["a".."b"]', "not-comparable", 0, None),
    ("any - ok", "no-operation", 0, None),
    ("{a: 1, a: 2}", "duplicate-key", 7, None),
    ('@"2020-02-30"', "not-temporal", 0, None),
    (r'matches(title, "(a)\\1")', "pattern", 15, None),
    ('replace(title, "x*", "")', "pattern-empty", 15, None),
    ('split(delimiter: "[", string: title)', "pattern", 17, None),
    ('matches(title, "a", "iz")', "pattern-flags", 20, None),
    ("staff in (? > title)", "not-comparable", 9, None),
    ("staff in (? + 1)", "not-a-condition", 9, None),
    ("rows[title]", "not-a-filter", 5, None),
    ("for r in rows return r.amount + r.kind", "no-operation", 21, None),
]
SOUND = [
    "staff > 3 and ok",
    "issued <= seen",
    'issued - issued = @"P1D"',
    "any + 1 > staff",
    "any.x.y[z > 1]",
    "things[whatever = 1]",
    "rows[amount > 3].kind",
    "rows[1].amount + 1",
    "rows[item.amount > staff]",
    "for r in rows return r.amount + 1",
    "for i in 1..staff return partial",
    "every x in span satisfies x > 1",
    "sum(rows.amount) / count(rows)",
    "if ok then 1 else null",
    "null = staff",
    'title in ("a", "b")',
    "staff in (1, > 5, [7..8])",
    "staff in span",
    "staff in (? > 5 and ? < staff * 2, 3)",
    "span.start included",
    'date("2020-01-01") + @"P1Y" > issued',
    "twice(1) + 1",
    "(function(a: number) a + 1)(2)",
    "a-b + 1",
    "string(staff) + title",
    "not(ok)",
    "staff instance of number",
    "seen.time offset",
    "{a: 1, b: a + 1}.b + 1",
    "max(1, 2) + 1",
    "abs([1])",
    "{a: 1} = {b: 2}",
    "overlaps(span, [1..2])",
    "substring(string: title, start position: 1)",
    'matches(title, "x*", "i")',
    'matches("(", title)',
    'matches(title, "a+", title)',
]


@pytest.mark.parametrize(("text", "code", "start", "hint"), FAULTS)
def test_what_can_never_be_right_is_told(
    text: str, code: str, start: int, hint: str | None
) -> None:
    problems = feel.check(text, SCOPE)
    assert [(problem.code, problem.start) for problem in problems] == [(code, start)]
    assert (problems[0].hint.en if problems[0].hint else None) == hint


@pytest.mark.parametrize(
    ("name", "call", "hint"),
    [
        ("count", "count([1])", "which hides the function of that name"),
        ("string_length", 'string_length("a")', "Write string length(...) ."),
    ],
)
def test_a_value_that_is_called_like_a_function(
    name: str, call: str, hint: str
) -> None:
    (problem,) = feel.check(call, {name: types.STRING})
    assert problem.code == "no-function"
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize("text", SOUND)
def test_what_may_be_right_is_let_through(text: str) -> None:
    assert feel.check(text, SCOPE) == ()


def test_a_condition_must_give_a_boolean() -> None:
    problems = feel.check("staff + 1", SCOPE, wanted=types.BOOLEAN)
    assert [problem.code for problem in problems] == ["wrong-type"]
    assert problems[0].message.zh == "这里应得到真假值，得到的却是数。"
    assert feel.check("staff > 1", SCOPE, wanted=types.BOOLEAN) == ()


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("[1..5], > 7", []),
        ("-", []),
        ('"a"', ["not-comparable"]),
        ('< "a"', ["not-comparable"]),
        ("? > 5", []),
        ("title", ["not-comparable"]),
        ("not(title)", ["not-comparable"]),
    ],
)
def test_a_cell_is_checked_against_the_type_of_its_input(
    cell: str, codes: list[str]
) -> None:
    problems = feel.check(cell, {**SCOPE, "?": types.NUMBER}, unary=True)
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 + staff", "number"),
        ("issued - issued", "days and time duration"),
        ("rows[amount > 1]", "list<context<amount: number, kind: string>>"),
        ("rows[1].kind", "string"),
        ('if ok then 1 else "a"', "Any"),
        ("[1, null]", "list<number>"),
        ("{a: 1}", "context<a: number>"),
        ("[1..2]", "range<number>"),
        ("(< 5)", "range<number>"),
        ("function(a: number) a", "function<number> -> number"),
        ("abs", "function"),
        ("any * 2", "Any"),
        ('@"P1D"', "days and time duration"),
    ],
)
def test_the_type_of_an_expression_is_known(text: str, kind: str) -> None:
    assert str(feel.type_of_expression(text, SCOPE)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "number",
        "list<list<string>>",
        "range<date and time>",
        "context<a: number, b: list<string>>",
        "function<number, string> -> boolean",
        "function",
        "Any",
    ],
)
def test_a_type_is_read_as_it_is_written(text: str) -> None:
    assert str(types.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "nmber",
        "list<nmber>",
        "list<a: number>",
        "number<string>",
        "number > 3",
        "context<number>",
        "function<nmber>->number",
    ],
)
def test_a_text_that_is_no_type_is_an_error(text: str) -> None:
    with pytest.raises(feel.FeelError):
        types.parse(text)


@pytest.mark.parametrize(
    ("given", "wanted", "expected"),
    [
        ("number", "Any", True),
        ("Null", "number", True),
        ("list<number>", "list<Any>", True),
        ("list<Any>", "list<number>", False),
        ("context<a: number, b: string>", "context<a: number>", True),
        ("context<a: number>", "context<a: number, b: string>", False),
        ("function<Any>->number", "function<string>->Any", True),
        ("function<string>->number", "function<Any>->number", False),
        ("function<string>->number", "function", True),
        ("function", "function<string>->number", False),
        ("number", "string", False),
    ],
)
def test_conformance_is_that_of_the_specification(
    given: str, wanted: str, *, expected: bool
) -> None:
    assert types.conforms(types.parse(given), types.parse(wanted)) is expected


def test_a_date_may_be_given_where_a_date_and_time_is_wanted() -> None:
    assert can_pass(types.DATE, types.DATE_TIME)
    assert not can_pass(types.DATE_TIME, types.DATE)
