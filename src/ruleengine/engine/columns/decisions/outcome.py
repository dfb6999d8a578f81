"""The frame of outputs: what was computed in columns and row by row, put together.

In: columns, answers of single rows. Out: a frame with a column for each output, what
people must decide, and what was found.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.engine.columns.decisions.values import (
    EXACT,
    Figures,
    Nothing,
    column_of,
    places_of,
)
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.engine.derivation import plain
from ruleengine.feel.temporal import Date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.engine.columns.decisions.values import Plain

DIGITS = 38
"""What a decimal of a frame holds."""


def series_of(column: Plain) -> pl.Series:
    """Return a column as a series, figures as decimals."""
    match column:
        case Nothing():
            return pl.Series([None] * len(column.null), dtype=pl.Null)
        case Figures():
            return decimals(column.scaled, column.places)
        case _:
            return column.value


def decimals(scaled: pl.Series, places: int) -> pl.Series:
    """Return whole numbers of 10 ** -places as decimals."""
    if places > DIGITS // 2:
        return series_of_values(
            [None if v is None else Decimal(v).scaleb(-places, EXACT) for v in scaled]
        )
    wide = scaled.cast(pl.Decimal(DIGITS, places))
    return wide / 10**places if places else wide


def series_of_values(values: Sequence[Any]) -> pl.Series:
    """Return FEEL values as a series; lists and contexts as JSON.

    A figure that no decimal of a frame holds makes its column one of texts.
    """
    kinds = {value.__class__ for value in values if value is not None}
    if kinds == {Decimal}:
        return _figures(values)
    if kinds == {Date}:
        return pl.Series(
            [None if v is None else v.to_python() for v in values], dtype=pl.Date
        )
    try:
        return series_of(column_of(values))
    except NotLoweredError:
        return pl.Series([_json(value) for value in values], dtype=pl.String)


def _figures(values: Sequence[Decimal | None]) -> pl.Series:
    there = [value for value in values if value is not None]
    places = max(map(places_of, there))
    whole = max(0, *(value.adjusted() + 1 for value in there))
    if places + whole > DIGITS:
        texts = [None if v is None else f"{v:f}" for v in values]
        return pl.Series(texts, dtype=pl.String)
    return pl.Series(values, dtype=pl.Decimal(DIGITS, places))


def _json(value: Any) -> str | None:
    import json  # hardly ever

    if value is None:
        return None
    return json.dumps(plain(value), ensure_ascii=False)


def put_together(parts: Sequence[pl.Series]) -> pl.Series:
    """Return series of one output one after the other, decimals of the same scale.

    Where there is no value at all the type is left open: as texts, nulls would make
    texts of the figures of another frame that they are put together with.
    """
    kinds = {part.dtype for part in parts if part.dtype != pl.Null} or {pl.Null()}
    if len(kinds) > 1:
        scales = [kind.scale for kind in kinds if isinstance(kind, pl.Decimal)]
        kinds = (
            {pl.Decimal(DIGITS, max(scales))} if len(scales) == len(kinds) else set()
        )
    kind = next(iter(kinds), pl.String())
    try:
        return pl.concat([part.cast(kind) for part in parts])
    except pl.exceptions.InvalidOperationError:
        # Too many digits before and after the point together.
        return pl.concat([part.cast(pl.String) for part in parts])
