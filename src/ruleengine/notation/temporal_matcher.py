"""Dates and times: ``YYYY``, ``YYYYMMDD``, ``hhmm``, ``YYYYMMDDhhmmss`` and the like.

In: the parts of a pattern. Out: a ``Matcher`` that knows the calendar and offers the
digits where a date was written with marks.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ruleengine.notation.ast import DAY
from ruleengine.notation.calendar import (
    days_in_month,
    fields_of,
    pieces_of,
    temporal_regex,
    wrong_part,
)
from ruleengine.notation.code_matcher import full_width
from ruleengine.notation.fault import Fault
from ruleengine.notation.joined import refused_by_pattern
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.mend import half_width, offer
from ruleengine.notation.outline import DayOutline
from ruleengine.notation.repertoire import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.finding import Fact
    from ruleengine.notation.ast import TemporalPart
    from ruleengine.notation.mend import Offer

    Parts = tuple[TemporalPart, ...]
    Accepts = Callable[[str], bool]

# Patterns are texts here: only wrong values meet them, and to compile them takes long.
_WRITTEN = (
    r"(?P<YYYY>[0-9]{4})\s*[-/.年]\s*"
    r"(?:(?P<MM>[0-9]{1,2})\s*(?:[-/.月]\s*(?P<DD>[0-9]{1,2})\s*[日号]?|月?))?"
    r"(?:[\sT]\s*(?P<hh>[0-9]{1,2})[:时点](?P<mm>[0-9]{1,2})"
    r"(?:[:分](?P<ss>[0-9]{1,2})(?:\.0+)?秒?|分?)Z?)?"
)
_CLOCK = (
    r"(?P<hh>[0-9]{1,2})[:时点](?P<mm>[0-9]{1,2})(?:[:分](?P<ss>[0-9]{1,2})秒?|分?)"
)
_MARKED = r"[0-9]+(?:[-/.:年月日号时点分秒\sT][0-9]*)+Z?"
_POINT_ZERO = r"[0-9]+\.0+"
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)
_SPREADSHEET_DAYS = range(25569, 73051)
"""Day numbers of 1970-01-01 to 2099-12-31 as spreadsheets count them."""


def match_temporal(parts: tuple[TemporalPart, ...]) -> Matcher:
    """Compile a date or time pattern."""
    pattern = temporal_regex(parts)
    fits = re.compile(pattern).fullmatch

    def accepts(text: str) -> bool:
        return fits(text) is not None

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        return (_diagnose(text, parts, accepts),)

    outline = DayOutline() if parts == DAY else None
    return Matcher(accepts, accepts, diagnose, refused_by_pattern(pattern), outline)


def _diagnose(text: str, parts: Parts, accepts: Accepts) -> Fault:
    if fault := full_width(text, accepts):
        return fault
    half, limit = half_width(text), len("".join(parts))
    if re.fullmatch(_MARKED, half) and not re.fullmatch(_POINT_ZERO, half):
        fix = _without_marks(half, parts, accepts)
        return Fault(reason="date-separators", params={"limit": limit}, fix=fix)
    if odd := re.search("[^0-9]", half):
        return _odd(text, odd.start(), accepts)
    if len(half) != limit:
        params: dict[str, Fact] = {"limit": limit, "length": len(half)}
        fix = _other_length(half, parts, accepts)
        return Fault(reason="wrong-length", params=params, fix=fix)
    return _off_calendar(half, parts, accepts)


def _odd(text: str, at: int, accepts: Accepts) -> Fault:
    params: dict[str, Fact] = {
        "character": show(text[at]),
        "position": at + 1,
        "alphabet": "n",
    }
    # A date that went through a float column ends in ".0".
    is_float = re.fullmatch(_POINT_ZERO, half_width(text))
    fix = offer(half_width(text[:at]), accepts, certain=True) if is_float else None
    return Fault(reason="wrong-character", params=params, fix=fix)


def _without_marks(text: str, parts: Parts, accepts: Accepts) -> Offer:
    written = re.fullmatch(_WRITTEN, text) or re.fullmatch(_CLOCK, text)
    if not written:
        return None
    found = {part: value for part, value in written.groupdict().items() if value}
    if any(part not in found for part in parts):
        return None
    digits = "".join(found[part].zfill(len(part)) for part in parts)
    # A midnight that nobody asked for is how spreadsheets write a plain date.
    left_over = [value for part, value in found.items() if part not in parts]
    idle = not any(value.strip("0") for value in left_over) or not left_over
    return offer(digits, accepts, certain=idle)


def _other_length(text: str, parts: Parts, accepts: Accepts) -> Offer:
    whole_date = parts == DAY
    if whole_date and len(text) == 5 and int(text) in _SPREADSHEET_DAYS:
        day = _SPREADSHEET_EPOCH + dt.timedelta(days=int(text))
        return offer(f"{day:%Y%m%d}", accepts)
    if parts[0] == "YYYY" and len(text) in {6, 8, 10, 12, 14}:
        return offer(text[: len("".join(parts))], accepts)
    return None


def _off_calendar(text: str, parts: Parts, accepts: Accepts) -> Fault:
    fields = fields_of(text, parts)
    part = wrong_part(fields)
    assert part is not None, text
    found = dict(pieces_of(text, parts))[part]
    params: dict[str, Fact] = {"limit": len(text), "part": part, "found": found}
    return Fault(
        reason="calendar", params=params, fix=_nearest(fields, part, parts, accepts)
    )


def _nearest(
    fields: dict[TemporalPart, int], part: TemporalPart, parts: Parts, accepts: Accepts
) -> Offer:
    mended = dict(fields)
    if part == "DD" and "MM" in fields and fields["DD"]:
        mended["DD"] = days_in_month(fields)
    elif part == "MM" and 0 < fields.get("DD", 0) <= 12:
        mended["MM"], mended["DD"] = fields["DD"], fields["MM"]
    else:
        return None
    digits = "".join(f"{mended[name]:0{len(name)}d}" for name in parts)
    return offer(digits, accepts)
