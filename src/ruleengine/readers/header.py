"""Header rows: which table a sheet holds and which column is which field.

Comes in: the first rows of a sheet as texts. Goes out: a Header, or why there is none.
Knows nothing of file formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.record import column_letters
from ruleengine.readers.catalogue import TableIndex, fold
from ruleengine.readers.explaining import explaining
from ruleengine.readers.faults import suggestions
from ruleengine.readers.garbled import Garbled, garbled
from ruleengine.readers.glued import Glued, glued, pieces
from ruleengine.readers.head_row import HeadRow
from ruleengine.readers.match import KNOWN_LEAST, Match, by_headers, match_of
from ruleengine.readers.misnamed import Misnamed, misnamed
from ruleengine.readers.own_reports import is_report
from ruleengine.readers.sentences import joined, sentence, suggestion
from ruleengine.readers.turned import Turned, turned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.base.record import FieldShape
    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue
    from ruleengine.readers.faults import Faults

SEARCHED_ROWS = 20
"""How many rows that are not blank are searched for the header."""
SUGGESTED = 50
"""For further unknown columns no near miss is looked for, which takes time."""
EXAMPLES = 3
"""Names that are given as an example where no header is known."""

Instead = Turned | Glued | Garbled | Misnamed
"""What may stand where the header of a table should be."""


@frozen
class Header:
    """The header of one sheet, for one table."""

    table: TableIndex
    row: int
    """Row or line of the header; 0 when there is none."""
    fields: Mapping[int, FieldShape]
    """Empty when no header is known; then there are findings but no records, for a
    finding per record and required field would say nothing more."""
    unknown: Mapping[int, str]
    repeated: Mapping[int, tuple[str, FieldShape]]
    deep: Mapping[int, int]
    """Column -> row of the names in the second row of a header of two."""
    instead: Instead | None = None
    """What stands there instead of a row of names; then there are no fields."""
    explaining: tuple[HeadRow, ...] = ()
    """Rows below the header that are no records."""

    @property
    def last(self) -> int:
        """The last row that belongs to the header: the records stand below it."""
        if self.explaining:
            return self.explaining[-1].number
        return max(self.deep.values(), default=self.row)

    def row_of(self, column: int) -> int:
        """Return the row where the name of a column stands."""
        return self.deep.get(column, self.row)

    @property
    def is_lost(self) -> bool:
        """Whether data stand there without a header that says what they are."""
        return not self.fields and bool(self.instead or self.unknown)

    @property
    def columns(self) -> Mapping[str, int]:
        """Field key -> column."""
        return {item.key: column for column, item in self.fields.items()}

    @property
    def width(self) -> int:
        """The last column that has a header."""
        return max((*self.fields, *self.unknown, *self.repeated), default=0)


def choose(
    name: str,
    rows: Sequence[HeadRow],
    catalogue: Catalogue,
    wanted: TableIndex | None = None,
    *,
    forced: bool = False,
) -> Header | Text:
    """Return the header of the sheet ``name``, or the reason why it has no table.

    Args:
        name: sheet name or file stem.
        rows: the first rows of the sheet that are not blank.
        catalogue: all tables.
        wanted: the only table that the caller accepts.
        forced: take ``wanted`` whatever the sheet is called and holds.
    """
    if forced and wanted:
        return _header_of(wanted, rows, catalogue)
    if is_report([row.texts for row in rows]):
        return sentence("sheet-report")
    named = catalogue.named(name)
    allowed = (wanted,) if wanted else catalogue.tables
    named = tuple(table for table in named if table in allowed)
    if len(named) == 1 and not catalogue.is_weak(name):
        header = _header_of(named[0], rows, catalogue)
        if header.instead and catalogue.is_explanation(name):
            return _instead(rows, catalogue) or header
        return header
    found = by_headers(named, rows) or by_headers(allowed, rows)
    match found:
        case ():
            if wanted and rows:
                return _not_wanted(wanted, rows, catalogue)
            return _no_table(name, rows, catalogue)
        case (only,):
            return _header_at(only, rows)
        case _:
            ids = "、".join(match.table.shape.id for match in found)
            return sentence("sheet-ambiguous", names=ids)


def _no_table(name: str, rows: Sequence[HeadRow], catalogue: Catalogue) -> Text:
    if not rows:
        return sentence("sheet-empty")
    if found := _instead(rows, catalogue):
        return found
    best = max(
        (match_of(table, rows) for table in catalogue.tables),
        key=lambda match: match.known,
        default=None,
    )
    if best and best.known and best.row:
        reason = sentence(
            "sheet-unmatched-headers",
            table=best.table.shape.id,
            known=best.known,
            count=len(set(best.row.headers)),
        )
    else:
        reason = sentence("sheet-unmatched")
    return joined(reason, suggestion(catalogue.near(name)))


def _not_wanted(
    wanted: TableIndex, rows: Sequence[HeadRow], catalogue: Catalogue
) -> Text:
    """Return why a sheet, one of several, is not the table that the caller accepts."""
    if found := _instead(rows, catalogue):
        return found
    match, table = match_of(wanted, rows), wanted.shape.id
    if not match.row or not match.known:
        return sentence("sheet-not-wanted", table=table)
    count = len(set(match.row.headers))
    return sentence(
        "sheet-not-wanted-headers", table=table, known=match.known, count=count
    )


def _instead(rows: Sequence[HeadRow], catalogue: Catalogue) -> Text | None:
    """Return what to say where names stand, but in no row of their own."""
    texts = {text for row in rows for text in row.headers}
    tables = _with_names(catalogue, texts)
    lying = [(table, way) for table in tables if (way := turned(table, rows, 1))]
    if lying:
        table, way = max(lying, key=lambda pair: len(pair[1].names))
        column = column_letters(way.column)
        return sentence("sheet-turned", table=table.shape.id, column=column)
    divided = pieces(rows)
    tables = _with_names(catalogue, {name for each in divided for name in each.names})
    cells = [(table, cell) for table in tables if (cell := glued(table, divided))]
    if cells:
        table, cell = max(cells, key=lambda pair: pair[1].count)
        return sentence("sheet-glued", table=table.shape.id, mark=cell.mark)
    return None


def _with_names(catalogue: Catalogue, texts: set[str]) -> list[TableIndex]:
    """Return the tables worth a closer look: asking each of them takes time."""
    tables = catalogue.tables
    return [table for table in tables if table.known(texts) > KNOWN_LEAST]


def _header_of(
    table: TableIndex, rows: Sequence[HeadRow], catalogue: Catalogue
) -> Header:
    """Return the header of a sheet that is known to be for one table."""
    match = match_of(table, rows)
    instead: Instead | None = turned(table, rows, match.known)
    instead = instead or misnamed(match, rows, catalogue.tables)
    if not instead and not match.known:
        instead = glued(table, pieces(rows)) or garbled(table, rows)
    if instead:
        return Header(
            table=table,
            row=instead.row,
            fields={},
            unknown={},
            repeated={},
            deep={},
            instead=instead,
        )
    return _header_at(match, rows)


def _header_at(match: Match, rows: Sequence[HeadRow]) -> Header:
    """Return the header in the row that names most items of a table."""
    fields: dict[int, FieldShape] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, tuple[str, FieldShape]] = {}
    taken: set[str] = set()
    head = match.row or HeadRow(0, {})
    for column, text in sorted(head.texts.items()):
        meant = match.table.fields.get(fold(text), ())
        free = next((item for item in meant if item.key not in taken), None)
        if free:
            fields[column] = free
            taken.add(free.key)
        elif meant:
            repeated[column] = (text, meant[0])
        else:
            unknown[column] = text
    below = [each for each in rows if each.number > head.last]
    return Header(
        table=match.table,
        row=head.number,
        fields=fields,
        unknown=unknown,
        repeated=repeated,
        deep=head.deep,
        explaining=explaining(below, fields) if fields else (),
    )


def tell(header: Header, faults: Faults) -> None:
    """Report what stands instead of a header, or in it and below it and is no name."""
    if found := header.instead:
        at = faults.spot(found.row, found.column)
        faults.add("unreadable", found.reason, found.facts(), at=at)
    for row in header.explaining:
        column, text = next(iter(row.texts.items()))
        at = faults.spot(row.number, column)
        faults.add("unreadable", "explaining", {"header": text}, at=at)
    if header.unknown and not header.fields:
        _tell_no_header(header, faults)
    _tell_unknown(header, faults)
    for column, (text, item) in header.repeated.items():
        faults.add(
            "unreadable",
            "duplicate-column",
            {"header": text, "name": item.names[0]},
            at=faults.spot(header.row_of(column), column),
        )


def _tell_unknown(header: Header, faults: Faults) -> None:
    """Report the columns of no item; without any known one, those that look like one."""
    for count, (column, text) in enumerate(header.unknown.items()):
        near = suggestions(text, header.table.shape) if count < SUGGESTED else ()
        if near or header.fields:
            faults.add(
                "unknown-field",
                "unknown",
                {"header": text, "suggestions": near},
                at=faults.spot(header.row_of(column), column),
            )


def _tell_no_header(header: Header, faults: Faults) -> None:
    """Report once what each of the columns would only say again."""
    column, text = next(iter(header.unknown.items()))
    wanted = tuple(item.names[0] for item in header.table.shape.fields)
    facts: dict[str, Fact] = {
        "header": text,
        "count": len(header.unknown),
        "wanted": wanted[:EXAMPLES],
        "searched": SEARCHED_ROWS,
    }
    faults.add("unreadable", "header", facts, at=faults.spot(header.row, column))
