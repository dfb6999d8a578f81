"""Judging values: verdicts, reasons and fixes, held to tables."""

from __future__ import annotations

from typing import Any

import pytest

from ruleengine import notation
from ruleengine.notation import Readings, matcher
from ruleengine.notation.ast import UpTo
from ruleengine.notation.fault import REASONS

PRACTICAL = Readings()
FIXED = Readings(fixed_number="strict")
EXACT = Readings(decimals="strict")
BYTES = Readings(length_unit="gb2312-bytes")
STRICT_CHARSET = Readings(charset="strict")

RIGHT = [
    ("n..10,3", ["12.5", "-12.5", "0", "-0", "0012.5", "1234567890.123", "12"]),
    ("n6,2", ["85.71", "0", "-3", "123456.78"]),
    ("n4", ["0", "12", "0012", "2026"]),
    ("n..3", ["1", "999", "000"]),
    ("n2..4", ["12", "0012"]),
    ("n..ul", ["1", "9" * 500]),
    ("an18", ["91110000600037341L", "a" * 18]),
    ("a3", ["CHN", "chn"]),
    ("an5(aannn)", ["AB123", "zz000"]),
    ('an3("F"nn)', ["F01"]),
    ("YYYYMMDD", ["20240229", "00010101", "99991231", "20000229"]),
    ("YYYY", ["0001", "2026"]),
    ("MMDD", ["0229", "1231"]),
    ("hhmmss", ["000000", "235959"]),
    ("boolean", ["0", "1"]),
    ("PDF/JPEG/PNG", ["a.pdf", "报告.PDF", "x/y.jpg", "a.b.png", "朱镕基.jpeg"]),
    (
        "an..5",
        ["a", "中文 字", "买买提·艾", "1—3", "e\u0301" * 5, "朱镕基", "a\u3000b"],
    ),
    ("an3..8", ["abc", "中文字"]),
    ("a..5", ["中文", "A-B", "（甲）"]),
    ("an..ul", ["x" * 100_000]),
]


@pytest.mark.parametrize(("text", "values"), RIGHT)
def test_right_values_match(text: str, values: list[str]) -> None:
    for value in values:
        assert notation.parse(text).matches(value), value


# format, readings, value, reason, facts it must name, fix
WRONG: list[tuple[str, Readings, str, str, dict[str, Any], Any]] = [
    ("n..10,3", PRACTICAL, "+12.5", "sign", {"character": "+"}, ("12.5", True)),
    ("n..10,3", PRACTICAL, "−3", "sign", {"character": "−"}, ("-3", True)),
    ("n..10,3", PRACTICAL, "12.", "decimal-point", {}, ("12", True)),
    ("n..10,3", PRACTICAL, ".5", "decimal-point", {}, ("0.5", True)),
    ("n..10,3", PRACTICAL, "-.5", "decimal-point", {}, ("-0.5", True)),
    ("n..10,3", PRACTICAL, "1,234.5", "thousands", {}, ("1234.5", True)),
    ("n..10,3", PRACTICAL, "1,234", "thousands", {}, ("1234", False)),
    ("n6", PRACTICAL, "1,234", "thousands", {}, ("1234", True)),
    ("n..10,3", PRACTICAL, "1e3", "exponent", {}, ("1000", False)),
    ("n..10,3", PRACTICAL, "1e999", "exponent", {}, None),
    ("n..10,3", PRACTICAL, "１２．５", "full-width", {"position": 1}, ("12.5", True)),
    ("n..10,3", PRACTICAL, "1２", "full-width", {"position": 2}, ("12", True)),
    ("n..10,3", PRACTICAL, "无", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "—", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "-", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "1.2.3", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "٣", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "²", "not-a-number", {}, None),
    ("n..10,3", PRACTICAL, "12mg", "wrong-character", {"character": "m"}, None),
    ("n3,2", PRACTICAL, "85.7%", "wrong-character", {"position": 5}, ("85.7", False)),
    ("n..10,3", PRACTICAL, "1 234", "wrong-character", {}, ("1234", False)),
    ("n..2,3", PRACTICAL, "123", "integer-digits", {"limit": 2, "digits": 3}, None),
    ("n..2,3", PRACTICAL, "012", "integer-digits", {"digits": 3}, ("12", False)),
    ("n..2,3", PRACTICAL, "1.2345", "decimals", {"limit": 3}, ("1.234", False)),
    ("n..2,3", PRACTICAL, "1.2340", "decimals", {"digits": 4}, ("1.234", True)),
    ("n..5,0", PRACTICAL, "1.0", "decimals", {"limit": 0}, ("1", True)),
    ("n..2,3", EXACT, "1.5", "decimals-exact", {"limit": 3}, ("1.500", True)),
    ("n..2,3", EXACT, "1", "decimals-exact", {"digits": 0}, ("1.000", True)),
    ("n6,2", FIXED, "85.71", "integer-digits-exact", {}, ("000085.71", False)),
    ("n6,2", FIXED, "1234567", "integer-digits-exact", {"limit": 6}, None),
    ("n4", PRACTICAL, "-5", "sign", {"character": "-"}, None),
    ("n4", PRACTICAL, "12.0", "not-an-integer", {}, ("12", True)),
    ("n4", PRACTICAL, "12.5", "not-an-integer", {}, None),
    ("n4", PRACTICAL, "12345", "too-long", {"limit": 4, "length": 5}, None),
    ("n4", FIXED, "12", "wrong-length", {"limit": 4, "length": 2}, ("0012", False)),
    ("n4", FIXED, "12345", "wrong-length", {"limit": 4, "length": 5}, None),
    ("n2..4", PRACTICAL, "1", "too-short", {"limit": 2, "length": 1}, ("01", False)),
    ("n..3", PRACTICAL, "9" * 500, "too-long", {"length": 500}, None),
    ("n..3,2", PRACTICAL, "1." + "9" * 500, "decimals", {"digits": 500}, None),
    ("n..3,2", PRACTICAL, "1." + "0" * 200, "decimals", {"digits": 200}, None),
    ("an3", PRACTICAL, "1-2-3", "wrong-character", {"position": 2}, ("123", False)),
    ("an3", PRACTICAL, "１２3", "full-width", {"position": 1}, ("123", True)),
    ("an3", PRACTICAL, "1234", "wrong-length", {"limit": 3, "length": 4}, None),
    ("an6", PRACTICAL, "20103", "wrong-length", {"limit": 6, "length": 5}, ("020103", False)),
    ("an6", PRACTICAL, "2010", "wrong-length", {"limit": 6, "length": 4}, None),
    ("an6", PRACTICAL, "A0103", "wrong-length", {"limit": 6, "length": 5}, None),
    ("an11", PRACTICAL, "1380013800", "wrong-length", {"limit": 11, "length": 10}, None),
    ("an3", PRACTICAL, "无", "wrong-character", {"alphabet": "an"}, None),
    ('an3("F"nn)', PRACTICAL, "f01", "literal", {"wanted": "F"}, ("F01", False)),
    ('an3("F"nn)', PRACTICAL, "Fx1", "wrong-character", {"alphabet": "n"}, None),
    ('an3("F"nn)', PRACTICAL, "F-01", "wrong-length", {"length": 4}, ("F01", False)),
    ('an3("F"nn)', PRACTICAL, "Ｆ01", "full-width", {}, ("F01", True)),
    ("YYYYMMDD", PRACTICAL, "20230230", "calendar", {"part": "DD", "limit": 8}, ("20230228", False)),
    ("YYYYMMDD", PRACTICAL, "20230229", "calendar", {"found": "29"}, ("20230228", False)),
    ("YYYYMMDD", PRACTICAL, "20261301", "calendar", {"part": "MM"}, ("20260113", False)),
    ("YYYYMMDD", PRACTICAL, "20261332", "calendar", {"part": "MM"}, None),
    ("YYYYMMDD", PRACTICAL, "00000101", "calendar", {"part": "YYYY"}, None),
    ("YYYYMMDD", PRACTICAL, "20260100", "calendar", {"part": "DD"}, None),
    ("hhmm", PRACTICAL, "2400", "calendar", {"part": "hh", "found": "24"}, None),
    ("YYYYMMDD", PRACTICAL, "2026/1/5", "date-separators", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "2026-01-05", "date-separators", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "2026年1月5日", "date-separators", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "２０２６．１．５", "date-separators", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "2026-01-05 00:00:00", "date-separators", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "2026-01-05T08:30:00Z", "date-separators", {}, ("20260105", False)),
    ("YYYYMMDD", PRACTICAL, "2026-02-30", "date-separators", {}, None),
    ("YYYYMMDD", PRACTICAL, "2026年1月", "date-separators", {}, None),
    ("YYYYMMDD", PRACTICAL, "5/1/2026", "date-separators", {}, None),
    ("YYYYMMDD", PRACTICAL, "20260105.0", "wrong-character", {}, ("20260105", True)),
    ("YYYYMMDD", PRACTICAL, "'20260105", "wrong-character", {}, ("20260105", True)),
    ("n4", PRACTICAL, '="0042"', "wrong-character", {}, ("0042", True)),
    ("n4", PRACTICAL, "=0042", "wrong-character", {}, None),
    ("YYYYMMDD", PRACTICAL, "2026O105", "wrong-character", {"position": 5}, None),
    ("YYYYMMDD", PRACTICAL, "46027", "wrong-length", {"length": 5}, ("20260105", False)),
    ("YYYYMMDD", PRACTICAL, "202601", "wrong-length", {"limit": 8, "length": 6}, None),
    ("YYYYMMDD", PRACTICAL, "20260105083000", "wrong-length", {}, ("20260105", False)),
    ("YYYY", PRACTICAL, "2026年", "date-separators", {}, ("2026", True)),
    ("hhmm", PRACTICAL, "8:30", "date-separators", {}, ("0830", True)),
    ("hhmm", PRACTICAL, "830", "wrong-length", {}, None),
    ("boolean", PRACTICAL, "是", "not-boolean", {}, ("1", True)),
    ("boolean", PRACTICAL, "FALSE", "not-boolean", {}, ("0", True)),
    ("boolean", PRACTICAL, "无", "not-boolean", {}, ("0", False)),
    ("boolean", PRACTICAL, "１", "full-width", {}, ("1", True)),
    ("boolean", PRACTICAL, "2", "not-boolean", {}, None),
    ("PDF/JPEG", PRACTICAL, "a.doc", "extension", {"extension": "doc"}, None),
    ("PDF", PRACTICAL, "报告", "media-name", {"extension": ""}, None),
    ("PDF", PRACTICAL, ".pdf", "media-name", {"extension": ""}, None),
    ("PDF", PRACTICAL, "a/.pdf", "media-name", {"extension": ""}, None),
    ("an..5", PRACTICAL, "中文字中文字", "too-long", {"limit": 5, "length": 6}, None),
    ("an..5", BYTES, "中文字", "too-long", {"limit": 5, "length": 6}, None),
    ("an3..8", PRACTICAL, "ab", "too-short", {"limit": 3, "length": 2}, None),
    ("an3..8", PRACTICAL, "", "too-short", {"limit": 1, "length": 0}, None),
    ("a..5", PRACTICAL, "中1", "wrong-character", {"position": 2}, None),
    ("an..5", PRACTICAL, " ab", "white-space", {}, ("ab", True)),
    ("an..5", PRACTICAL, "ab\n", "white-space", {}, ("ab", True)),
    ("an..5", PRACTICAL, "\u3000ab\u200b", "white-space", {}, ("ab", True)),
    ("an..5", PRACTICAL, "  ", "white-space", {}, ("", True)),
    ("n4", PRACTICAL, "12 ", "white-space", {}, ("12", True)),
    ("n4", PRACTICAL, " 12x", "wrong-character", {"position": 3}, None),
    ("PDF", PRACTICAL, "a.pdf\t", "white-space", {}, ("a.pdf", True)),
    ("an..5", PRACTICAL, "a\nb", "line-break", {"characters": ("U+000A",)}, ("a b", False)),
    ("an..5", PRACTICAL, "铅\n镉\na", "line-break", {"count": 2}, ("铅 镉 a", False)),
    ("an..5", PRACTICAL, "a\tb", "control", {"characters": ("U+0009",)}, ("a b", False)),
    ("an..5", PRACTICAL, "a\x00b", "control", {"position": 2}, ("ab", False)),
    ("an..5", PRACTICAL, "a\u200bb", "invisible", {"characters": ("U+200B",)}, ("ab", True)),
    ("an..5", PRACTICAL, "\ue000", "private-use", {"count": 1}, None),
    ("an..5", PRACTICAL, "a\ufffd", "damaged", {"characters": ("U+FFFD",)}, None),
    ("an..5", PRACTICAL, "\ud800", "damaged", {"characters": ("U+D800",)}, None),
    ("PDF", PRACTICAL, "a\u202e.pdf", "invisible", {}, ("a.pdf", True)),
    ("an..5", STRICT_CHARSET, "朱镕基", "outside-gb2312", {"characters": ("镕",)}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "readings", "value", "reason", "facts", "fix"), WRONG)
def test_a_wrong_value_has_exactly_one_fault(
    text: str,
    readings: Readings,
    value: str,
    reason: str,
    facts: dict[str, Any],
    fix: tuple[str, bool] | None,
) -> None:
    format_ = notation.parse(text)
    (fault,) = format_.check(value, readings)
    assert (fault.reason, fault.fix) == (reason, fix)
    assert facts.items() <= fault.params.items()
    assert set(fault.params) == set(REASONS[reason])
    assert fault.severity == "error"
    assert not format_.matches(value, readings)
    assert format_.typed(value, readings) is None
    if fix and fix[0]:
        assert format_.matches(fix[0], readings)


# value, characters named, fix
WARNED = [
    ("朱镕基", "镕", None),
    ("㎡", "㎡", ("m2", False)),
    ("m²", "²", ("m2", False)),
    ("5\u00b5m", "\u00b5", ("5\u03bcm", True)),
    ("\u00a55", "\u00a5", ("\uffe55", True)),
    ("1\u20133", "\u2013", ("1\u20143", False)),
    ("a\u00a0b", "U+00A0", ("a b", True)),
    ("\u2f00\u2f00", "\u2f00", ("一一", False)),
    ("\u0e33", "\u0e33", None),
    ("\U0001f600", "\U0001f600", None),
]


@pytest.mark.parametrize(("value", "characters", "fix"), WARNED)
def test_a_character_outside_gb2312_is_a_warning_and_an_error_when_strict(
    value: str, characters: str, fix: tuple[str, bool] | None
) -> None:
    format_ = notation.parse("an..9")
    (warning,) = format_.check(value)
    assert (warning.kind, warning.severity) == ("charset", "warning")
    assert warning.params["characters"] == (characters,)
    assert warning.fix == fix
    assert format_.matches(value)
    assert format_.typed(value) == value
    (error,) = format_.check(value, STRICT_CHARSET)
    assert (error.kind, error.severity) == ("charset", "error")
    assert not format_.matches(value, STRICT_CHARSET)


def test_many_strange_characters_are_named_ten_at_most() -> None:
    (fault,) = notation.parse("an..99").check("".join(map(chr, range(0x3400, 0x3420))))
    assert fault.params["characters"] == tuple(map(chr, range(0x3400, 0x340A)))
    assert fault.params["count"] == 32


def test_a_format_fault_and_charset_faults_stand_side_by_side() -> None:
    faults = notation.parse("an..2").check("a\u200b\n镕")
    kinds = [(fault.kind, fault.reason) for fault in faults]
    assert kinds == [
        ("format", "too-long"),
        ("charset", "line-break"),
        ("charset", "invisible"),
        ("charset", "outside-gb2312"),
    ]


def test_white_space_around_and_a_strange_character_are_two_faults() -> None:
    faults = notation.parse("an..5").check(" 镕 ")
    assert [fault.reason for fault in faults] == ["white-space", "outside-gb2312"]


@pytest.mark.parametrize(
    ("text", "value", "fix"),
    [
        ("YYYYMMDD", "2\u200b0250312", ("20250312", True)),
        ("an6", "5\u200b10630", ("510630", True)),
        ("n..10,3", "-0.\u2060236", ("-0.236", True)),
        ("n4", "4\u200bx", None),
    ],
)
def test_an_invisible_character_in_a_figure_or_code_is_left_out(
    text: str, value: str, fix: tuple[str, bool] | None
) -> None:
    (fault,) = notation.parse(text).check(value)
    assert (fault.reason, fault.fix) == ("wrong-character", fix)


TOGETHER = [
    (" a\u200bb", ("ab", True)),
    ("a\u00a0b\u3000", ("a b", True)),
    ("铅\u00a0\n\u200b镉", ("铅 镉", False)),
    (" a\nb", ("a b", False)),
    (" 镕", ("镕", True)),
    (" a\ue000", None),
]


@pytest.mark.parametrize(("value", "fix"), TOGETHER)
def test_what_is_proposed_for_one_fault_is_free_of_the_others(
    value: str, fix: tuple[str, bool] | None
) -> None:
    faults = notation.parse("an..9").check(value)
    mends = {fault.fix for fault in faults if fault.reason != "private-use"}
    assert len(faults) > 1
    assert mends - {None} == ({fix} if fix else set())


TYPED = [
    ("n4", FIXED, "12"),
    ("n2..4", PRACTICAL, "1"),
    ("n6,2", Readings(fixed_number="strict", decimals="strict"), "85.7"),
    ("n..10,3", EXACT, "12"),
    ("an6", PRACTICAL, "110105"),
]


@pytest.mark.parametrize(("text", "readings", "value"), TYPED)
def test_a_value_that_came_as_a_number_needs_no_padding_and_no_zeros(
    text: str, readings: Readings, value: str
) -> None:
    format_ = notation.parse(text)
    assert format_.check(value, readings, typed=True) == ()
    assert format_.typed(value, readings, typed=True) is not None


def test_a_value_that_came_as_a_number_still_has_limits() -> None:
    faults = notation.parse("n..2,3").check("123.4567", EXACT, typed=True)
    assert [fault.reason for fault in faults] == ["integer-digits"]
    faults = notation.parse("n..2,3").check("12.3456", EXACT, typed=True)
    assert [fault.reason for fault in faults] == ["decimals"]


def test_readings_are_made_from_the_names_of_a_pack() -> None:
    chosen = Readings.chosen({"fixed-number": "strict", "quartile": "inclusive"})
    assert chosen == FIXED
    with pytest.raises(ValueError, match="loose"):
        Readings.chosen({"fixed-number": "loose"})


def test_matchers_are_compiled_once() -> None:
    form = notation.parse("an..200").form
    assert matcher(form) is matcher(UpTo("an", 200), PRACTICAL)
