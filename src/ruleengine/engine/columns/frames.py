"""Blocks as frames of texts: one text column for each field of a table.

In: a block of plain text. Out: a frame, or None where its lines are not all alike, so
that it must be read record by record.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.base.octets import lines_in, quotes_and_joints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.record import Block

BEYOND = "beyond"
"""Column of cells that stand to the right of the header."""


def frame_of(block: Block) -> pl.DataFrame | None:
    """Return the columns of a block as they stand; None when that does not work.

    The columns are called ``0``, ``1``, ...
    """
    if not block.data:
        return None
    try:
        return _from_csv(block) if block.form == "csv" else _from_json_lines(block)
    except (pl.exceptions.PolarsError, ValueError):
        return None


def _from_csv(block: Block) -> pl.DataFrame | None:
    names = [*map(str, range(len(block.keys))), BEYOND]
    # A header of our own, for the first line need not have all cells.
    head = block.separator.join(names).encode() + b"\n"
    frame = pl.read_csv(
        io.BytesIO(head + block.data),
        separator=block.separator,
        quote_char='"' if block.is_quoted else None,
        schema=dict.fromkeys(names, pl.String),
        infer_schema=False,
        glob=False,
    )
    frame = _without_empty(frame, block)
    return frame if frame.height == _lines_in(block) else None


def _from_json_lines(block: Block) -> pl.DataFrame | None:
    frame = pl.read_ndjson(
        io.BytesIO(block.data), schema=dict.fromkeys(block.names, pl.String)
    )
    if frame.height != _lines_in(block):
        return None
    if block.only_texts and not _holds_only_texts(block, frame):
        return None
    frame = _without_empty(frame, block)
    if not block.only_texts and _may_hold_booleans(frame, block.data):
        if b'"true"' in block.data or b'"false"' in block.data:
            return None
        frame = frame.with_columns(pl.all().replace({"true": "1", "false": "0"}))
    frame.columns = list(map(str, range(frame.width)))
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(BEYOND))


def _holds_only_texts(block: Block, frame: pl.DataFrame) -> bool:
    """Tell whether every member in a block is a known one and a text.

    No backslash stands there, so that each quote begins or ends a name or a text. With as
    many texts after a colon as there are cells, and four quotes for each, no member is
    left that belongs to no cell, and no value that is no text.

    Args:
        block: objects whose names are thought to be known.
        frame: a column for each of the names.
    """
    absent = frame.null_count().row(0)
    cells = frame.height * frame.width - sum(absent)
    first = block.data[: block.data.find(b"\n")]
    quotes, joints = quotes_and_joints(block.data, gap=b'": "' in first)
    # A name that belongs to no field is told of with the first record that has it.
    is_even = not any(absent[at] for at, key in enumerate(block.keys) if key is None)
    return is_even and quotes == 4 * cells and joints == cells


def _without_empty(frame: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Return a frame in which empty texts count as absent."""
    if not block.is_quoted or b'""' not in block.data:
        return frame
    is_there = frame.select((pl.all() == "").any()).row(0)
    names = [name for name, is_it in zip(frame.columns, is_there, strict=True) if is_it]
    return frame.with_columns(pl.col(names).replace("", None)) if names else frame


def _may_hold_booleans(frame: pl.DataFrame, data: bytes) -> bool:
    # To look at the columns is quicker than to search the text.
    is_word = ((pl.all() == "true") | (pl.all() == "false")).any()
    if not frame.select(pl.any_horizontal(is_word)).item():
        return False
    return b":true" in data or b": true" in data or b"false" in data


def _lines_in(block: Block) -> int:
    return block.lines or lines_in(block.data)


def fields_of(
    frame: pl.DataFrame, keys: Sequence[str | None], wanted: Sequence[str]
) -> pl.DataFrame:
    """Return a text column for each wanted field, null where it has no column."""
    found = {key: str(at) for at, key in enumerate(keys) if key is not None}
    none = pl.lit(None, dtype=pl.String)
    return frame.select(
        (pl.col(found[key]) if key in found else none).alias(key) for key in wanted
    )


def blank_rows(frame: pl.DataFrame) -> pl.Series:
    """Return which rows may hold nothing but white space."""
    nothing = pl.all().is_null() | ~pl.all().str.contains(r"[^\s\x1c-\x1f]")
    return frame.select(pl.all_horizontal(nothing)).to_series()
