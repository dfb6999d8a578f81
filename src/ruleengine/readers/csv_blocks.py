"""Separated text in blocks of many lines, for those who read whole columns at once.

Comes in: a TextFile and its layout. Goes out: blocks whose text is plain enough that any
reader of csv finds the same cells in it; where it is not, the block is read row by row,
and from a quote that holds a line break on all that follows.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from ruleengine.base.linear_pattern import linear_pattern
from ruleengine.base.octets import lines_in
from ruleengine.base.record import Block
from ruleengine.readers.below import GAPS, LOOKED_AT
from ruleengine.readers.csv_record import END_MARK, head_row
from ruleengine.readers.separated import Row, rows
from ruleengine.readers.whole_lines import growing, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.linear_pattern import LinearPattern
    from ruleengine.base.record import Cells, PlainRecord, Record
    from ruleengine.readers.csv_record import CsvRecords, Layout
    from ruleengine.readers.encoding import TextFile

BLOCK_BYTES = 16 << 20
LOOKED_BYTES = 16 << 10
"""So much behind blank lines is looked at."""
IN_BLOCKS = frozenset({"utf-8", "utf-8-sig", "gb18030"})
"""Encodings in which a line feed is a byte of its own."""


@dataclass(slots=True, kw_only=True)
class CsvBlock(Block):
    """Some lines of one file."""

    state: CsvRecords
    text: str
    """The lines as a reader of rows wants them."""
    first_line: int
    form: Literal["csv", "jsonl", "frame"] = "csv"
    only_texts: bool = True

    def rows(self) -> Iterator[Record]:
        """Yield the records one by one and note what is wrong with them."""
        with io.StringIO(
            self.text or self.data.decode(errors="replace"), newline=""
        ) as stream:
            yield from self.state.of(_shifted(stream, self.separator, self.first_line))

    def picked(
        self, count: int, positions: Sequence[int], cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Take ``count`` records as read; yield those at some positions, from 0."""
        wanted = cells or self._cells_at(positions)
        return self._picked(count, positions, wanted, 0)

    def _picked(
        self,
        count: int,
        positions: Iterable[int],
        wanted: Iterable[Cells],
        before: int,
    ) -> Iterator[Record]:
        state = self.state
        state.budget.take(count * len(self.keys))
        first = state.index + 1
        state.index += count
        state.result.locator.note(first, self.first_line + before)
        for at, row in zip(positions, wanted, strict=True):
            placed = Row(self.first_line + before + at, [cell or "" for cell in row])
            yield state.reader.record(first + at, placed)

    def members(self) -> Sequence[tuple[str, str | None]]:
        """Return the key of each cell."""
        return [("", key) for key in self.keys]

    def taken(
        self, found: Mapping[int, PlainRecord], count: int, before: int
    ) -> Iterator[Record]:
        """Take the records of some plain lines as read; yield those that are wanted."""
        keys = self.keys
        cells = [[r.get(key) if key else None for key in keys] for r in found.values()]
        return self._picked(count, found, cells, before)

    def plain_lines(self) -> bytes:
        """Return the lines, if nothing unusual stands in them."""
        return self.data

    def cut(self, start: int, end: int, before: int) -> CsvBlock:
        """Return some of the lines as a block that is read row by row."""
        return CsvBlock(
            state=self.state,
            text=self.data[start:end].decode(),
            first_line=self.first_line + before,
            separator=self.separator,
            keys=self.keys,
        )

    def _cells_at(self, positions: Sequence[int]) -> Iterator[Cells]:
        lines = self.data.split(b"\n") if positions else []
        for at in positions:
            line = lines[at].removesuffix(b"\r").decode(errors="replace")
            yield next(rows(iter((line,)), self.separator)).cells


@dataclass(slots=True, kw_only=True)
class _RestBlock(Block):
    """All that follows in a file, row by row."""

    state: CsvRecords
    stream: io.TextIOWrapper
    first_line: int
    header_row: int = 0
    """Rows up to this line hold no records."""
    form: Literal["csv", "jsonl", "frame"] = "csv"

    def rows(self) -> Iterator[Record]:
        """Yield the records one by one and note what is wrong with them."""
        with self.stream:
            found = _shifted(self._lines(), self.separator, self.first_line)
            yield from self.state.of(r for r in found if r.line > self.header_row)

    def _lines(self) -> Iterator[str]:
        budget = self.state.budget
        most = budget.limits.text_chars
        while line := self.stream.readline(most):
            if len(line) >= most:
                raise budget.over("text_chars", most)
            yield line

    def picked(
        self, count: int, positions: Sequence[int], cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Never asked: there is no text to read in columns."""
        raise AssertionError(count, positions, cells)


def _shifted(lines: Iterator[str], separator: str, first_line: int) -> Iterator[Row]:
    for row in rows(lines, separator):
        yield row._replace(line=row.line + first_line - 1)


def blocks(
    file: TextFile, layout: Layout, state: CsvRecords
) -> Iterator[CsvBlock | _RestBlock]:
    """Yield the records of a file in blocks, in their order."""
    if file.encoding in IN_BLOCKS:
        with file.octets() as stream:
            yield from _Cutter(file, layout, state, stream).blocks()
    else:
        yield _whole(file, layout, state)


def _whole(file: TextFile, layout: Layout, state: CsvRecords) -> _RestBlock:
    """Return all of a file, row by row."""
    return _RestBlock(
        state=state,
        stream=file.open(),
        first_line=1,
        header_row=layout.header.last,
        separator=layout.separator,
    )


class _Cutter:
    """Cuts one open file into blocks."""

    def __init__(
        self,
        file: TextFile,
        layout: Layout,
        state: CsvRecords,
        stream: io.BufferedReader,
    ) -> None:
        self._file = file
        self._layout = layout
        self._state = state
        self._stream = stream
        self._separator = layout.separator
        self._line = 1
        self._keys = state.reader.keys
        blank = rf'[ "\t\r{re.escape(layout.separator)}]*\n'
        self._blank = re.compile(f"(?:{blank})+".encode())
        self._gap = _everywhere(rf"\n(?:{blank})+")

    def blocks(self) -> Iterator[CsvBlock | _RestBlock]:
        if self._file.encoding == "utf-8-sig":
            self._stream.read(3)
        if not self._skip_header():
            yield _whole(self._file, self._layout, self._state)
            return
        longest = 4 * self._state.budget.limits.text_chars
        for size in growing(BLOCK_BYTES):
            at = self._stream.tell()
            raw = whole_lines(self._stream, size, longest)
            if not raw:
                return
            is_quoted = b'"' in raw
            if is_quoted and not _is_regular(raw, self._separator):
                yield self._rest(at)
                return
            own = self._own_bytes(raw)
            if own:
                yield (block := self._block(raw[:own], is_quoted=is_quoted))
                self._line += block.lines or lines_in(block.data)
            if own < len(raw):
                yield self._rest(at + own)
                return

    def _skip_header(self) -> bool:
        """Step over the lines of the header; False when they are not plain."""
        for _ in range(self._layout.header.last):
            line = self._stream.readline(BLOCK_BYTES)
            is_whole = b'"' not in line or _is_regular(line, self._separator)
            if not (is_whole and _has_plain_end(line)):
                return False
            self._line += 1
        return True

    def _rest(self, at: int) -> _RestBlock:
        self._stream.seek(at)
        encoding = self._file.encoding.removesuffix("-sig")
        text = io.TextIOWrapper(self._stream, encoding, errors="replace", newline="")
        return _RestBlock(
            state=self._state,
            stream=text,
            first_line=self._line,
            separator=self._separator,
        )

    def _block(self, raw: bytes, *, is_quoted: bool) -> CsvBlock:
        data = _as_utf8(raw, self._file)
        is_plain = data is not None and self._is_plain(data)
        text = "" if is_plain else raw.decode(self._file.encoding, "replace")
        return CsvBlock(
            state=self._state,
            text=text,
            first_line=self._line,
            data=data if data is not None and is_plain else b"",
            separator=self._separator,
            is_quoted=is_quoted,
            keys=self._keys,
            lines=0 if is_plain else lines_in(raw),
        )

    def _own_bytes(self, raw: bytes) -> int:
        """Return how much stands before blank lines behind which another table may begin.

        From there on all is read row by row, and so it is from blank lines that end the
        block, for what matters may stand in the next one.
        """
        first = self._blank.match(raw)
        gaps = [(0, first.end())] if first else []
        found = islice(self._gap.finditer(raw), GAPS + 1)
        gaps += ((gap.start() + 1, gap.end()) for gap in found)
        others = (start for start, end in gaps if self._is_another(raw, end))
        return gaps[0][0] if len(gaps) > GAPS else next(others, len(raw))

    def _is_another(self, raw: bytes, at: int) -> bool:
        whole = raw[at : at + LOOKED_BYTES].split(b"\n")[:-1]
        lines = whole[:LOOKED_AT]
        if len(lines) < LOOKED_AT:
            return True
        texts = (line.decode(self._file.encoding, "replace") + "\n" for line in lines)
        found = rows(texts, self._separator)
        return any(self._state.below.table_of(head_row(row)) for row in found)

    def _is_plain(self, data: bytes) -> bool:
        # White space alone and damaged characters are left: who reads columns finds them
        # in the cells.
        most = self._state.budget.limits.text_chars
        if self._state.reader.bare or END_MARK.encode() in data:
            return False
        return not (_has_long_line(data, most) or _has_stray_return(data))


def _has_plain_end(line: bytes) -> bool:
    return line.endswith(b"\n") and b"\r" not in line[:-2]


def _has_stray_return(data: bytes) -> bool:
    """Tell whether a carriage return stands elsewhere than before a line feed.

    It ends a line too. Polars drops it at the end of a cell, where nobody finds it then.
    """
    return b"\r" in data and bool(_everywhere(r"\r[^\n]").search(data))


@cache
def _everywhere(pattern: str) -> LinearPattern[bytes]:
    """Return a pattern to look at every byte with; RE2 takes an eighth of the time."""
    compiled = linear_pattern(pattern.encode())
    assert compiled is not None, "a handful of words"
    return compiled


def _as_utf8(raw: bytes, file: TextFile) -> bytes | None:
    if file.is_sound:
        return raw
    try:
        return raw.decode(file.encoding).encode()
    except UnicodeDecodeError:
        return None


def _has_long_line(data: bytes, most: int) -> bool:
    at = 0
    while at + most < len(data):
        end = data.rfind(b"\n", at, at + most)
        if end < 0:
            return True
        at = end + 1
    return False


def _is_regular(raw: bytes, separator: str) -> bool:
    """Tell whether every quote stands around a whole cell without a line break."""
    return _regular(separator).fullmatch(raw) is not None


@cache
def _regular(separator: str) -> re.Pattern[bytes]:
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"\r\n]|"")*+"|[^"\r\n{mark}]*+)'
    line = rf"{cell}(?:{mark}{cell})*+"
    return re.compile(rf"(?:{line}\r?\n)*+(?:{line})?".encode())
