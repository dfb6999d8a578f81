"""JSON lines in blocks of many lines, for those who read whole columns at once.

Comes in: a TextFile, the reader of single objects. Goes out: blocks of lines that seem to
be objects whose members are known and texts; who reads the columns finds out. If they are
not, the same lines come in blocks in which every line is an object of known names in one
of a few orders, any left out, with simple values; lines that are not stand in small blocks
that are read line by line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ruleengine.base.octets import lines_in
from ruleengine.base.record import Block
from ruleengine.readers.json_lines import decoded
from ruleengine.readers.json_names import Names
from ruleengine.readers.json_text import Pairs, decoder, pairs_of
from ruleengine.readers.whole_lines import growing, whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.record import Cells, PlainRecord, Record, TableInput
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.json_members import Element
    from ruleengine.readers.json_record import ObjectReader
    from ruleengine.readers.json_text import Members
    from ruleengine.readers.limits import Budget

BLOCK_BYTES = 24 << 20
IN_BLOCKS = frozenset({"utf-8", "utf-8-sig"})
"""Encodings of files that are worth it; JSON is UTF-8 nearly always."""
LEAST_BYTES = 64 << 10
"""A block with an odd line is parted until the part with it is as small as this."""
SAMPLES = 200
"""Lines that are looked at to find the orders of names."""
MISTAKES = 3
"""After so many blocks that did not hold only texts, it is no longer supposed."""


@dataclass(slots=True)
class JsonRecords:
    """Where the reading of one file has come to."""

    reader: ObjectReader
    faults: Faults
    result: TableInput
    budget: Budget
    stray: Callable[[int | None, object], None]
    """Tells of a value that is no object."""
    index: int = 0
    mistakes: int = 0
    """Blocks that were wrongly supposed to hold only texts."""
    known: Names = field(init=False)

    def __post_init__(self) -> None:
        self.known = Names(self.reader.key_of)
        # Findings show while records stream.
        self.result.findings = self.faults.found

    def of(self, found: Iterator[Element]) -> Iterator[Record]:
        """Yield the records of values."""
        for line, value in found:
            if isinstance(value, Pairs | dict):
                self.budget.take(len(value))
                self.index += 1
                if line is not None:
                    self.result.locator.note(self.index, line)
                yield self.reader.record(self.index, value)
            else:
                self.budget.take(1)
                self.stray(line, value)

    def end(self) -> None:
        """Complete the findings of the input."""
        self.reader.tell()
        self.result.findings = self.faults.all()


@dataclass(slots=True, kw_only=True)
class JsonBlock(Block):
    """Some lines of one file."""

    state: JsonRecords
    raw: bytes
    encoding: str
    first_line: int
    form: Literal["csv", "jsonl", "frame"] = "jsonl"
    is_sound: bool = False
    """Whether all of it is right UTF-8 and no line is too long."""
    is_supposed: bool = False
    """Whether nobody has looked yet whether every line is an object of these names."""

    def __post_init__(self) -> None:
        # Without names the lines must be read one by one.
        self.keys = tuple(map(self.state.reader.key_of, self.names))

    def rows(self) -> Iterator[Record]:
        """Yield the records one by one and note what is wrong with them."""
        text = self.raw.decode(self.encoding, "replace")
        # Only a line feed ends a line of JSON lines.
        lines = iter(text.removesuffix("\n").split("\n"))
        before = self.first_line - 1
        yield from self.state.of(
            (line + before if line is not None else None, value)
            for line, value in decoded(lines, self.state.budget)
        )

    def picked(
        self, count: int, positions: Sequence[int], cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Take ``count`` records as read; yield those at some positions, from 0."""
        state, first = self.state, self._first_of(count, 0)
        for name, key in zip(self.names, self.keys, strict=True):
            if key is None:
                state.reader.skip(name, first, count)
        found = map(self._members, cells) if cells else self._known_at(positions)
        for at, members in zip(positions, found, strict=True):
            yield state.reader.record(first + at, members)

    def _members(self, cells: Cells) -> Members:
        members = zip(self.names, self.keys, cells, strict=True)
        return {name: c for name, key, c in members if key and c is not None}

    def _known_at(self, positions: Sequence[int]) -> Iterator[Members]:
        key_of = self.state.reader.key_of
        for pairs in self._pairs_at(positions):
            yield Pairs(pair for pair in pairs if key_of(pair[0]))

    def _pairs_at(
        self, positions: Sequence[int]
    ) -> Iterator[Iterable[tuple[str, object]]]:
        lines = self.raw.split(b"\n") if positions else []
        decode = decoder()
        for at in positions:
            yield pairs_of(decode.decode(lines[at].decode(errors="replace")))

    def plain_lines(self) -> bytes:
        """Return the lines as they stand."""
        return self.raw if self.is_sound else b""

    def members(self) -> Sequence[tuple[str, str | None]]:
        """Return the names of all fields, first those that are known to stand here."""
        own = [(n, key) for n, key in zip(self.names, self.keys, strict=True) if key]
        return list(dict.fromkeys((*own, *self.state.reader.names())))

    def taken(
        self, found: Mapping[int, PlainRecord], count: int, before: int
    ) -> Iterator[Record]:
        """Take the records of some plain lines as read; yield those that are wanted."""
        first = self._first_of(count, before)
        for at, record in found.items():
            # A key is a name too.
            yield self.state.reader.record(first + at, dict(record))

    def _first_of(self, count: int, before: int) -> int:
        """Count so many records as read; return the index of the first."""
        state = self.state
        state.budget.take(count * len(self.names))
        first = state.index + 1
        state.index += count
        state.result.locator.note(first, self.first_line + before)
        return first

    def cut(self, start: int, end: int, before: int) -> JsonBlock:
        """Return some of the lines as a block that is read line by line."""
        return JsonBlock(
            state=self.state,
            raw=self.raw[start:end],
            encoding=self.encoding,
            first_line=self.first_line + before,
        )

    def parts(self) -> Iterator[JsonBlock]:
        """Yield the same lines in blocks about which nothing is supposed, if any."""
        if self.is_supposed:
            self.state.mistakes += self.only_texts
            yield from _matched(self)


def json_blocks(file: TextFile, state: JsonRecords) -> Iterator[JsonBlock]:
    """Yield the records of a file in blocks, in their order."""
    encoding = file.encoding.removesuffix("-sig")
    known, longest = state.known, state.budget.limits.text_chars
    with file.octets() as stream:
        if file.encoding == "utf-8-sig":
            stream.read(3)
        line = 1
        for size in growing(BLOCK_BYTES):
            raw = whole_lines(stream, size, 4 * longest)
            if not raw:
                return
            many = SAMPLES if line == 1 else SAMPLES // 4
            known.learn(raw[: 1 << 20].split(b"\n", many)[:many])
            is_short = len(raw) < size + longest
            is_sound = file.is_sound and is_short
            names = known.every if is_sound else ()
            # Where a backslash stands a quote need not begin or end a text.
            is_likely = state.mistakes < MISTAKES and b"\\" not in raw
            block = JsonBlock(
                state=state,
                raw=raw,
                data=raw if names and is_likely else b"",
                encoding=encoding,
                first_line=line,
                names=names,
                only_texts=bool(names) and is_likely,
                is_sound=is_sound,
                is_supposed=bool(names),
            )
            yield block
            line += block.lines or lines_in(raw)


def _matched(block: JsonBlock) -> Iterator[JsonBlock]:
    """Yield the lines of a block in parts in which every line is known to be plain."""
    line = block.first_line
    known = block.state.known
    for raw, data in _parts(block.raw, known):
        part = JsonBlock(
            state=block.state,
            raw=raw,
            data=data,
            encoding=block.encoding,
            first_line=line,
            names=known.every if data else (),
        )
        yield part
        line += part.lines or lines_in(raw)


def _parts(raw: bytes, known: Names) -> Iterator[tuple[bytes, bytes]]:
    """Yield the lines in parts, each with what columns read; b"" for odd lines."""
    if data := known.data_of(raw):
        yield raw, data
        return
    middle = raw.find(b"\n", len(raw) // 2) + 1
    if len(raw) > LEAST_BYTES and 0 < middle < len(raw):
        yield from _parts(raw[:middle], known)
        yield from _parts(raw[middle:], known)
    elif known.learn(raw.split(b"\n")):
        yield raw, known.data_of(raw)
    else:
        yield raw, b""
