"""Sets of numbers, integers or days as spans between cuts: exact algebra.

In: bounds. Out: ``IntervalSet``. A cut lies just before or just after a value, so every
span is half-open in cuts and union, complement and the like never ask which end is
closed. Integers and days are discrete: "after 19" is "before 20", so 1-19 and 20-49
touch. Whether null belongs to the set is kept beside the spans.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, Literal

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Ordered = Decimal | dt.date
"""A value on an axis; one set never mixes the two."""
Domain = Literal["number", "integer", "date"]

Cut = tuple[int, Ordered, bool]
"""(0, value, after?); the first item is -1 below and 1 above all values."""
Span = tuple[Cut, Cut]

_ZERO = Decimal(0)
LOWEST: Cut = (-1, _ZERO, False)
HIGHEST: Cut = (1, _ZERO, False)
_ONE_DAY = dt.timedelta(days=1)
_EXACT = Context(prec=200)
_SOME_DAY = dt.date(2000, 1, 1)


@frozen
class IntervalSet:
    """A set on one axis: sorted spans that neither overlap nor touch, and null or not."""

    domain: Domain
    spans: tuple[Span, ...]
    null: bool = False

    @classmethod
    def everything(cls, domain: Domain) -> IntervalSet:
        """All values and null: what ``-`` means."""
        return cls(domain, ((LOWEST, HIGHEST),), null=True)

    @classmethod
    def empty(cls, domain: Domain) -> IntervalSet:
        """Nothing at all."""
        return cls(domain, ())

    @classmethod
    def only_null(cls, domain: Domain) -> IntervalSet:
        """Null alone: what ``null`` means."""
        return cls(domain, (), null=True)

    @classmethod
    def between(
        cls,
        domain: Domain,
        low: Ordered | None,
        high: Ordered | None,
        *,
        low_closed: bool = True,
        high_closed: bool = True,
    ) -> IntervalSet:
        """All values from ``low`` to ``high``; None leaves an end open for ever."""
        first = LOWEST if low is None else cut(domain, low, after=not low_closed)
        last = HIGHEST if high is None else cut(domain, high, after=high_closed)
        return cls(domain, ((first, last),) if first < last else ())

    @classmethod
    def point(cls, domain: Domain, value: Ordered) -> IntervalSet:
        """One value; empty when the axis does not have it (2.5 among integers)."""
        return cls.between(domain, value, value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing belongs to the set, not even null."""
        return not self.spans and not self.null

    def union(self, other: IntervalSet) -> IntervalSet:
        """Values of either set."""
        spans = tuple(_joined(sorted(self.spans + other.spans)))
        return IntervalSet(self.domain, spans, self.null or other.null)

    def intersection(self, other: IntervalSet) -> IntervalSet:
        """Values of both sets."""
        spans = tuple(_common(self.spans, other.spans))
        return IntervalSet(self.domain, spans, self.null and other.null)

    def complement(self) -> IntervalSet:
        """Values (and null) that do not belong to the set."""
        spans = tuple(_outside(self.spans))
        return IntervalSet(self.domain, spans, not self.null)

    def difference(self, other: IntervalSet) -> IntervalSet:
        """Values of this set that the other does not have."""
        return self.intersection(other.complement())

    def contains(self, value: Ordered | int | None) -> bool:
        """Tell whether a value belongs to the set."""
        if value is None:
            return self.null
        at = Decimal(value) if isinstance(value, int) else value
        if self.domain == "integer" and at != _floor(at):
            return False
        before, after = (
            cut(self.domain, at, after=False),
            cut(self.domain, at, after=True),
        )
        return any(low <= before and after <= high for low, high in self.spans)

    def witness(self) -> Ordered | None:
        """Return a simple value of the set: zero, one, a bound, or one in between.

        None when the set holds null alone.

        Raises:
            ValueError: the set is empty.
        """
        if not self.spans:
            if self.null:
                return None
            raise ValueError("an empty set has no witness")
        return next(value for value in _candidates(self) if self.contains(value))

    def edges(self) -> tuple[Ordered, ...]:
        """Return the bounds of the spans in order; of integers and days, members."""
        bounds = (b for span in self.spans for b in self.bounds(span))
        return tuple(dict.fromkeys(value for value, _ in bounds if value is not None))

    def bounds(
        self, span: Span
    ) -> tuple[tuple[Ordered | None, bool], tuple[Ordered | None, bool]]:
        """Return both ends of a span as (value, closed); None for no end."""
        (below, low, low_after), (above, high, high_after) = span
        first = (None, False) if below else (low, not low_after)
        if above:
            return first, (None, False)
        if self.domain == "number":
            return first, (high, high_after)
        return first, (_previous(high), True)


def cut(domain: Domain, value: Ordered, *, after: bool) -> Cut:
    """Return the cut just before or just after a value, as the axis has it."""
    if domain == "number":
        return (0, value, after)
    if not after:
        # No day lies before the first one.
        return LOWEST if value == dt.date.min else (0, _ceiling(value), False)
    first = _floor(value)
    following = _next(first)
    return HIGHEST if following is None else (0, following, False)


def _floor(value: Ordered) -> Ordered:
    return _to_integer(value, ROUND_FLOOR) if isinstance(value, Decimal) else value


def _ceiling(value: Ordered) -> Ordered:
    return _to_integer(value, ROUND_CEILING) if isinstance(value, Decimal) else value


def _to_integer(value: Decimal, rounding: str) -> Decimal:
    return value.to_integral_value(rounding)


def _next(value: Ordered) -> Ordered | None:
    if isinstance(value, Decimal):
        return _EXACT.add(value, 1)
    return None if value == dt.date.max else value + _ONE_DAY


def _previous(value: Ordered) -> Ordered:
    if isinstance(value, Decimal):
        return _EXACT.subtract(value, 1)
    return value - _ONE_DAY


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for low, high in spans:
        if current is None:
            current = (low, high)
        elif low <= current[1]:
            current = (current[0], max(high, current[1]))
        else:
            yield current
            current = (low, high)
    if current:
        yield current


def _common(these: tuple[Span, ...], those: tuple[Span, ...]) -> Iterator[Span]:
    i = j = 0
    while i < len(these) and j < len(those):
        low = max(these[i][0], those[j][0])
        high = min(these[i][1], those[j][1])
        if low < high:
            yield (low, high)
        if these[i][1] <= those[j][1]:
            i += 1
        else:
            j += 1


def _outside(spans: tuple[Span, ...]) -> Iterator[Span]:
    at = LOWEST
    for low, high in spans:
        if at < low:
            yield (at, low)
        at = high
    if at < HIGHEST:
        yield (at, HIGHEST)


def _candidates(values: IntervalSet) -> Iterator[Ordered]:
    if values.domain == "date":
        yield from values.edges()
        yield _SOME_DAY
        return
    yield _ZERO
    yield Decimal(1)
    for span in values.spans:
        (low, _), (high, _) = values.bounds(span)
        assert not isinstance(low, dt.date)
        assert not isinstance(high, dt.date)
        yield from _inside(low, high)


def _inside(low: Decimal | None, high: Decimal | None) -> Iterator[Decimal]:
    if low is not None:
        yield low
        yield _EXACT.add(_to_integer(low, ROUND_FLOOR), 1)
    if high is not None:
        yield high
        yield _EXACT.subtract(_to_integer(high, ROUND_CEILING), 1)
    if low is not None and high is not None:
        yield _EXACT.divide(_EXACT.add(low, high), 2)
