"""JSON, JSON lines and YAML files as tables.

Comes in: a Source. Goes out: TableInputs that stream records. A JSON file is a list
of records, one record, or an object of table -> records. Of several tables in one file
only the places are remembered; each is read again from its place when its turn comes.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.lined import Lined
from ruleengine.base.record import Locator, TableInput
from ruleengine.readers.catalogue import fold
from ruleengine.readers.faults import Faults
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.header import Header
from ruleengine.readers.json_blocks import IN_BLOCKS, JsonRecords, json_blocks
from ruleengine.readers.json_lines import BadLine, lines_of
from ruleengine.readers.json_members import Member, elements_of, members_of
from ruleengine.readers.json_record import ObjectReader, kind_of
from ruleengine.readers.json_shapes import (
    EXAMPLES,
    NAMES_LEAST,
    are_lists,
    are_split,
    column_names,
    inner_list,
    is_whole,
    lost,
    with_names,
)
from ruleengine.readers.json_text import JsonText, Pairs, pairs_of
from ruleengine.readers.sentences import input_error, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue, TableIndex
    from ruleengine.readers.json_members import Element
    from ruleengine.readers.table_source import Source

MEMBERS = 10_000
"""An object with more members is neither a record nor a set of tables."""
REPORT_KEYS = frozenset({"report", "tool", "findings"})
LOOKED_BYTES = 64 << 10
"""So much is looked at to find out whether characters are escaped."""
SAMPLES = 5
"""So many records are looked at to find out which table they belong to."""


@frozen
class Part:
    """One table's worth of records inside a file."""

    name: str
    samples: tuple[object, ...]
    elements: Callable[[], Iterator[Element]]
    """Yields all elements; may be called again."""

    @classmethod
    def of(cls, name: str, elements: Callable[[], Iterator[Element]]) -> Part:
        """Take the first elements as samples."""
        first = islice(elements(), SAMPLES)
        return cls(name, tuple(value for _line, value in first), elements)


Found = list[tuple[str | None, "TableInput | Text"]]
"""Member of the file (None: the file itself) and its table, or why it has none."""


def read_json(source: Source) -> Found:
    """Return the tables of a JSON file.

    Raises:
        InputError: the file is no JSON.
    """
    with source.file.open(newline=None) as stream:
        text = JsonText(stream, source.budget())
        if not text.peek():
            return [(None, sentence("sheet-empty"))]
        if text.peek() != "{":
            return _only(source, _part(source, source.stem, 0))
        members = list(islice(members_of(text), MEMBERS + 1))
    if len(members) > MEMBERS:
        raise input_error("json-members", source.file.name, limit=MEMBERS)
    if {member.name for member in members} >= REPORT_KEYS:
        return [(None, sentence("sheet-report"))]

    def part_of(member: Member) -> Part:
        return _part(source, member.name, member.offset)

    found = _in_members(source, members, part_of)
    return found or _only(source, _part(source, source.stem, 0))


def read_jsonl(source: Source) -> Found:
    """Return the table of a file with one JSON object per line."""

    def elements() -> Iterator[Element]:
        return lines_of(source.file, source.limits)

    part = Part.of(source.stem, elements)
    samples = part.samples
    is_odd = bool(samples) and not isinstance(samples[0], Pairs | dict)
    if is_odd and is_whole(source.file, source.limits):
        raise input_error("json-whole", source.file.name)
    table = _table(source, part, is_whole=True)
    if not isinstance(table, TableInput) and inner_list(samples, table):
        raise input_error("json-whole", source.file.name)
    if isinstance(table, TableInput) and not table.is_lost:
        _add_blocks(source, table, samples)
    return [(None, table)]


def _add_blocks(source: Source, result: TableInput, samples: Sequence[object]) -> None:
    file = source.file
    if file.encoding not in IN_BLOCKS:
        return
    table = next(t for t in source.catalogue.tables if t.shape.id == result.table)
    state = _state(source, table, result)
    result.size = file.size
    result.in_lines = True
    result.is_plain = _are_plain(source, samples)
    result.blocks = partial(json_blocks, file, state)
    result.end = state.end


def _are_plain(source: Source, samples: Sequence[object]) -> bool:
    """Tell whether a file begins with objects of nothing but texts as they stand."""
    with source.file.octets() as stream:
        is_escaped = b"\\" in stream.read(LOOKED_BYTES)
    values = [v for pairs in samples if isinstance(pairs, dict) for v in pairs.values()]
    return not is_escaped and all(isinstance(v, str | None) for v in values)


def read_plain(source: Source, data: object) -> Found:
    """Return the tables of data that another parser (YAML) has made."""
    plain = Pairs(data.items()) if isinstance(data, dict) else data
    if isinstance(plain, Pairs):
        members = [Member(key, 0, value) for key, value in plain]
        if found := _in_members(source, members, _plain_part_of):
            return found
    return _only(source, _plain_part(source.stem, data))


def _only(source: Source, part: Part) -> Found:
    return [(None, _table(source, part, is_whole=True))]


def _in_members(
    source: Source, members: list[Member], part_of: Callable[[Member], Part]
) -> Found | None:
    """Return the tables that the members of an object make; None for one record."""
    if by_column := _by_column(source, members):
        return [(None, by_column)]
    if not _are_tables(members, source.catalogue):
        split = _split(source.stem, members, part_of)
        return _only(source, split) if split else None
    return [
        (
            member.name,
            _table(source, part_of(member), is_whole=False)
            if member.is_container
            else sentence("no-records"),
        )
        for member in members
    ]


def _are_tables(members: list[Member], catalogue: Catalogue) -> bool:
    """Tell a set of tables from one record that has a list or object for a value."""
    if any(catalogue.named(item.name) for item in members if item.is_container):
        return True
    values = {fold(item.name) for item in members if not item.is_container}
    is_record = any(table.known(values) for table in catalogue.tables)
    return not is_record and any(member.holds_records for member in members)


def _by_column(source: Source, members: list[Member]) -> TableInput | None:
    """Return the input of a file that holds each item with all its values, if so."""
    containers = [member.name for member in members if member.is_container]
    if len(containers) < NAMES_LEAST:
        return None
    others = [member.name for member in members if not member.is_container]
    names = HeadRow(0, dict(enumerate(containers, start=1)))
    header = source.header(source.stem, [names])
    if not isinstance(header, Header):
        return None
    found = column_names(header.table, containers, others)
    facts: dict[str, Fact] = {"names": found[:EXAMPLES]}
    return lost(source.file, header.table, "by-column", facts) if found else None


def _split(
    name: str, members: list[Member], part_of: Callable[[Member], Part]
) -> Part | None:
    """Return the records of a file that holds names and rows apart, if it does."""
    by_name = {member.name: member for member in members if member.is_container}
    if not are_split(by_name.keys()):
        return None
    names = [value for _line, value in part_of(by_name["columns"]).elements()]

    def elements() -> Iterator[Element]:
        for line, value in part_of(by_name["data"]).elements():
            yield line, with_names(names, value)

    return Part.of(name, elements)


def _part(source: Source, name: str, offset: int) -> Part:
    """Return the records of the list or object that begins somewhere in a file."""

    def elements() -> Iterator[Element]:
        with source.file.open(newline=None) as stream:
            text = JsonText(stream, source.budget())
            text.skip(offset)
            if text.peek() != "[":
                yield text.line(), text.value()
            else:
                yield from elements_of(text)
            if offset == 0 and text.peek():
                raise text.broken()

    return Part.of(name, elements)


def _plain_part_of(member: Member) -> Part:
    return _plain_part(member.name, member.value)


def _plain_part(name: str, data: object) -> Part:
    """Return the records in data that another parser has made."""
    items = data if isinstance(data, list) and not isinstance(data, Pairs) else [data]
    found = [
        (
            item.line if isinstance(item, Lined) else None,
            Pairs((str(key), value) for key, value in item.items())
            if isinstance(item, dict)
            else item,
        )
        for item in items
    ]
    return Part.of(name, lambda: iter(found))


def _table(source: Source, part: Part, *, is_whole: bool) -> TableInput | Text:
    keys = dict.fromkeys(
        key
        for item in part.samples
        if isinstance(item, Pairs | dict)
        for key, _value in pairs_of(item)
    )
    texts = {at: key for at, key in enumerate(keys, start=1) if key.strip()}
    rows = [HeadRow(0, texts)] if texts else []
    header = source.header(part.name, rows, is_whole=is_whole)
    if inner := inner_list(part.samples, header):
        return sentence("json-inner", name=inner)
    if not isinstance(header, Header):
        return sentence("no-records") if part.samples and not texts else header
    table = header.table
    if found := header.instead:
        return lost(source.file, table, found.reason, found.facts())
    if are_lists(part.samples):
        return lost(source.file, table, "no-names", {})
    locator = Locator(source.file.name)
    result = TableInput(table.shape.id, locator, iter(()), source.file.sha256)
    result.reading = source.file.reading
    result.records = _records(source, part, table, result)
    return result


def _state(source: Source, table: TableIndex, result: TableInput) -> JsonRecords:
    faults = Faults(table.shape.id, result.locator, source.limits.findings)
    reader = ObjectReader(table, faults, source.file.encoding)
    budget = source.budget()
    return JsonRecords(reader, faults, result, budget, partial(_tell_stray, faults))


def _records(
    source: Source, part: Part, table: TableIndex, result: TableInput
) -> Iterator[Record]:
    state = _state(source, table, result)
    yield from state.of(part.elements())
    state.end()


def _tell_stray(faults: Faults, line: int | None, value: object) -> None:
    at = faults.spot(line, 1) if line is not None else None
    if isinstance(value, BadLine):
        faults.add("unreadable", "not-json", {"column": value.column}, at=at)
    else:
        faults.add("unreadable", "not-a-record", {"found": kind_of(value)}, at=at)
