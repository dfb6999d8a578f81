"""JSON lines in blocks of many lines, for those who read whole columns at once.

Comes in: a TextFile, the reader of single objects. Goes out: blocks of lines that seem to
be objects whose members are known and texts; who reads the columns finds out. If they are
not, the same lines come in blocks in which every line is an object of known names in one
of a few orders, any left out, with simple values; lines that are not stand in small blocks
that are read line by line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ruleengine.base.linear_pattern import linear_pattern
from ruleengine.base.record import Block
from ruleengine.readers.json_text import Pairs, decoder, pairs_of
from ruleengine.readers.whole_lines import whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruleengine.base.linear_pattern import LinearPattern
    from ruleengine.base.record import Cells, Record, TableInput
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.json_record import ObjectReader
    from ruleengine.readers.limits import Budget

BLOCK_BYTES = 24 << 20
IN_BLOCKS = frozenset({"utf-8", "utf-8-sig"})
"""Encodings of files that are worth it; JSON is UTF-8 nearly always."""
LEAST_BYTES = 64 << 10
"""A block with an odd line is parted until the part with it is as small as this."""
ORDERS = 4
"""So many orders of names are told apart in one block."""
SAMPLES = 200
"""Lines that are looked at to find the orders of names."""
NAMES = 200
"""Objects with more members are not read in blocks."""
MISTAKES = 3
"""After so many blocks that did not hold only texts, it is no longer supposed."""
_MEMORY_BYTES = 64 << 20
# Numbers that are written in just one way, so that nobody shortens them.
_VALUE = (
    r'(?:"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}'
    r'|[Dd][0-7][0-9A-Fa-f]{2}))*"|null|true|false|0'
    r"|-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,5}[1-9]|-?[1-9][0-9]{0,14})"
)


def _nothing(_lines: Iterator[str]) -> Iterator[tuple[int | None, object]]:
    yield from ()


@dataclass(slots=True)
class JsonRecords:
    """Where the reading of one file has come to."""

    reader: ObjectReader
    faults: Faults
    result: TableInput
    budget: Budget
    stray: Callable[[int | None, object], None]
    """Tells of a value that is no object."""
    elements: Callable[[Iterator[str]], Iterator[tuple[int | None, object]]] = _nothing
    """Lines -> their numbers, from 1, and values."""
    index: int = 0
    mistakes: int = 0
    """Blocks that were wrongly supposed to hold only texts."""
    known: Names = field(init=False)

    def __post_init__(self) -> None:
        self.known = Names(self.reader.key_of)
        # Findings show while records stream.
        self.result.findings = self.faults.found

    def of(self, found: Iterator[tuple[int | None, object]]) -> Iterator[Record]:
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

    def __post_init__(self) -> None:
        # Without names the lines must be read one by one.
        self.lines = self.raw.count(b"\n") + (not self.raw.endswith(b"\n"))
        self.data = self.raw if self.names else b""
        self.keys = tuple(map(self.state.reader.key_of, self.names))

    def rows(self) -> Iterator[Record]:
        """Yield the records one by one and note what is wrong with them."""
        text = self.raw.decode(self.encoding, "replace")
        # Only a line feed ends a line of JSON lines.
        lines = iter(text.removesuffix("\n").split("\n"))
        before = self.first_line - 1
        yield from self.state.of(
            (line + before if line is not None else None, value)
            for line, value in self.state.elements(lines)
        )

    def picked(
        self, count: int, positions: Sequence[int], cells: Sequence[Cells] = ()
    ) -> Iterator[Record]:
        """Take ``count`` records as read; yield those at some positions, from 0."""
        state = self.state
        state.budget.take(count * len(self.names))
        first = state.index + 1
        state.index += count
        state.result.locator.note(first, self.first_line)
        for name, key in zip(self.names, self.keys, strict=True):
            if key is None:
                state.reader.skip(name, first, count)
        found = map(self._pairs, cells) if cells else self._pairs_at(positions)
        for at, pairs in zip(positions, found, strict=True):
            known = Pairs(pair for pair in pairs if state.reader.key_of(pair[0]))
            yield state.reader.record(first + at, known)

    def _pairs(self, cells: Cells) -> Pairs:
        members = zip(self.names, cells, strict=True)
        return Pairs((name, cell) for name, cell in members if cell is not None)

    def _pairs_at(
        self, positions: Sequence[int]
    ) -> Iterator[Iterable[tuple[str, object]]]:
        lines = self.data.split(b"\n") if positions else []
        decode = decoder()
        for at in positions:
            yield pairs_of(decode.decode(lines[at].decode(errors="replace")))

    def parts(self) -> Iterator[JsonBlock]:
        """Yield the same lines in blocks about which nothing is supposed, if any."""
        if self.only_texts:
            self.state.mistakes += 1
            yield from _matched(self)


def json_blocks(file: TextFile, state: JsonRecords) -> Iterator[JsonBlock]:
    """Yield the records of a file in blocks, in their order."""
    encoding = file.encoding.removesuffix("-sig")
    known, longest = state.known, state.budget.limits.text_chars
    with file.path.open("rb") as stream:
        if file.encoding == "utf-8-sig":
            stream.read(3)
        line = 1
        while raw := whole_lines(stream, BLOCK_BYTES, 4 * longest):
            known.learn(raw[: 1 << 20].split(b"\n", SAMPLES)[:SAMPLES])
            is_short = len(raw) < BLOCK_BYTES + longest
            names = known.every if file.is_sound and is_short else ()
            block = JsonBlock(
                state=state, raw=raw, encoding=encoding, first_line=line, names=names
            )
            block.only_texts = _may_hold_only_texts(block)
            if block.only_texts or not names:
                yield block
            else:
                yield from _matched(block)
            line += block.lines


def _may_hold_only_texts(block: JsonBlock) -> bool:
    is_likely = bool(block.names) and block.state.mistakes < MISTAKES
    # Where a backslash stands a quote need not begin or end a text.
    return is_likely and b"\\" not in block.raw


def _matched(block: JsonBlock) -> Iterator[JsonBlock]:
    """Yield the lines of a block in parts in which every line is known to be plain."""
    line = block.first_line
    for raw, names in _parts(block.raw, block.state.known):
        part = JsonBlock(
            state=block.state,
            raw=raw,
            encoding=block.encoding,
            first_line=line,
            names=names,
        )
        yield part
        line += part.lines


def _parts(raw: bytes, known: Names) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Yield the lines in parts with their names; without, where a line is odd."""
    if known.fit(raw):
        yield raw, known.every
        return
    middle = raw.find(b"\n", len(raw) // 2) + 1
    if len(raw) > LEAST_BYTES and 0 < middle < len(raw):
        yield from _parts(raw[:middle], known)
        yield from _parts(raw[middle:], known)
    elif known.learn(raw.split(b"\n")) and known.fit(raw):
        yield raw, known.every
    else:
        yield raw, ()


@dataclass(slots=True)
class Names:
    """The names that the objects of a file have, in their orders, as far as is known."""

    key_of: Callable[[str], str | None]
    orders: list[tuple[str, ...]] = field(default_factory=list)
    every: tuple[str, ...] = ()
    """All names."""
    is_whole: bool = False
    """Whether no name may be left out, because one of them belongs to no field: that is
    told of with the first record that has it."""

    def fit(self, raw: bytes) -> bool:
        """Tell whether all lines are objects of these names with plain values."""
        if not self.orders:
            return False
        pattern = _pattern(tuple(self.orders), self.is_whole)
        return pattern is not None and pattern.fullmatch(raw) is not None

    def learn(self, lines: Sequence[bytes]) -> bool:
        """Take the names of some lines; return whether they were new."""
        before = list(self.orders)
        for shape in dict.fromkeys(map(_shape, lines)):
            if shape and not self.is_whole:
                self._take(shape)
        return self.orders != before

    def _take(self, shape: tuple[str, ...]) -> None:
        every = tuple(dict.fromkeys((*self.every, *shape)))
        keys = [key for name in every if (key := self.key_of(name)) is not None]
        is_whole = len(keys) < len(every)
        if len(set(keys)) < len(keys) or (is_whole and self.orders):
            return
        merged = [(at, _merged(one, shape)) for at, one in enumerate(self.orders)]
        at, order = next((m for m in merged if m[1]), (len(self.orders), shape))
        if at < ORDERS:
            self.orders[at : at + 1] = [order]
        self.every, self.is_whole = every, is_whole


def _shape(line: bytes) -> tuple[str, ...]:
    """Return the names of an object in their order; nothing for any other line."""
    try:
        pairs = json.loads(line, object_pairs_hook=Pairs)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(pairs, Pairs) or len(pairs) > NAMES:
        return ()
    names = tuple(name for name, _value in pairs)
    is_odd = len(set(names)) < len(names) or any('"' in n or "\\" in n for n in names)
    return () if is_odd else names


def _merged(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return an order that holds both orders; nothing when they contradict."""
    common = set(one) & set(other)
    if [n for n in one if n in common] != [n for n in other if n in common]:
        return ()
    merged: list[str] = []
    left = list(other)
    for name in one:
        if name in common:
            at = left.index(name)
            merged += left[:at]
            del left[: at + 1]
        merged.append(name)
    return (*merged, *left)


@lru_cache(maxsize=64)
def _pattern(
    orders: tuple[tuple[str, ...], ...],
    is_whole: bool,  # noqa: FBT001  part of the key
) -> LinearPattern[bytes] | None:
    line = _all_of if is_whole else _any_of
    lines = "|".join(line([_member(name) for name in order]) for order in orders)
    written = rf"(?:\{{(?:{lines})\r?\n)*(?:\{{(?:{lines}))?"
    return linear_pattern(written.encode(), memory_bytes=_MEMORY_BYTES)


def _member(name: str) -> str:
    return f'"{re.escape(name)}": ?{_VALUE}'


def _all_of(members: Sequence[str]) -> str:
    return ", ?".join(members) + r"\}"


def _any_of(members: Sequence[str]) -> str:
    """Return the regex of some members in their order, any left out but one."""
    # A member ends the object, or may stand before one that comes later.
    *others, last = members
    rest = rf"{last}\}}"
    for member in reversed(others):
        rest = rf"(?:{member}\}}|(?:{member}, ?)?{rest})"
    return rest
