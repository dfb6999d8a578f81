"""Programs: what goes in, what comes out, what they ask for, what they cost."""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st
from tests.counted import calls_of

from ruleengine import feel
from ruleengine.feel import brackets, lexer, limits
from ruleengine.feel.lexer import Token
from ruleengine.feel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Listed(str, enum.Enum):  # noqa: UP042  it writes itself otherwise than a text
    CODE = "01"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (1.5, "1.5"),
        (Decimal("1.10"), "1.10"),
        (True, "true"),
        ("x", '"x"'),
        (Listed.CODE, '"01"'),
        ({Listed.CODE: Listed.CODE}, '{"01": "01"}'),
        (dt.date(2026, 1, 31), '@"2026-01-31"'),
        (dt.datetime(2026, 1, 31, 10, tzinfo=dt.UTC), '@"2026-01-31T10:00:00Z"'),
        (dt.datetime(2026, 1, 31, 10), '@"2026-01-31T10:00:00"'),  # noqa: DTZ001  local
        (dt.time(10, 20, 30, 500), '@"10:20:30.0005"'),
        (dt.timedelta(days=1, seconds=5), '@"P1DT5S"'),
        ([1, (2.5, None)], "[1, [2.5, null]]"),
        ({"a": {"b": dt.date(2026, 1, 31)}}, '{a: {b: @"2026-01-31"}}'),
        (None, "null"),
    ],
)
def test_values_from_outside_become_feel_values(value: object, text: str) -> None:
    assert feel.compile("x").evaluate({"x": value}) == feel.evaluate(text)
    assert feel.compile("[x][1]").evaluate({"x": value}) == feel.evaluate(text)
    assert feel.compile("{y: x}.y").evaluate({"x": value}) == feel.evaluate(text)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (object(), "foreign-value"),
        (b"x", "foreign-value"),
        (float("nan"), "not-finite"),
        (Decimal("Infinity"), "not-finite"),
        (Decimal("NaN"), "not-finite"),
        (Decimal("1e999999"), "overflow"),
        pytest.param(10**7000, "overflow", id="huge"),
        pytest.param(-(1 << 2_000_000), "overflow", id="too long to be written"),
        ([object()], "foreign-value"),
    ],
)
def test_values_without_counterpart_are_null_with_a_reason(
    value: object, code: str
) -> None:
    for text in ("x", "[1][x = 1]", "{a: x}.a", "for i in [1] return x"):
        outcome = feel.compile(text).run({"x": value})
        assert outcome.reasons[0].code == code


def test_data_that_nest_without_end_are_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    outcome = feel.compile("x").run({"x": endless})
    assert [reason.code for reason in outcome.reasons] == ["data-depth"]


def test_absent_data_give_null_without_reason() -> None:
    program = feel.compile("a + b < c and d")
    context = {"a": None, "b": 1, "c": 2, "d": True}
    assert program.run(context) == feel.Outcome(None, ())


def test_an_error_gives_null_with_its_reason_and_place() -> None:
    outcome = feel.compile('1 < 2 and a + "x" < 3').run({"a": 1})
    assert outcome.value is None
    (reason,) = outcome.reasons
    assert (reason.code, reason.start, reason.end) == ("no-operation", 10, 17)
    assert reason.text.en == "There is no operation number + string."
    assert reason.text.zh == "数 + 文本这种运算没有定义。"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("substring(1, 2)", "参数 string 应为文本，这里是数。"),
        ('abs("a")', "参数 n 应为数或年月时长或日时时长，这里是文本。"),
        ("log(-1)", "参数 number 应为 > 0，这里是 -1。"),
        ('1 < "a"', "数与文本不能比较。"),
        ('date("x")', "“x”不能读作日期。"),
        ("context([1])", "列表的每一项都应为 {key: 文本, value: 任意值}。"),
    ],
)
def test_chinese_reasons_have_spaces_around_figures_and_code_only(
    text: str, chinese: str
) -> None:
    (reason, *_) = feel.compile(text).run({}).reasons
    assert reason.text.zh == chinese


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("a + plan.start.day", [("a",), ("plan", "start", "day")]),
        ("for x in xs return x + y", [("xs",), ("y",)]),
        ("for x in 1..n return partial", [("n",)]),
        ("some x in xs satisfies x.a = z", [("xs",), ("z",)]),
        ("{a: 1, b: a + c}", [("c",)]),
        ("(function(a) a + b)(1)", [("b",)]),
        ("rows[item.x > lim].y", [("rows",), ("lim",)]),
        ("count(xs)", [("xs",)]),
        ("f(1)", [("f",)]),
        ("f(1).x.y", [("f",)]),
        ("? > 3", [("?",)]),
        ("`检测/校准` = 1", [("检测/校准",)]),
        ("item.x", [("item", "x")]),
    ],
)
def test_a_program_tells_what_it_asks_of_its_context(
    text: str, paths: list[tuple[str, ...]]
) -> None:
    program = feel.compile(text)
    assert program.paths == frozenset(paths)
    assert program.names == {path[0] for path in paths}


def test_a_program_cannot_be_changed() -> None:
    program = feel.compile("1")
    with pytest.raises(FrozenInstanceError):
        program.code = None  # type: ignore[misc, assignment]  # that is the point


def test_thousands_of_different_texts_are_told_apart() -> None:
    many = [f"参数{number}" for number in range(20_000)]
    data = {"many": [*many, 1, "1", True, None, *many, Decimal("1.0"), None]}
    outcome = feel.compile("count(distinct values(many))").run(data)
    assert (outcome.value, outcome.reasons) == (Decimal(20_004), ())


def test_threads_share_a_program() -> None:
    program = feel.compile("sum(for i in 1..n return i * i)")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: program.evaluate({"n": n}), [50] * 40))
    assert results == [Decimal(42925)] * 40


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("for i in 1..10**9 return i", "limit-list"),
        ("for a in 1..1000, b in 1..1000, c in 1..1000 return 1", "limit-list"),
        ("every a in 1..9999, b in 1..9999 satisfies true", "limit-steps"),
        ("{f: function(n) f(n), r: f(1)}.r", "limit-calls"),
        ("distinct values(for i in 1..9999 return [i])", "limit-steps"),
        ('split(string join(for i in 1..60000 return ",,"), ",")', "limit-list"),
    ],
)
def test_what_costs_too_much_is_null_with_a_reason(text: str, code: str) -> None:
    outcome = feel.compile(text).run({})
    assert outcome.value is None
    assert [reason.code for reason in outcome.reasons] == [code]


def test_a_text_that_doubles_without_end_is_stopped() -> None:
    text = "for i in 1..40 return if i = 1 then a else partial[-1] + partial[-1]"
    outcome = feel.compile(text).run({"a": "x" * 1000})
    assert outcome.reasons[0].code == "too-long"


def test_a_replacement_that_grows_without_end_is_stopped() -> None:
    text = 'replace(a, "x", b)'
    outcome = feel.compile(text).run({"a": "x" * 5000, "b": "y" * 5000})
    assert [reason.code for reason in outcome.reasons] == ["too-long"]


def test_a_filter_over_an_empty_list_costs_what_its_condition_costs() -> None:
    text = "for x in 1..40 return [][count(for y in 1..99999 return y) > 5]"
    outcome = feel.compile(text).run({})
    assert [reason.code for reason in outcome.reasons] == ["limit-steps"]


@pytest.mark.parametrize(
    ("text", "right"),
    [('1 between 0 and "a"', "string"), ("1 between true and 2", "boolean")],
)
def test_the_end_of_between_that_does_not_fit_is_named(text: str, right: str) -> None:
    (reason,) = feel.compile(text, []).run({}).reasons
    assert reason.text.en.endswith(f"with a {right}.")


def test_a_filter_over_an_empty_list_keeps_no_reasons_of_its_condition() -> None:
    outcome = feel.compile('[1 + "", [][item + 1 > "x"]]').run({})
    assert [reason.code for reason in outcome.reasons] == ["no-operation"]
    assert outcome.value == [None, []]


class Counting(list[int]):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[int]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("text", ["count(xs) + count(xs)", "for x in 1..9 return xs"])
def test_a_list_of_the_caller_is_converted_once(text: str) -> None:
    xs = Counting([1, 2, 3])
    program = feel.compile(text)
    assert program.run({"xs": xs}).reasons == ()
    assert xs.times == 1
    program.run({"xs": xs})
    assert xs.times == 2


def test_what_a_caller_hands_in_is_taken_off_the_budget() -> None:
    names = {f"x{number}": list(range(90_000)) for number in range(12)}
    outcome = feel.compile(" = ".join(names)).run(names)
    assert [reason.code for reason in outcome.reasons] == ["limit-steps"]


def test_a_replacement_is_refused_before_it_is_written() -> None:
    tracemalloc.start()
    replacement = '"' + "$0" * 20_000 + '"'
    outcome = feel.compile(f'replace(t, ".+", {replacement})').run({"t": "x" * 5000})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [reason.code for reason in outcome.reasons] == ["too-long"]
    assert peak < 8_000_000


@pytest.mark.parametrize(
    "text",
    [
        'count(for i in 1..60 return replace(t, "x", "y"))',
        "count(for i in 1..60 return string(xs))",
        "count(for i in 1..60 return string({a: xs}))",
        "count(for i in 1..60 return -1 in xs)",
    ],
)
def test_what_is_gone_through_again_and_again_is_taken_off_the_budget(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STEPS", 20_000)
    data = {"t": "x" * 500, "xs": list(range(500))}
    outcome = feel.compile(text).run(data)
    assert [reason.code for reason in outcome.reasons] == ["limit-steps"]


def test_a_split_into_too_many_parts_ends_with_the_first_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LIST_LENGTH", 10)
    few, many = (
        calls_of(partial(feel.compile('split(t, ",")').run, {"t": "," * length}))
        for length in (20, 2_000)
    )
    assert many < few + 50


def test_a_reason_looks_at_what_it_shows_of_a_long_text() -> None:
    program = feel.compile("number(t)")
    few, many = (
        calls_of(partial(program.run, {"t": "x" * length})) for length in (200, 20_000)
    )
    assert many < few + 50


def test_a_replacement_of_empty_groups_costs_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "STEPS", 20_000)
    replacement = '"' + "$1" * 30_000 + '"'
    outcome = feel.compile(f'replace(t, "x(y?)", {replacement})').run({"t": "x" * 5000})
    assert [reason.code for reason in outcome.reasons] == ["limit-steps"]


def test_the_text_behind_the_last_match_counts_too() -> None:
    text = "x" + "y" * (limits.STRING_LENGTH - 1)
    program = feel.compile('string length(replace(t, "x", r))')
    assert program.evaluate({"t": text, "r": "z"}) == limits.STRING_LENGTH
    assert program.run({"t": text, "r": "zz"}).reasons[0].code == "too-long"


def test_only_so_many_reasons_are_kept() -> None:
    outcome = feel.compile("for i in 1..1000 return i / 0").run({})
    assert len(outcome.reasons) == limits.REASONS


def test_functions_of_the_caller_are_known_by_name_and_type() -> None:
    double = feel.Function(
        "robust mean",
        (
            feel.Signature(
                (feel.Parameter("list", (feel.types.parse("list<number>"),)),),
                lambda _run, items: sum(items, Decimal(0)) / len(items),
                feel.types.NUMBER,
            ),
        ),
    )
    functions = {"robust mean": double}
    program = feel.compile("robust mean(xs) + 1", functions=functions)
    assert program.evaluate({"xs": [1, 2, 3]}) == Decimal(3)
    assert program.run({"xs": "a"}).reasons[0].code == "argument"
    assert feel.check('robust mean(list: ["a"])', {}, functions=functions)
    assert not feel.check("robust mean([1])", {}, functions=functions)


def test_a_function_of_the_language_is_a_value_too() -> None:
    assert feel.evaluate("sort([3, 1], before)") == [Decimal(1), Decimal(3)]
    assert feel.evaluate("(for f in [abs, floor] return f(-1.5))") == [
        Decimal("1.5"),
        Decimal(-2),
    ]
    assert feel.evaluate("{g: abs, r: g(1, 2)}.r") is None


def test_a_name_of_the_context_that_is_a_function_can_be_called() -> None:
    add = feel.evaluate("function(a, b) a + b")
    assert feel.compile("f(1, 2)").evaluate({"f": add}) == Decimal(3)


numbers = st.decimals(-(10**12), 10**12, places=4)


@given(numbers, numbers, numbers)
def test_arithmetic_is_that_of_34_digits(a: Decimal, b: Decimal, c: Decimal) -> None:
    context: dict[str, object] = {"a": a, "b": b, "c": c}
    found = feel.compile("(a + b) * c - a").evaluate(context)
    add, times, minus = NUMBERS.add, NUMBERS.multiply, NUMBERS.subtract
    assert found == minus(times(add(a, b), c), a)
    if c:
        assert feel.compile("a / c").evaluate(context) == NUMBERS.divide(a, c)
    assert feel.compile("a < b").evaluate(context) is (a < b)


@given(st.dates(), st.integers(-5000, 5000))
def test_days_added_are_those_of_the_standard_library(day: dt.date, days: int) -> None:
    try:
        expected = day + dt.timedelta(days=days)
    except OverflowError:
        return
    later = feel.compile("d + t").evaluate({"d": day, "t": dt.timedelta(days=days)})
    assert later.to_python() == expected
    assert later.weekday == expected.isoweekday()
    assert str(later) == expected.isoformat()


def test_reasons_are_kept_beside_a_value_that_is_not_null() -> None:
    outcome = feel.compile('a + "x" = 3').run({"a": 1})
    assert outcome.value is False
    assert [reason.code for reason in outcome.reasons] == ["no-operation"]


DOUBLING = ", ".join(
    ["a0: [1, 1]", *(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 41))]
)


@pytest.mark.parametrize(
    "last",
    [
        "{a} = {b}",
        "{a} in [{b}]",
        "distinct values([{a}, {b}])",
        "list contains([{a}], {b})",
        "is({a}, {b})",
        "flatten({a})",
        "string({a})",
        "{a} instance of " + "list<" * 41 + "number" + ">" * 41,
    ],
)
def test_a_value_that_doubles_at_each_level_is_no_trap(last: str) -> None:
    other = DOUBLING.replace("a", "b")
    text = last.format(a="a40", b="b40")
    outcome = feel.compile(f"{{{DOUBLING}, {other}, last: {text}}}.last").run({})
    assert outcome.value is None
    assert outcome.reasons[-1].code in ("limit-steps", "too-long", "limit-list")


def test_data_that_double_at_each_level_are_no_trap() -> None:
    data: list[Any] = [1]
    for _ in range(60):
        data = [data, data]
    outcome = feel.compile("x").run({"x": data})
    assert [reason.code for reason in outcome.reasons] == ["limit-steps"]


def test_long_texts_are_not_built_before_they_are_refused() -> None:
    for text in (
        "string(for i in 1..90000 return 10 ** 6000)",
        'string join(for i in 1..90000 return a, "")',
    ):
        outcome = feel.compile(text).run({"a": "x" * 100_000})
        assert [reason.code for reason in outcome.reasons] == ["too-long"]


def test_equal_values_have_equal_hashes() -> None:
    for a, b in (
        ('@"10:00:00Z"', '@"11:00:00+01:00"'),
        ('@"2020-01-01T10:00:00Z"', '@"2020-01-01T11:00:00+01:00"'),
        ("[1..2]", "[1.0..2]"),
        ('[@"P1D"..@"P2D"]', '[@"PT24H"..@"P2D"]'),
        ("(< 5)", "(< 5.00)"),
    ):
        left, right = feel.evaluate(a), feel.evaluate(b)
        assert left == right
        assert hash(left) == hash(right)


def test_calls_within_deep_expressions_are_stopped() -> None:
    body = "1 + (" * 50 + "f(n + 1)" + ")" * 50
    outcome = feel.compile(f"{{f: function(n) {body}, r: f(1)}}.r").run({})
    assert [reason.code for reason in outcome.reasons] == ["limit-calls"]


def test_a_deep_expression_is_an_error_where_the_stack_is_short() -> None:
    text = "[" * 100 + "]" * 100
    tree = feel.parse(text)

    def deeper(levels: int) -> tuple[str, str]:
        if levels:
            return deeper(levels - 1)
        with pytest.raises(feel.FeelError) as caught:
            feel.compile(tree)
        return caught.value.code, feel.check(tree, {})[0].code

    # Fewer frames are left than the expression has levels.
    room = sys.getrecursionlimit() - len(inspect.stack()) - 90
    assert deeper(room) == ("too-deep", "too-deep")


@pytest.mark.parametrize(
    "text",
    [
        'matches(s, "a")',
        'matches("a", s)',
        'replace(s, "a", "b")',
        'replace("a", s, "b")',
        'split(s, "a")',
    ],
)
def test_half_a_character_is_no_trap_for_patterns(text: str) -> None:
    outcome = feel.compile(text).run({"s": "\ud800a"})
    assert [reason.code for reason in outcome.reasons] == ["half-character"]


def test_threads_parse_at_the_same_time() -> None:
    texts = [f"a{i} + {i} * (b - [1, 2, {i}][item > 1][1])" for i in range(200)]
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(feel.parse, texts))
    assert trees == [feel.parse(text) for text in texts]


def test_a_value_can_be_made_ready_before() -> None:
    rows = feel.ready([{"x": Decimal("1.0"), "day": dt.date(2026, 1, 2)}, {"x": 2}])
    assert feel.evaluate("sum(rows.x)", {"rows": rows}) == 3
    assert feel.evaluate("rows[1].day.year", {"rows": rows}) == 2026
    assert feel.evaluate("(for r in rows return r.x)[2]", {"rows": rows}) == 2
    assert feel.ready(rows) == rows


def test_what_has_no_counterpart_is_told_when_it_is_read() -> None:
    given = feel.ready([object()])
    outcome = feel.compile("rows").run({"rows": given})
    assert [reason.code for reason in outcome.reasons] == ["foreign-value"]


def test_a_bracket_looks_no_further_than_it_has_to() -> None:
    class Unsliced(list[Token]):
        def __getitem__(self, at: Any) -> Any:
            assert isinstance(at, int)
            return super().__getitem__(at)

    tokens = Unsliced(lexer.tokenize("[]1..2[, 3]"))
    assert brackets._dots_follow(tokens, 1)
