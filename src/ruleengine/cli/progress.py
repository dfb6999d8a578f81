"""How far a check has come, on one line of the terminal that is written again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from ruleengine.cli.wording import say
from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.progress import Progress
    from ruleengine.base.text import Language

PAUSE = 0.25
"""Seconds between two lines."""
SETTLED = 1.0
"""Seconds until rate and time left are worth telling."""
CELLS = 20
"""Of the bar."""


@dataclass(slots=True)
class ProgressLine:
    """Writes the line."""

    show: Callable[[str], None]
    language: Language
    width: int
    """Columns of the terminal."""
    now: Callable[[], float] = monotonic
    _first: float = field(init=False)
    _last: float = field(init=False)

    def __post_init__(self) -> None:
        self._first = self._last = self.now()

    def __call__(self, progress: Progress) -> None:
        """Write the line again, if it has not just been written."""
        now = self.now()
        if now - self._first >= SETTLED and now - self._last >= PAUSE:
            self._last = now
            self.show("\r" + self.line(progress, now - self._first) + "\x1b[K")

    def line(self, progress: Progress, seconds: float) -> str:
        """Return what to write, no wider than the terminal.

        Args:
            progress: how far the check has come.
            seconds: how long it has taken.
        """
        facts = {
            "records": f"{progress.records:,}",
            "rate": f"{progress.records / seconds:,.0f}",
        }
        lines = [say("judged", self.language, **facts)]
        if share := progress.share:
            facts["percent"] = f"{share:.0%}"
            facts["left"] = _clock(seconds * (1 - share) / share)
            facts["bar"] = ("#" * round(CELLS * share)).ljust(CELLS, ".")
            lines[:0] = [say(key, self.language, **facts) for key in ("bar", "left")]
        # A line that wraps could not be written again.
        fitting = (line for line in lines if columns(line) < self.width)
        return next(fitting, "")


def _clock(seconds: float) -> str:
    """Return a time as people read it: 0:05, 12:34, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
