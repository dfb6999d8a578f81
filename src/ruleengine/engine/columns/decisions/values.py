"""Columns of FEEL values, and where they are in doubt.

In: series of Polars. Out: ``Figures``, ``Texts``, ``Truths``, ``Members``, ``Nothing``.
A row in doubt may hold anything: it is computed by itself.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.engine.columns.truth import NotLoweredError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EXACT = Context(prec=200)
"""More digits than a figure has."""

Doubt = pl.Series | None
"""Where a value is not told for certain; None for nowhere."""


@frozen
class Figures:
    """Numbers as whole numbers of a power of ten."""

    scaled: pl.Series
    """Int64; null where a value is."""
    places: int
    """The number is ``scaled / 10 ** places``."""
    doubt: Doubt = None

    @property
    def null(self) -> pl.Series:
        """Where there is none."""
        return self.scaled.is_null()


@frozen
class Texts:
    """Strings."""

    value: pl.Series
    doubt: Doubt = None

    @property
    def null(self) -> pl.Series:
        """Where there is none."""
        return self.value.is_null()


@frozen
class Truths:
    """Booleans."""

    value: pl.Series
    doubt: Doubt = None

    @property
    def null(self) -> pl.Series:
        """Where there is none."""
        return self.value.is_null()

    @property
    def yes(self) -> pl.Series:
        """Where it is true."""
        return self.value.fill_null(value=False)

    @property
    def no(self) -> pl.Series:
        """Where it is false."""
        return ~self.value.fill_null(value=True)


@frozen
class Nothing:
    """Null in every row."""

    null: pl.Series
    """Where there is none: everywhere."""
    doubt: Doubt = None


@frozen
class Members:
    """Contexts of the same keys: what a decision with several outputs gives."""

    columns: Mapping[str, Figures | Texts | Truths | Nothing]
    doubt: Doubt = None


Plain = Figures | Texts | Truths | Nothing


@frozen
class Items:
    """Lists of the same length in every row, a column for each place."""

    columns: tuple[Plain, ...] = ()
    doubt: Doubt = None


Column = Plain | Members | Items


def everywhere(height: int) -> pl.Series:
    """Return a mark on every row."""
    return pl.repeat(value=True, n=height, dtype=pl.Boolean, eager=True)


def nothing(height: int) -> Nothing:
    """Return null for so many rows."""
    return Nothing(everywhere(height))


def figures_in(column: Column) -> Figures:
    """Return a column as one of figures; null may stand for a figure.

    Raises:
        NotLoweredError: it holds something else.
    """
    if isinstance(column, Nothing):
        scaled = pl.repeat(None, len(column.null), dtype=pl.Int64, eager=True)
        return Figures(scaled, 0, column.doubt)
    if not isinstance(column, Figures):
        raise NotLoweredError("no figures")
    return column


def truths_in(column: Column) -> Truths:
    """Return a column as one of truth values; null may stand for one.

    Raises:
        NotLoweredError: it holds something else.
    """
    if isinstance(column, Nothing):
        value = pl.repeat(None, len(column.null), dtype=pl.Boolean, eager=True)
        return Truths(value, column.doubt)
    if not isinstance(column, Truths):
        raise NotLoweredError("no truth value")
    return column


def either(*doubts: Doubt) -> Doubt:
    """Return where any of several things is in doubt."""
    found: Doubt = None
    for doubt in doubts:
        if doubt is not None:
            found = doubt if found is None else found | doubt
    return found


def where(rows: pl.Series, doubt: Doubt) -> Doubt:
    """Return a doubt only where it matters."""
    return None if doubt is None else rows & doubt


def column_of(values: Sequence[Any]) -> Plain:
    """Return FEEL values of one kind as a column.

    Raises:
        NotLoweredError: they are of several kinds, or of one that no column holds.
    """
    kinds = {value.__class__ for value in values if value is not None}
    if not kinds:
        return nothing(len(values))
    if kinds == {Decimal}:
        return figures_of(values)
    if kinds == {str}:
        return Texts(pl.Series(values, dtype=pl.String))
    if kinds == {bool}:
        return Truths(pl.Series(values, dtype=pl.Boolean))
    raise NotLoweredError("values of another kind")


def figures_of(values: Sequence[Decimal | None]) -> Figures:
    """Return numbers as a column.

    Raises:
        NotLoweredError: one does not fit.
    """
    places = max((places_of(value) for value in values if value is not None), default=0)
    scaled = [None if value is None else scaled_of(value, places) for value in values]
    return Figures(pl.Series(scaled, dtype=pl.Int64), places)


def places_of(number: Decimal) -> int:
    """Return how many decimals a number has; ending zeros are none."""
    exponent = EXACT.normalize(number).as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    return max(0, -exponent)


LARGEST = 2**62
"""Above it a whole number might run over in the next step."""


def scaled_of(number: Decimal, places: int) -> int:
    """Return a number as a whole number of 10 ** -places, of which it is a multiple.

    Raises:
        NotLoweredError: it does not fit.
    """
    top, bottom = number.as_integer_ratio()
    scaled: int = top * 10**places // bottom
    if abs(scaled) > LARGEST:
        raise NotLoweredError("too large")
    return scaled


def gathered(column: Plain, rows: pl.Series) -> Plain:
    """Return the values that stand at some rows, counted from 0."""
    match column:
        case Figures():
            return Figures(column.scaled.gather(rows), column.places)
        case Texts():
            return Texts(column.value.gather(rows))
        case Truths():
            return Truths(column.value.gather(rows))
        case Nothing():
            return nothing(len(rows))


def repeated(column: Plain, height: int) -> Plain:
    """Return a column of one value as one of so many rows."""
    return gathered(column, pl.repeat(0, height, dtype=pl.UInt32, eager=True))


def marked(column: Plain, doubt: Doubt) -> Plain:
    """Return a column with more in doubt."""
    return replace(column, doubt=either(column.doubt, doubt))
