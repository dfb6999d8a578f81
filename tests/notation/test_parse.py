"""Reading formats: right ones give their tree, wrong ones say what was meant."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings, strategies as st

from ruleengine import notation
from ruleengine.notation.ast import (
    AnyDigit,
    AnyLetter,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Form,
    Mask,
    Media,
    Quoted,
    Temporal,
    Unlimited,
    UpTo,
    print_form,
)
from ruleengine.notation.media import MEDIA

RIGHT: list[tuple[str, Form]] = [
    ("an18", Fixed("an", 18)),
    ("a5", Fixed("a", 5)),
    ("n4", Fixed("n", 4)),
    ("an..200", UpTo("an", 200)),
    ("n..3", UpTo("n", 3)),
    ("an3..8", Between("an", 3, 8)),
    ("an8..8", Between("an", 8, 8)),
    ("an3..ul", Between("an", 3, None)),
    ("an..ul", Unlimited("an")),
    ("..ul", Unlimited("an")),
    ("n..10,3", DecimalUpTo(10, 3)),
    ("n..17,2", DecimalUpTo(17, 2)),
    ("n..5,0", DecimalUpTo(5, 0)),
    ("n6,2", DecimalFixed(6, 2)),
    ("n3,2", DecimalFixed(3, 2)),
    ("an5(aannn)", Mask("an", 5, (AnyLetter(),) * 2 + (AnyDigit(),) * 3)),
    ('an3("F"nn)', Mask("an", 3, (Quoted("F"), AnyDigit(), AnyDigit()))),
    ('an6("CNCA-"n)', Mask("an", 6, (Quoted("CNCA-"), AnyDigit()))),
    ("n3(nnn)", Mask("n", 3, (AnyDigit(),) * 3)),
    ("YYYY", Temporal(("YYYY",))),
    ("MM", Temporal(("MM",))),
    ("mm", Temporal(("mm",))),
    ("MMDD", Temporal(("MM", "DD"))),
    ("YYYYMM", Temporal(("YYYY", "MM"))),
    ("YYYYMMDD", Temporal(("YYYY", "MM", "DD"))),
    ("YYYYMMDDhh", Temporal(("YYYY", "MM", "DD", "hh"))),
    ("YYYYMMDDhhmm", Temporal(("YYYY", "MM", "DD", "hh", "mm"))),
    ("YYYYMMDDhhmmss", Temporal(("YYYY", "MM", "DD", "hh", "mm", "ss"))),
    ("hhmm", Temporal(("hh", "mm"))),
    ("hhmmss", Temporal(("hh", "mm", "ss"))),
    ("boolean", Boolean()),
    ("PDF", Media(("PDF",))),
    ("PDF/JPEG/PNG", Media(("PDF", "JPEG", "PNG"))),
]

# text, code, place of the caret, what was probably meant
WRONG: list[tuple[str, str, int, str | None]] = [
    ("an.200", "one-dot", 3, "an..200"),
    ("n10.3", "one-dot", 4, "n..10,3"),
    ("n3.10", "one-dot", 3, "n3..10"),
    ("an.ul", "one-dot", 3, "an..ul"),
    ("an...200", "many-dots", 3, "an..200"),
    ("an…200", "full-width", 3, "an..200"),
    ("an..０", "full-width", 5, None),
    ("an..２００", "full-width", 5, "an..200"),
    ("an．200", "full-width", 3, "an..200"),
    ("an3(“F”nn)", "full-width", 5, 'an3("F"nn)'),
    ('an4（"（"nnn)', "full-width", 4, 'an4("（"nnn)'),
    ("an8..3", "min-over-max", 3, "an3..8"),
    ("YYYYDDMM", "temporal-order", 5, "YYYYMMDD"),
    ("YYYYmmDD", "temporal-case", 5, "YYYYMMDD"),
    ("hhMM", "temporal-case", 3, "hhmm"),
    ("DDMM", "temporal-order", 1, "MMDD"),
    ("yyyymmdd", "temporal-case", 1, "YYYYMMDD"),
    ("YYYYMMDDHHMMSS", "temporal-case", 9, "YYYYMMDDhhmmss"),
    ("YYMMDD", "temporal-year", 1, "YYYYMMDD"),
    ("YYYYDD", "temporal-gap", 5, "YYYYMMDD"),
    ("YYYY-MM-DD", "temporal-marks", 5, "YYYYMMDD"),
    ("YYYY年MM月", "temporal-marks", 5, "YYYYMM"),
    ("YYYYM", "temporal", 1, None),
    ("an", "no-length", 3, None),
    ("n", "no-length", 2, None),
    ("an..", "no-maximum", 5, None),
    ("an200..", "no-maximum", 8, "an..200"),
    ("..200", "no-class", 1, "an..200"),
    (".200", "no-class", 1, "an..200"),
    ("200", "no-class", 1, "an200"),
    ("10,3", "no-class", 1, "n10,3"),
    ("x5", "class", 1, "an5"),
    ("na..5", "class", 1, "an..5"),
    ("AN..200", "case", 1, "an..200"),
    ("N4", "case", 1, "n4"),
    ("an..UL", "case", 5, "an..ul"),
    ('AN3("F"nn)', "case", 1, 'an3("F"nn)'),
    ("an..200 ", "white-space-around", 8, "an..200"),
    ("an .. 200", "white-space", 3, "an..200"),
    ("n..10.3", "decimal-mark", 6, "n..10,3"),
    ("n..10..3", "decimal-mark", 6, "n..10,3"),
    ("a..17,2", "decimals-class", 6, "n..17,2"),
    ("an6,2", "decimals-class", 4, "n6,2"),
    ("an0", "zero", 3, None),
    ("an..0", "zero", 5, None),
    ("n..0,2", "zero", 4, None),
    ("an..05", "leading-zero", 5, "an..5"),
    ("an..9999999", "too-large", 5, "an..ul"),
    ("n..9999999,2", "too-large", 4, None),
    ("an5(aann)", "mask-length", 3, "an4(aann)"),
    ('an3("FS"nn)', "mask-length", 3, 'an4("FS"nn)'),
    ("n3(ann)", "mask-class", 4, "an3(ann)"),
    ("a3(aan)", "mask-class", 6, "an3(aan)"),
    ("an5[aannn]", "mask-bracket", 4, "an5(aannn)"),
    ("an5(aannn", "mask-open", 10, "an5(aannn)"),
    ("an5()", "mask-empty", 5, None),
    ("an(aannn)", "mask-no-length", 3, "an5(aannn)"),
    ('an3("F)', "mask-quotes", 5, None),
    ("an3('F'nn)", "mask-quote-mark", 5, 'an3("F"nn)'),
    ("an3(Fnn)", "mask-character", 5, 'an3("F"nn)'),
    ("JPG", "medium", 1, "JPEG"),
    ("pdf", "medium", 1, "PDF"),
    ("PDF/JPGE", "medium", 5, "PDF/JPEG"),
    ("DOCX", "medium", 1, None),
    ("PDF、JPG", "media-mark", 4, "PDF/JPEG"),
    ("PDF,PNG", "media-mark", 4, "PDF/PNG"),
    ("PDF/PDF", "twice", 5, "PDF"),
    ("—", "word", 1, "boolean"),
    ("date", "word", 1, "YYYYMMDD"),
    ("string", "word", 1, "an..ul"),
    ("", "empty", 1, None),
    ("  \n", "empty", 1, None),
    ("an..200字符", "unexpected", 8, "an..200"),
    ("n..10,3,4", "unexpected", 8, "n..10,3"),
    ("n..10,", "unfinished", 7, None),
    ("n..a", "unexpected", 4, None),
    ("x" * 300, "long", 201, None),
    ("an3-8", "range-mark", 4, "an3..8"),
    ("an3~8", "range-mark", 4, "an3..8"),
    ("an≤200", "range-mark", 3, "an..200"),
    ("an>=3", "range-mark", 3, "an3..ul"),
    ("200字以内", "word", 1, "an..200"),
    ("varchar(20)", "word", 1, "an..20"),
    ("an（20）", "full-width", 3, "an..20"),
    ("int(4)", "word", 1, "n..4"),
    ("n(10,3)", "word", 1, "n..10,3"),
    ("decimal(10,3)", "word", 1, "n..7,3"),
    ("an..max", "word", 1, "an..ul"),
    ("ANUL", "word", 1, "an..ul"),
    ("an..2,000", "length-comma", 6, "an..2000"),
    ("an5(AANNN)", "case", 5, "an5(aannn)"),
    ("an5【aannn】", "full-width", 4, "an5(aannn)"),
    ("nnn", "word", 1, "n3"),
    ("aannn", "word", 1, "an5(aannn)"),
    ("an5aannn)", "mask-unopened", 4, "an5(aannn)"),
    ("n10;3", "decimal-mark", 4, "n..10,3"),
    ("n10、3", "full-width", 4, "n..10,3"),
    ("n.10,3", "one-dot", 2, "n..10,3"),
    ("BOOLEAN", "word", 1, "boolean"),
    ("boolen", "word", 1, "boolean"),
    ("是否", "word", 1, "boolean"),
    ('"an..20"', "word", 1, "an..20"),
    ("“an..20”", "word", 1, "an..20"),
    ("PDF/JPEG/", "unfinished", 10, "PDF/JPEG"),
    ("YYYMMDD", "temporal", 1, "YYYYMMDD"),
    ("YYYYYMM", "temporal", 1, "YYYYMM"),
    ("CCYYMMDD", "temporal", 1, "YYYYMMDD"),
    ("D8", "word", 1, "YYYYMMDD"),
    ("an18,an15", "unexpected", 5, None),
    ("an..20/n4", "unexpected", 7, None),
]


@pytest.mark.parametrize(("text", "form"), RIGHT)
def test_a_right_format_gives_its_tree(text: str, form: Form) -> None:
    assert notation.parse(text).form == form


@pytest.mark.parametrize(("text", "code", "position", "meant"), WRONG)
def test_a_wrong_format_says_what_is_wrong_and_what_was_meant(
    text: str, code: str, position: int, meant: str | None
) -> None:
    with pytest.raises(notation.NotationError) as caught:
        notation.parse(text)
    error = caught.value
    assert (error.code, error.position, error.meant) == (code, position, meant)
    assert error.message.zh
    assert error.message.en
    assert meant is None or meant in error.hint.zh


def test_the_message_draws_a_caret_under_the_fault() -> None:
    with pytest.raises(notation.NotationError) as caught:
        notation.parse("an.200")
    assert str(caught.value).splitlines() == [
        (
            "只有一个点；长度范围用两个点。 / "
            "There is only one dot; a range of lengths takes two."
        ),
        "an.200",
        "  ^",
        "是否想写 an..200？ / Did you mean an..200?",
    ]


def test_the_caret_stands_right_after_wide_characters() -> None:
    with pytest.raises(notation.NotationError) as caught:
        notation.parse('an4("中中"x)')
    text, caret = caught.value.drawing().splitlines()
    width = sum(2 if unicodedata.east_asian_width(c) == "W" else 1 for c in text[:8])
    drawn = sum(2 if c == "\u3000" else 1 for c in caret[:-1])
    assert (text[8], drawn) == ("x", width)


def test_positions_tell_the_places_but_do_not_count_in_comparison() -> None:
    mask = notation.parse('an3("F"nn)').form
    assert isinstance(mask, Mask)
    assert [(part.at, part.end) for part in mask.parts] == [(4, 7), (7, 8), (8, 9)]
    assert mask == Mask("an", 3, (Quoted("F"), AnyDigit(), AnyDigit()))


def test_two_writings_of_one_form_are_equal() -> None:
    assert notation.parse("..ul") == notation.parse("an..ul")
    assert notation.parse("..ul").text == "..ul"
    assert str(notation.parse("..ul")) == "an..ul"


def test_the_grammar_knows_the_media_of_the_table() -> None:
    for name in MEDIA:
        assert notation.parse(name).form == Media((name,))


def test_trees_hold_plain_values_only() -> None:
    tree = dataclasses.asdict(notation.parse('an3("F"nn)').form)
    assert tree["parts"][0] == {"at": 4, "end": 7, "text": "F"}


def test_importing_the_room_does_not_load_lark() -> None:
    code = (
        "import sys, ruleengine.notation as n; n.matcher; print('lark' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@settings(max_examples=300)
@given(
    st.text(max_size=12)
    | st.text(st.sampled_from("an.0123,()\"'[YMDhmsulPDFJEG/ ．０…"), max_size=12)
)
@example("an" + "9" * 150)
@example("((((((((((")
@example('an9("' + "x" * 150)
@example("\x00")
@example("\ud800")
def test_no_text_raises_anything_but_notation_error(text: str) -> None:
    error = _error_of(text)
    if error is None:
        form = notation.parse(text).form
        assert notation.parse(print_form(form)).form == form
        return
    assert 1 <= error.position <= len(text) + 1
    assert str(error)
    assert error.meant is None or str(notation.parse(error.meant))


def _error_of(text: str) -> notation.NotationError | None:
    try:
        notation.parse(text)
    except notation.NotationError as error:
        return error
    return None
