"""Temporal values equal those of the standard library that mean the same."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from ruleengine import feel
from ruleengine.feel.temporal import Date, DateTime, DayTimeDuration, Time
from ruleengine.feel.values import to_feel

_EAST = dt.timezone(dt.timedelta(hours=8))

SAME = [
    ('@"2026-03-01"', dt.date(2026, 3, 1)),
    ('@"10:20:30"', dt.time(10, 20, 30)),
    ('@"10:20:30.5+08:00"', dt.time(10, 20, 30, 500_000, _EAST)),
    ('@"2026-03-01T10:20:30"', dt.datetime(2026, 3, 1, 10, 20, 30)),  # noqa: DTZ001  a local moment is meant
    (
        '@"2026-03-01T10:20:30+08:00"',
        dt.datetime(2026, 3, 1, 2, 20, 30, tzinfo=dt.UTC),
    ),
    (
        '@"2026-07-01T10:00:00@Europe/Paris"',
        dt.datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("Europe/Paris")),
    ),
    ('@"P1DT2H"', dt.timedelta(days=1, hours=2)),
    ('@"PT0S"', dt.timedelta()),
]


@pytest.mark.parametrize(("text", "standard"), SAME)
def test_a_value_equals_the_standard_value_and_shares_its_hash(
    text: str, standard: object
) -> None:
    value = feel.evaluate(text)
    assert value == standard
    assert standard == value
    assert hash(value) == hash(standard)


OTHER = [
    ('@"2026-03-01"', dt.datetime(2026, 3, 1)),  # noqa: DTZ001  a local moment is meant
    ('@"2026-03-01"', dt.date(2026, 3, 2)),
    ('@"2026-03-01"', "2026-03-01"),
    ('@"10:20:30"', "10:20:30"),
    ('@"P1D"', 1),
    ('@"10:20:30"', dt.time(10, 20, 30, tzinfo=dt.UTC)),
    ('@"10:20:30.0000001"', dt.time(10, 20, 30)),
    ('@"2026-03-01T00:00:00"', dt.date(2026, 3, 1)),
    ('@"2026-03-01T00:00:00Z"', dt.datetime(2026, 3, 1)),  # noqa: DTZ001  a local moment is meant
    ("date(-44, 3, 15)", dt.date(44, 3, 15)),
    ('@"99999-01-01T00:00:00.0000001Z"', dt.datetime(9999, 1, 1, tzinfo=dt.UTC)),
    ('@"99999-01-01T00:00:00Z"', dt.datetime(9999, 1, 1, tzinfo=dt.UTC)),
    ('@"P1Y"', dt.timedelta(days=365)),
    ('@"PT0.0000001S"', dt.timedelta()),
    ('@"P9999999999D"', dt.timedelta.max),
]


@pytest.mark.parametrize(("text", "standard"), OTHER)
def test_a_value_differs_from_what_means_something_else(
    text: str, standard: object
) -> None:
    value = feel.evaluate(text)
    assert value is not None
    assert value != standard
    assert hash(value) == hash(feel.evaluate(text))


offsets = st.none() | st.integers(-64_800, 64_800)
times = st.builds(
    Time,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from([0, 1, 1000, 999_999_999]),
    offsets,
)
moments = st.builds(
    DateTime,
    st.builds(
        Date,
        st.sampled_from([1, 2000, 9999, 10_000]),
        st.sampled_from([1, 12]),
        st.sampled_from([1, 31]),
    ),
    times,
)


@given(st.one_of(times, moments), st.integers(-64_800, 64_800))
def test_equal_values_have_equal_hashes(value: Time | DateTime, shift: int) -> None:
    if isinstance(value, DateTime) and value.time.offset is not None:
        nanos = value.local_nanos + (shift - value.time.offset) * 1_000_000_000
        other = DateTime.from_local(nanos, shift)
        assert value == other
        assert hash(value) == hash(other)
    assert hash(value) == hash(value)


@given(
    st.dates()
    | st.datetimes(timezones=st.none() | st.just(_EAST))
    | st.times(timezones=st.none() | st.just(_EAST))
    | st.timedeltas()
)
def test_what_comes_from_the_standard_library_equals_it(value: object) -> None:
    found = to_feel(value)
    assert found == value
    assert hash(found) == hash(value)
    assert isinstance(found, Date | DateTime | Time | DayTimeDuration)
