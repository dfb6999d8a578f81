"""Counting what a computation costs, so that none goes on without end."""

from __future__ import annotations

from typing import Protocol

from ruleengine.feel import limits
from ruleengine.feel.errors import LimitReached


class Meter(Protocol):
    """Counts steps; an evaluation is one."""

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            LimitReached: there were too many.
        """
        ...


class OwnMeter:
    """Counts the steps of one computation on its own."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = limits.STEPS

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            LimitReached: there were too many.
        """
        self.left -= steps
        if self.left < 0:
            raise LimitReached("steps")


class Uncounted:
    """Counts nothing: for values whose size somebody else has limited."""

    def spend(self, steps: int) -> None:
        """Take any number of steps."""
