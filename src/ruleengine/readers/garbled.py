"""Headers that were opened in a wrong encoding and saved again.

Comes in: the first rows of a sheet and a table. Goes out: a garbled cell and what it was,
or None. Such a file cannot be repaired: what did not fit was lost when it was saved.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, ClassVar

from ruleengine.base.frozen import frozen
from ruleengine.readers.catalogue import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.head_row import HeadRow

MISTAKES = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"))
"""What the file was taken for, and what it was."""
BEGINNING = 4
"""So many right characters at the beginning of a name show what it was: later ones may
be lost."""
COLUMNS = 50
"""Cells of a row that are looked at."""
NAMES_LEAST = 3
"""So many headers that begin like names of items are no chance."""


@frozen
class Garbled:
    """A header row in which the names are garbled."""

    reason: ClassVar[str] = "garbled"
    column: int
    row: int
    text: str
    meant: str
    """The name that the text was."""

    def facts(self) -> dict[str, Fact]:
        """Return the parameters of the finding."""
        return {"header": self.text, "meant": self.meant}


def garbled(table: TableIndex, rows: Sequence[HeadRow]) -> Garbled | None:
    """Return the first garbled cell of a row that holds several names, or None."""
    names = [
        (fold(name), item.names[0])
        for item in table.shape.fields
        for name in item.names
        if not name.isascii()
    ]
    if not names:
        return None
    for row in rows:
        for taken, right in MISTAKES:
            found = list(_found(row, names, taken, right))
            if len(found) >= NAMES_LEAST:
                return found[0]
    return None


def _found(
    row: HeadRow, names: Sequence[tuple[str, str]], taken: str, right: str
) -> Iterator[Garbled]:
    for column, text in islice(row.texts.items(), COLUMNS):
        if not text.isascii():
            before = fold(text.encode(taken, "ignore").decode(right, "ignore"))
            alike = [(_alike(before, name), name, known) for name, known in names]
            length, name, meant = max(alike)
            if length >= min(BEGINNING, len(name)):
                yield Garbled(column, row.number, text, meant)


def _alike(before: str, name: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = zip(before, name, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
