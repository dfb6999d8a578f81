"""Separated text (csv, tsv) as rows of cells.

Comes in: lines of text as they stand in the file, line ends kept. Goes out: rows with
the line where they begin. Quotes work as in RFC 4180; a quote that is never closed
costs its own line only, and so does one that only another opening quote could close.
Spaces before a quote (``"a", "b"``) are none of the value. The csv module is not used:
its field limit is global to the process, and an open quote swallows the rest of the file.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = (",", ";", "\t", "|")
QUOTED_CHARS = 1_000_000
"""So many characters may stand between two quotes before the first is an error."""

_SPACED = re.compile('( *)"((?:[^"]|"")*+)" *')
"""A quoted cell within one line, with spaces around it."""
_INSIDE = re.compile('[^"]*(?:""[^"]*)*')


class Row(NamedTuple):
    """One row and the line where it begins."""

    line: int
    cells: list[str]
    is_unclosed: bool = False
    """A quote was opened and never closed; the cells are those of one line."""


@dataclass(slots=True)
class _Line:
    """The state of reading one row that has quotes in it."""

    separator: str
    cells: list[str]
    quoted: list[str] | None = None
    """The pieces of the cell whose quote is open."""
    is_broken: bool = False
    """A quote that was open over a line end met one that cannot close it."""

    def feed(self, line: str) -> bool:
        """Read one more line; True when the row is complete."""
        at = 0
        while True:
            if self.quoted is None:
                if not line.startswith('"', at):
                    at, done = self._spaced(line, at) or self._plain(line, at, "")
                else:
                    self.quoted, at, done = [], at + 1, False
            else:
                found = _INSIDE.match(line, at)
                assert found, "the pattern matches the empty text"
                self.quoted.append(found[0])
                at = found.end()
                if at == len(line):
                    return False
                if len(self.quoted) > 1 and not self._may_close(line, at + 1):
                    self.is_broken = True
                    return True
                text = "".join(self.quoted).replace('""', '"')
                self.quoted = None
                at, done = self._plain(line, at + 1, text)
            if done:
                return True

    def _may_close(self, line: str, at: int) -> bool:
        """Tell whether a cell ends at ``at``; if not, the quote opens another cell.

        Two quotes of which neither is closed would swallow the lines between them.
        """
        rest = line[at:].lstrip(" ").rstrip("\r\n")
        return not rest or rest.startswith(self.separator)

    def _spaced(self, line: str, at: int) -> tuple[int, bool] | None:
        """Take a quoted cell that begins with a space; None where there is no such."""
        found = _SPACED.match(line, at) if line.startswith(" ", at) else None
        if found is None or not self._may_close(line, found.end()):
            return None
        return self._plain(line, found.end(), found[2].replace('""', '"'))

    def _plain(self, line: str, at: int, before: str) -> tuple[int, bool]:
        end = line.find(self.separator, at)
        if end >= 0:
            self.cells.append(before + line[at:end])
            return end + 1, False
        self.cells.append(before + line[at:].rstrip("\r\n"))
        return len(line), True


def rows(lines: Iterator[str], separator: str) -> Iterator[Row]:
    """Yield the rows of separated text; blank lines are rows of one empty cell."""
    number = 0
    waiting: deque[str] = deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        if '"' not in line:
            yield Row(number, line.rstrip("\r\n").split(separator))
            continue
        state = _Line(separator, [])
        if state.feed(line):
            yield Row(number, state.cells)
            continue
        more = _complete(state, lines, waiting)
        if more is None:
            yield Row(number, line.rstrip("\r\n").split(separator), is_unclosed=True)
        else:
            yield Row(number, state.cells)
            number += more


def _complete(state: _Line, lines: Iterator[str], waiting: deque[str]) -> int | None:
    """Read on until the quote closes; the number of lines, or None if it never does.

    Lines that were read in vain are left in ``waiting``.
    """
    tried: list[str] = []
    chars = 0
    while chars <= QUOTED_CHARS:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            break
        tried.append(line)
        chars += len(line)
        if not state.feed(line):
            continue
        if not state.is_broken:
            return len(tried)
        break
    waiting.extendleft(reversed(tried))
    return None
