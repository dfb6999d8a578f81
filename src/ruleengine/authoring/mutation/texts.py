"""Small steps inside texts: a figure by one last digit, a bound, an item of a list.

In: the text of a cell, format or literal. Out: (offset, before, after) of each step.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"'
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|<=|>=|<|>"
    r"|[\[(](?=\s*-?[0-9])|(?<=[0-9])[\])]"
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OTHER_BOUND = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "[": "(",
    "(": "[",
    "]": ")",
    ")": "]",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text and what may stand there instead."""

    offset: int
    before: str
    after: str

    def applied(self, text: str) -> str:
        """Return the text with the piece replaced."""
        return text[: self.offset] + self.after + text[self.offset + len(self.before) :]


def edits_of_cell(text: str) -> Iterator[Edit]:
    """Yield the steps of a cell: figures, days, bounds; one item left out."""
    for found in TOKEN.finditer(text):
        word = found[0]
        if word.startswith('"'):
            continue
        if word in OTHER_BOUND:
            yield Edit(found.start(), word, OTHER_BOUND[word])
        else:
            yield from (Edit(found.start(), word, other) for other in beside(word))
    yield from without_an_item(text)


def edits_of_figures(text: str) -> Iterator[Edit]:
    """Yield each whole number of a text one up and one down, never below zero."""
    for found in re.finditer(r"[0-9]+", text):
        for other in beside(found[0]):
            if not other.startswith("-"):
                yield Edit(found.start(), found[0], other)


def beside(word: str) -> Iterator[str]:
    """Yield the figures one last digit below and above, or the days around."""
    if DATE.fullmatch(word):
        yield from _days_beside(word)
        return
    value = Decimal(word)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    width = len(word) if word.startswith("0") and word.isdigit() else 0
    for other in (value - step, value + step):
        yield f"{other:f}".zfill(width)


def _days_beside(word: str) -> Iterator[str]:
    try:
        day = dt.date.fromisoformat(word)
    except ValueError:
        return
    for days in (-1, 1):
        yield (day + dt.timedelta(days)).isoformat()


def without_an_item(text: str) -> Iterator[Edit]:
    """Yield a comma-separated text without each of its items."""
    items = [(m.start(), m[0]) for m in re.finditer(r'(?:"[^"]*"|[^",])+', text)]
    if len(items) < 2 or re.search(r"[\[\](){}]", text):
        return
    for number, (at, item) in enumerate(items):
        if number:
            yield Edit(at - 1, f",{item}", "")
        else:
            yield Edit(at, f"{item},", "")
