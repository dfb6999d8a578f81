"""Questions about working calendars: every day of the years that either version has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ruleengine.authoring.difference.answers import Question
from ruleengine.authoring.difference.decision_questions import Asked

if TYPE_CHECKING:
    from ruleengine.source.node import Mapping


def questions_about_days(full: str, files: tuple[Mapping, Mapping]) -> Asked:
    """Return what to ask about a calendar; nothing is left out."""
    years = {item.value("year") for file in files for item in file.mappings("years")}
    days = (
        dt.date(year, 1, 1) + dt.timedelta(days=number)
        for year in sorted(year for year in years if isinstance(year, int))
        for number in range(366)
    )
    every = (Question(full, {}, value=day.isoformat()) for day in days)
    return Asked(tuple(every), exact=True)
