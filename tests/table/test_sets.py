"""Set algebra, held to brute force over small universes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from ruleengine.table import IntervalSet, ValueSet, parse_cell

if TYPE_CHECKING:
    from ruleengine.table.interval import Domain, Ordered

HALVES = [Decimal(n) / 2 for n in range(-9, 26)]
INTEGERS = [Decimal(n) for n in range(-5, 13)]
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(-5, 13)]
UNIVERSE: dict[Domain, list[Ordered]] = {
    "number": list(HALVES),
    "integer": list(INTEGERS),
    "date": list(DAYS),
}


@st.composite
def spans(draw: st.DrawFn, domain: Domain) -> IntervalSet:
    ends = st.none() | st.sampled_from(UNIVERSE[domain][2:-2])
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    closed = draw(st.tuples(st.booleans(), st.booleans()))
    result = IntervalSet.between(
        domain, low, high, low_closed=closed[0], high_closed=closed[1]
    )
    return result.union(
        draw(
            st.sampled_from([IntervalSet.empty(domain), IntervalSet.only_null(domain)])
        )
    )


def sets(domain: Domain) -> st.SearchStrategy[IntervalSet]:
    unions = st.lists(spans(domain), max_size=3)
    return unions.map(lambda parts: _united(domain, parts))


def _united(domain: Domain, parts: list[IntervalSet]) -> IntervalSet:
    result = IntervalSet.empty(domain)
    for part in parts:
        result = result.union(part)
    return result


DOMAINS: list[Domain] = ["number", "integer", "date"]
PAIRS = st.sampled_from(DOMAINS).flatmap(
    lambda domain: st.tuples(sets(domain), sets(domain))
)


def members(values: IntervalSet) -> set[Ordered | None]:
    universe = [*UNIVERSE[values.domain], None]
    return {value for value in universe if values.contains(value)}


@given(PAIRS)
def test_interval_algebra_agrees_with_sets(
    pair: tuple[IntervalSet, IntervalSet],
) -> None:
    one, other = pair
    universe = {*UNIVERSE[one.domain], None}
    assert members(one.union(other)) == members(one) | members(other)
    assert members(one.intersection(other)) == members(one) & members(other)
    assert members(one.difference(other)) == members(one) - members(other)
    assert members(one.complement()) == universe - members(one)


@given(PAIRS)
def test_equal_sets_are_equal_values(pair: tuple[IntervalSet, IntervalSet]) -> None:
    one, other = pair
    assert one.complement().complement() == one
    assert one.union(other) == other.union(one)
    assert one.union(one) == one
    assert one.difference(other).union(one.intersection(other)) == one
    if members(one) == members(other) and one.domain != "number":
        assert one == other


@given(PAIRS)
def test_a_witness_belongs_to_the_set_and_only_empty_sets_have_none(
    pair: tuple[IntervalSet, IntervalSet],
) -> None:
    for values in (pair[0], pair[0].difference(pair[1]), pair[0].complement()):
        if values.is_empty:
            with pytest.raises(ValueError, match="empty"):
                values.witness()
        else:
            assert values.contains(values.witness())


@given(PAIRS)
def test_edges_of_discrete_sets_are_members(
    pair: tuple[IntervalSet, IntervalSet],
) -> None:
    values = pair[0].union(pair[1])
    edges = values.edges()
    assert list(edges) == sorted(edges)
    if values.domain != "number":
        assert all(values.contains(edge) for edge in edges)


WITNESSES = [
    ("-", "0"),
    (">= 20", "20"),
    ("> 20", "21"),
    ("< -3.5", "-4"),
    ("<= -3.5", "-3.5"),
    ("(0.5..0.75)", "0.625"),
    ("(3..9)", "4"),
    ("[-2..7]", "0"),
    ("0.25", "0.25"),
    ("null", None),
]


@pytest.mark.parametrize(("text", "value"), WITNESSES)
def test_a_witness_is_simple(text: str, value: str | None) -> None:
    values = parse_cell(text, "number")
    assert values is not None
    assert values.witness() == (None if value is None else Decimal(value))


def test_integer_bands_touch_and_numbers_do_not() -> None:
    def joined(domain: Domain) -> IntervalSet:
        one = IntervalSet.between(domain, Decimal(1), Decimal(19))
        return one.union(IntervalSet.between(domain, Decimal(20), Decimal(49)))

    assert len(joined("integer").spans) == 1
    assert len(joined("number").spans) == 2
    assert joined("number").edges() == tuple(map(Decimal, (1, 19, 20, 49)))


def test_bounds_that_are_no_integers_close_in_on_the_integers_between() -> None:
    values = IntervalSet.between("integer", Decimal("1.5"), Decimal("3.5"))
    assert values == IntervalSet.between("integer", Decimal(2), Decimal(3))
    assert IntervalSet.point("integer", Decimal("2.5")).is_empty
    assert not values.contains(Decimal("2.5"))
    assert values.contains(2)


def test_the_last_day_of_the_calendar_has_no_next() -> None:
    last = IntervalSet.between("date", dt.date.max, None)
    assert last.contains(dt.date.max)
    assert last.complement().contains(dt.date.max - dt.timedelta(days=1))
    assert IntervalSet.everything("date").witness() == dt.date(2000, 1, 1)


WORDS = ["A", "B", "C", None]
VALUE_SETS = st.builds(
    lambda values, complemented: ValueSet("string", frozenset(values), complemented),
    st.sets(st.sampled_from(WORDS)),
    st.booleans(),
)
TRUTH_SETS = st.sets(st.sampled_from([True, False, None])).map(
    lambda values: ValueSet("boolean", frozenset(values))
)


@given(st.tuples(VALUE_SETS, VALUE_SETS) | st.tuples(TRUTH_SETS, TRUTH_SETS))
def test_value_algebra_agrees_with_sets(pair: tuple[ValueSet, ValueSet]) -> None:
    one, other = pair
    strings = one.domain == "string"
    universe = {*WORDS, "Z", "其他"} if strings else {True, False, None}

    def inside(values: ValueSet) -> set[str | bool | None]:
        return {value for value in universe if values.contains(value)}

    assert inside(one.union(other)) == inside(one) | inside(other)
    assert inside(one.intersection(other)) == inside(one) & inside(other)
    assert inside(one.difference(other)) == inside(one) - inside(other)
    assert inside(one.complement()) == universe - inside(one)
    assert one.complement().complement() == one
    assert (inside(one) == inside(other)) == (one == other)


@given(VALUE_SETS | TRUTH_SETS)
def test_a_value_set_has_a_witness_unless_it_is_empty(values: ValueSet) -> None:
    if values.is_empty:
        with pytest.raises(ValueError, match="empty"):
            values.witness()
    else:
        assert values.contains(values.witness())


def test_the_witness_of_a_complement_is_a_word_nobody_named() -> None:
    taken = ValueSet.of("string", "其他", "其他1").complement()
    assert taken.witness() == "其他2"
    assert ValueSet.of("string", None, "B", "A").edges() == ("A", "B", None)
    assert ValueSet.of("string", None, "B").witness() == "B"


@pytest.mark.parametrize("text", ["< 0001-01-01", "> 9999-12-31"])
def test_there_is_nothing_beyond_the_first_and_the_last_day(text: str) -> None:
    values = parse_cell(text, "date")
    assert isinstance(values, IntervalSet)
    assert values.is_empty
    assert values.edges() == ()


@pytest.mark.parametrize("text", [">= 0001-01-01", "0001-01-01", "<= 0001-01-01"])
def test_the_first_day_is_a_day(text: str) -> None:
    values = parse_cell(text, "date")
    assert isinstance(values, IntervalSet)
    assert values.contains(dt.date.min)
    assert values.contains(values.witness())
    assert not values.complement().contains(dt.date.min)
    assert all(isinstance(edge, dt.date) for edge in values.edges())
