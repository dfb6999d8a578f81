"""The document of a pack: dates that are dates, the first before the last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.source.node import Mapping


def document_problems(linted: Linted) -> Iterator[Problem]:
    """Yield what is wrong with the time in which a document is in force."""
    effective = linted.pack.folder.read(DOCUMENT).mapping("effective")
    if effective is None:
        return
    days = {key: _day(effective, key) for key in ("from", "until")}
    for key, day in days.items():
        if day is None and effective.value(key) is not None:
            found = effective.text(key)
            yield CATALOGUE.problem("E311", effective.place(key), found=found)
    first, last = days["from"], days["until"]
    if first and last and first > last:
        found, wanted = first.isoformat(), last.isoformat()
        place = effective.place("until")
        yield CATALOGUE.problem("E313", place, found=found, wanted=wanted)


def _day(effective: Mapping, key: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(effective.text(key))
    except ValueError:
        return None
