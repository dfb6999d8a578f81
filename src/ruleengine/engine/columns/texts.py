"""Columns of any type as texts: the lexical form of each value, where it is plain.

In: a data frame, or a column of one. Out: texts; a value whose form cannot be
told exactly here becomes a text that no format accepts, so that it is looked at alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from ruleengine.compile.plan import TablePlan

UNCLEAR = "\x00"
PLAIN_WHOLE = 1e15
"""Doubles below this that are whole stand for just one whole number."""
LEAST_PLAIN = 1e-4


def field_texts(frame: pl.DataFrame, plan: TablePlan) -> pl.DataFrame:
    """Return a text column for each field of a table, null where there is none."""
    kinds = frame.schema
    none = pl.lit(None, dtype=pl.String)
    if not frame.height:
        return pl.DataFrame(schema=dict.fromkeys(plan.by_key, pl.String))
    return frame.select(
        (texts_of(key, kinds[key]) if key in kinds else none).alias(key)
        for key in plan.by_key
    )


def texts_of(column: str, kind: pl.DataType) -> pl.Expr:
    """Return the texts of a column; null where a value is absent or empty."""
    value = pl.col(column)
    if kind == pl.String:
        return pl.when(value == "").then(None).otherwise(value)
    if isinstance(kind, pl.Categorical | pl.Enum):
        text = value.cast(pl.String)
        return pl.when(text == "").then(None).otherwise(text)
    if kind.is_integer() or kind.is_decimal():
        return value.cast(pl.String)
    if kind == pl.Boolean:
        return pl.when(value).then(pl.lit("1")).when(~value).then(pl.lit("0"))
    if kind == pl.Date:
        return value.dt.strftime("%Y%m%d")
    if isinstance(kind, pl.Datetime):
        midnight = value.dt.time() == pl.time(0, 0, 0)
        day, moment = value.dt.strftime("%Y%m%d"), value.dt.strftime("%Y%m%d%H%M%S")
        return pl.when(midnight).then(day).otherwise(moment)
    if kind.is_float():
        return _of_doubles(value.cast(pl.Float64))
    return pl.when(value.is_not_null()).then(pl.lit(UNCLEAR))


def _of_doubles(value: pl.Expr) -> pl.Expr:
    size = value.abs()
    whole = (value == value.round()) & (size < PLAIN_WHOLE) & (value != 0)
    plain = (size >= LEAST_PLAIN) & (size < PLAIN_WHOLE)
    return (
        pl.when(whole)
        .then(value.cast(pl.Int64, strict=False).cast(pl.String))
        .when(plain)
        .then(value.cast(pl.String))
        .when(value.is_not_null())
        .then(pl.lit(UNCLEAR))
    )
