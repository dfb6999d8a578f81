"""Records of a block of text, sifted where they lie by the extra ``fast``.

In: blocks, the sieve of a table. Out: runs of records of which is known which ones are
not certainly clean, and blocks of the lines in which something unusual stands, which are
read record by record.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from ruleengine.engine.batches import Sifted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ruleengine_fast

    from ruleengine.base.record import Block, Record
    from ruleengine.engine.judges import Doubt
    from ruleengine.engine.sieve import RecordSieve

LINES = 4096
"""Lines that are looked at together."""
ODD = 16
"""With more than one unusual line in so many, what is left is read record by
record."""
_BLANK = b' \t\r\n",;|'
"""What rows that hold nothing are written with. What follows one may be no record, as who
reads row by row finds out."""


@dataclass(slots=True)
class ScannedRecords:
    """Neighbouring records of one block, which has not made them."""

    block: Block
    before: int
    """Lines of the block that stand before them."""
    lines: ruleengine_fast.Lines
    places: Mapping[str, int]
    """Key -> place of the item."""
    suspects: Mapping[int, Doubt]
    """Places of those that are not certainly clean, in order, and what is in doubt."""

    def __len__(self) -> int:
        return self.lines.count

    def clean(self) -> list[int]:
        """Return the places of the clean ones."""
        is_clean = bytearray(b"\1") * self.lines.count
        for at in self.suspects:
            is_clean[at] = 0
        return list(compress(range(self.lines.count), is_clean))

    def columns(self, places: list[int], keys: Sequence[str]) -> list[list[str | None]]:
        """Return the texts of some items in some of the records, item by item."""
        return self.lines.columns(places, [self.places[key] for key in keys])

    def joined(self, places: list[int], keys: Sequence[str], mark: str) -> list[str]:
        """Return the texts of items that are all there, with a mark between them."""
        indexes = tuple([self.places[key] for key in keys])
        return self.lines.joined(places, indexes, mark)

    def records(self, places: Sequence[int], keys: Sequence[str]) -> list[Record]:
        """Return some of the records, with some of their items."""
        columns = self.columns(list(places), keys)
        return [
            {key: text for key, text in zip(keys, row, strict=True) if text is not None}
            for row in zip(*columns, strict=True)
        ]

    def suspected(self) -> Iterator[Record]:
        """Take all records as read; yield those that are not certainly clean."""
        keys, standing = tuple(self.places), self.lines.standing
        found = {at: {keys[i]: t for i, t in standing(at)} for at in self.suspects}
        return self.block.taken(found, self.lines.count, self.before)


def scanned(block: Block, sieve: RecordSieve) -> Iterator[ScannedRecords | Block]:
    """Yield the records of a block of text as they lie in it, as far as that works.

    Args:
        block: any block.
        sieve: the sieve of its table.

    Yields:
        Records that have been looked at, and blocks of the lines between them and of all
        that is left.
    """
    text = block.plain_lines()
    scanner = sieve.scanner(block.members(), block.separator) if text else None
    if scanner is None:
        yield block
        return
    places = {key: at for at, key in enumerate(sieve.keys)}
    at = before = odd = 0
    while at < len(text):
        lines = scanner.scan(text, at, LINES)
        if lines.count:
            sifted = Sifted((), lines.lacking, lines.asked, lines.loud)
            suspects = sieve.doubts_among(sifted, lines.columns)
            found = dict(sorted(suspects.items()))
            yield ScannedRecords(block, before, lines, places, found)
            at, before = lines.end, before + lines.count
        if not lines.is_odd:
            continue
        odd += 1
        end = text.find(b"\n", at) + 1 or len(text)
        is_blank = block.form == "csv" and not text[at:end].strip(_BLANK)
        if is_blank or odd * ODD > before + ODD * ODD:
            yield block.cut(at, len(text), before) if at else block
            return
        yield block.cut(at, end, before)
        at, before = end, before + 1
    block.lines = before
