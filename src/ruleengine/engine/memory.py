"""What was found out of cases is remembered, up to a limit.

In: cases and what was found. Out: the same, when they come again. A full memory is
emptied: what comes often is soon there again, and nobody has to note when it came last.
"""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 20_000
"""Cases that are remembered."""


class Memory(dict[K, V]):
    """What was found, by case."""

    __slots__ = ()

    def keep(self, case: K, found: V) -> V:
        """Remember what was found of a case, and return it."""
        if len(self) >= REMEMBERED:
            self.clear()
        self[case] = found
        return found
