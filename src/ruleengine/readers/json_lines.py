"""JSON lines: one JSON value in each line of a file.

Comes in: a TextFile, or lines of one. Goes out: their numbers and values; a line that
is no JSON is a value too, so that the others can be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.json_text import decoder
from ruleengine.readers.limits import Budget
from ruleengine.readers.sentences import input_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.json_members import Element
    from ruleengine.readers.limits import Limits


@frozen
class BadLine:
    """A line that is no JSON."""

    column: int


def lines_of(file: TextFile, limits: Limits) -> Iterator[Element]:
    """Yield the lines of a file with their values, but for blank ones."""
    with file.open(newline="\n") as stream:
        lines = iter(lambda: stream.readline(limits.text_chars), "")
        yield from decoded(lines, Budget(limits, file.name))


def decoded(lines: Iterator[str], budget: Budget) -> Iterator[Element]:
    """Yield the numbers of lines, from 1, with their values, but for blank ones.

    Raises:
        InputError: a line is too long, or its value too deep.
    """
    decode, most = decoder(), budget.limits.text_chars
    for number, line in enumerate(lines, start=1):
        if len(line) >= most:
            raise budget.over("text_chars", most)
        if text := line.strip(" \t\r\n\ufeff"):
            yield number, _one(decode, text, budget.file)


def _one(decode: json.JSONDecoder, text: str, file: str) -> object:
    try:
        value, end = decode.raw_decode(text)
        return value if end == len(text) else decode.decode(text)
    except json.JSONDecodeError as error:
        return BadLine(error.colno)
    except RecursionError as error:
        raise input_error("json-deep", file) from error
