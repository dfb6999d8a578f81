"""Separated text files (csv, tsv) as one table.

Comes in: a Source. Goes out: a TableInput that streams records. Every value is a
text, as it stands; an empty one is None.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.record import Locator, TableInput
from ruleengine.readers.below import Below
from ruleengine.readers.csv_blocks import blocks
from ruleengine.readers.csv_record import CsvRecords, Layout
from ruleengine.readers.faults import Faults
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.header import SEARCHED_ROWS, Header, tell
from ruleengine.readers.limits import Budget
from ruleengine.readers.misnamed import Misnamed
from ruleengine.readers.sentences import sentence
from ruleengine.readers.separated import SEPARATORS, Row, rows
from ruleengine.readers.turned import Turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.limits import Limits
    from ruleengine.readers.table_source import Source

SEARCHED_LINES = 100_000
"""How many lines are searched for the header; most of so many are blank."""
FILLED_LINES = 200
"""How many of them may hold something."""
_HINT = re.compile("sep=([,;\t|])[\r\n]*")
"""The first line that Excel understands as the name of the separator."""
_HINT_CELLS = ["sep=", ""]
_NOTHING = re.compile(r'[\s,;|"]*')
"""A line whose cells are all blank, whatever separates them."""


def read_csv(source: Source) -> TableInput | Text:
    """Return the table that a separated text file holds, or why it holds none."""
    layout = _layout(source)
    if not isinstance(layout, Layout):
        return layout
    file, header = source.file, layout.header
    locator = Locator(file.name, columns=header.columns)
    faults = Faults(header.table.shape.id, locator, source.limits.findings)
    tell(header, faults)
    result = TableInput(
        header.table.shape.id,
        locator,
        iter(()),
        file.sha256,
        faults.all(),
        is_lost=header.is_lost,
        reading=file.reading,
    )
    if header.fields:
        below = Below(header, source.catalogue)
        budget = source.budget()
        state = CsvRecords(header, faults, result, file.encoding, budget, below)
        result.records = _records(file, layout, state)
        result.blocks = partial(blocks, file, layout, state)
        result.end = state.end
        result.size = file.size
        result.in_lines = result.is_plain = True
    return result


def _lines(file: TextFile, limits: Limits) -> Iterator[str]:
    budget = Budget(limits, file.name)
    with file.open() as stream:
        while line := stream.readline(limits.text_chars):
            if len(line) >= limits.text_chars:
                raise budget.over("text_chars", limits.text_chars)
            yield line


def _first_lines(file: TextFile, limits: Limits) -> list[str]:
    lines: list[str] = []
    chars = filled = 0
    for line in islice(_lines(file, limits), SEARCHED_LINES):
        lines.append(line)
        chars += len(line)
        filled += not _NOTHING.fullmatch(line)
        if chars > limits.text_chars or filled == FILLED_LINES:
            break
    return lines


def _layout(source: Source) -> Layout | Text:
    """Try each separator; the one under which most headers are known wins."""
    lines = _first_lines(source.file, source.limits)
    heads = {
        separator: _head(rows(iter(lines), separator), source.limits.columns)
        for separator in _separators(lines)
    }
    tried = {
        separator: source.header(source.stem, head) for separator, head in heads.items()
    }
    headers = [
        Layout(separator, header)
        for separator, header in tried.items()
        if isinstance(header, Header)
    ]
    if (told := sentence("sheet-report")) in tried.values():
        return told
    is_cut = len(lines) == SEARCHED_LINES
    if is_cut and not any(layout.header.fields for layout in headers):
        return sentence("blank-lines", lines=SEARCHED_LINES)
    if not headers:
        return _why(tried, heads)
    best = max(headers, key=lambda layout: _rank(layout.header))
    if not isinstance(best.header.instead, Turned):
        budget = source.budget()
        for row in rows(iter(lines), best.separator):
            budget.width(len(row.cells))
    return best


def _separators(lines: list[str]) -> tuple[str, ...]:
    """Return what may separate the cells; where nothing does, one is as good as all."""
    hint = _HINT.fullmatch(lines[0]) if lines else None
    if hint:
        return (hint[1],)
    present = (mark for mark in SEPARATORS if any(mark in line for line in lines))
    return tuple(present) or SEPARATORS[:1]


def _why(
    tried: Mapping[str, Header | Text], heads: Mapping[str, list[HeadRow]]
) -> Text:
    """Return why there is no table, under the separator that makes the most cells."""
    widest = max(heads, key=lambda mark: sum(len(row.texts) for row in heads[mark]))
    why = tried[widest]
    assert not isinstance(why, Header), "none of them has one"
    return why


def _rank(header: Header) -> tuple[bool, int, bool, int]:
    """Return how much a separator lets one know.

    A line of a sheet on its side without values is a header under any separator.
    """
    instead = header.instead
    is_sure = isinstance(instead, Turned | Misnamed)
    return is_sure, len(header.fields), instead is not None, header.width


def _head(found: Iterator[Row], columns: int) -> list[HeadRow]:
    filled = (
        HeadRow(row.line, texts)
        for row in found
        if not (row.line == 1 and row.cells == _HINT_CELLS)
        and (
            texts := {
                at: cell
                for at, cell in enumerate(row.cells[:columns], start=1)
                if cell.strip()
            }
        )
    )
    return list(islice(filled, SEARCHED_ROWS))


def _records(file: TextFile, layout: Layout, state: CsvRecords) -> Iterator[Record]:
    found = rows(_lines(file, state.budget.limits), layout.separator)
    last = layout.header.last
    yield from state.of(row for row in found if row.line > last)
    state.end()
