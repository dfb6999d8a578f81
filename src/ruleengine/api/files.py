"""Submitted files as inputs; loaded only when there are files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.api.check import Given
from ruleengine.base.outcome import NotChecked
from ruleengine.base.problem import InputError, UsageError
from ruleengine.base.text import Text
from ruleengine.readers.reading import NoMatchError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.api.out_of_force import OutOfForce
    from ruleengine.base.record import TableInput, TableShape
    from ruleengine.compile.plan import TablePlan


def read_files(
    given: Sequence[str | Path],
    shapes: Sequence[TableShape],
    table: str | None,
    plans: Mapping[str, TablePlan],
    absent: OutOfForce,
) -> Given:
    """Open files and folders; the submitted one is where records name files.

    Args:
        given: their paths.
        shapes: the tables that data may belong to.
        table: the one table that all data belongs to.
        plans: the plans of the tables.
        absent: the packs that do not hold on the day; their data is not taken for that
            of other tables.

    Raises:
        UsageError: a name is empty.
        InputError: a file cannot be read, or nothing matches a table.
    """
    if "" in given:  # as a path it would be the current folder
        raise UsageError(Text("有一个文件名是空的", "one of the file names is empty"))
    several = [Path(path) for path in given]
    frames = [path for path in several if _is_parquet(path)]
    rest = [path for path in several if path not in frames]
    known = shapes if table is not None else (*shapes, *absent.shapes)
    try:
        inputs = tuple(_parquet(path, known, table, plans) for path in frames)
        if frames and not rest:
            return Given(inputs, frames[0].parent)
        found = read(rest, known, table=table, load_yaml=_load_yaml, usable=plans)
    except NoMatchError as error:
        raise _besides(error, absent.why) from None
    left = [_named(each.file, each.sheet, each.reason) for each in found.unmatched]
    if left:
        left += absent.why
    skipped = (NotChecked("unmatched-input", None, None, why) for why in left)
    return Given((*inputs, *found.inputs), found.folder, tuple(skipped))


def _besides(error: InputError, reasons: Iterable[Text]) -> InputError:
    told = error.message
    for each in reasons:
        told = Text(f"{told.zh}另外，{each.zh}。", f"{told.en} Besides, {each.en}.")
    return InputError(told, error.file)


def _load_yaml(text: str, name: str) -> object:
    from ruleengine.source.data import load_records

    return load_records(text, name)


def _parquet(
    path: Path,
    shapes: Sequence[TableShape],
    table: str | None,
    plans: Mapping[str, TablePlan],
) -> TableInput:
    from ruleengine.api.parquet import parquet_input

    return parquet_input(path, shapes, table, plans)


def _is_parquet(path: Path) -> bool:
    if path.suffix.casefold() != ".parquet" or not path.is_file():
        return False
    return find_spec("polars") is not None


def _named(file: str, sheet: str | None, reason: Text) -> Text:
    place = f"{file} [{sheet}]" if sheet else file
    return Text(f"{place}：{reason.zh}", f"{place}: {reason.en}")
