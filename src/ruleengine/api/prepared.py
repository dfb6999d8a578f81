"""Prepared: all that holds for one day and one choice of readings; made once, kept."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.plan import TablePlan


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """The rules as they are asked on one day under some readings."""

    day: dt.date
    packs: Mapping[str, CompiledPack]
    readings: Mapping[str, Mapping[str, str]]
    """Pack -> reading -> choice."""
    tables: Mapping[str, TablePlan]
    """All field tables by full id."""
    sessions: Mapping[str, Session]
    """Pack -> what conditions hand to the functions they call."""
    calendar: WorkingCalendar | None


def prepare(
    day: dt.date,
    packs: Mapping[str, CompiledPack],
    readings: Mapping[str, Mapping[str, str]],
) -> Prepared:
    """Gather what the calls of one day and one choice of readings share."""
    calendars = (pack.calendar for pack in packs.values())
    calendar = next((each for each in calendars if each), None)
    tables = {
        name: plan for pack in packs.values() for name, plan in pack.tables.items()
    }
    sessions = {
        name: pack.decisions.session(readings[name], day, calendar)
        for name, pack in packs.items()
    }
    return Prepared(
        day=day,
        packs=packs,
        readings=readings,
        tables=MappingProxyType(tables),
        sessions=MappingProxyType(sessions),
        calendar=calendar,
    )
