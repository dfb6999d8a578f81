"""A text file in which tables are looked for, and what every reader of one is given.

Comes in: a TextFile and what the caller accepts. Goes out: its headers and budgets.
Knows nothing of file formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.header import choose
from ruleengine.readers.limits import Budget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import Catalogue, TableIndex
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.head_row import HeadRow
    from ruleengine.readers.header import Header
    from ruleengine.readers.limits import Limits


@frozen
class Source:
    """What the readers of one file share."""

    file: TextFile
    catalogue: Catalogue
    limits: Limits
    wanted: TableIndex | None = None
    """The only table that the caller accepts."""
    is_alone: bool = True
    """Whether it was named itself, or is the only file to be read in its folder."""

    @property
    def stem(self) -> str:
        """The name of the file without its suffix."""
        return self.file.path.stem

    def budget(self) -> Budget:
        """Return all that one reading of the file may cost."""
        return Budget(self.limits, self.file.name)

    def header(
        self, name: str, rows: Sequence[HeadRow], *, is_whole: bool = True
    ) -> Header | Text:
        """Return the header of a table in the file, or the reason why it has none.

        Args:
            name: what the table is called: the file, or the member that holds it.
            rows: its first rows that are not blank.
            is_whole: the table is all that the file holds; then ``wanted`` is taken,
                whatever a file that stands alone is called and holds.
        """
        forced = self.is_alone and is_whole
        return choose(name, rows, self.catalogue, self.wanted, forced=forced)
