"""Sets of values and boxes of them -> words: ``20 ≤ 员工人数 ≤ 49``, 例如 20.

In: sets of the table room with the names of their columns. Out: sentences.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import text
from ruleengine.base.text import Text, listed
from ruleengine.table import IntervalSet, everything
from ruleengine.table.values import ValueSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.table import CellSet
    from ruleengine.table.interval import Span

SHOWN = 6
"""Values of a set that are named before the rest is counted."""


def box_in_words(
    names: Sequence[str], box: Sequence[CellSet], asked: Sequence[CellSet] | None
) -> Text:
    """Return a box as a sentence; columns that say nothing are left out.

    Args:
        names: of the columns.
        box: a set for each column.
        asked: all that each column may hold, where that is known.
    """
    parts = [
        set_in_words(name, values)
        for name, values, every in zip(names, box, asked or box, strict=True)
        if not _is_whole(values) and not (asked and values == every)
    ]
    return listed(parts) if parts else text("any-input")


def witness_in_words(names: Sequence[str], witness: Sequence[object]) -> Text:
    """Return one input: bare when there is one column, else name by name."""
    if len(names) == 1:
        return Text.same(value_in_words(witness[0]))
    pairs = zip(names, witness, strict=True)
    return listed(f"{name} = {value_in_words(value)}" for name, value in pairs)


def value_in_words(value: object) -> str:
    """Return one value as rule authors write it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case dt.date():
            return value.isoformat()
        case _:
            return f"{value:f}"


def set_in_words(name: str, values: CellSet) -> Text:
    """Return which values of a column belong to a set."""
    if isinstance(values, ValueSet):
        return _finite_in_words(name, values)
    parts: list[str | Text] = [_span(name, values, span) for span in values.spans]
    if values.null:
        parts.append(f"{name} = null")
    return _either(parts)


def _is_whole(values: CellSet) -> bool:
    whole = everything(values.domain)
    return values in (whole, everything(values.domain, null=False))


def _finite_in_words(name: str, values: ValueSet) -> Text:
    shown = sorted(values.values, key=str)
    words = [value_in_words(value) for value in shown[:SHOWN]]
    more = len(shown) - len(words)
    if more:
        words.append(f"… (+{more})")
    key = "none-of" if values.complemented else "one-of"
    if len(words) == 1:
        key = "is-not" if values.complemented else "is"
    return text(key, name=name, values=listed(words))


def _span(name: str, values: IntervalSet, span: Span) -> str:
    (low, low_closed), (high, high_closed) = values.bounds(span)
    if low is not None and low == high:
        return f"{name} = {value_in_words(low)}"
    if low is None and high is None:
        return f"{name} = …"
    if low is None:
        return f"{name} {_mark(closed=high_closed)} {value_in_words(high)}"
    if high is None:
        return f"{name} {'≥' if low_closed else '>'} {value_in_words(low)}"
    return (
        f"{value_in_words(low)} {_mark(closed=low_closed)} {name} "
        f"{_mark(closed=high_closed)} {value_in_words(high)}"
    )


def _mark(*, closed: bool) -> str:
    return "≤" if closed else "<"


def _either(parts: list[str | Text]) -> Text:
    if len(parts) == 1:
        return listed(parts)
    shown = [*parts[:SHOWN], *(["…"] if len(parts) > SHOWN else [])]
    texts = [Text.same(part) if isinstance(part, str) else part for part in shown]
    return Text(
        " 或 ".join(part.zh for part in texts), " or ".join(part.en for part in texts)
    )
