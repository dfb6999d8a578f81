"""What is invisible becomes visible; widths and line breaks are those of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ruleengine.report.paint import Paint
from ruleengine.report.visible import (
    columns,
    escape_surrogates,
    padded,
    shortened,
    visible,
)
from ruleengine.report.wrap import wrapped

VISIBLE = [
    ("plain 中文", "plain 中文"),
    ("a\nb\tc\rd", "a⏎b⇥c␍d"),
    ("\x1b[31m", "⟨U+001B⟩[31m"),
    ("a\u202eb", "a⟨U+202E⟩b"),
    ("a\u200bb", "a⟨U+200B⟩b"),
    ("a\u00a0b\u3000c", "a⟨U+00A0⟩b⟨U+3000⟩c"),
    ("\ud800", "⟨U+D800⟩"),
    ("满意\ufe0f", "满意⟨U+FE0F⟩"),
    ("\u3164葛\U000e0100", "⟨U+3164⟩葛⟨U+E0100⟩"),
    ("e\u0301", "e\u0301"),
    ("\U000f0000", "⟨U+F0000⟩"),
]


@pytest.mark.parametrize(("text", "shown"), VISIBLE)
def test_invisible_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_printable_and_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert once.isprintable()
    assert visible(once) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [("abc", "abc"), ("a" * 10, "a" * 10), ("abcdefghijklmnopqrst", "a…mnopqrst")],
)
def test_a_long_value_keeps_its_head_and_tail(text: str, shown: str) -> None:
    assert shortened(text, 10) == shown


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("“”", 2), ("Ａ", 2)]
)
def test_east_asian_characters_take_two_columns(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 9)) == 9


def test_lone_surrogates_are_escaped_for_utf_8() -> None:
    assert escape_surrogates('"a\ud800"') == '"a\\ud800"'
    assert escape_surrogates('"中"') == '"中"'


@given(st.text(alphabet="ab ，。（）“”中文字0-9"), st.integers(6, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrapped(text, width).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert columns(line) <= width or line[0] in "，。（）“”中文字"


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert wrapped("一二三，四五", 6) == "一二\n三，四\n五"
    assert wrapped("aaaa bbbb", 5, "  ") == "aaaa\n  bbbb"
    assert wrapped("x" * 25, 10) == "xxxxxxxxxx\nxxxxxxxxxx\nxxxxx"


def test_colour_is_only_there_when_asked_for() -> None:
    assert Paint(on=True)("x", "error") == "\x1b[1;31mx\x1b[0m"
    assert Paint(on=False)("x", "error") == "x"
