"""How far work on submitted data has come, for those who wait for it."""

from __future__ import annotations

from dataclasses import dataclass

from ruleengine.base.frozen import frozen


@dataclass(slots=True)
class Reading:
    """How much of one input has been read."""

    total: int = 0
    """Bytes; 0 where that is not known."""
    done: int = 0
    """Bytes; whoever reads ahead is ahead here too."""


@frozen(guarded=True)
class Progress:
    """How far a check has come."""

    records: int
    """Records that have been judged, of all tables."""
    share: float | None
    """How much of all files has been read, from 0 to 1; None where that is not known."""
