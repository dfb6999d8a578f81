"""Functions of ranges and points (DMN 1.5, 10.3.4.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.compare import equal, order
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    parameter as p,
    table,
)
from ruleengine.feel.values import Range, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruleengine.feel.runtime import Run

Edge = tuple[int, Value]
"""An end of a range: (-1 or 1, None) where it is open, else (0, value)."""


def _low(span: Range) -> Edge:
    return (-1, None) if span.start is None else (0, span.start)


def _high(span: Range) -> Edge:
    return (1, None) if span.end is None else (0, span.end)


def _order(left: Edge, right: Edge) -> int:
    """Return -1, 0 or 1.

    Raises:
        Fault: the ends cannot be compared.
    """
    if left[0] or right[0]:
        return (left[0] > right[0]) - (left[0] < right[0])
    found = order(left[1], right[1])
    if found is None:
        raise Fault("not-comparable", left=kind_of(left[1]), right=kind_of(right[1]))
    return found


def as_span(value: Value) -> Range:
    """Return a point as the range that holds only it."""
    return value if isinstance(value, Range) else Range(value, value)


def _before(a: Range, b: Range) -> bool:
    found = _order(_high(a), _low(b))
    return found < 0 or (found == 0 and not (a.end_included and b.start_included))


def _meets(a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and _order(_high(a), _low(b)) == 0


def _touches(a: Range, b: Range) -> bool:
    """Tell whether ``a`` reaches at least to the start of ``b``."""
    found = _order(_high(a), _low(b))
    return found > 0 or (found == 0 and a.end_included and b.start_included)


def _overlaps(a: Range, b: Range) -> bool:
    return _touches(a, b) and _touches(b, a)


def _starts_before(a: Range, b: Range) -> bool:
    found = _order(_low(a), _low(b))
    return found < 0 or (found == 0 and a.start_included and not b.start_included)


def _starts_no_later(a: Range, b: Range) -> bool:
    found = _order(_low(a), _low(b))
    return found < 0 or (found == 0 and (a.start_included or not b.start_included))


def _ends_no_later(a: Range, b: Range) -> bool:
    found = _order(_high(a), _high(b))
    return found < 0 or (found == 0 and (not a.end_included or b.end_included))


def _overlaps_before(a: Range, b: Range) -> bool:
    return _starts_before(a, b) and _touches(a, b) and _ends_no_later(a, b)


def _includes(a: Range, b: Range) -> bool:
    return _starts_no_later(a, b) and _ends_no_later(b, a)


def _same_end(a: Range, b: Range) -> bool:
    return a.end_included == b.end_included and _order(_high(a), _high(b)) == 0


def _same_start(a: Range, b: Range) -> bool:
    return a.start_included == b.start_included and _order(_low(a), _low(b)) == 0


def _finishes(a: Range, b: Range) -> bool:
    return _same_end(a, b) and _starts_no_later(b, a)


def _starts(a: Range, b: Range) -> bool:
    return _same_start(a, b) and _ends_no_later(a, b)


def _coincides(a: Range, b: Range) -> bool:
    return _same_start(a, b) and _same_end(a, b)


def _relation(
    relation: Callable[[Range, Range], bool], *, swapped: bool = False
) -> Callable[..., bool]:
    def call(run: Run, left: Value, right: Value) -> bool:
        del run
        a, b = as_span(left), as_span(right)
        return relation(b, a) if swapped else relation(a, b)

    return call


def _coincide(run: Run, left: Value, right: Value) -> bool:
    if isinstance(left, Range):
        return _relation(_coincides)(run, left, right)
    same = equal(left, right)
    if same is None:
        raise Fault("not-comparable", left=kind_of(left), right=kind_of(right))
    return same


_POINTS = (
    types.NUMBER,
    types.STRING,
    types.DATE,
    types.TIME,
    types.DATE_TIME,
    types.YEAR_MONTH,
    types.DAY_TIME,
)
_RANGE = types.ANY_RANGE


def _function(name: str, call: Callable[..., bool], forms: str) -> Function:
    """Declare a relation; in ``forms`` p is a point, r a range: ``"pp pr rr"``."""
    signatures = []
    for form in forms.split():
        parameters = []
        for letter, number in zip(form, "12", strict=True):
            both = form[0] == form[1]
            noun = "point" if letter == "p" else "range"
            kinds = _POINTS if letter == "p" else (_RANGE,)
            parameters.append(p(f"{noun}{number}" if both else noun, *kinds))
        signatures.append(Signature(tuple(parameters), call, types.BOOLEAN))
    return Function(name, tuple(signatures))


FUNCTIONS: Mapping[str, Function] = table(
    _function("before", _relation(_before), "pp pr rp rr"),
    _function("after", _relation(_before, swapped=True), "pp pr rp rr"),
    _function("meets", _relation(_meets), "rr"),
    _function("met by", _relation(_meets, swapped=True), "rr"),
    _function("overlaps", _relation(_overlaps), "rr"),
    _function("overlaps before", _relation(_overlaps_before), "rr"),
    _function("overlaps after", _relation(_overlaps_before, swapped=True), "rr"),
    _function("finishes", _relation(_finishes), "pr rr"),
    _function("finished by", _relation(_finishes, swapped=True), "rp rr"),
    _function("includes", _relation(_includes), "rp rr"),
    _function("during", _relation(_includes, swapped=True), "pr rr"),
    _function("starts", _relation(_starts), "pr rr"),
    _function("started by", _relation(_starts, swapped=True), "rp rr"),
    _function("coincides", _coincide, "pp rr"),
)
