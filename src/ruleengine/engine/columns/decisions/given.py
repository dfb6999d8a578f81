"""Columns of a frame as the inputs of a decision, where they plainly are what it asks.

In: series of any type, compiled data. Out: columns of FEEL values, in doubt where a
value needs a closer look (``engine.given`` then says what is wrong with it, if anything).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.columns.decisions.domains import accepted
from ruleengine.engine.columns.decisions.values import (
    LARGEST,
    Figures,
    Texts,
    Truths,
    either,
    marked,
    nothing,
)
from ruleengine.engine.columns.texts import texts_of
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.engine.given import MOST_DIGITS, Given

if TYPE_CHECKING:
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_session import Session
    from ruleengine.engine.columns.decisions.values import Column, Plain

DECIMALS = 6
"""Decimals that a text may have to be read in columns."""
WHOLE = r"^[+-]?[0-9]{1,15}$"
NUMBER = rf"^[+-]?[0-9]{{1,12}}(?:\.[0-9]{{1,{DECIMALS}}})?$"
TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def given_column(
    datum: CompiledDatum, series: pl.Series | None, height: int, session: Session
) -> Column:
    """Return one input of a decision.

    Args:
        datum: the input.
        series: the values as handed in; None where the frame has no such column.
        height: rows of the frame.
        session: readings and date.

    Raises:
        NotLoweredError: inputs of this type are read row by row.
    """
    if series is None or series.null_count() == height:
        return accepted(datum, nothing(height))
    column = _read(datum, series)
    if isinstance(column, Texts):
        doubt = _refused_texts(datum, column.value, session)
        return marked(_with_default(datum, column), either(column.doubt, doubt))
    if datum.format or datum.identifier or datum.codes:
        raise NotLoweredError("a format of another type than text")
    return accepted(datum, _with_default(datum, column))


def _read(datum: CompiledDatum, series: pl.Series) -> Figures | Texts | Truths:
    match datum.type:
        case "integer":
            return _figures(series, WHOLE, 0)
        case "number":
            return _figures(series, NUMBER, DECIMALS)
        case "boolean":
            return _truths(series)
        case "string":
            return _texts(series)
        case _:
            raise NotLoweredError("a value of no plain type")


def _with_default(datum: CompiledDatum, column: Figures | Texts | Truths) -> Plain:
    """Return a column whose gaps hold the default."""
    if not datum.has_default or not column.null.any():
        return column
    if isinstance(column, Figures):
        if datum.default is None or datum.default != int(datum.default):
            raise NotLoweredError("a default with decimals")
        filled = column.scaled.fill_null(int(datum.default) * 10**column.places)
        return Figures(filled, column.places, column.doubt)
    value = column.value.fill_null(datum.default)
    if isinstance(column, Texts):
        return Texts(value, column.doubt)
    return Truths(value, column.doubt)


def _figures(series: pl.Series, pattern: str, places: int) -> Figures:
    kind = series.dtype
    if kind.is_integer():
        read = Figures(series.cast(pl.Int64, strict=False), 0)
    elif isinstance(kind, pl.Decimal):
        # The whole numbers that a decimal is kept as.
        read = Figures(series.to_physical().cast(pl.Int64, strict=False), kind.scale)
    else:
        texts = _plain_texts(series)
        plain = texts.set(~texts.str.contains(pattern).fill_null(value=False), None)
        decimals = plain.cast(pl.Decimal(38, places), strict=False)
        read = Figures(decimals.to_physical().cast(pl.Int64, strict=False), places)
        series = texts
    limit = min(10 ** (MOST_DIGITS + read.places), LARGEST)
    fits = read.scaled.is_between(-limit, limit, closed="none")
    scaled = read.scaled.set(~fits.fill_null(value=False), None)
    unclear = scaled.is_null() & series.is_not_null()
    return Figures(scaled, read.places, unclear if unclear.any() else None)


def _plain_texts(series: pl.Series) -> pl.Series:
    """Return the lexical forms of a column; null where a value is absent."""
    if series.dtype == pl.Boolean or not (series.dtype.is_float() or _is_text(series)):
        raise NotLoweredError("no plain values")
    name = series.name
    return series.to_frame().select(texts_of(name, series.dtype)).to_series()


def _is_text(series: pl.Series) -> bool:
    return isinstance(series.dtype, pl.String | pl.Categorical | pl.Enum)


def _truths(series: pl.Series) -> Truths:
    if series.dtype == pl.Boolean:
        return Truths(series)
    if not (_is_text(series) or series.dtype.is_integer()):
        raise NotLoweredError("no plain values")
    texts = series.cast(pl.String)
    texts = texts.set((texts == "").fill_null(value=False), None)
    value = texts.replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)
    unclear = value.is_null() & texts.is_not_null()
    return Truths(value, unclear if unclear.any() else None)


def _texts(series: pl.Series) -> Texts:
    if not (_is_text(series) or series.dtype.is_integer()):
        raise NotLoweredError("no plain values")
    texts = series.cast(pl.String)
    return Texts(texts.set((texts == "").fill_null(value=False), None))


def _refused_texts(
    datum: CompiledDatum, texts: pl.Series, session: Session
) -> pl.Series | None:
    """Return where anything is to be said about a text, or one is missing."""
    bad = [
        text for text in texts.unique().to_list() if _is_told_of(datum, text, session)
    ]
    return texts.is_in(bad, nulls_equal=True) if bad else None


def _is_told_of(datum: CompiledDatum, text: str | None, session: Session) -> bool:
    given = Given(session)
    given.read((datum,), {datum.key: text}, "")
    return bool(given.findings)
