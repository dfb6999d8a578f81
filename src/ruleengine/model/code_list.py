"""Code lists: codes with names, a hierarchy, and what the print made of them.

In: a node that the schema has accepted, and rows of a csv file beside it that someone
else has read. Out: frozen dataclasses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.position import Position
from ruleengine.model.phrase import ByReading, Phrase, by_reading_of, phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping as Map

    from ruleengine.source.csv_rows import Row
    from ruleengine.source.node import Mapping

CURRENT = "current"
CATEGORY = "category"
"""Status of a heading of the hierarchy, which is no code that data may hold."""
COLUMNS = ("code", "name", "parent", "level", "status", "from", "until", "aliases")
"""The header of a csv file beside a list; only the code is needed."""
ALIAS_MARK = ";"
"""Between several aliases in one cell of the csv file."""


@frozen(kw_only=True)
class Code:
    """One entry."""

    code: str
    name: str
    aliases: tuple[str, ...]
    parent: Phrase | None
    level: str
    status: str
    printed: str
    """The name that the print pairs with the code, where the print is wrong."""
    since: Phrase | None
    until: Phrase | None
    note: str
    clauses: tuple[str, ...]
    position: Position


@frozen(kw_only=True)
class StatusRule:
    """How grave it is when data hold a code of one status."""

    status: str
    severity: ByReading
    """error, warning, info or none; for each choice where a reading decides."""
    says: str


@frozen(kw_only=True)
class NotListed:
    """A name that the print mentions without a code."""

    name: str
    title: str
    """The name in full, where the print has that too."""
    instead: Phrase | None
    """The code of the list that is meant, or comes nearest."""
    clauses: tuple[str, ...]
    note: str

    @property
    def printed(self) -> str:
        """The name, and that in full behind it."""
        return f"{self.name} {self.title}".rstrip()


@frozen(kw_only=True)
class CodeList:
    """A code list as written."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    source: str
    vintage: str
    accepts: str
    """code, name or code-or-name: what a submitted value may be."""
    shape: Phrase | None
    """The format of every code; a value that has another one is no code at all."""
    slot: bool
    """True for a list that is not public and is filled in by an officer."""
    file: Phrase | None
    levels: tuple[str, ...]
    statuses: tuple[StatusRule, ...]
    codes: tuple[Code, ...]
    not_listed: tuple[NotListed, ...]
    position: Position

    @property
    def proper(self) -> tuple[Code, ...]:
        """The codes that data may hold, without the headings above them."""
        return tuple(code for code in self.codes if not self.is_heading(code))

    def is_heading(self, code: Code) -> bool:
        """Tell whether an entry only names a branch of the hierarchy."""
        last = self.levels[-1] if self.levels else ""
        return code.status == CATEGORY or bool(code.level and code.level != last)

    def with_rows(self, rows: Iterable[Row], file: str) -> CodeList:
        """Return the list with the rows of its csv file added.

        Args:
            rows: the rows after the header.
            file: how the csv file is called in problems.
        """
        more = (_code_of_row(row.cells, Position(file, row.line, 1)) for row in rows)
        return replace(self, codes=(*self.codes, *more))


def from_node(node: Mapping) -> CodeList:
    """Build a code list from a node that the schema has accepted."""
    return CodeList(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        source=node.text("source"),
        vintage=node.text("vintage"),
        accepts=node.text("accepts", "code"),
        shape=phrase_of(node.get("shape")),
        slot=node.value("slot") is True,
        file=phrase_of(node.get("file")),
        levels=node.texts("levels"),
        statuses=tuple(_status(item) for item in node.mappings("statuses")),
        codes=tuple(_code(item) for item in node.mappings("codes")),
        not_listed=tuple(_not_listed(item) for item in node.mappings("not-listed")),
        position=node.place("id"),
    )


def _status(node: Mapping) -> StatusRule:
    severity = node.get("severity")
    assert severity is not None, "the schema demands it"
    return StatusRule(
        status=node.text("status"),
        severity=by_reading_of(severity),
        says=node.text("says"),
    )


def _not_listed(node: Mapping) -> NotListed:
    return NotListed(
        name=node.text("name"),
        title=node.text("title"),
        instead=phrase_of(node.get("instead")),
        clauses=node.texts("clauses"),
        note=node.text("note"),
    )


def _code(node: Mapping) -> Code:
    return Code(
        code=node.text("code"),
        name=node.text("name"),
        aliases=node.texts("aliases"),
        parent=phrase_of(node.get("parent")),
        level=node.text("level"),
        status=node.text("status", CURRENT),
        printed=node.text("printed"),
        since=phrase_of(node.get("from")),
        until=phrase_of(node.get("until")),
        note=node.text("note"),
        clauses=node.texts("clauses"),
        position=node.place("code"),
    )


def _code_of_row(row: Map[str, str], position: Position) -> Code:
    there = {column: text for column, cell in row.items() if (text := cell.strip())}

    def phrase(column: str) -> Phrase | None:
        text = there.get(column)
        return Phrase(text, position, quoted=True) if text else None

    aliases = there.get("aliases")
    parts = (part.strip() for part in aliases.split(ALIAS_MARK)) if aliases else ()
    return Code(
        code=there.get("code", ""),
        name=there.get("name", ""),
        aliases=tuple(filter(None, parts)),
        parent=phrase("parent"),
        level=there.get("level", ""),
        status=there.get("status", CURRENT),
        printed="",
        since=phrase("from"),
        until=phrase("until"),
        note="",
        clauses=(),
        position=position,
    )
