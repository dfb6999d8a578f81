"""Plain rows of a sheet, read by a regular expression instead of the XML parser.

Comes in: the XML of a sheet. Goes out: rows in which nothing stands but cells with
numbers, texts and formulas as all programs write them, nearly all rows of nearly all
sheets, at a sixth of the cost. All else goes to the parser, in the order of the sheet.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ruleengine.readers.xlsx_package import archive, feeding
from ruleengine.readers.xlsx_sheet import (
    LAST_ROW,
    Cell,
    SheetRow,
    letters_number,
    style_number,
)
from ruleengine.readers.xlsx_xml import XmlParser

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ruleengine.readers.xlsx_package import Package, Sheet
    from ruleengine.readers.xlsx_sheet import SheetEvents

ROW_END = "</row>"
LONGEST = 1 << 20
"""Bytes; a row that is longer goes to the parser piece by piece."""

# What the parser would change (line ends, references to characters) or refuse is left
# to it: control characters, U+FFFE and U+FFFF, a bare > that may close a CDATA section.
_TEXT = (
    r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
    r"(?:&(?:amp|lt|gt|quot|apos);[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*+)*+"
)
_ATTRIBUTES = r'(?: [A-Za-z0-9:]++="[^"<>&\x00-\x1f]*+")*+'
_SPACE = r'(?: xml:space="preserve")?+'
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)[0-9]{1,7}+"((?: s="[0-9]{1,9}+")?+(?: t="[A-Za-z]++")?+)'
    rf"(?: ?/>|>(<f{_ATTRIBUTES}(?: ?/>|>{_TEXT}</f>))?+"
    rf"(?:<v ?/>|(?:<v{_SPACE}>|(<is><t{_SPACE}>))({_TEXT})(?(4)</t></is>|</v>))?+</c>)"
)
_STEP = 6
"""Cells are taken apart into five groups and what stands between them: nothing."""
_ROW = re.compile(rf'<row r="([0-9]{{1,7}})"{_ATTRIBUTES}>')
_FORM = re.compile('(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?')
_REFERENCE = re.compile("&([a-z]+);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CELL_OF: Callable[[tuple[object, ...]], Cell] = partial(tuple.__new__, Cell)
"""Makes a cell of its parts; what a named tuple has for that takes twice as long."""


class PlainRows:
    """Takes plain rows out of a sheet before its parser sees them."""

    def __init__(self, parser: XmlParser, events: SheetEvents) -> None:
        self._parser = parser
        self._events = events
        self._rest = b""
        self._is_between = False
        """Whether the parser stands right behind a row."""
        self._is_odd = False
        """Whether ``</row>`` need not be the end of a row, or not be UTF-8."""
        parser.expat.StartCdataSectionHandler = self._leave
        parser.expat.XmlDeclHandler = self._declared

    @property
    def waiting(self) -> int:
        """How many bytes are held because the end of their tag has not come."""
        return self._parser.waiting

    def take(self, data: bytes, *, is_last: bool = False) -> None:
        """Take the next bytes; the beginning of a row waits for its end."""
        data = self._rest + data
        self._rest = b""
        end = data.rfind(ROW_END.encode()) + len(ROW_END)
        if is_last or self._is_odd:
            self._parser.take(data, is_last=is_last)
        elif end >= len(ROW_END):
            self._rest = data[end:]
            self._take_rows(data[:end])
        elif len(data) > LONGEST:
            self._is_between = False
            self._parser.take(data)
        else:
            self._rest = data

    def _take_rows(self, data: bytes) -> None:
        try:
            rows = data.decode().split(ROW_END)[:-1]
        except UnicodeDecodeError:
            self._leave()
            self._parser.take(data)
            return
        for row in rows:
            if not (self._is_between and self._is_plain(row)):
                self._parser.take(f"{row}{ROW_END}".encode())
                self._is_between = not (self._is_odd or self._parser.waiting)

    def _is_plain(self, row: str) -> bool:
        """Take a row that is plain; tell whether it is."""
        head = _ROW.match(row)
        if not head or int(head[1]) > LAST_ROW:
            return False
        if len(row) > self._events.budget.limits.text_chars:
            return False
        parts = _CELL.split(row[head.end() :])
        if any(parts[::_STEP]):
            return False
        columns = list(map(letters_number, parts[1::_STEP]))
        cells = _cells(columns, *(parts[at::_STEP] for at in (2, 3, 5)))
        self._events.take_row(SheetRow(int(head[1]), cells), columns)
        return True

    def _leave(self) -> None:
        """Leave all that follows to the parser."""
        self._is_odd = True

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() != "utf-8":
            self._leave()


def _cells(
    columns: list[int],
    forms: list[str],
    formulas: list[str | None],
    texts: list[str | None],
) -> list[Cell]:
    """Return the cells of a row in which a text or a formula stands."""
    kinds, styles = zip(*map(_form, forms), strict=True) if forms else ((), ())
    values = map(_text, texts)
    has_formula = map(bool, formulas)
    parts = zip(columns, kinds, styles, values, has_formula, strict=True)
    cells = list(map(_CELL_OF, parts))
    if all(texts):
        return cells
    return [cell for cell in cells if cell.text or cell.has_formula]


@lru_cache(maxsize=1024)
def _form(written: str) -> tuple[str, int]:
    """Return kind and style of a cell from its attributes."""
    found = _FORM.fullmatch(written)
    assert found, "the pattern of a cell takes nothing else"
    return found[2] or "n", style_number(found[1] or "0")


def _text(written: str | None) -> str:
    if not written or "&" not in written:
        return written or ""
    return _REFERENCE.sub(lambda found: _CHARACTERS[found[1]], written)


def sheet_rows(
    package: Package, sheet: Sheet, events: SheetEvents
) -> Generator[SheetRow]:
    """Yield the rows that have cells; ``events.merges`` is complete at the end.

    Raises:
        InputError: the sheet is damaged or over a limit.
    """
    rows = PlainRows(XmlParser(events, events.budget.file), events)
    with archive(package.path, package.name) as opened:
        for _ in feeding(opened, sheet.part, rows, events.budget):
            while events.rows:
                yield events.rows.popleft()
