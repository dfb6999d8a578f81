"""Days on which a working calendar or the effect of a document is another one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ruleengine.authoring.difference.answers import Answer, Question, Witness
from ruleengine.authoring.difference.candidates import day_of
from ruleengine.authoring.difference.decision_questions import Inquiry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.source.node import Mapping


def questions_about_days(full: str, files: tuple[Mapping, Mapping]) -> Inquiry:
    """Return what to ask about a calendar; nothing is left out."""
    years = {item.value("year") for file in files for item in file.mappings("years")}
    days = (
        dt.date(year, 1, 1) + dt.timedelta(days=number)
        for year in sorted(year for year in years if isinstance(year, int))
        for number in range(366)
    )
    every = (Question(full, {}, value=day.isoformat()) for day in days)
    return Inquiry(tuple(every), exact=True)


def told_by_effect(pack: str, files: tuple[Mapping, Mapping]) -> Iterator[Witness]:
    """Yield the days on which only one version of a document is in force."""
    spans = [_effect(file) for file in files]
    edges = {day for since, until in spans for day in (since, until)}
    for day in sorted(near for edge in edges for near in _beside(edge)):
        before, after = (
            Answer(outputs=(("in_force", str(since <= day <= until).lower()),))
            for since, until in spans
        )
        if before != after:
            yield Witness(Question(pack, {}, value=day.isoformat()), before, after)


def _effect(file: Mapping) -> tuple[dt.date, dt.date]:
    effective = file.mapping("effective")
    since, until = (
        day_of(effective.text(key)) if effective else None for key in ("from", "until")
    )
    return since or dt.date.min, until or dt.date.max


def _beside(edge: dt.date) -> Iterator[dt.date]:
    yield edge
    if edge > dt.date.min:
        yield edge - dt.timedelta(days=1)
    if edge < dt.date.max:
        yield edge + dt.timedelta(days=1)
