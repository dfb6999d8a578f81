"""The lexical form of values: what formats get to see."""

from __future__ import annotations

import datetime as dt
from decimal import Context, Decimal, Inexact, Rounded, localcontext

import pytest
from hypothesis import given, strategies as st

from ruleengine.base.lexical import is_number, lexical_form, shown, whole

FORMS = [
    (None, None),
    ("", None),
    (" ", " "),
    ("12.50", "12.50"),
    ("１２", "１２"),
    (True, "1"),
    (False, "0"),
    (0, "0"),
    (-7, "-7"),
    (20260105, "20260105"),
    (Decimal("12.50"), "12.50"),
    (Decimal("1E+3"), "1000"),
    (Decimal("1E-3"), "0.001"),
    (Decimal("NaN"), "NaN"),
    (20260105.0, "20260105"),
    (12.5, "12.5"),
    (1e-7, "0.0000001"),
    (1e22, "10000000000000000000000"),
    (float("nan"), "NaN"),
    (float("inf"), "Infinity"),
    (-0.0, "-0"),
    (dt.date(2026, 1, 5), "20260105"),
    (dt.date(1, 1, 1), "00010101"),
    (dt.datetime(2026, 1, 5), "20260105"),  # noqa: DTZ001  dates of sheets have no zone
    (dt.datetime(2026, 1, 5, 9, 30), "20260105093000"),  # noqa: DTZ001
]


@pytest.mark.parametrize(("value", "text"), FORMS)
def test_a_value_has_one_lexical_form(value: object, text: str | None) -> None:
    assert lexical_form(value) == text  # type: ignore[arg-type]  # a table of all types


@pytest.mark.parametrize(
    ("value", "answer"),
    [(1, True), (1.0, True), (Decimal(1), True), (True, False), ("1", False)],
)
def test_only_numbers_are_numbers(value: object, *, answer: bool) -> None:
    assert is_number(value) is answer  # type: ignore[arg-type]  # a table of all types


def test_a_number_of_absurd_size_is_not_written_out() -> None:
    form = lexical_form(Decimal("1E+999999"))
    assert form == "1E+999999"
    assert len(lexical_form(10**100_000) or "") < 100_000


@pytest.mark.parametrize(("value", "text"), FORMS)
def test_the_arithmetic_of_the_caller_changes_no_form(
    value: object, text: str | None
) -> None:
    with localcontext(Context(prec=1, traps=[Inexact, Rounded])):
        assert lexical_form(value) == text  # type: ignore[arg-type]  # a table


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_written_out_without_loss(value: float) -> None:
    form = lexical_form(value) or ""
    assert float(form) == value
    assert form.endswith(".0") is False


def test_thousands_of_digits_stay_plain_digits() -> None:
    digits = "9" * 5000
    number = whole(digits)
    assert isinstance(number, Decimal)
    assert lexical_form(number) == lexical_form(int(number)) == digits
    assert lexical_form(-int(number)) == shown(-int(number)) == f"-{digits}"
    assert (whole("-12"), type(whole("-12"))) == (-12, int)


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), (None, "None"), (b"x", "b'x'"), (True, "True"), ([10**5000], "list")],
)
def test_anything_can_be_quoted(value: object, text: str) -> None:
    assert shown(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_written_in_plain_digits_and_means_the_same(value: float) -> None:
    text = lexical_form(value)
    assert text is not None
    assert set(text) <= set("-0123456789.")
    assert float(text) == value
