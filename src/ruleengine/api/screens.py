"""Screens: those of a rule set, kept from one call to the next.

In: a table and the settings of a call. Out: its screen, the same one as before where
nothing that counts is different.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.batch_screen import BatchScreen
    from ruleengine.engine.settings import Settings

MOST_SCREENS = 64
"""Screens that are kept, the newest ones: tables times the readings and dates they are
asked with. One that has seen much holds ten megabytes."""

Choices = frozenset[tuple[str, str, str]]
"""Pack, reading, choice."""
_Settled = tuple["TablePlan", "dt.date", Choices, bool]
"""Table, date, readings, and whether attached files can be looked at."""


class Screens:
    """The screens of a rule set, kept because they remember what they accepted."""

    def __init__(self) -> None:
        self._made: dict[_Settled, BatchScreen] = {}

    def of(self, plan: TablePlan, settings: Settings, choices: Choices) -> BatchScreen:
        """Return the screen of a table for what counts of some settings.

        Args:
            plan: the table.
            settings: those of the call.
            choices: all its readings, for a table may have codes of other packs.
        """
        key = (plan, settings.as_of, choices, settings.attachments is not None)
        screen = self._made.get(key)
        if screen is None:
            from ruleengine.engine.screening import screen_of

            screen = self._made[key] = screen_of(plan, _of_no_folder(settings))
            # Without a lock: one that another thread held would outlive a fork.
            for oldest in list(self._made)[:-MOST_SCREENS]:
                self._made.pop(oldest, None)
        return screen


def _of_no_folder(settings: Settings) -> Settings:
    """Return settings that can be kept: they hold on to no folder of one submission.

    A screen only asks whether files are looked at, and then leaves them to the run.
    """
    return replace(settings, attachments=settings.attachments and _no_fault)


def _no_fault(_name: str, _media: tuple[str, ...]) -> None:
    """Look at no file."""
