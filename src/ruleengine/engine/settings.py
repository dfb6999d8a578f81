"""Settings: what one run was asked for; the same for every record of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    import datetime as dt

    from ruleengine.compile.decisions_session import Session

Attachments = Callable[[str, tuple[str, ...]], "tuple[str, Mapping[str, Any]] | None"]
"""(file name, allowed media) -> what is wrong with the file: reason and params."""


@frozen(kw_only=True)
class Settings:
    """The choices of one run."""

    as_of: dt.date
    readings: Mapping[str, Mapping[str, str]]
    """Pack -> reading -> choice, defaults filled in."""
    sessions: Mapping[str, Session]
    """Pack -> what conditions hand to the functions they call: date, readings, days."""
    attachments: Attachments | None = None
    """Looks at files that items name; None when there is no folder to look in."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Full id -> title of the tables that a complete submission has."""

    def session_of(self, full_id: str) -> Session:
        """Return the session of the pack that an id belongs to."""
        return self.sessions[full_id.partition("/")[0]]

    def readings_of(self, full_id: str) -> Mapping[str, str]:
        """Return the readings of the pack that an id belongs to."""
        return self.readings.get(full_id.partition("/")[0], {})
