"""Boundary samples: values just inside and just outside a format.

In: a ``Form`` and ``Readings``. Out: ``Samples``, each with the verdict it must get and
why; for tests, templates and explanations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from ruleengine.base.frozen import frozen
from ruleengine.notation.ast import (
    DAY,
    AnyDigit,
    AnyLetter,
    Between,
    Boolean,
    DecimalFixed,
    DecimalUpTo,
    Fixed,
    Form,
    Mask,
    MaskPart,
    Media,
    Quoted,
    Temporal,
    TemporalPart,
    Unlimited,
    UpTo,
    limits,
)
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.media import extensions
from ruleengine.notation.readings import DEFAULT, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.notation.number_matcher import Digits


class Sample(NamedTuple):
    """One value and the verdict it must get."""

    text: str
    valid: bool
    reason: str
    """Which boundary a valid one stands at; the reason of the fault of another."""


@frozen(guarded=True)
class Samples:
    """The boundary samples of one format."""

    cases: tuple[Sample, ...]

    def __iter__(self) -> Iterator[Sample]:
        return iter(self.cases)

    @property
    def valid(self) -> tuple[str, ...]:
        """The texts that pass."""
        return tuple(case.text for case in self.cases if case.valid)

    @property
    def invalid(self) -> tuple[str, ...]:
        """The texts that do not pass."""
        return tuple(case.text for case in self.cases if not case.valid)


def _pass(text: str, boundary: str) -> Sample:
    return Sample(text, valid=True, reason=boundary)


def _fail(text: str, reason: str) -> Sample:
    return Sample(text, valid=False, reason=reason)


_LONG = 1000
"""Stands for the longest where a format has no limit."""


def samples(form: Form, readings: Readings = DEFAULT) -> Samples:
    """Return values at the edges of a format."""
    return Samples(tuple(_cases(form, readings)))


def _cases(form: Form, readings: Readings) -> Iterator[Sample]:
    if digits := digits_of(form, readings):
        return _numbers(digits)
    match form:
        case Fixed(alphabet, length):
            return _codes("A" if alphabet == "a" else "9", length)
        case UpTo() | Between() | Unlimited():
            return _texts(form, readings)
        case Mask(parts=parts):
            return _masked(parts)
        case Temporal(parts):
            return _temporals(parts)
        case Boolean():
            return _booleans()
        case Media(names):
            return _file_names(names)
        case DecimalUpTo() | DecimalFixed():
            raise AssertionError(form)
        case _:
            assert_never(form)


def _numbers(digits: Digits) -> Iterator[Sample]:
    fewest, most = digits.decimals or (0, 0)
    fraction = "." + "9" * fewest if fewest else ""
    yield _pass("9" * (digits.maximum or _LONG) + fraction, "longest")
    yield _pass("1" * digits.minimum + fraction, "shortest")
    exact = digits.minimum == digits.maximum
    if digits.maximum:
        reason = _length_reason(digits, "too-long", exact=exact)
        yield _fail("9" * (digits.maximum + 1) + fraction, reason)
    if digits.minimum > 1:
        reason = _length_reason(digits, "too-short", exact=exact)
        yield _fail("9" * (digits.minimum - 1) + fraction, reason)
    yield from _fractions(digits, fewest, most)
    yield _fail("x" * digits.minimum, "not-a-number")
    yield _fail("１" * digits.minimum + fraction, "full-width")


def _length_reason(digits: Digits, reason: str, *, exact: bool) -> str:
    if digits.decimals is None:
        return "wrong-length" if exact else reason
    return "integer-digits-exact" if exact else "integer-digits"


def _fractions(digits: Digits, fewest: int, most: int) -> Iterator[Sample]:
    whole = "1" * digits.minimum
    if digits.decimals is None:
        yield _fail(f"{whole}.5", "not-an-integer")
        yield _fail(f"-{whole}", "sign")
        return
    too_many = "decimals-exact" if fewest == most and most else "decimals"
    if most:
        yield _pass(f"-{whole}.{'9' * most}", "negative")
    yield _fail(f"{whole}.{'9' * (most + 1)}", too_many)
    if fewest:
        yield _fail(whole, too_many)


def _codes(character: str, length: int) -> Iterator[Sample]:
    yield _pass(character * length, "longest")
    yield _fail(character * (length + 1), "wrong-length")
    if length > 1:
        yield _fail(character * (length - 1), "wrong-length")
    yield _fail("中" * length, "wrong-character")
    wide = chr(ord(character) + 0xFEE0)
    yield _fail(wide * length, "full-width")


def _texts(form: UpTo | Between | Unlimited, readings: Readings) -> Iterator[Sample]:
    minimum, maximum = limits(form)
    unit = 2 if readings.length_unit == "gb2312-bytes" else 1
    yield _pass(_filled(maximum or max(_LONG, minimum), unit), "longest")
    yield _pass(_filled(minimum, unit), "shortest")
    if maximum:
        yield _fail(_filled(maximum + 1, unit), "too-long")
    if minimum > 1:
        yield _fail(_filled(minimum - 1, unit), "too-short")
    yield _fail(" " + _filled(minimum, unit), "white-space")
    yield _fail("a" * (minimum - 1) + "\x07", "control")
    if form.alphabet == "a":
        yield _fail("a" * (minimum - 1) + "1", "wrong-character")


def _filled(length: int, unit: int) -> str:
    return "中" * (length // unit) + "a" * (length % unit)


def _masked(parts: tuple[MaskPart, ...]) -> Iterator[Sample]:
    whole = "".join(map(_fill, parts))
    yield _pass(whole, "longest")
    yield _fail(whole + "0", "wrong-length")
    if len(whole) > 1:
        yield _fail(whole[:-1], "wrong-length")
    first = parts[0]
    reason = "literal" if isinstance(first, Quoted) else "wrong-character"
    wrong = "_" if whole[0] != "_" else "-"
    yield _fail(wrong + whole[1:], reason)


def _fill(part: MaskPart) -> str:
    match part:
        case AnyLetter():
            return "A"
        case AnyDigit():
            return "0"
        case Quoted(text):
            return text
        case _:
            assert_never(part)


_MOMENT: dict[TemporalPart, str] = {
    "YYYY": "2024",
    "MM": "02",
    "DD": "29",
    "hh": "23",
    "mm": "59",
    "ss": "59",
}
_OFF: dict[TemporalPart, str] = {
    "YYYY": "0000",
    "MM": "13",
    "DD": "32",
    "hh": "24",
    "mm": "60",
    "ss": "60",
}


def _temporals(parts: tuple[TemporalPart, ...]) -> Iterator[Sample]:
    right = "".join(_MOMENT[part] for part in parts)
    yield _pass(right, "longest")
    for wrong in parts:
        off = "".join((_OFF if part == wrong else _MOMENT)[part] for part in parts)
        yield _fail(off, "calendar")
    if parts[:3] == DAY:
        yield _fail(f"2023{right[4:]}", "calendar")
    yield _fail(right + "0", "wrong-length")
    yield _fail(right[:-1], "wrong-length")
    yield _fail("x" * len(right), "wrong-character")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in right)
    yield _fail(wide, "full-width")


def _booleans() -> Iterator[Sample]:
    yield _pass("1", "yes")
    yield _pass("0", "no")
    yield _fail("2", "not-boolean")
    yield _fail("是", "not-boolean")


def _file_names(names: tuple[str, ...]) -> Iterator[Sample]:
    for extension in extensions(names):
        yield _pass(f"报告.{extension}", "extension")
    yield _fail("报告.exe", "extension")
    yield _fail("报告", "media-name")
    yield _fail(f".{extensions(names)[0]}", "media-name")
