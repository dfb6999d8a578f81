"""JSON whose records are not objects in a list or one in each line.

Comes in: what stands first in a file. Goes out: whether it is of such a shape, and an
input that says so once instead of at each element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.finding import Place
from ruleengine.base.problem import InputError
from ruleengine.base.record import Locator, TableInput
from ruleengine.readers.catalogue import fold
from ruleengine.readers.faults import Faults
from ruleengine.readers.header import Header
from ruleengine.readers.json_text import JsonText, Pairs, pairs_of
from ruleengine.readers.limits import Budget
from ruleengine.readers.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.base.text import Text
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.encoding import TextFile
    from ruleengine.readers.limits import Limits

NAMES_LEAST = 3
"""So many items with lists behind them are no record with odd values."""
_SPLIT = frozenset({"columns", "data"})
_BESIDE_SPLIT = frozenset({"index", "index_names", "column_names"})
EXAMPLES = 3
"""Names that a finding gives."""


def is_whole(file: TextFile, limits: Limits) -> bool:
    """Tell whether a file that should hold lines is one JSON text of objects.

    An object that ends in its own line is a line with something behind it.
    """
    with file.open(newline=None) as stream:
        text = JsonText(stream, Budget(limits, file.name))
        try:
            is_list = text.take("[")
            text.peek()
            first = text.line()
            is_record = isinstance(text.value(), Pairs | dict)
            return is_record and (is_list or text.line() > first)
        except InputError:
            return False


def are_lists(samples: Sequence[object]) -> bool:
    """Tell whether the elements are lists without names, such as rows of a sheet."""
    return bool(samples) and all(
        isinstance(item, list) and not isinstance(item, Pairs) for item in samples
    )


def inner_list(samples: Sequence[object], header: Header | Text) -> str | None:
    """Return the name of the list that holds the records one level too deep, if so.

    Args:
        samples: what stands where records should.
        header: the table that was found for it, or why there is none.
    """
    if len(samples) != 1 or not isinstance(samples[0], Pairs | dict):
        return None
    if header == sentence("sheet-report"):
        return None
    members = pairs_of(samples[0])
    names = {fold(name) for name, _value in members}
    if isinstance(header, Header) and header.table.known(names):
        return None
    return next((name for name, value in members if _has_records(value)), None)


def _has_records(value: object) -> bool:
    items = value if isinstance(value, list) and not isinstance(value, Pairs) else []
    return any(isinstance(item, Pairs | dict) for item in items)


def column_names(
    table: TableIndex, containers: Iterable[str], others: Iterable[str]
) -> tuple[str, ...]:
    """Return the names of items behind which all their values stand together.

    Args:
        table: whose names.
        containers: names of members that are lists or objects.
        others: names of the other members.
    """
    if table.known(fold(name) for name in others):
        return ()
    found = tuple(name for name in containers if fold(name) in table.fields)
    return found if len(found) >= NAMES_LEAST else ()


def are_split(names: Collection[str]) -> bool:
    """Tell whether members of these names are columns and rows, as pandas splits them."""
    return _SPLIT <= set(names) <= _SPLIT | _BESIDE_SPLIT


def with_names(names: Sequence[object], value: object) -> object:
    """Return a row as an object; what does not fit the names stays as it is."""
    if not isinstance(value, list) or isinstance(value, Pairs):
        return value
    if len(value) != len(names):
        return value
    return Pairs(zip(map(str, names), value, strict=True))


def lost(
    file: TextFile, table: TableIndex, reason: str, facts: dict[str, Fact]
) -> TableInput:
    """Return an input without records, with one finding that says why."""
    locator = Locator(file.name)
    faults = Faults(table.shape.id, locator, 1)
    faults.add("unreadable", reason, facts, at=Place(file.name, line=1))
    return TableInput(
        table.shape.id,
        locator,
        iter(()),
        file.sha256,
        faults.all(),
        is_lost=True,
    )
