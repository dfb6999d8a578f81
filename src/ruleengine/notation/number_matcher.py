"""Numbers: ``n4``, ``n..3``, ``n2..4``, ``n..ul``, ``n..10,3``, ``n6,2``.

In: how many digits may stand before and after the decimal mark. Out: a ``Matcher``.
ASCII digits only; a minus may lead where there are decimals and is not counted; no
plus, no exponent, no grouping, no mark without digits on both sides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.notation.fault import Fault
from ruleengine.notation.joined import refused_by_pattern
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.mend import (
    full_width_at,
    half_width,
    offer,
)
from ruleengine.notation.outline import DigitsOutline
from ruleengine.notation.repertoire import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.finding import Fact
    from ruleengine.notation.mend import Offer


@frozen(guarded=True)
class Digits:
    """How many digits a number may have; ``decimals`` of None makes it an integer."""

    minimum: int
    maximum: int | None
    decimals: tuple[int, int] | None = None

    @property
    def pattern(self) -> str:
        """The numbers as a regex without anchors."""
        most = "" if self.maximum is None else self.maximum
        whole = f"[0-9]{{{self.minimum},{most}}}"
        if self.minimum == self.maximum:
            whole = f"[0-9]{{{self.minimum}}}"
        if self.decimals is None:
            return whole
        return f"-?{whole}{_fraction(*self.decimals)}"

    @property
    def outline(self) -> DigitsOutline:
        """The same in figures."""
        fewest, most = self.decimals or (0, 0)
        # Less than all digits may stand behind a mark, and none without one.
        fewest = most if fewest == most else 0
        is_signed = self.decimals is not None
        return DigitsOutline(self.minimum, self.maximum, fewest, most, is_signed)

    def relaxed(self) -> Digits:
        """Return what is asked of a value that came as a number, not as a text."""
        decimals = (0, self.decimals[1]) if self.decimals else None
        return replace(self, minimum=1, decimals=decimals)


def _fraction(fewest: int, most: int) -> str:
    if most == 0:
        return ""
    if fewest == most:
        return rf"\.[0-9]{{{most}}}"
    return rf"(?:\.[0-9]{{1,{most}}})?"


_MINUS = "−–—﹣"
"""Signs that are typed for a minus."""
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:(\.)([0-9]*))?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+")
_ODD = re.compile(r"[^0-9.,+-]")
_LONGEST = 100
"""Characters of the longest text that a fix is computed for."""
_EXACT = Context(prec=2 * _LONGEST)


def match_number(digits: Digits) -> Matcher:
    """Compile a number format."""
    accepts, relaxed = _acceptor(digits), digits.relaxed()
    accepts_typed = _acceptor(relaxed)

    def diagnose(text: str, typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        if typed:
            return (_diagnose(text, relaxed, accepts_typed),)
        return (_diagnose(text, digits, accepts),)

    refused = refused_by_pattern(digits.pattern)
    return Matcher(accepts, accepts_typed, diagnose, refused, digits.outline)


def _acceptor(digits: Digits) -> Callable[[str], bool]:
    fits = re.compile(digits.pattern).fullmatch

    def accepts(text: str) -> bool:
        return fits(text) is not None

    return accepts


def _diagnose(text: str, digits: Digits, accepts: Callable[[str], bool]) -> Fault:
    half = half_width(text)
    if accepts(half):
        at = full_width_at(text) or 0
        params: dict[str, Fact] = {"character": text[at], "position": at + 1}
        return Fault(reason="full-width", params=params, fix=(half, True))
    if len(half) > 1 and half[0] in _MINUS:
        fix = offer("-" + half[1:], accepts, certain=True)
        return Fault(reason="sign", params={"character": half[0]}, fix=fix)
    if _GROUPED.fullmatch(half):
        return _grouped(half, digits, accepts)
    if _EXPONENT.fullmatch(half):
        return Fault(reason="exponent", fix=_written_out(half, accepts))
    if plain := _PLAIN.fullmatch(half):
        return _plain(half, plain, digits, accepts)
    return _no_number(half, accepts)


def _grouped(text: str, digits: Digits, accepts: Callable[[str], bool]) -> Fault:
    mark = text.index(",")
    # In "1,234" the comma might be a decimal mark; with more marks it cannot.
    certain = digits.decimals is None or text.count(",") > 1 or "." in text
    fix = offer(text.replace(",", ""), accepts, certain=certain)
    params: dict[str, Fact] = {"character": ",", "position": mark + 1}
    return Fault(reason="thousands", params=params, fix=fix)


def _written_out(text: str, accepts: Callable[[str], bool]) -> Offer:
    power = text.lower().partition("e")[2].lstrip("+-0")
    if len(power) > 2 or len(text) > _LONGEST:
        return None
    return offer(f"{Decimal(text):f}", accepts)


def _plain(
    text: str, plain: re.Match[str], digits: Digits, accepts: Callable[[str], bool]
) -> Fault:
    sign, whole, mark, fraction = plain.groups()
    if not whole and not fraction:
        return Fault(reason="not-a-number")
    if sign == "+" or (sign and digits.decimals is None):
        positive = text[1:] if sign == "+" else text
        fix = offer(positive, accepts, certain=True)
        return Fault(reason="sign", params={"character": sign}, fix=fix)
    if mark and digits.decimals is None:
        fix = (
            None if (fraction or "").strip("0") else offer(whole, accepts, certain=True)
        )
        return Fault(reason="not-an-integer", fix=fix)
    if not whole or (mark and not fraction):
        full = f"{sign}{whole or '0'}{'.' if fraction else ''}{fraction or ''}"
        return Fault(reason="decimal-point", fix=offer(full, accepts, certain=True))
    return _counted(text, whole, fraction or "", digits, accepts)


def _counted(
    text: str,
    whole: str,
    fraction: str,
    digits: Digits,
    accepts: Callable[[str], bool],
) -> Fault:
    length = len(whole)
    too_long = digits.maximum is not None and length > digits.maximum
    if not too_long and length >= digits.minimum:
        return _decimals(text, fraction, digits, accepts)
    limit = (digits.maximum or 0) if too_long else digits.minimum
    exact = digits.minimum == digits.maximum
    fix = _padded(text, whole, digits, accepts)
    if digits.decimals is not None:
        reason = "integer-digits-exact" if exact else "integer-digits"
        return Fault(reason=reason, params={"limit": limit, "digits": length}, fix=fix)
    reason = "wrong-length" if exact else "too-long" if too_long else "too-short"
    return Fault(reason=reason, params={"limit": limit, "length": length}, fix=fix)


def _padded(
    text: str, whole: str, digits: Digits, accepts: Callable[[str], bool]
) -> Offer:
    if len(text) > _LONGEST or digits.minimum > _LONGEST:
        return None
    sign = "-" if text.startswith("-") else ""
    shortest = whole.lstrip("0").rjust(max(digits.minimum, 1), "0")
    return offer(sign + shortest + text[len(sign + whole) :], accepts)


def _decimals(
    text: str, fraction: str, digits: Digits, accepts: Callable[[str], bool]
) -> Fault:
    fewest, most = digits.decimals or (0, 0)
    exact = fewest == most and most > 0
    return Fault(
        reason="decimals-exact" if exact else "decimals",
        params={"limit": most, "digits": len(fraction)},
        fix=_with_decimals(text, fraction, most, accepts),
    )


def _with_decimals(
    text: str, fraction: str, places: int, accepts: Callable[[str], bool]
) -> Offer:
    if len(text) > _LONGEST or places > _LONGEST:
        return None
    same_value = not fraction[places:].strip("0")
    step = Decimal(1).scaleb(-places, _EXACT)
    number = Decimal(text).quantize(step, ROUND_HALF_EVEN, _EXACT)
    return offer(f"{number:f}", accepts, certain=same_value)


def _no_number(text: str, accepts: Callable[[str], bool]) -> Fault:
    odd = _ODD.search(text)
    if odd is None or not re.search("[0-9]", text):
        return Fault(reason="not-a-number")
    params: dict[str, Fact] = {
        "character": show(odd[0]),
        "position": odd.start() + 1,
        "alphabet": "n",
    }
    kept = text.rstrip("%") if text.endswith("%") else re.sub(r"\s", "", text)
    return Fault(reason="wrong-character", params=params, fix=offer(kept, accepts))
