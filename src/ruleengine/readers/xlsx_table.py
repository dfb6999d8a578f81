"""Workbooks (xlsx) as tables, one per sheet.

Comes in: a path. Goes out: TableInputs that stream records. Sheets are read with the
XML parser of the standard library instead of openpyxl, which pads missing cells, keeps
every row, cannot tell a formula without a result from an empty cell, and does not know
the date formats that Chinese Excel names by number only.
"""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.progress import Reading
from ruleengine.base.record import Locator, TableInput
from ruleengine.readers.below import Below
from ruleengine.readers.encoding import DAMAGED
from ruleengine.readers.faults import Faults
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.header import SEARCHED_ROWS, Header, choose, tell
from ruleengine.readers.limits import Budget
from ruleengine.readers.merged import Swallowed, merges
from ruleengine.readers.sentences import sentence
from ruleengine.readers.strays import Strays
from ruleengine.readers.xlsx_package import open_package
from ruleengine.readers.xlsx_plain import sheet_rows
from ruleengine.readers.xlsx_shared import read_shared
from ruleengine.readers.xlsx_sheet import SheetEvents
from ruleengine.readers.xlsx_value import DAY_NUMBER, CellReader, Doubtful

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from ruleengine.base.finding import Fact
    from ruleengine.base.record import FieldShape, Record, Value
    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue, TableIndex
    from ruleengine.readers.limits import Limits
    from ruleengine.readers.merged import Merge
    from ruleengine.readers.seen_file import SeenFile
    from ruleengine.readers.xlsx_package import Package, Sheet
    from ruleengine.readers.xlsx_sheet import SheetRow


@frozen
class Workbook:
    """A workbook that has been opened, and how it is to be read."""

    package: Package
    cells: CellReader
    sha256: str
    limits: Limits

    def rows(self, sheet: Sheet) -> tuple[SheetEvents, Generator[SheetRow]]:
        """Return the rows of a sheet with the events that gather them."""
        events = SheetEvents(Budget(self.limits, self.package.name))
        return events, sheet_rows(self.package, sheet, events)


def open_workbook(file: SeenFile, limits: Limits) -> Workbook:
    """Open a workbook.

    Raises:
        InputError: it is no workbook, damaged, or over a limit.
    """
    budget = Budget(limits, file.name)
    package = open_package(file.path, file.name, limits, budget)
    cells = CellReader(read_shared(package, budget), is_1904=package.is_1904)
    return Workbook(package, cells, file.sha256, limits)


def read_workbook(
    book: Workbook,
    catalogue: Catalogue,
    wanted: TableIndex | None,
    *,
    is_alone: bool,
) -> list[tuple[str, TableInput | Text]]:
    """Return every sheet with its table, or why it has none.

    An only sheet is taken for the table that is wanted whatever it is called and holds,
    unless other files were handed in with it (not ``is_alone``).
    Sheets without any cell are left out when their name says nothing either; so are
    hidden ones (lists for drop-downs) that are no table.
    """
    heads = {sheet: _head(book, sheet) for sheet in book.package.sheets}
    filled = [sheet for sheet, head in heads.items() if head and not sheet.is_hidden]
    result: list[tuple[str, TableInput | Text]] = []
    for sheet, head in heads.items():
        if not head and not catalogue.named(sheet.name):
            continue
        forced = wanted is not None and is_alone and filled == [sheet]
        header = choose(sheet.name, head, catalogue, wanted, forced=forced)
        if not sheet.is_hidden:
            result.append((sheet.name, _found(book, sheet, header, catalogue)))
        elif isinstance(header, Header):
            result.append((sheet.name, sentence("sheet-hidden")))
    return result


def _found(
    book: Workbook, sheet: Sheet, header: Header | Text, catalogue: Catalogue
) -> TableInput | Text:
    if isinstance(header, Header):
        return _table(book, sheet, header, catalogue)
    return header


def _head(book: Workbook, sheet: Sheet) -> list[HeadRow]:
    _events, rows = book.rows(sheet)
    with closing(rows):
        filled = (
            HeadRow(row.number, texts)
            for row in rows
            if (texts := _texts(book.cells, row))
        )
        return list(islice(filled, SEARCHED_ROWS))


def _texts(cells: CellReader, row: SheetRow) -> dict[int, str]:
    texts = {cell.column: cells.text(cell) for cell in row.cells}
    return {column: text for column, text in texts.items() if text.strip()}


def _table(
    book: Workbook, sheet: Sheet, header: Header, catalogue: Catalogue
) -> TableInput:
    name = book.package.name
    locator = Locator(name, sheet.name, header.columns, cells=True)
    table = header.table.shape.id
    faults = Faults(table, locator, book.limits.findings)
    tell(header, faults)
    result = TableInput(
        table,
        locator,
        iter(()),
        book.sha256,
        faults.all(),
        is_lost=header.is_lost,
        reading=Reading(sheet.size),
    )
    if header.fields:
        reader = _RowReader(book, header, faults, Below(header, catalogue))
        result.records = _records(book, sheet, reader, result)
    return result


def _records(
    book: Workbook, sheet: Sheet, reader: _RowReader, result: TableInput
) -> Iterator[Record]:
    events, rows = book.rows(sheet)
    events.budget.reading = result.reading or events.budget.reading
    for index, (row, values) in enumerate(_filled(book, reader, rows), start=1):
        result.locator.note(index, row.number)
        yield reader.record(index, row, values)
    found = merges(events.merges, reader.header.fields, reader.header.last)
    reader.end(found)
    hidden = Swallowed.by(found, reader.header.columns)
    result.is_told = lambda at, key: hidden.holds(result.locator.row(at) or 0, key)
    result.findings = reader.faults.all()


Values = list[tuple[int, "Value | Doubtful"]]


def _filled(
    book: Workbook, reader: _RowReader, rows: Iterable[SheetRow]
) -> Iterator[tuple[SheetRow, Values]]:
    """Yield the rows below the header that are not blank, down to another table."""
    below, before = reader.below, reader.header.last
    for row in rows:
        if row.number <= reader.header.last:
            continue
        values = reader.values(row)
        if not values or row.number > before + 1:
            below.blank()
        if values and below.is_looking:
            head = HeadRow(row.number, _texts(book.cells, row))
            yield from below.passed((row, values), head)
        elif values:
            yield row, values
        before = row.number
    yield from below.rest()


class _RowReader:
    """Turns the rows of one sheet into records."""

    def __init__(
        self, book: Workbook, header: Header, faults: Faults, below: Below
    ) -> None:
        self.header = header
        self.below = below
        self.faults = faults
        self._cells = book.cells
        self._strays = Strays(faults)
        self._named = {*header.fields, *header.unknown, *header.repeated}
        self._empty: dict[str, Value] = dict.fromkeys(header.columns)
        self._patterns = {at: item.pattern for at, item in header.fields.items()}

    def values(self, row: SheetRow) -> Values:
        """Return the cells of a row that are not blank; [] for a blank row."""
        values = self._cells.values(row.cells, self._patterns)
        is_blank = all(
            not isinstance(value, Doubtful)
            and (value is None or not str(value).strip())
            for _column, value in values
        )
        return [] if is_blank else values

    def record(self, index: int, row: SheetRow, values: Values) -> Record:
        """Return the record; its row has been noted before."""
        record = self._empty.copy()
        for column, found in values:
            item = self.header.fields.get(column)
            if item is None:
                if column not in self._named and not _is_nothing(found):
                    self._strays.note(column, row.number)
            elif isinstance(found, Doubtful):
                if not _says_all(found, item):
                    record[item.key] = found.value
                self._tell(index, item, found)
            else:
                record[item.key] = found
                if isinstance(found, str) and DAMAGED in found:
                    self._damaged(index, item, found)
        return record

    def end(self, merged: list[Merge]) -> None:
        """Report what is known only when the sheet has been read."""
        self._strays.tell()
        self.below.tell(self.faults)
        for merge in merged:
            at = self.faults.spot(merge.top, merge.left)
            facts: dict[str, Fact] = {"range": merge.range}
            is_across = merge.is_across(self.header.fields)
            reason = "merged-across" if is_across else "merged-cells"
            self.faults.add("unreadable", reason, facts, at=at)

    def _tell(self, index: int, item: FieldShape, found: Doubtful) -> None:
        params = {"name": item.names[0]}
        if found.param:
            params[found.param] = found.fact
        self.faults.add(
            "unreadable",
            found.reason,
            dict(params),
            record=index,
            value=None if found.value is None else str(found.value),
            at=self.faults.locator.place(index, item.key),
        )

    def _damaged(self, index: int, item: FieldShape, value: str) -> None:
        self.faults.add(
            "unreadable",
            "encoding",
            {"encoding": "utf-8", "name": item.names[0]},
            record=index,
            value=value,
            at=self.faults.locator.place(index, item.key),
        )


def _says_all(found: Doubtful, item: FieldShape) -> bool:
    """Tell whether the cell holds no value of which more could be said."""
    is_no_moment = found.reason == "date-out-of-range" and item.pattern is not None
    return is_no_moment or found.reason in {"error-cell", DAY_NUMBER}


def _is_nothing(found: Value | Doubtful) -> bool:
    return found is None or (isinstance(found, Doubtful) and found.value is None)
