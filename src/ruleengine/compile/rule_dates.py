"""Dates as rule files write them: ``YYYY-MM-DD``.

In: phrases and texts. Out: dates; a phrase that is none is a problem.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ruleengine.compile.decisions_catalogue import CATALOGUE

if TYPE_CHECKING:
    from ruleengine.base.problem import Problem
    from ruleengine.model.phrase import Phrase

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def date_of(phrase: Phrase | None, problems: list[Problem]) -> dt.date | None:
    """Return the date a phrase writes as ``YYYY-MM-DD``, or None with a problem."""
    if phrase is None:
        return None
    day = plain_date(phrase.text)
    if day is None:
        problems.append(CATALOGUE.problem("E493", phrase.position, found=phrase.text))
    return day


def plain_date(text: str) -> dt.date | None:
    """Return the date that a text writes as ``YYYY-MM-DD``, or None."""
    found = _DATE.fullmatch(text)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
