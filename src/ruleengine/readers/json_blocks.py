"""JSON lines in blocks of many lines, for those who read whole columns at once.

Comes in: a TextFile, the reader of single objects. Goes out: blocks in which every line
is an object of one of a few shapes (the same names in the same order, simple values);
where one is not, the block is read line by line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ruleengine.readers.json_text import Pairs, decoder

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator, Sequence

    from ruleengine.base.record import Cells, Record, TableInput
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.json_record import ObjectReader
    from ruleengine.readers.limits import Budget

BLOCK_BYTES = 16 << 20
IN_BLOCKS = frozenset({"utf-8", "utf-8-sig"})
"""Encodings of files that are worth it; JSON is UTF-8 nearly always."""
SHAPES = 4
"""So many shapes of objects are told apart in one block."""
SAMPLES = 200
"""Lines that are looked at to find the shapes."""
NAMES = 500
"""Objects with more members are not looked at as a shape."""
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

    def __post_init__(self) -> None:
        # Findings show while records stream.
        self.result.findings = self.faults.found

    def of(self, found: Iterator[tuple[int | None, object]]) -> Iterator[Record]:
        """Yield the records of values."""
        for line, value in found:
            if isinstance(value, Pairs):
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


@dataclass(slots=True)
class JsonBlock:
    """Some lines of one file."""

    state: JsonRecords
    raw: bytes
    encoding: str
    first_line: int
    data: bytes
    keys: tuple[str | None, ...]
    names: tuple[str, ...]
    form: Literal["csv", "jsonl", "frame"] = "jsonl"
    frame: None = None
    separator: str = ""
    is_quoted: bool = True
    lines: int = 0

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
        self, count: int, positions: Sequence[int], _cells: Sequence[Cells] = ()
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
        lines = self.data.split(b"\n") if positions else []
        decode = decoder()
        for at in positions:
            pairs = decode.decode(lines[at].decode())
            known = Pairs(pair for pair in pairs if state.reader.key_of(pair[0]))
            yield state.reader.record(first + at, known)


def json_blocks(file: TextFile, state: JsonRecords) -> Iterator[JsonBlock]:
    """Yield the records of a file in blocks, in their order."""
    with file.path.open("rb") as stream:
        if file.encoding == "utf-8-sig":
            stream.read(3)
        line = 1
        while raw := _next(stream, state.budget):
            yield _block(raw, file, state, line)
            line += raw.count(b"\n")


def _next(stream: io.BufferedReader, budget: Budget) -> bytes:
    raw = stream.read(BLOCK_BYTES)
    if raw:
        raw += stream.readline(4 * budget.limits.text_chars)
    return raw


def _block(raw: bytes, file: TextFile, state: JsonRecords, line: int) -> JsonBlock:
    encoding = file.encoding.removesuffix("-sig")
    shapes = _shapes(raw) if file.is_sound else ()
    names = tuple(dict.fromkeys(name for shape in shapes for name in shape))
    keys = tuple(state.reader.key_of(name) for name in names)
    found = [key for key in keys if key is not None]
    is_plain = (
        bool(names)
        and len(set(found)) == len(found)
        and (len(shapes) == 1 or None not in keys)
        and len(raw) < BLOCK_BYTES + state.budget.limits.text_chars
        and _pattern(shapes).fullmatch(raw) is not None
    )
    return JsonBlock(state, raw, encoding, line, raw if is_plain else b"", keys, names)


def _shapes(raw: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the shapes of the first objects; nothing when they are no such lines."""
    shapes: dict[tuple[str, ...], None] = {}
    for line in raw[: 1 << 20].split(b"\n", SAMPLES)[:SAMPLES]:
        try:
            pairs = json.loads(line, object_pairs_hook=Pairs)
        except (ValueError, RecursionError):
            continue
        if not isinstance(pairs, Pairs) or not 0 < len(pairs) < NAMES:
            return ()
        names = tuple(name for name, _value in pairs)
        if len(set(names)) < len(names) or any('"' in n or "\\" in n for n in names):
            return ()
        shapes[names] = None
    return tuple(shapes) if len(shapes) <= SHAPES else ()


@lru_cache(maxsize=64)
def _pattern(shapes: tuple[tuple[str, ...], ...]) -> Any:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; slow start

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY_BYTES
    lines = "|".join(
        ", ?".join(f'"{re.escape(name)}": ?{_VALUE}' for name in shape)
        for shape in shapes
    )
    line = rf"\{{(?:{lines})\}}"
    return re2.compile(f"(?:{line}\r?\n)*(?:{line})?".encode(), options)
