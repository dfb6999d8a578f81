"""Invariants of the notation, held for generated forms, readings and values.

Holds a second matcher, written from the reference page alone: slow and plain.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import Any

from hypothesis import example, given, settings, strategies as st

from ruleengine import notation
from ruleengine.notation import Fault, Form, Readings, matcher
from ruleengine.notation.ast import (
    TEMPORAL_PARTS,
    AnyDigit,
    AnyLetter,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Mask,
    MaskPart,
    Media,
    Quoted,
    Temporal,
    Unlimited,
    UpTo,
    print_form,
)
from ruleengine.notation.fault import REASONS
from ruleengine.notation.media import MEDIA
from ruleengine.notation.plain import from_plain, to_plain
from ruleengine.notation.repertoire import gb2312, has_refused, is_known

PRACTICAL = Readings()
STRICT_CHARSET = Readings(charset="strict")


LENGTHS = st.integers(1, 30)
ALPHABETS = st.sampled_from(["a", "n", "an"])
# White space at the ends of a value is a fault of its own.
QUOTED_TEXT = st.text(
    st.sampled_from('FS-./\\[]^$中A0 "'.replace('"', "")), min_size=1
).filter(lambda text: text == text.strip())


def _mask_of(parts: list[MaskPart]) -> Mask:
    length = sum(len(p.text) if isinstance(p, Quoted) else 1 for p in parts)
    return Mask("an", length, tuple(parts))


MASKS = st.lists(
    st.one_of(
        st.just(AnyLetter()), st.just(AnyDigit()), st.builds(Quoted, QUOTED_TEXT)
    ),
    min_size=1,
    max_size=6,
).map(_mask_of)
TEMPORALS = st.sampled_from(
    [
        Temporal(TEMPORAL_PARTS[first:last])
        for first in range(6)
        for last in range(first + 1, 7)
    ]
)
FORMS: st.SearchStrategy[Form] = st.one_of(
    st.builds(Fixed, ALPHABETS, LENGTHS),
    st.builds(UpTo, ALPHABETS, LENGTHS),
    st.builds(
        lambda alphabet, least, more: Between(
            alphabet, least, None if more is None else least + more
        ),
        ALPHABETS,
        LENGTHS,
        st.none() | st.integers(0, 10),
    ),
    st.builds(Unlimited, ALPHABETS),
    st.builds(DecimalUpTo, LENGTHS, st.integers(0, 6)),
    st.builds(DecimalFixed, LENGTHS, st.integers(0, 6)),
    MASKS,
    TEMPORALS,
    st.just(Boolean()),
    st.builds(
        Media,
        st.lists(st.sampled_from(sorted(MEDIA)), min_size=1, unique=True).map(tuple),
    ),
)
READINGS = st.builds(
    Readings,
    fixed_number=st.sampled_from(["practical", "strict"]),
    decimals=st.sampled_from(["practical", "strict"]),
    length_unit=st.sampled_from(["characters", "gb2312-bytes"]),
    charset=st.sampled_from(["practical", "strict"]),
)


DIGITS = set("0123456789")
LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
ENDINGS = {
    "PDF": {"pdf"},
    "JPEG": {"jpg", "jpeg", "jpe"},
    "PNG": {"png"},
    "GIF": {"gif"},
    "TIFF": {"tif", "tiff"},
}


def naive_matches(form: Form, text: str, readings: Readings) -> bool:
    fixed = readings.fixed_number == "strict"
    match form:
        case Fixed("n", m):
            return _all(text, DIGITS) and (m if fixed else 1) <= len(text) <= m
        case Fixed("a", m):
            return _all(text, LETTERS) and len(text) == m
        case Fixed(_, m):
            return _all(text, LETTERS | DIGITS) and len(text) == m
        case UpTo("n", m):
            return _all(text, DIGITS) and 1 <= len(text) <= m
        case Between("n", least, most):
            return _all(text, DIGITS) and least <= len(text) <= (most or 10**9)
        case Unlimited("n"):
            return _all(text, DIGITS) and len(text) > 0
        case UpTo(alphabet, m):
            return _text(alphabet, 1, m, text, readings)
        case Between(alphabet, least, most):
            return _text(alphabet, least, most or 10**9, text, readings)
        case Unlimited(alphabet):
            return _text(alphabet, 1, 10**9, text, readings)
        case DecimalUpTo(p, q):
            return _decimal(1, p, q, text, readings)
        case DecimalFixed(p, q):
            return _decimal(p if fixed else 1, p, q, text, readings)
        case Mask():
            return _mask(form, text)
        case Temporal(parts):
            return _temporal(parts, text)
        case Boolean():
            return text in ("0", "1")
        case Media(names):
            return _file_name(names, text)


def _all(text: str, allowed: set[str]) -> bool:
    return all(character in allowed for character in text)


def _decimal(least: int, most: int, q: int, text: str, readings: Readings) -> bool:
    text = text.removeprefix("-")
    whole, mark, fraction = text.partition(".")
    if mark and not fraction:
        return False
    if readings.decimals == "strict" and len(fraction) != q:
        return False
    digits = _all(whole, DIGITS) and _all(fraction, DIGITS)
    return digits and least <= len(whole) <= most and len(fraction) <= q


def _text(alphabet: str, least: int, most: int, text: str, readings: Readings) -> bool:
    composed = unicodedata.normalize("NFC", text)
    length = len(composed)
    if readings.length_unit == "gb2312-bytes":
        length = sum(1 if ord(c) < 128 else 2 for c in composed)
    if alphabet == "a" and any(c in "0123456789０１２３４５６７８９" for c in text):
        return False
    if readings.charset == "strict" and not all(map(_in_gb2312, composed)):
        return False
    return least <= length <= most and _shown(text)


def _shown(text: str) -> bool:
    edges = text[:1] + text[-1:]
    bare = not any(c.isspace() or c in "\u200b\ufeff" for c in edges)
    return bare and not any(map(_is_refused, text))


VISIBLE_FORMAT_CHARACTERS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}


def _is_refused(character: str) -> bool:
    code = ord(character)
    specials = {0x2028, 0x2029, 0x180E, 0xFFFC, 0xFFFD, 0x2065}
    category = unicodedata.category(character)
    return (
        category in ("Cc", "Cs", "Co")
        or code in specials
        or (
            category == "Cf"
            and code not in VISIBLE_FORMAT_CHARACTERS
            and code < 0x10000
        )
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0xE0000 <= code <= 0xE007F
    )


def _in_gb2312(character: str) -> bool:
    if character in "·—":
        return True
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _mask(form: Mask, text: str) -> bool:
    wanted: list[set[str]] = []
    for part in form.parts:
        if isinstance(part, AnyLetter):
            wanted.append(LETTERS)
        elif isinstance(part, AnyDigit):
            wanted.append(DIGITS)
        elif isinstance(part, Quoted):
            wanted.extend({c} for c in part.text)
    return len(text) == len(wanted) and all(
        c in allowed for c, allowed in zip(text, wanted, strict=True)
    )


def _temporal(parts: tuple[str, ...], text: str) -> bool:
    if not _all(text, DIGITS) or len(text) != sum(map(len, parts)):
        return False
    moment = {"YYYY": 2000, "MM": 1, "DD": 1, "hh": 0, "mm": 0, "ss": 0}
    for part in parts:
        moment[part], text = int(text[: len(part)]), text[len(part) :]
    try:
        dt.datetime(*moment.values())  # type: ignore[arg-type]  # noqa: DTZ001  # six integers, no zone in the notation
    except ValueError:
        return False
    return True


def _file_name(names: tuple[str, ...], text: str) -> bool:
    stem, dot, ending = text.rpartition(".")
    known = any(ending.lower() in ENDINGS[name] for name in names)
    return bool(dot and stem and known) and stem[-1] not in "/\\" and _shown(text)


@given(FORMS)
def test_a_form_survives_being_stored_as_json(form: Form) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(form)))) == form


@given(FORMS)
def test_a_printed_form_is_read_as_the_same_form(form: Form) -> None:
    assert notation.parse(print_form(form)).form == form


VALUES = st.one_of(
    st.text(max_size=12),
    st.text(st.sampled_from("0123456789.-"), max_size=14),
    st.text(st.sampled_from("0129aZ中·— \u3000\t镕\u0301e\u200b/.pdf"), max_size=10),
    st.sampled_from(["a.pdf", "x.JPG", "1", "0", "20240229", "235959", "２"]),
)


@settings(max_examples=400)
@given(FORMS, READINGS, VALUES)
@example(UpTo("an", 5), PRACTICAL, "\u0344")
@example(UpTo("an", 5), STRICT_CHARSET, "\u2126")
def test_the_matcher_agrees_with_a_naive_one(
    form: Form, readings: Readings, value: str
) -> None:
    compiled = matcher(form, readings)
    faults = compiled.check(value)
    errors = [fault for fault in faults if fault.severity == "error"]
    assert (not errors) == naive_matches(form, value, readings)
    if compiled.accepts(value):
        assert faults == ()
    _assert_well_formed(faults, compiled.check, value)


def _assert_well_formed(faults: tuple[Fault, ...], check: Any, value: str) -> None:
    assert sum(fault.kind == "format" for fault in faults) <= 1
    for fault in faults:
        assert set(fault.params) == set(REASONS[fault.reason])
        if fault.fix and fault.kind == "format" and fault.fix[0]:
            mended = check(fault.fix[0])
            assert not any(f.kind == "format" for f in mended), (value, fault)


def test_every_character_is_refused_or_not_as_its_category_says() -> None:
    differing = [
        hex(code)
        for code in range(0x110000)
        if has_refused(chr(code)) != _is_refused(chr(code))
    ]
    assert differing == []


def test_the_repertoire_is_that_of_the_codec_and_two_aliases() -> None:
    known = {chr(code) for code in range(0x10000) if _in_gb2312(chr(code))}
    assert gb2312() == {c for c in known if not c.isascii()}
    assert len(gb2312()) == 7445 + 2
    assert all(map(is_known, gb2312()))


@given(TEMPORALS, st.data())
def test_the_calendar_agrees_with_datetime(form: Form, data: st.DataObject) -> None:
    assert isinstance(form, Temporal)
    digits = len(form.pattern)
    value = f"{data.draw(st.integers(0, 10**digits - 1)):0{digits}d}"
    assert matcher(form).accepts(value) == naive_matches(form, value, PRACTICAL)


def test_every_day_of_four_centuries_is_judged_as_datetime_does() -> None:
    accepts = matcher(Temporal(TEMPORAL_PARTS[:3])).accepts
    form = Temporal(TEMPORAL_PARTS[:3])
    for year in (0, 1, 4, 100, 400, 1900, 2000, 2023, 2024, 2100, 9999):
        for month in range(14):
            for day in range(33):
                value = f"{year:04d}{month:02d}{day:02d}"
                assert accepts(value) == naive_matches(form, value, PRACTICAL), value


@settings(max_examples=200)
@given(FORMS, READINGS, VALUES)
def test_the_regex_agrees_with_the_matcher(
    form: Form, readings: Readings, value: str
) -> None:
    format_ = notation.parse(notation.print_form(form))
    pattern = format_.to_regex(readings)
    # Free text beyond a regex: composing, the repertoire, bytes, astral characters.
    free = any(f.kind == "charset" for f in format_.check(value, readings))
    plain = unicodedata.is_normalized("NFC", value) and not free
    if plain and readings.length_unit == "characters":
        matched = re.fullmatch(pattern, value) is not None
        assert matched == format_.matches(value, readings)


@settings(max_examples=200)
@given(FORMS, READINGS)
def test_samples_do_what_they_say(form: Form, readings: Readings) -> None:
    format_ = notation.parse(notation.print_form(form))
    samples = format_.samples(readings)
    assert samples.valid
    assert samples.invalid
    for case in samples:
        faults = format_.check(case.text, readings)
        assert format_.matches(case.text, readings) == case.valid, case
        if not case.valid:
            assert [fault.reason for fault in faults] == [case.reason], case


@settings(max_examples=60, deadline=None)
@given(FORMS, READINGS, st.data())
def test_values_made_from_the_regex_pass(
    form: Form, readings: Readings, data: st.DataObject
) -> None:
    format_ = notation.parse(print_form(form))
    value = data.draw(st.from_regex(format_.to_regex(readings)[1:-1], fullmatch=True))
    is_text = any(f.kind == "charset" for f in format_.check(value, readings))
    composed = unicodedata.is_normalized("NFC", value)
    if composed and not is_text and readings.length_unit == "characters":
        assert format_.matches(value, readings)
        assert format_.typed(value, readings) is not None
