"""Rows sorted by a figure, among which those near another figure are looked for.

In: related rows, and what a condition asks of them. Out: the rows that can meet it.
Whoever asks a thousand rows of a thousand records one by one asks a million times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.compile.nearness import Nearness
    from ruleengine.engine.chosen import Row
    from ruleengine.feel.runtime import Calendar

WORTH_IT = 30
"""Rows from which looking for the near ones costs less than asking all."""
_PART = Decimal("1e-30")
"""Of the size of the terms: more than what is lost by rounding to 34 digits."""
_EXACT = Context(prec=50, Emax=999_999, Emin=-999_999)


@frozen(eq=False)
class Nearby:
    """Some rows in the order of a figure."""

    near: Nearness
    calendar: Calendar
    rows: Sequence[Row]
    figures: Sequence[Decimal]
    """In rising order."""
    places: Sequence[int]
    """Of the row of each figure."""
    size: Decimal
    """The largest sum of sizes among them."""

    @classmethod
    def of(
        cls, rows: Sequence[Row], near: Nearness, calendar: Calendar
    ) -> Nearby | None:
        """Sort rows; None where there are few, or one has no figure.

        Args:
            rows: related rows.
            near: what their figure is.
            calendar: answers which days are worked.
        """
        if len(rows) < WORTH_IT:
            return None
        scopes = _scopes(near, rows)
        told = [_figures(near.there.evaluate(scope, calendar)) for scope in scopes]
        if not all(told):
            return None
        places = sorted(range(len(rows)), key=lambda at: told[at][0])
        figures = [told[at][0] for at in places]
        return cls(near, calendar, rows, figures, places, max(size for _, size in told))

    def narrowed(self, record: Mapping[str, object]) -> dict[str, object]:
        """Return the name of the rows with those that can meet the condition.

        Args:
            record: name -> value, as the condition sees the record; nothing is returned
                where it has no figure.
        """
        told = _figures(self.near.here.evaluate(record, self.calendar))
        return {self.near.name: feel.ready(self._within(*told))} if told else {}

    def _within(self, figure: Decimal, size: Decimal, width: Decimal) -> list[object]:
        lost = _EXACT.multiply(_EXACT.add(size, self.size), _PART)
        far = _EXACT.add(width, lost)
        middle = figure.copy_negate()
        low = bisect_left(self.figures, _EXACT.subtract(middle, far))
        high = bisect_right(self.figures, _EXACT.add(middle, far))
        return [self.rows[at].value for at in sorted(self.places[low:high])]


def _scopes(near: Nearness, rows: Sequence[Row]) -> list[dict[str, Any]]:
    if near.row:
        return [{near.row: row.value} for row in rows]
    return [{"item": row.value, **row} for row in rows]


def _figures(value: object) -> list[Decimal]:
    """Return the figures in a list; none where one of them is no figure."""
    figures = value if isinstance(value, list) else []
    return figures if all(isinstance(one, Decimal) for one in figures) else []
