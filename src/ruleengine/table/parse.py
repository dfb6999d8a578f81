"""The text of a cell -> the set of values it matches.

In: text as an officer writes it (``1-19``, ``5001+``, ``合格``) or as FEEL has it
(``[1..19]``, ``> 5000``, ``not("A")``). Out: a ``CellSet``; any other text is left to FEEL,
except where it is plainly a slip, which is a ``CellError`` with a hint.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.table.cell import CellError, everything
from ruleengine.table.interval import IntervalSet
from ruleengine.table.values import ValueSet
from ruleengine.table.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruleengine.table.cell import CellSet, Kind
    from ruleengine.table.interval import Domain, Ordered

    Item = tuple[int, str]
    """Offset in the cell and text of one test of a list."""
    _Reader = Callable[[str, int, re.Match[str], Domain], IntervalSet]
    """(cell, offset of the test in it, the test as matched, axis) -> its values."""

_MAXIMUM_TEXT = 10_000
_MAXIMUM_FIGURE = 100
_LONGEST_SLIP = 200
_NUMBER = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_DATE = (
    r'(?:date\s*\(\s*"[^"]*"\s*\)|@\s*"[^"]*"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})'
)
_DAY = re.compile(r"(?<![\w.\"])[0-9]{4}([-/])[0-9]{2}\1[0-9]{2}(?!\w|\.[0-9])")
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "=", "≠": "!="}
_EQUALITY = frozenset({"=", "!=", "＝", "≠"})
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|["\\nrt])')
_BARE = re.compile(r"[^\"'()\[\]?<>=,，]+")


def parse_cell(text: str, kind: Kind) -> CellSet | None:
    """Read one input cell.

    Args:
        text: the cell; empty or ``-`` matches everything.
        kind: what the column holds; decides how bare words and figures are read.

    Returns:
        The values that the cell matches; None for a FEEL test that is no plain set.

    Raises:
        CellError: the text is a slip, not a test.
    """
    if len(text) > _MAXIMUM_TEXT:
        raise _error("long", text, 0, length=len(text), limit=_MAXIMUM_TEXT)
    found = _read(text, 0, text, kind)
    return found.values if found else None


@frozen
class _Read:
    """What a part of a cell says."""

    values: CellSet
    compares: bool = False
    """Whether it asks for less or more, which is neither true nor false of null."""


def _read(cell: str, offset: int, text: str, kind: Kind) -> _Read | None:
    bare = text.strip()
    offset += len(text) - len(text.lstrip())
    if bare in {"", "-"}:
        return _Read(everything(kind))
    if (inner := _NOT.fullmatch(bare)) and _closes_last(bare):
        return _negated(cell, offset + inner.start(1), inner[1], kind)
    return _list(cell, offset, bare, kind)


def _closes_last(text: str) -> bool:
    """Tell whether the bracket that opens first closes last."""
    depth = 0
    for at, character in enumerate(_QUOTED.sub(lambda q: "_" * len(q[0]), text)):
        depth += (character == "(") - (character == ")")
        if character == ")" and depth == 0:
            return at == len(text) - 1
    return False


def _negated(cell: str, offset: int, text: str, kind: Kind) -> _Read | None:
    # A second not() inside is FEEL's to judge, and depth stays bounded.
    inside = None if _NOT.fullmatch(text.strip()) else _read(cell, offset, text, kind)
    if inside is None:
        return None
    outside = inside.values.complement()
    # Null is unequal to every value, but no comparison with it is true or false.
    if inside.compares and isinstance(outside, IntervalSet):
        outside = IntervalSet(outside.domain, outside.spans)
    return _Read(outside)


def _list(cell: str, offset: int, text: str, kind: Kind) -> _Read | None:
    joined: _Read | None = None
    for at, item in _items(text, offset):
        one = _test(cell, at, item, kind)
        if one is None:
            return None
        joined = one if joined is None else _joined(joined, one)
    return joined


def _joined(one: _Read, other: _Read) -> _Read:
    return _Read(_union(one.values, other.values), one.compares or other.compares)


def _union(one: CellSet, other: CellSet) -> CellSet:
    if isinstance(one, IntervalSet) and isinstance(other, IntervalSet):
        return one.union(other)
    assert isinstance(one, ValueSet)
    assert isinstance(other, ValueSet)
    return one.union(other)


def _items(text: str, offset: int) -> Iterator[Item]:
    """Split a list at its commas, outside quotes and brackets."""
    hidden = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    depth, start = 0, 0
    for at, character in enumerate(hidden):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth <= 0:
            yield _trimmed(text[start:at], offset + start)
            start = at + 1
    yield _trimmed(text[start:], offset + start)


def _trimmed(text: str, offset: int) -> Item:
    return offset + len(text) - len(text.lstrip()), text.strip()


def _test(cell: str, at: int, item: str, kind: Kind) -> _Read | None:
    if not item:
        raise _error("empty-item", cell, at)
    match kind:
        case "string":
            found = _word(cell, at, item)
        case "boolean":
            found = _truth(cell, at, item)
        case _:
            return _ordered(cell, at, item, kind)
    return _Read(found) if found else None


def _word(cell: str, at: int, item: str) -> ValueSet | None:
    if item == "null":
        return ValueSet.of("string", None)
    if _QUOTED.fullmatch(item):
        return ValueSet.of("string", _unquoted(item))
    if item[0] in "“”‘’'":
        raise _error("quotes", cell, at, found=item[0])
    if "，" in item or "、" in item:
        place = at + re.search("[，、]", item).start()  # type: ignore[union-attr]  # just found
        raise _error("comma", cell, place, found=cell[place])
    if _BARE.fullmatch(item):
        return ValueSet.of("string", item)
    if item.count('"') % 2:
        raise _error("unclosed", cell, at)
    return None


def _unquoted(item: str) -> str:
    return _ESCAPE.sub(_unescaped, item[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    named = {"n": "\n", "r": "\r", "t": "\t"}
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else named.get(code, code)


def _truth(cell: str, at: int, item: str) -> ValueSet | None:
    known = {"true": True, "false": False, "null": None}
    if item in known:
        return ValueSet.of("boolean", known[item])
    meant = {"是": "true", "否": "false", "1": "true", "0": "false"}
    if word := meant.get(item, item.lower() if item.lower() in known else ""):
        raise _error("truth", cell, at, found=item, meant=word)
    return None


def _ordered(cell: str, at: int, item: str, domain: Domain) -> _Read | None:
    if item == "null":
        return _Read(IntervalSet.only_null(domain))
    for pattern, read in _forms(domain):
        if found := pattern.fullmatch(item):
            compares = read is not _plain and found[1] not in _EQUALITY
            return _Read(read(cell, at, found, domain), compares)
    if len(item) <= _LONGEST_SLIP:
        if domain != "date" and (found := _DAY.search(item)):
            raise _error("day", cell, at + found.start(), found=found[0])
        _refuse_slips(cell, at, item)
    return None


@functools.cache
def _forms(domain: Domain) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Return how tests of numbers or dates are written, each with what reads it."""
    value = _DATE if domain == "date" else _NUMBER
    # A date holds hyphens itself, so only one between spaces parts two dates.
    dash = r"(?:[～~至–—]|\s-\s)" if domain == "date" else "[～~至–—-]"
    bracketed = rf"([\[(\]])\s*({value})\s*\.\.\s*({value})\s*([\])\[])"
    forms: tuple[tuple[str, _Reader], ...] = (
        (f"({value})", _plain),
        (rf"(<=|>=|<|>|=|!=|[{''.join(_SIGNS)}])\s*({value})", _compared),
        (bracketed, _bracketed),
        (rf"({value})\s*{dash}\s*({value})", _dashed),
        (rf"({value})\s*\+", _open_ended),
    )
    return tuple((re.compile(pattern), read) for pattern, read in forms)


def _plain(cell: str, at: int, found: re.Match[str], domain: Domain) -> IntervalSet:
    return IntervalSet.point(domain, _value(cell, at, found[1], domain))


def _compared(cell: str, at: int, found: re.Match[str], domain: Domain) -> IntervalSet:
    value = _value(cell, at + found.start(2), found[2], domain)
    match _SIGNS.get(found[1], found[1]):
        case "<":
            return IntervalSet.between(domain, None, value, high_closed=False)
        case "<=":
            return IntervalSet.between(domain, None, value)
        case ">":
            return IntervalSet.between(domain, value, None, low_closed=False)
        case ">=":
            return IntervalSet.between(domain, value, None)
        case "=":
            return IntervalSet.point(domain, value)
        case _:
            return IntervalSet.point(domain, value).complement()


def _bracketed(cell: str, at: int, found: re.Match[str], domain: Domain) -> IntervalSet:
    return _range(
        cell, at, found, domain, closed=(found[1] == "[", found[4] == "]"), first=2
    )


def _dashed(cell: str, at: int, found: re.Match[str], domain: Domain) -> IntervalSet:
    return _range(cell, at, found, domain, closed=(True, True), first=1)


def _range(
    cell: str,
    at: int,
    found: re.Match[str],
    domain: Domain,
    *,
    closed: tuple[bool, bool],
    first: int,
) -> IntervalSet:
    texts = (found[first], found[first + 1])
    low = _value(cell, at + found.start(first), texts[0], domain)
    high = _value(cell, at + found.start(first + 1), texts[1], domain)
    if (low, 0) > (high, 0):  # one column holds one kind, which no checker sees
        raise _error("reversed", cell, at, low=texts[0], high=texts[1])
    result = IntervalSet.between(
        domain, low, high, low_closed=closed[0], high_closed=closed[1]
    )
    if result.is_empty:
        raise _error("nothing", cell, at, found=found[0])
    return result


def _open_ended(
    cell: str, at: int, found: re.Match[str], domain: Domain
) -> IntervalSet:
    return IntervalSet.between(domain, _value(cell, at, found[1], domain), None)


def _value(cell: str, at: int, text: str, domain: Domain) -> Ordered:
    if domain == "date":
        return _date(cell, at, text)
    if re.match(r"-?0[0-9]", text):
        raise _error("leading-zero", cell, at, found=text)
    if len(text) > _MAXIMUM_FIGURE:
        raise _error("long", cell, at, length=len(text), limit=_MAXIMUM_FIGURE)
    value = Decimal(text)
    if domain == "integer" and value != value.to_integral_value():
        raise _error("not-integer", cell, at, found=text)
    return value


def _date(cell: str, at: int, text: str) -> dt.date:
    quoted = re.search(r'"([^"]*)"', text)
    written = (quoted[1] if quoted else text).replace("-", "")
    whole = quoted is None or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", quoted[1])
    try:
        if whole and re.fullmatch("[0-9]{8}", written):
            return dt.date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        pass
    raise _error("date", cell, at, found=text)


def _refuse_slips(cell: str, at: int, item: str) -> None:
    for code, pattern in _SLIPS:
        if found := pattern.search(item):
            place = at + found.start()
            raise _error(code, cell, place, found=found[0].strip())


_SLIPS = (
    ("full-width", re.compile(r"[０-９．，（）［］－＋]")),
    ("comma", re.compile(r"(?<=[0-9])\s*[、；;]")),
    ("no-brackets", re.compile(r"^-?[0-9][-0-9.]*?\s*\.\.\s*-?[0-9][-0-9.]*$")),
    (
        "interval",
        re.compile(r"^[\[(]\s*-?[0-9][-0-9.]*\s*[,，]\s*-?[0-9][-0-9.]*\s*[\])]$"),
    ),
    ("range-word", re.compile(r"(?<=[0-9])\s*到\s*(?=[0-9])")),
    (
        "any-word",
        re.compile(r"^(?:任意|任何|不限|全部|所有|any|all|\*)$", re.IGNORECASE),
    ),
    ("sign-order", re.compile(r"^=[<>]|^(?:[<>]\s+=|<>|==)")),
    ("words", re.compile(r"(?<=[0-9])\s*(?:及?以[上下内外]|不足|超过)")),
    (
        "words",
        re.compile(r"^(?:大于|小于|不少于|不超过|超过|至少|最多|以上|以下|不满)"),
    ),
    ("unfinished", re.compile(r"^(?:[<>=]=?|!=|[≥≤])$|^[0-9.]+\s*[-～~]$")),
    ("brackets", re.compile(r"^[\[(][^\])]*$|^[^\[(]*[\])]$")),
    ("unit", re.compile(r"(?<=[0-9])\s*(?:[%％a-zA-Z]+|[人天个家日月年元]+)$")),
)
"""Slips of writers: code of the sentence and what gives them away."""


def _error(code: str, cell: str, at: int, **facts: str | int) -> CellError:
    return CellError(
        cell, at + 1, say(f"error-{code}", **facts), say(f"hint-{code}", **facts)
    )
