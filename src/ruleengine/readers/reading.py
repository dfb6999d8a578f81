"""Submitted files and folders as inputs of tables.

Comes in: paths and the shapes of all tables. Goes out: a Reading, whose inputs stream
their records. Knows nothing of rules; libraries are loaded for the formats met only.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import InputError, RulePackError
from ruleengine.base.record import TableInput
from ruleengine.base.text import Text
from ruleengine.readers.catalogue import Catalogue
from ruleengine.readers.encoding import look
from ruleengine.readers.folder import (
    JSON,
    OLD_WORKBOOKS,
    SEPARATED,
    WORKBOOKS,
    YAML,
    File,
    Skipped,
    files,
    is_folder,
    left_out,
    suffix_of,
)
from ruleengine.readers.limits import Limits
from ruleengine.readers.seen_file import check_file, see
from ruleengine.readers.sentences import input_error, joined, sentence, together

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from ruleengine.base.record import Record, TableShape
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.seen_file import SeenFile
    from ruleengine.readers.table_source import Source


YAML_BYTES = 16 << 20
"""YAML is read as a whole."""


class NoMatchError(InputError):
    """All files could be read, and none holds a table that is known."""


@frozen
class Reading:
    """What was found in the submitted files."""

    inputs: tuple[TableInput, ...]
    """In the order of the files. Each streams once; its findings are complete when its
    records are exhausted."""
    unmatched: tuple[Skipped, ...]
    """An earlier report in a submitted folder is left out without a word."""
    folder: Path
    """Where attachments stand: the folder submitted, or the first file's folder."""


@frozen
class _Context:
    catalogue: Catalogue
    limits: Limits
    load_yaml: Callable[[str, str], object] | None
    wanted: TableIndex | None


_Part = tuple[str | None, TableInput | Text]
_Found = list[_Part]


def read(
    paths: Sequence[Path],
    shapes: Sequence[TableShape],
    *,
    table: str | None = None,
    limits: Limits | None = None,
    load_yaml: Callable[[str, str], object] | None = None,
    usable: Container[str] | None = None,
) -> Reading:
    """Open submitted files and match their sheets to tables.

    Args:
        paths: files (xlsx, csv, tsv, json, jsonl, yaml) and folders of them.
        shapes: all tables that data may belong to.
        table: id, number or title of the one table that is taken; a file that stands
            alone is taken for it whatever it is called and holds.
        limits: what a file may cost.
        load_yaml: parses YAML text (text, file name); YAML is refused without it.
        usable: ids of the tables that can be checked; all when left out. What belongs
            to another one is unmatched.

    Raises:
        UsageError: there is no such table.
        NoMatchError: the files hold data, but of no table.
        InputError: a file cannot be read or is over a limit.
    """
    catalogue = Catalogue(shapes)
    wanted = catalogue.wanted(table) if table is not None else None
    context = _Context(catalogue, limits or Limits(), load_yaml, wanted)
    inputs: list[TableInput] = []
    skipped: list[Skipped] = []
    reports: list[Skipped] = []
    for file, (part, match) in _parts(paths, context):
        found = _usable(match, usable)
        if isinstance(found, Text):
            is_report = file.is_from_folder and found == sentence("sheet-report")
            left = reports if is_report else skipped
            left.append(Skipped(file.name, part, found))
        else:
            inputs.append(found)
    skipped += left_out([Path(path) for path in paths], catalogue)
    if not inputs:
        raise _nothing_found(paths, [*skipped, *reports])
    return Reading(tuple(inputs), tuple(skipped), _folder(paths))


def _usable(
    found: TableInput | Text, usable: Container[str] | None
) -> TableInput | Text:
    if isinstance(found, Text) or usable is None or found.table in usable:
        return found
    return sentence("not-in-force", table=found.table)


def _parts(paths: Sequence[Path], context: _Context) -> list[tuple[File, _Part]]:
    """Return what the files hold, or raise what is wrong with all that are broken."""
    seen: dict[Path, File] = {}
    found: list[tuple[File, _Part]] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            seen |= {_one_path(file.path): file for file in files(Path(path))}
        except InputError as error:
            errors.append(error)
    for file in seen.values():
        try:
            found += [(file, part) for part in _read_file(file, context)]
        except InputError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    return _beside_reports(found, context)


def _one_path(path: Path) -> Path:
    """Return one path for a file, however the way to it is written.

    A link to a file stays a file of its own: its name may be that of another table.
    """
    return path.parent.resolve() / path.name


def _beside_reports(
    found: list[tuple[File, _Part]], context: _Context
) -> list[tuple[File, _Part]]:
    """Take a file that stands beside reports only for the table that is wanted."""
    report = sentence("sheet-report")
    others = {file.path: file for file, (_sheet, part) in found if part != report}
    is_read = any(isinstance(part, TableInput) for _file, (_sheet, part) in found)
    if context.wanted is None or is_read or len(others) != 1:
        return found
    (only,) = others.values()
    alone = File(only.path, only.name, only.is_from_folder)
    reports = [each for each in found if each[0] is not only]
    return [*reports, *((alone, part) for part in _read_file(alone, context))]


def _folder(paths: Sequence[Path]) -> Path:
    first = Path(paths[0])
    return first if is_folder(first) else first.parent


def _nothing_found(paths: Sequence[Path], skipped: Sequence[Skipped]) -> InputError:
    """Return the error of files in which no table was found, with the likely reason."""
    names = "、".join(Path(path).as_posix() for path in paths)
    if not skipped:
        is_file = bool(paths) and not any(is_folder(Path(path)) for path in paths)
        return input_error("no-sheets" if is_file else "no-data", names)
    # What holds no records, such as the code of an answer, says least.
    empty = sentence("no-records")
    first = next((each for each in skipped if each.reason != empty), skipped[0])
    place = f"{first.file} [{first.sheet}]" if first.sheet else first.file
    told = sentence("nothing-matches", file=place, count=len(skipped))
    is_unmatched = first.reason == sentence("sheet-unmatched")
    reason = sentence("name-the-table") if is_unmatched else first.reason
    return NoMatchError(joined(told, reason), first.file)


def _read_file(file: File, context: _Context) -> _Found:
    suffix = suffix_of(file.path.name)
    if suffix in SEPARATED:
        return _read_separated(file, context)
    if suffix in WORKBOOKS:
        return _read_workbook(file, context)
    if suffix in JSON:
        return _read_json(file, context, is_lines=suffix != ".json")
    if suffix in YAML:
        return _read_yaml(file, context)
    check_file(file.path, file.name, context.limits)
    from ruleengine.readers.strange import sentence_key

    key = sentence_key(file.path, is_workbook=suffix in OLD_WORKBOOKS)
    if file.is_from_folder and not context.catalogue.named(file.path.stem):
        return [(None, sentence(key, file=file.name))]
    raise input_error(key, file.name)


def _read_separated(file: File, context: _Context) -> _Found:
    from ruleengine.readers.csv_table import read_csv

    source = _source(file, context, is_separated=True)
    return _watched(lambda: [(None, read_csv(source))], source.file)


def _watched(find: Callable[[], _Found], file: SeenFile) -> _Found:
    """Return what a file holds; all that is read of it is of one state of the file."""
    with file.watched():
        found = find()
    for _, part in found:
        if isinstance(part, TableInput):
            part.records = _watched_records(part.records, file)
            if part.end is not None:
                part.end = partial(_watched_end, part.end, file)
    return found


def _watched_records(records: Iterable[Record], file: SeenFile) -> Iterator[Record]:
    with file.watched():
        yield from records


def _watched_end(end: Callable[[], None], file: SeenFile) -> None:
    with file.watched():
        end()


def _read_workbook(file: File, context: _Context) -> _Found:
    from ruleengine.readers.xlsx_table import open_workbook, read_workbook

    limits = context.limits.for_workbooks()
    seen = see(file.path, file.name, check_file(file.path, file.name, limits))

    def find() -> _Found:
        book = open_workbook(seen, limits)
        catalogue, wanted = context.catalogue, context.wanted
        return [*read_workbook(book, catalogue, wanted, is_alone=file.is_alone)]

    return _watched(find, seen)


def _source(file: File, context: _Context, *, is_separated: bool) -> Source:
    from ruleengine.readers.strange import text_key
    from ruleengine.readers.table_source import Source

    text = look(file.path, file.name, context.limits)
    if key := text_key(file.path, is_separated=is_separated):
        raise input_error(key, file.name)
    return Source(
        text, context.catalogue, context.limits, context.wanted, file.is_alone
    )


def _read_json(file: File, context: _Context, *, is_lines: bool) -> _Found:
    from ruleengine.readers.json_table import read_json, read_jsonl

    source = _source(file, context, is_separated=False)
    find = read_jsonl if is_lines else read_json
    return _watched(partial(find, source), source.file)


def _read_yaml(file: File, context: _Context) -> _Found:
    if context.load_yaml is None:
        raise input_error("unknown-format", file.name)
    if check_file(file.path, file.name, context.limits).st_size > YAML_BYTES:
        raise input_error("limit-file_bytes", file.name, limit=YAML_BYTES)
    source = _source(file, context, is_separated=False)
    return _watched(partial(_loaded, source, context.load_yaml), source.file)


def _loaded(source: Source, load: Callable[[str, str], object]) -> _Found:
    """Return the tables of a YAML file; a mistake in it is told by its line."""
    from ruleengine.readers.json_table import read_plain

    with source.file.open(newline=None) as stream:
        text = stream.read()
    name = source.file.name
    try:
        data = load(text, name)
    except RulePackError as error:
        problem = error.problems[0]
        broken = input_error("yaml-broken", name, line=problem.position.line)
        raise type(broken)(joined(broken.message, problem.message), name) from error
    return read_plain(source, data)
