"""Prepared: all that holds for one day and one choice of readings; made once, kept."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ruleengine.api.known_shapes import known_shapes
from ruleengine.base.ids import pack_of
from ruleengine.base.lazy import LazyMapping
from ruleengine.engine.settings import Settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ruleengine.api.submission import Submission
    from ruleengine.base.record import TableShape
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.decisions import Decision, Decisions
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.compute import BareAnswers
    from ruleengine.engine.second_phase import Submitted

    Around = tuple[Mapping[str, str], dt.date, WorkingCalendar | None]
    """The choices of readings, the date of the rules, and the working calendar."""

MOST_SUBMISSIONS = 64
"""Choices of tables of which it is kept what hangs on them, those asked for last."""


class Prepared:
    """The rules as they are asked on one day under some readings.

    Each part is compiled when it is first asked for.
    """

    def __init__(
        self,
        day: dt.date,
        packs: Mapping[str, CompiledPack],
        readings: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Take the compiled packs in force, and the choice of every reading by pack."""
        self.day = day
        self.packs = packs
        self.readings = readings
        self.tables: Mapping[str, TablePlan] = LazyMapping(
            (full for pack in packs.values() for full in pack.titles),
            lambda full: packs[pack_of(full)].tables[full],
        )
        sessions: Mapping[str, Session] = LazyMapping(packs, self._session)
        self.sessions = sessions
        self.settings = Settings(as_of=day, readings=readings, sessions=sessions)
        self.submission = lru_cache(maxsize=MOST_SUBMISSIONS)(self._submission)
        """Which tables are submitted -> what hangs on that alone."""
        self._answers: dict[str, BareAnswers] = {}

    def shape(self, table: str) -> TableShape:
        """Return what a reader of files must know of a table, by its full id."""
        return self.packs[pack_of(table)].shape(table)

    @cached_property
    def shapes(self) -> tuple[TableShape, ...]:
        """What a reader of files must know of all tables."""
        return tuple(known_shapes(self.packs).values())

    def titled(self, title: str) -> list[str]:
        """Return the full ids of whatever has a title: people type what they read."""
        return [full for pack in self.packs.values() for full in pack.titled(title)]

    def _session(self, name: str) -> Session:
        """Return what conditions of a pack hand to the functions they call."""
        return self.packs[name].session(self.readings[name], self.day, _Days(self))

    def _submission(self, submitted: Submitted) -> Submission:
        from ruleengine.api.submission import submission_of

        return submission_of(self.packs, self.tables, self.settings, submitted)

    def answers(self, decision: Decision, pack: Decisions) -> BareAnswers:
        """Return what answers many inputs of a decision; made once."""
        made = self._answers.get(decision.id)
        if made is None:
            from ruleengine.engine.compute import BareAnswers

            made = BareAnswers(decision, pack, *self.around(pack.pack))
            made = self._answers.setdefault(decision.id, made)
        return made

    def around(self, pack: str) -> Around:
        """Return what decisions and identifiers of a pack are asked under."""
        return self.readings[pack], self.day, self.calendar

    @cached_property
    def calendar(self) -> WorkingCalendar | None:
        """The working calendar that a pack brings, if any does."""
        found = (pack.calendar for pack in self.packs.values())
        return next((each for each in found if each), None)


class _Days:
    """Stands for the working calendar until a day is asked for."""

    __slots__ = ("_prepared",)

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared

    def is_working(self, day: dt.date) -> bool | None:
        calendar = self._prepared.calendar
        return calendar.is_working(day) if calendar else None
