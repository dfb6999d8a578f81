"""Rows below the header that explain the columns and are no records.

Comes in: the rows that follow the header, and which column is which field. Goes out:
those at their beginning that hold names again, running numbers, formats, or marks of
required items in every cell. Knows nothing of file formats.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ruleengine.readers.catalogue import FORMAT, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.base.record import FieldShape
    from ruleengine.readers.head_row import HeadRow

CELLS_LEAST = 3
"""A row of fewer cells may be a record after all."""
NUMBERS_LEAST = 5
"""So many figures that run on, one in each column, are no record."""

_MARK = re.compile(r"\(?(?:必填|选填|必填项|选填项|非必填|必须|可选|条件必填)\)?")
_MEDIA = "(?:pdf|jpe?g|png|gif|tiff?)"
_FORMAT = re.compile(rf"{FORMAT}|{_MEDIA}(?:/{_MEDIA})*")
_NO_CODE = re.compile(r".*\.\..*|y{4}.*")


def explaining(
    rows: Iterable[HeadRow], fields: Mapping[int, FieldShape]
) -> tuple[HeadRow, ...]:
    """Return the first of the rows below a header that are none of its records."""
    return tuple(takewhile(lambda row: _explains(row, fields), rows))


def _explains(row: HeadRow, fields: Mapping[int, FieldShape]) -> bool:
    texts = list(row.folded.values())
    if len(texts) < CELLS_LEAST:
        return False
    return (
        are_names(row, fields)
        or (len(texts) >= max(NUMBERS_LEAST, len(fields)) and _run_on(texts))
        or all(_MARK.fullmatch(text) for text in texts)
        or _are_formats(texts)
    )


def are_names(row: HeadRow, fields: Mapping[int, FieldShape]) -> bool:
    """Tell whether most cells of a row name the very field in whose column they stand."""
    named = [
        text in {fold(name) for name in fields[column].names}
        for column, text in row.folded.items()
        if column in fields
    ]
    return sum(named) >= CELLS_LEAST and 2 * sum(named) > len(row.folded)


def _run_on(texts: Sequence[str]) -> bool:
    bare = [text.strip("()") for text in texts]
    return bare == [str(number) for number in range(1, len(bare) + 1)]


def _are_formats(texts: Sequence[str]) -> bool:
    """Tell formats from codes such as N1, N2, N3."""
    is_plain = any(map(_NO_CODE.fullmatch, texts))
    return is_plain and all(map(_FORMAT.fullmatch, texts))
