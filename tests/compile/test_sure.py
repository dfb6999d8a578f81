"""Quick tests on doubles say yes only where FEEL says true."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import feel
from ruleengine.compile import sure
from ruleengine.compile.bounded_doubles import BoundedDoubles
from ruleengine.compile.screen import function_of
from ruleengine.compile.sure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TODAY = "20260105"
NAMES = ("a", "b", "c")
CONDITIONS = (
    "a >= b",
    "a < b",
    "a > 0 and b <= 10",
    "a > b or a < c",
    "a between b and c",
    "abs(a - 0.7413 * b) <= 0.001",
    "abs(c - 100 * b / a) <= 0.001 + 0.05 * (1 + abs(b / a)) / abs(a)",
    "abs(c - a / sqrt(b ** 2 + a ** 2)) <= 0.001 + 0.0005 / sqrt(a ** 2 + b ** 2)",
    "-a + 0.1 < b * c",
    "a / b * b >= a - 0.0001",
    "a + b - b <= a",
    "min(a, b) < c",
    "max(a, 1 / b, c) <= abs(a) + min(b, sqrt(c))",
)
FIGURES = st.one_of(
    st.decimals(-1000, 1000, places=3).map(str),
    st.integers(-5, 5).map(str),
    st.sampled_from(["0", "0.1", "0.2", "0.3", "1e-310", "1e-200", "1e200", "1e400"]),
    st.decimals(-1, 1, places=17).map(str),
)


@pytest.fixture(autouse=True, scope="module")
def at_once() -> Iterator[None]:
    """Have functions made for single rows too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sure, "WORTH", 0)
        yield


@cache
def shared(text: str) -> Unsure:
    """Return what is unsure of a condition, made once for all examples."""
    return unsure_of(text)


def unsure_of(
    must: str, when: str | None = None, days: Mapping[str, int] | None = None
) -> Unsure:
    """Return what is unsure of a condition on the figures a, b and c."""
    places = {name: at for at, name in enumerate(NAMES)}
    names = (*NAMES, *(days or ()))
    guard = feel.parse(when, names) if when else None
    return Unsure(feel.parse(must, names), guard, places, days or {})


def by_feel(text: str, scope: Mapping[str, Decimal | None]) -> object:
    """Return what FEEL itself answers."""
    return program(text).evaluate(scope)


@cache
def program(text: str) -> feel.Program:
    return feel.compile(text, NAMES)


def one_row(unsure: Unsure) -> Callable[..., bool]:
    """Return the test of a single row."""

    def sure(*values: object) -> bool:
        columns = [None if value in {None, ""} else [value] for value in values]
        return list(unsure(columns)) == []

    return sure


@cache
def sure_of(text: str) -> Callable[..., bool]:
    assert shared(text).is_told
    return one_row(shared(text))


@cache
def rule_of(must: str, when: str | None) -> Callable[..., bool]:
    return one_row(unsure_of(must, when))


@settings(max_examples=150, deadline=None)
@given(values=st.tuples(FIGURES, FIGURES, FIGURES), delta=st.integers(-1, 1))
def test_a_yes_is_never_wrong(values: tuple[str, str, str], delta: int) -> None:
    a, b, c = values
    if delta and len(a) < 30:
        # Neighbours are where doubles could err.
        b = str(Decimal(a) + delta * Decimal("1e-18"))
    scope = {"a": Decimal(a), "b": Decimal(b), "c": Decimal(c)}
    for text in CONDITIONS:
        if sure_of(text)(a, b, c):
            assert by_feel(text, scope) is True


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("a >= b", ("2.5", "1", None), True),
        ("a >= b", ("1", "1", "1"), True),
        ("a > b", ("1", "1", "1"), False),
        ("a >= b", ("1", "1.0", "1"), False),
        ("a <= b", ("1", "1.00000000000000000001", "1"), False),
        ("abs(a - 0.7413 * b) <= 0.001", ("7.413", "10.000", "0"), True),
        ("abs(a - 0.7413 * b) <= 0.001", ("7.415", "10.000", "0"), False),
        ("a / b > 1", ("1", "0", "0"), False),
        ("sqrt(a) >= 0", ("-1", "0", "0"), False),
        ("a > 0 or b > 0", ("-1", "1", "0"), True),
        ("min(a, b) < c", ("3", "1", "2"), True),
        ("max(a, b) < c", ("3", "1", "2"), False),
        ("min(a, 1 / b) < c", ("1", "0", "2"), False),
        ("min(1 / b, a) < c", ("1", "0", "2"), False),
        ("max(1 / b, a) > c", ("3", "0", "2"), False),
    ],
)
def test_what_is_clear_is_told(
    text: str, values: tuple[str, str, str | None], *, wanted: bool
) -> None:
    assert sure_of(text)(*values) is wanted


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("other", ["20260104", "20260105", "20260106", "20251231"])
def test_days_are_compared_exactly(operator: str, other: str) -> None:
    text = f"d {operator} e"
    unsure = Unsure(feel.parse(text, ("d", "e")), None, {}, {"d": 0, "e": 1})
    sure = one_row(unsure)
    scope = {
        name: dt.date.fromisoformat(day) for name, day in (("d", other), ("e", TODAY))
    }
    assert sure(other, TODAY) is feel.compile(text, ("d", "e")).evaluate(scope)
    assert sure(scope["d"], TODAY) is False


@pytest.mark.parametrize("value", [None, "", "x", 10**400])
def test_what_is_no_double_is_left_to_feel(value: object) -> None:
    assert sure_of("a >= b")(value, "1", "1") is False


RULES = (
    ("every s in [a, b] satisfies s = null or s * c >= 0", None),
    ("some s in [a, b] satisfies s != null and s > 0 and abs(c - a / s) <= 0.5", None),
    ("a = null", "b = 0"),
    ("a / sqrt(b) > 1", "b > 0 and c = 0"),
    ("abs(a - c) <= 1", "a != 0 or b < 1"),
    ("a != b", "not(a = b)"),
)


@settings(max_examples=200, deadline=None)
@given(values=st.tuples(*[st.one_of(st.none(), st.just(""), FIGURES)] * 3))
def test_absent_figures_and_rules_that_are_not_asked(
    values: tuple[str | None, ...],
) -> None:
    pairs = zip(NAMES, values, strict=True)
    scope = {name: Decimal(text) if text else None for name, text in pairs}
    for must, when in RULES:
        if rule_of(must, when)(*values):
            is_met = by_feel(must, scope) is True
            assert is_met or (when is not None and by_feel(when, scope) is False)


@pytest.mark.parametrize(
    ("must", "when", "values"),
    [
        (*RULES[0], (None, "-1", "-2")),
        (*RULES[1], ("4", "2", "2.2")),
        (*RULES[2], ("1", "3", None)),
        (*RULES[4], ("1", "5", "1.5")),
    ],
)
def test_what_is_clear_of_a_rule_is_told(
    must: str, when: str | None, values: tuple[str | None, ...]
) -> None:
    assert rule_of(must, when)(*values)


def test_of_many_rows_the_doubtful_ones_are_told() -> None:
    unsure = unsure_of("a / b > 1")
    columns = [("3", "1", "x", "1", "9"), ("1", "3", "1", "0", "1"), None]
    assert list(unsure(columns, 5)) == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "a = b",
        "a + b = null",
        "a > 0 and d = 1",
        "a ** 3 > 1",
        "min([a, b]) > 1",
        "e > 1",
        "e > a",
        "1 > 2",
    ],
)
def test_other_conditions_have_no_quick_test(text: str) -> None:
    tree = feel.parse(text, (*NAMES, "d", "e"))
    assert not Unsure(tree, None, {"a": 0, "b": 1, "c": 2}, {"e": 3}).is_told


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(*[FIGURES] * 3), min_size=1), absent=st.integers(0, 3))
def test_many_rows_are_told_as_each_by_itself(
    rows: list[tuple[str, ...]], absent: int
) -> None:
    """They are asked at once and, where that tells nothing, one by one."""
    columns = [
        None if at == absent else column
        for at, column in enumerate(zip(*rows, strict=True))
    ]
    for text in CONDITIONS:
        unsure = shared(text)
        alone = [
            at
            for at, row in enumerate(rows)
            if unsure([None if i == absent else [x] for i, x in enumerate(row)])
        ]
        assert list(unsure(columns, len(rows))) == alone
        for at in {*range(len(rows))} - {*alone}:
            scope = {
                name: None if i == absent else Decimal(rows[at][i])
                for i, name in enumerate(NAMES)
            }
            assert by_feel(text, scope) is True


@pytest.mark.parametrize("text", CONDITIONS)
def test_rows_of_usual_figures_are_told_by_one_expression(text: str) -> None:
    rows = [(f"{at}.5", f"-{at}.25", f"{at}.125") for at in range(1, 40)]
    columns = tuple(zip(*rows, strict=True))
    unsure = unsure_of(text)
    source = unsure.source(BoundedDoubles)
    assert source is not None
    places = range(len(rows))
    at_once = function_of(source, "unsure", {})(columns, places)
    assert list(at_once) == list(unsure(columns, len(rows)))


@pytest.mark.parametrize(
    ("when", "is_told"),
    [("1 / a > 1 and b > 5", False), ("b > 5 and 1 / a > 1", True), ("a > 5", True)],
)
def test_an_error_before_what_is_false_is_left_to_the_other_way(
    when: str, *, is_told: bool
) -> None:
    assert one_row(unsure_of("c > 9", when))("0", "1", "1") is is_told
