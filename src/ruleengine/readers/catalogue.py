"""Tables and fields by the names that people give them.

Comes in: TableShapes. Goes out: look-ups by sheet name, file stem and header text that
forgive width, case, spaces and the form of brackets. Knows nothing of files.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.readers.sentences import joined, sentence, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.base.record import FieldShape, TableShape

SHEET_NAME_CHARS = 31
"""Excel cuts sheet names here."""
ABOUT = ("说明", "须知", "指南", "要求", "字典", "instruction", "readme", "guide")
"""What stands in the names of sheets that explain how to fill in a table."""
TITLE_CHARS = 6
"""A title shorter than this is not looked for inside a longer name."""

_ALIKE = str.maketrans("【】〔〕[]{}∕⁄", "()()()()//")
_NUMBERED = re.compile("([a-z]{1,5}|表)?0*([0-9]{1,4}(?:-[0-9]+)*)")
_APART = re.compile(r"(?<=[0-9])[\W_]+(?=[0-9])")
"""What keeps two numbers apart: ``T01-2`` is a part of table 1, and never table 12."""
_MARK = r"\((?:必填|选填|必填项|选填项|非必填|必须|可选)\)"
_MARKED = re.compile(rf"^{_MARK}|{_MARK}(?=[*★:]*$)")
"""What templates write before or behind the name of a column."""
_NUMBER = re.compile(r"^(?:[0-9]{1,3}[.、)]|\([0-9]{1,3}\))(?![0-9])")
FORMAT = (
    r"(?:an?|n)(?:[0-9]*\.\.)?(?:[0-9]+|ul)(?:,[0-9]+)?(?:\([an0-9.\"-]+\))?"
    r"|y{4}[mdhs]*|boolean"
)
"""Pattern of a format, folded."""
_FORMAT = re.compile(rf"\((?:{FORMAT})\)$")
"""What templates write before and behind it too: its number and its format."""
_INSIDE = re.compile("(?<![0-9a-z])([a-z]{1,5}|表) *0*([0-9]{1,4})(?![0-9.])")
_TITLED = re.compile("表 *[0-9A-Za-z.]+[ :.、_-]+(.+)")


def fold(text: str) -> str:
    """Return a header with all that is forgiven taken away."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold()
    kept = "".join(char for char in plain if unicodedata.category(char)[0] not in "ZC")
    bare = _MARKED.sub("", kept.strip("*★")).rstrip("*★:")
    bare = _FORMAT.sub("", _NUMBER.sub("", bare))
    return bare or kept


def fold_name(name: str) -> str:
    """Return the letters and numbers of a table's name, ``T06`` as ``t6``."""
    folded = fold(_APART.sub("-", unicodedata.normalize("NFKC", name)))
    letters = "-".join(map(_letters, _APART.split(folded)))
    numbered = _NUMBERED.fullmatch(letters)
    return (numbered[1] or "") + numbered[2] if numbered else letters


def _letters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNM")


def _aliases(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", name).strip()
    aliases = {fold_name(name), fold_name(plain.rpartition("/")[2])}
    if titled := _TITLED.fullmatch(plain):
        aliases.add(fold_name(titled[1]))
    for alias in tuple(aliases):
        if numbered := _NUMBERED.fullmatch(alias):
            aliases |= {numbered[2], f"table{numbered[2]}"}
    return aliases - {""}


@dataclass(frozen=True)
class TableIndex:
    """One table with its fields by folded name."""

    shape: TableShape

    @cached_property
    def fields(self) -> Mapping[str, tuple[FieldShape, ...]]:
        """Folded name -> the fields it may mean; printed names come first."""
        ranked = sorted(
            (
                (rank, at, fold(name))
                for at, item in enumerate(self.shape.fields)
                for rank, name in enumerate(item.names)
            ),
        )
        found: dict[str, tuple[FieldShape, ...]] = {}
        for _rank, at, name in ranked:
            item = self.shape.fields[at]
            if item not in found.get(name, ()):
                found[name] = (*found.get(name, ()), item)
        return found

    @property
    def title(self) -> str:
        """What people call the table."""
        return self.shape.names[-1] if self.shape.names else self.shape.id

    def known(self, headers: Iterable[str]) -> int:
        """Return how many different headers (already folded) the table knows."""
        return sum(header in self.fields for header in set(headers))


class Catalogue:
    """All tables that data may belong to."""

    def __init__(self, shapes: Sequence[TableShape]) -> None:
        self.tables = tuple(TableIndex(shape) for shape in shapes)
        self._by_name: dict[str, tuple[TableIndex, ...]] = {}
        for table in self.tables:
            names = (table.shape.id, *table.shape.names)
            for alias in {alias for name in names for alias in _aliases(name)}:
                self._by_name[alias] = (*self._by_name.get(alias, ()), table)

    def named(self, name: str) -> tuple[TableIndex, ...]:
        """Return the tables that a sheet or file called ``name`` may hold.

        A bare number is a weak name; ask ``is_weak`` before trusting it.
        """
        exact = self._by_name.get(fold_name(name))
        return exact or self._cut(name) or self._inside(name)

    def is_exact(self, name: str) -> bool:
        """Tell whether ``name`` is a table's name with nothing beside it."""
        return fold_name(name) in self._by_name and not self.is_weak(name)

    def is_explanation(self, name: str) -> bool:
        """Tell whether a sheet of this name speaks about a table, and holds none."""
        folded = fold(name)
        return not self.is_exact(name) and any(word in folded for word in ABOUT)

    @staticmethod
    def is_weak(name: str) -> bool:
        """Tell whether a name is a bare number, which may mean anything."""
        return re.fullmatch("[0-9-]+", fold_name(name)) is not None

    def _cut(self, name: str) -> tuple[TableIndex, ...]:
        if len(name) < SHEET_NAME_CHARS:
            return ()
        start = fold_name(name)
        return self._of(alias for alias in self._by_name if alias.startswith(start))

    def _inside(self, name: str) -> tuple[TableIndex, ...]:
        plain = unicodedata.normalize("NFKC", name).casefold()
        numbered = self._of(
            match[1] + match[2] for match in _INSIDE.finditer(plain.replace("_", " "))
        )
        whole = fold_name(name)
        return numbered or self._of(
            alias
            for alias in self._by_name
            if len(alias) >= TITLE_CHARS and alias in whole
        )

    def _of(self, aliases: Iterable[str]) -> tuple[TableIndex, ...]:
        found = {
            table.shape.id: table
            for alias in aliases
            for table in self._by_name.get(alias, ())
        }
        return tuple(found.values())

    def wanted(self, name: str) -> TableIndex:
        """Return the table that the caller asked for by id, number or title.

        Raises:
            UsageError: no such table, or several; the near misses are named.
        """
        for table in self.tables:
            if table.shape.id == name:
                return table
        found = self._by_name.get(fold_name(name), ())
        if len(found) == 1:
            return found[0]
        ids = tuple(table.shape.id for table in found)
        if ids:
            raise UsageError(
                sentence("table-ambiguous", table=name, names="、".join(ids))
            )
        raise UsageError(
            joined(sentence("table-unknown", table=name), suggestion(self.near(name)))
        )

    def near(self, name: str) -> tuple[str, ...]:
        """Return the table names that look like ``name``."""
        known = {name: None for table in self.tables for name in table.shape.names}
        return near_misses(name, known)
