"""The bytes of a csv file beside a rule file -> its rows, with the lines they stand in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.position import Position
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text, listed
from ruleengine.source.catalogue import CATALOGUE
from ruleengine.source.hidden import hidden_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_TEXT = Text("不是 UTF-8 或 GB 18030 的文字", "it is no text in UTF-8 or GB 18030")


@frozen
class Row:
    """One row after the header."""

    line: int
    cells: Mapping[str, str]


def csv_rows(raw: bytes, name: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a csv file; rows without any text are left out.

    Args:
        raw: what the file holds.
        name: how the file is called in problems.
        columns: what its first line may name; the first of them has to be there.

    Raises:
        RulePackError: with every problem of the file.
    """
    text = _decoded(raw, name)
    if hidden := hidden_problems(text, name):
        raise RulePackError(hidden)
    lines = list(_lines(text, name))
    if not lines:
        return ()
    header = [cell.strip() for cell in lines[0][1]]
    problems = list(_header_problems(header, Position(name, lines[0][0], 1), columns))
    if not problems:
        problems = list(_uneven(lines, name))
    if problems:
        raise RulePackError(problems)
    return tuple(
        Row(line, dict(zip(header, cells, strict=True))) for line, cells in lines[1:]
    )


def _decoded(raw: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    problem = CATALOGUE.problem("E101", Position(name, 1, 1), reason=NO_TEXT)
    raise RulePackError([problem])


def _lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that holds something, with the line it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begun, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        problem = CATALOGUE.problem("E121", Position(name, begun, 1))
        raise RulePackError([problem]) from error


def _header_problems(
    header: Sequence[str], place: Position, columns: Sequence[str]
) -> Iterator[Problem]:
    if columns[0] not in header:
        yield CATALOGUE.problem(
            "E119",
            place,
            found=",".join(header),
            missing=columns[0],
            wanted=listed(columns),
        )
        return
    for number, column in enumerate(header):
        if column not in columns or column in header[:number]:
            yield CATALOGUE.problem(
                "E120",
                place,
                found=column,
                wanted=listed(columns),
                near=did_you_mean(column, columns),
            )


def _uneven(lines: Sequence[tuple[int, list[str]]], name: str) -> Iterator[Problem]:
    wanted = len(lines[0][1])
    for line, cells in lines[1:]:
        if len(cells) != wanted:
            yield CATALOGUE.problem(
                "E122",
                Position(name, line, 1),
                found=str(len(cells)),
                wanted=str(wanted),
            )
